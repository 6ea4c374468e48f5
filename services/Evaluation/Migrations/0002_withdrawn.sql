-- Which expiry of its contract asks for the rating: 0 is the first. A contract may return to force, as the register was corrected, and
-- expire once more: its request is then asked anew.
alter table evaluation_request add column expiry smallint not null default 0;

-- Expiries that were taken back. They are told of in any order: before the expiry itself, too.
create table returned_contract (
    cycle_id    uuid     not null,
    contract_id uuid     not null,
    expiry      smallint not null,
    is_counted  boolean  not null default false, -- its request was reported as created
    primary key (cycle_id, contract_id, expiry)
);
