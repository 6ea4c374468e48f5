-- A contract that should not have been in the register stays to be seen, and is no contract any more.
alter table contract_period add column withdrawn_at timestamptz;

-- How often name or NIK were changed. With the contract's own it tells a file of corrections whether what was exported is still so.
alter table worker add column revision integer not null default 0;

-- For which corrections the city's policy demands a paper: bit n of CorrectedField n.
alter table city add column paper_required integer not null default 0;

-- Pembetulan: what was corrected, field by field. Appended only: the trigger refuses every change, also one made by hand.
create table correction (
    id           uuid        primary key, -- UUIDv7
    city_id      uuid        not null references city,
    worker_id    uuid        not null references worker,
    contract_id  uuid        references contract_period, -- null of what is the worker's
    field        smallint    not null,    -- CorrectedField
    before       text        not null,
    after        text        not null,
    reason       text        not null,
    paper_number text,
    paper_date   date,
    at           timestamptz not null default clock_timestamp(),
    by_issuer    text        not null,
    by_subject   text        not null,
    by_name      text        not null
);

create index correction_of_contract on correction (contract_id, id) where contract_id is not null;
create index correction_of_worker on correction (worker_id, id);
-- A file that was not corrected has a worker by the former NIK.
create index correction_of_nik on correction (before) where field = 8;

create trigger correction_is_appended_only before update or delete or truncate on correction
    for each statement execute function refuse_change();
