-- Whom the national data collection leaves out, as a city's policy says it of a day. A row is never changed: of the same day the one
-- with the highest number holds.
create table national_export_rules (
    number             bigint      generated always as identity primary key,
    city_id            uuid        not null references city,
    rules_of           date        not null,
    excluded_positions text[]      not null,
    lowest_age         int,        -- null: none is too low
    highest_age        int,        -- null: none is too high
    also_excluded      smallint[]  not null, -- ExclusionReason
    applied_at         timestamptz not null default clock_timestamp(),
    by_issuer          text        not null,
    by_subject         text        not null,
    by_name            text        not null
);

create index national_export_rules_of_day on national_export_rules (city_id, rules_of, number);
