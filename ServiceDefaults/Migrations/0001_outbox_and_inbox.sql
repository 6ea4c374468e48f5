-- Events that were announced together with the state they tell of, until RabbitMQ has confirmed them and for a while after,
-- so that they can be sent again.
create table outbox (
    id           uuid        primary key,            -- the message id, derived from what the message says
    position     bigint      generated always as identity,
    event_type   text        not null,
    body         bytea       not null,               -- JSON
    caused_by    uuid,                               -- the message whose handling announced this one
    trace_parent text,
    announced_at timestamptz not null default clock_timestamp(),
    attempts     int         not null default 0,
    lease_token  uuid,                               -- fences the mark of a relay whose lease has run out
    leased_until timestamptz,
    sent_at      timestamptz
);

-- Position orders the sending; it is never a cursor, because identity order is not commit order.
create index outbox_unsent on outbox (position) where sent_at is null;
create index outbox_caused_by on outbox (caused_by) where caused_by is not null;

-- Messages whose effects are committed. The effects' own unique keys hold for ever; this holds the short term, cheaply.
create table inbox (
    message_id  uuid        not null,
    endpoint    text        not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (message_id, endpoint)
);
create index inbox_received_at on inbox (received_at);
