-- Surat to the head of a work unit; its list of names is read from the notices when it is read itself.
create table letter (
    id               uuid     primary key, -- UUIDv7
    cycle_id         uuid     not null,
    unit_id          uuid     not null,
    kind             smallint not null,    -- LetterKind
    template_version int      not null,
    issued_at        timestamptz not null,
    unique (cycle_id, unit_id, kind)       -- the natural key: the several batches of a large unit make one letter
);

create index letter_by_unit on letter (unit_id, id);
