-- Of a version that rules on an objection; null of a head's.
alter table rating add column objection_id uuid;

-- Tanda terima: when the worker received the notice of a version. From that day on the days count in which the worker may object.
create table rating_receipt (
    rating_id   uuid primary key,
    received_on date not null -- in the city
);

create trigger rating_receipt_is_appended_only before update or delete or truncate on rating_receipt
    for each statement execute function refuse_change();

-- Keberatan: of a worker against a version of the contract's rating. While it is open, and once it is ruled on, no head signs another version.
create table objection (
    id           uuid        primary key, -- UUIDv7
    city_id      uuid        not null,
    round_id     uuid        not null,
    contract_id  uuid        not null,
    worker_id    uuid        not null,
    unit_id      uuid        not null,    -- of the rating
    rating_id    uuid        not null,    -- the version against which it is
    version      integer     not null,
    reason       text        not null,
    paper_number text,                    -- null: the worker filed it
    paper_date   date,
    filed_on     date        not null,    -- in the city
    filed_at     timestamptz not null,
    by_issuer    text        not null,
    by_subject   text        not null,
    by_name      text        not null,
    ruling_due   date        not null,    -- in the city, through this day
    late_from    timestamptz not null,    -- when that day has ended there
    unique (contract_id, round_id, version),
    check ((paper_number is null) = (paper_date is null))
);

-- One for each way to ask, in the order of the pages; the unique key answers for a contract.
create index objection_by_city on objection (city_id, id);
create index objection_by_round on objection (round_id, id);
create index objection_by_unit on objection (unit_id, id);

create trigger objection_is_appended_only before update or delete or truncate on objection
    for each statement execute function refuse_change();

-- Putusan: what the superior says of an objection, by a version of the rating. It is final.
create table ruling (
    objection_id uuid        primary key references objection,
    outcome      smallint    not null, -- RulingOutcome
    reason       text        not null,
    rating_id    uuid        not null unique, -- the version that it signed
    version      integer     not null,
    ruled_at     timestamptz not null,
    by_issuer    text        not null,
    by_subject   text        not null,
    by_name      text        not null,
    capacity     smallint    not null  -- Capacity
);

create trigger ruling_is_appended_only before update or delete or truncate on ruling
    for each statement execute function refuse_change();
