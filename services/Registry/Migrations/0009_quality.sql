-- Failed tests of the register's quality that are right nevertheless.
create table quality_override (
    city_id    uuid        not null references city,
    test       smallint    not null, -- QualityTest
    subject_id uuid        not null, -- contract, worker, unit or reject, by the test
    other_id   uuid,                 -- the second of two workers
    reason     text        not null,
    by_issuer  text        not null,
    by_subject text        not null,
    by_name    text        not null,
    at         timestamptz not null default clock_timestamp(),
    unique nulls not distinct (city_id, test, subject_id, other_id)
);
