-- Contracts that have a signed rating (penilaian), as Evaluation publishes it: the newest of each. It may come before the contract itself.
create table rated_contract (
    city_id     uuid        not null,
    contract_id uuid        not null,
    rating_id   uuid        not null,
    version     integer     not null,
    signed_at   timestamptz not null,
    primary key (city_id, contract_id)
);
