-- Which expiry of its contract is notified: 0 is the first. A contract may return to force, as the register was corrected, and expire once
-- more: each expiry has its notice.
alter table notice add column expiry smallint not null default 0;
alter table notice drop constraint notice_key;
alter table notice add constraint notice_key unique (contract_id, kind, recipient_kind, recipient_id, expiry);

-- Of the kind ExpiryTakenBack: whether the contract is withdrawn, and else until when it is in force.
alter table notice
    add column is_withdrawn       boolean,
    add column corrected_last_day date,
    add column is_over            boolean; -- that day was over in the city
alter table notice drop constraint notice_has_its_cycle;
alter table notice add constraint notice_has_its_cycle check (kind not in (1, 2, 3) or cycle_id is not null);
alter table notice add constraint notice_has_its_correction check (kind <> 3 or (is_withdrawn is not null and corrected_last_day is not null and is_over is not null));

-- Expiries that were taken back. They are told of in any order: before the expiry itself, too.
create table returned_contract (
    cycle_id     uuid     not null,
    contract_id  uuid     not null,
    expiry       smallint not null,
    is_withdrawn boolean  not null,
    last_day     date     not null, -- as corrected
    is_over      boolean  not null,
    primary key (cycle_id, contract_id, expiry)
);
