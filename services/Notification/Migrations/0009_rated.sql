-- What the worker is told of an expired contract besides: that it had a signed rating (penilaian) when it expired, and that the employer is
-- a vendor (alih daya), so that the tender is awaited and no decree.
alter table notice
    add column is_rated      boolean not null default false,
    add column is_outsourced boolean not null default false;

-- Contracts that have a signed rating, as Evaluation publishes it, before or after they expire: no letter lists them.
create table rated_contract (
    contract_id uuid primary key
);
