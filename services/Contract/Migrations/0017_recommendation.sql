-- Batas usia: in years, on the first day of the new period. Null: the city has none.
alter table policy add column age_limit integer;

-- Rekomendasi perpanjangan: one row for each version. It follows from its inputs, whose hash it has; docs/decisions.md says how it is computed.
create table recommendation (
    id                  uuid        primary key, -- UUIDv7
    city_id             uuid        not null,
    cycle_id            uuid        not null references cycle,
    contract_id         uuid        not null,
    worker_id           uuid        not null,
    unit_id             uuid        not null,
    version             integer     not null check (version > 0),
    outcome             smallint    not null,    -- RecommendationOutcome
    grounds             smallint    not null,    -- bit n of NonRenewalGround n
    inputs              text        not null,    -- RecommendationInputs in its canonical form
    sha256              text        not null,
    rating_id           uuid,                    -- the version that it rests on
    head_recommendation smallint,                -- HeadRecommendation; no input
    template_version    integer     not null,
    as_of               timestamptz not null,    -- the moment of whose facts it is, by the system's clock
    by_issuer           text        not null,
    by_subject          text        not null,
    by_name             text        not null,
    unique (cycle_id, contract_id, version)      -- the natural key: of two who write the same version, one does
);

-- In the order of the pages; the unique key answers for a contract.
create index recommendation_by_unit on recommendation (cycle_id, unit_id, contract_id, version);

-- Other inputs make a further row.
create trigger recommendation_is_appended_only before update or delete or truncate on recommendation
    for each statement execute function refuse_change();
