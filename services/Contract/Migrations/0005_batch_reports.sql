-- What the other services report of a batch: a row for each step, so that the next step is a row and no column.
create table batch_report (
    batch_id    uuid     not null,
    step        smallint not null, -- BatchStep
    contracts   integer  not null,
    reported_at timestamptz,       -- by the other service's clock
    primary key (batch_id, step)
);

insert into batch_report (batch_id, step, contracts, reported_at)
select batch_id, 1, requested, null from expiry_batch where requested > 0
union all
select batch_id, 2, told, issued_at from expiry_batch where told > 0;

-- Letters are issued in the transaction that issues the notices: no batch waits for a report on them any more.
update expiry_batch set finished_at = clock_timestamp() where finished_at is null and requested >= contracts and told >= contracts;
alter table expiry_batch drop column requested, drop column told, drop column issued_at, drop column lettered;
alter table expiry_batch rename column announced_at to expired_at;

alter table cycle rename column all_told_at to completed_at;
alter index cycle_to_tell rename to cycle_incomplete;
