-- A renewal cycle (siklus perpanjangan) and what it froze when it was opened. The unique key makes opening it twice impossible,
-- however many sweeps begin at once.
create table cycle (
    cycle_id               uuid primary key,
    city_id                uuid not null,
    city_name              text not null,
    last_day               date not null,
    due_day                date not null,
    stay_home_from         date not null,
    policy_version         integer not null,
    exemption_list_version integer not null,
    opened_at              timestamptz not null,
    -- When the last of its workers was told, by this database's clock; only measured, nothing is decided by it.
    all_told_at            timestamptz,
    unique (city_id, last_day),
    foreign key (city_id, policy_version) references policy (city_id, version),
    foreign key (city_id, exemption_list_version) references exemption_list (city_id, version)
);

create index cycle_to_tell on cycle (cycle_id) where all_told_at is null;

-- The units of the city, with their heads, as they were when the cycle was opened. A unit that was registered later and has
-- contracts in the cycle is added; none is changed.
create table cycle_unit (
    cycle_id      uuid not null references cycle,
    unit_id       uuid not null,
    name          text not null,
    head_id       uuid not null,
    head_name     text not null,
    head_title    text not null,
    keeps_working boolean not null,
    primary key (cycle_id, unit_id)
);

-- One row for each ContractsExpired, with the same id, and what the others reported of it. Progress is the sum of these rows,
-- so that no two messages ever wait for one counter.
create table expiry_batch (
    batch_id     uuid primary key,
    cycle_id     uuid not null references cycle,
    contracts    integer not null check (contracts > 0),
    announced_at timestamptz not null,           -- by the system's clock, which a story may have moved
    stored_at    timestamptz not null default clock_timestamp(),
    requested    integer not null default 0,     -- evaluation requests made for it
    told         integer not null default 0,     -- notices stored for it
    issued_at    timestamptz,                    -- when the notices were stored, as Notification said
    finished_at  timestamptz,                    -- both reports are in and complete; by this database's clock
    resends      integer not null default 0,
    resent_at    timestamptz
);

create index expiry_batch_by_cycle on expiry_batch (cycle_id);

-- The few that are under way: what reconciliation looks through and what the sweep's cap counts.
create index expiry_batch_unfinished on expiry_batch (stored_at) where finished_at is null;
