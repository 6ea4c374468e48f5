-- Kebijakan penilaian: what a city decides about rating, all versions. Rounds keep the version that they were opened with, so none changes.
create table rating_policy (
    city_id        uuid    not null,
    version        integer not null,
    effective_from date    not null,
    rules          json    not null, -- RatingRules
    primary key (city_id, version)
);

create trigger rating_policy_is_appended_only before update or delete or truncate on rating_policy
    for each statement execute function refuse_change();

-- Putaran penilaian. The id is derived from city, kind, period and units: the same round is opened once.
create table round (
    id             uuid        primary key,
    city_id        uuid        not null,
    kind           smallint    not null, -- RoundKind
    unit_ids       uuid[]      not null, -- in order; none: all units of the city
    period_from    date        not null,
    period_to      date        not null check (period_to >= period_from),
    due_day        date        not null,
    policy_version integer     not null,
    opened_at      timestamptz not null,
    by_issuer      text        not null,
    by_subject     text        not null,
    by_name        text        not null,
    foreign key (city_id, policy_version) references rating_policy
);

create index round_of_city on round (city_id, opened_at, id);

-- Penilaian: one row for each signed version. What is signed is the content whose hash it has; docs/ratings.md says how it is computed.
create table rating (
    id                  uuid        primary key, -- UUIDv7
    city_id             uuid        not null,
    round_id            uuid        not null,
    contract_id         uuid        not null,
    worker_id           uuid        not null,
    unit_id             uuid        not null,    -- of which the signer is the head, on that day
    version             integer     not null check (version > 0),
    policy_version      integer     not null,
    result              smallint,                -- Expectation
    conduct             smallint,                -- Expectation
    score               smallint,                -- hundredths
    absences            json        not null,
    discipline          text,
    paper_number        text,
    paper_date          date,
    head_recommendation smallint,                -- HeadRecommendation
    note                text,
    rated_on            date,
    predicate           smallint    not null,    -- Predicate
    grounds             smallint    not null,    -- bit n of NonRenewalGround n; 0: renew
    exceeded_limit      json,                    -- AbsenceLimit
    signed_at           timestamptz not null,
    by_issuer           text        not null,
    by_subject          text        not null,
    by_name             text        not null,
    capacity            smallint    not null,    -- Capacity
    sha256              text        not null,
    unique (contract_id, round_id, version)      -- the natural key: of two who write the same version, one does
);

-- One for each way to ask, in the order of the pages.
create index rating_by_round on rating (round_id, id);
create index rating_by_city on rating (city_id, id);
create index rating_by_unit on rating (unit_id, id);

-- What was signed stays as it is; a correction is a further row.
create trigger rating_is_appended_only before update or delete or truncate on rating
    for each statement execute function refuse_change();
