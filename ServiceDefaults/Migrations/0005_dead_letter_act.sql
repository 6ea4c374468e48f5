-- Whose act it was that dead letters were requeued or dropped. Written before it begins: no message goes without a name.
create table dead_letter_act (
    id           uuid        primary key, -- UUIDv7
    kind         smallint    not null,    -- DeadLetterActKind
    begun_at     timestamptz not null default clock_timestamp(),
    by_issuer    text        not null,
    by_subject   text        not null,
    by_name      text        not null,
    selection    text        not null,
    dead_letters bigint                   -- null: it runs, or the service ended under it
);
