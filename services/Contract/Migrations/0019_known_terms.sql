-- Since when the terms of a contract are known, by the system's clock: what was known at a moment never changes by what is received later. No
-- index has the column, so that the night's update stays heap-only. Of contracts received before, the moment of receipt, as the system's clock
-- showed it: a story's is ahead of the database's.
alter table contract add column recorded_at timestamptz;
update contract set recorded_at = received_at
    + coalesce((select max(ahead) from story_clock where moved_at <= received_at), 0) * interval '1 microsecond' / 10;
alter table contract alter column recorded_at set not null, alter column recorded_at set default clock_timestamp();

-- The terms that a contract had before it was corrected, or withdrawn: known from one moment until the other. Corrections alone write here.
create table former_terms (
    contract_id uuid        not null,
    revision    integer     not null, -- by which they were the contract's
    city_id     uuid        not null,
    worker_id   uuid        not null,
    unit_id     uuid        not null,
    vendor_id   uuid,
    first_day   date        not null,
    last_day    date        not null,
    recorded_at timestamptz not null, -- by the system's clock, as is the next
    replaced_at timestamptz not null,
    primary key (contract_id, revision)
);

create index former_terms_by_day on former_terms (city_id, last_day);

create trigger former_terms_is_appended_only before update or delete or truncate on former_terms
    for each statement execute function refuse_change();

-- When a unit was added that was registered after its cycle was opened, by the system's clock; null: with the cycle.
alter table cycle_unit add column added_at timestamptz;
