-- Expired contracts whose workers go on by the next one (kontrak berikutnya), as the sweep found it when they expired. A table of its own
-- and no columns of the contract: setting the cycle stays the only change that a contract ever sees, and most nights write nothing here.
create table continuing_contract (
    contract_id       uuid    primary key,
    next_contract_id  uuid    not null,
    next_unit_id      uuid    not null,
    next_vendor_id    uuid,                -- the employer; null = the city
    next_first_day    date    not null,
    rates_past_period boolean not null     -- whether the head is asked for a rating nevertheless, by the cycle's policy
);

-- Whether heads rate the past period of workers who go on.
alter table policy add column rate_past_period boolean not null default false;

-- Each contract of a batch has its notice, but not all have a request.
alter table expiry_batch add column continuing integer not null default 0, add column requests_due integer;
update expiry_batch set requests_due = contracts;
alter table expiry_batch alter column requests_due set not null, add check (requests_due between contracts - continuing and contracts);
