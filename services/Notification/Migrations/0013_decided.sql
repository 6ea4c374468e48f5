-- What was decided of a renewal (keputusan perpanjangan), and that a decision was withdrawn (pembatalan keputusan), as far as their notices are
-- written from it: as the message said it, and as Registry had the unit then. Each stands by itself, for a withdrawal may come before its decision.
create table decision (
    id           uuid     not null, -- the decision's; its withdrawal has the same
    city_id      uuid     not null,
    city_name    text     not null,
    unit_name    text,              -- null where the register did not have it
    last_day     date     not null, -- of the contract; all days are in the city's own calendar
    outcome      smallint not null, -- RenewalOutcome
    ground       smallint,          -- NonRenewalGround; null of a renewal and of a withdrawal
    decided_on   date     not null,
    withdrawn_on date,              -- null of the decision itself
    ask_at       text     not null,
    language     text     not null,
    constraint decision_has_its_ground check ((outcome = 2 and withdrawn_on is null) = (ground is not null))
);

create unique index decision_key on decision (id, (withdrawn_on is not null));

-- Of the kinds Renewed and NotRenewed a notice is of one decision, of DecisionWithdrawn of its withdrawal. None of them is of an expiry.
alter table notice add column decision_id uuid;

-- One notice of a decision, whatever its outcome, and one of its withdrawal.
create unique index notice_of_decision on notice (decision_id, (kind = 11)) where decision_id is not null;

alter table notice drop constraint notice_has_its_contract;
alter table notice
    add constraint notice_has_its_contract check (
        case
            when kind = 4 and recipient_kind = 3 then true
            when kind = 7 then unit_id is not null
            when kind in (4, 5, 6, 8, 9, 10, 11) then contract_id is not null and unit_id is not null
            else contract_id is not null and unit_id is not null and expiry is not null
        end),
    add constraint notice_has_its_decision check ((kind in (9, 10, 11)) = (decision_id is not null));
