create extension if not exists btree_gist;

-- A contract is in force while it has no cycle. Setting the cycle is the only change that a row ever sees, and no index holds
-- that column, neither as a key nor in a predicate: so the night's update is heap-only (HOT) and touches none of the four
-- indexes. The fill factor leaves each page room for the second version of every row on it; without it the second versions
-- would fill as many new pages and all the indexes besides. For the same reason cycle_id has no foreign key: it would run a
-- trigger for each of two million rows to check what the sweep has just read.
create table contract (
    contract_id uuid primary key,
    city_id     uuid not null,
    worker_id   uuid not null,
    unit_id     uuid not null,
    vendor_id   uuid,
    first_day   date not null,
    last_day    date not null,
    cycle_id    uuid,
    check (first_day <= last_day),
    -- Two city contracts of one worker may not share a day. Vendor contracts may follow on or run beside them.
    constraint no_overlap exclude using gist (worker_id with =, daterange(first_day, last_day, '[]') with &&)
        where (vendor_id is null)
) with (fillfactor = 45);

-- The order in which the sweep claims, and in which contracts are listed.
create index contract_by_day on contract (city_id, last_day, unit_id, contract_id);

create index contract_by_worker on contract (worker_id);

-- Days on which contracts of a city end and that no sweep has emptied yet. It stands in for a partial index on contracts in
-- force, which would cost the heap-only update. Whoever adds contracts holds the day's row FOR KEY SHARE until its commit;
-- a sweep removes the row only after it has it FOR UPDATE and sees nothing in force.
create table due_day (
    city_id  uuid not null,
    last_day date not null,
    primary key (city_id, last_day)
);

-- Announced by Registry and not taken, and why.
create table refused_contract (
    contract_id uuid primary key,
    city_id     uuid not null,
    worker_id   uuid not null,
    unit_id     uuid not null,
    vendor_id   uuid,
    first_day   date not null,
    last_day    date not null,
    reason      text not null,
    refused_at  timestamptz not null default clock_timestamp()
);

create index refused_contract_by_city on refused_contract (city_id, contract_id);
