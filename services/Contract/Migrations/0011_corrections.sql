-- A contract may be corrected after it expired: it is in force again and may expire once more. Which of its expiries that will be: 0 is the
-- first.
alter table contract add column expiry smallint not null default 0;

-- Expiries that were taken back (pembatalan), as the register was corrected.
create table returned_contract (
    contract_id  uuid     not null,
    expiry       smallint not null,
    cycle_id     uuid     not null, -- in which it had expired
    with_request boolean  not null, -- whether a rating was requested
    was_continuing boolean not null, -- whether its worker went on by the next contract
    is_withdrawn boolean  not null,
    returned_at  timestamptz not null default clock_timestamp(),
    primary key (contract_id, expiry)
);

create index returned_contract_by_cycle on returned_contract (cycle_id);

-- A contract that was refused for another one of its worker is tried again when that is corrected.
alter table refused_contract
    add column engagement smallint, -- null: refused for itself, or before
    add column position   text,
    add column revision   integer not null default 0;

create index refused_contract_by_worker on refused_contract (worker_id);

-- Contracts that should never have been in the register. They are not in the table of contracts any more, and no message brings them back.
create table withdrawn_contract (
    contract_id  uuid primary key,
    city_id      uuid not null,
    worker_id    uuid not null,
    unit_id      uuid not null,
    vendor_id    uuid,
    first_day    date not null,
    last_day     date not null,
    revision     integer not null,
    withdrawn_at timestamptz not null default clock_timestamp()
);

create index withdrawn_contract_by_city on withdrawn_contract (city_id, contract_id);
