-- From when on a recommendation is known, by the system's clock: its facts are of a moment before. Of those of before there is no other moment.
alter table recommendation disable trigger recommendation_is_appended_only;
alter table recommendation add column made_at timestamptz;
update recommendation set made_at = as_of;
alter table recommendation alter column made_at set not null;
alter table recommendation enable trigger recommendation_is_appended_only;

-- Usulan: what the personnel office proposes to decide. A row is never changed: another proposal of the same contract replaces it.
create table proposal (
    id             uuid        primary key, -- UUIDv7
    city_id        uuid        not null,
    cycle_id       uuid        not null references cycle,
    as_recommended boolean     not null, -- also all others of the list, as they are recommended
    unit_id        uuid,                 -- of the others, those of this unit alone; null = all
    proposed_at    timestamptz not null, -- by the system's clock
    by_issuer      text        not null,
    by_subject     text        not null,
    by_name        text        not null
);

create index proposal_by_cycle on proposal (cycle_id, id);

create table proposed_decision (
    proposal_id       uuid     not null references proposal,
    contract_id       uuid     not null,
    outcome           smallint not null, -- RenewalOutcome
    ground            smallint,          -- NonRenewalGround; of one not to renew
    reason            text,
    paper_number      text,
    paper_date        date,
    is_named          boolean  not null, -- by itself, and not by the rule for all others
    recommendation_id uuid     not null references recommendation, -- the newest then
    primary key (proposal_id, contract_id),
    constraint proposed_decision_has_a_ground check ((outcome = 2) = (ground is not null)),
    constraint proposed_decision_has_a_whole_paper check ((paper_number is null) = (paper_date is null))
);

create index proposed_decision_by_contract on proposed_decision (contract_id, proposal_id);

-- Keputusan perpanjangan, of the signatory. A row is a fact and is never changed; a wrong one is withdrawn by a row of its own.
create table decision (
    id                uuid        primary key, -- UUIDv7
    city_id           uuid        not null,
    cycle_id          uuid        not null references cycle,
    contract_id       uuid        not null,
    worker_id         uuid        not null,
    unit_id           uuid        not null, -- of the contract when it was decided
    outcome           smallint    not null, -- RenewalOutcome
    ground            smallint,             -- NonRenewalGround; of one not to renew
    reason            text,
    paper_number      text,
    paper_date        date,
    recommended       smallint    not null, -- RecommendationOutcome of the recommendation
    recommendation_id uuid        not null references recommendation,
    rating_id         uuid,                 -- the newest version that was signed by evidence_as_of; null = none
    evidence_as_of    timestamptz not null, -- the moment of which ratings and objections were asked for
    proposal_id       uuid        not null references proposal,
    follows           uuid,                 -- the withdrawn one after which it was made; null = the contract's first
    request_id        uuid,                 -- of the call, where it had one
    decided_at        timestamptz not null, -- by the system's clock
    by_issuer         text        not null,
    by_subject        text        not null,
    by_name           text        not null,
    -- One at most stands: the first of a contract in a cycle has no other beside it, and each further one follows a withdrawn one, alone.
    constraint decision_stands_alone unique nulls not distinct (cycle_id, contract_id, follows),
    constraint decision_has_a_ground check ((outcome = 2) = (ground is not null)),
    constraint decision_has_a_whole_paper check ((paper_number is null) = (paper_date is null))
);

create index decision_by_contract on decision (contract_id);
create index decision_by_cycle on decision (cycle_id, id);
create index decision_by_unit on decision (unit_id, id);
create index decision_by_proposal on decision (proposal_id);

create table decision_withdrawal (
    decision_id  uuid        primary key references decision,
    reason       text        not null,
    withdrawn_at timestamptz not null, -- by the system's clock
    by_issuer    text        not null,
    by_subject   text        not null,
    by_name      text        not null
);

alter table decision add constraint decision_follows_a_withdrawn_one foreign key (follows) references decision_withdrawal (decision_id);

-- What was refused when it was proposed or confirmed, once by each rule of a proposal; of calls of which all was refused, once by each rule.
create table refused_decision (
    id          uuid        primary key, -- UUIDv7
    city_id     uuid        not null,
    cycle_id    uuid        not null references cycle,
    contract_id uuid        not null,    -- as it was named: perhaps none of the city's
    proposal_id uuid,                    -- null where all of it was refused
    rule        smallint    not null,    -- RecordRule
    refused_at  timestamptz not null,    -- by the system's clock
    by_issuer   text        not null,
    by_subject  text        not null,
    by_name     text        not null,
    unique nulls not distinct (cycle_id, contract_id, proposal_id, rule)
);

create index refused_decision_by_cycle on refused_decision (cycle_id, id);

create trigger refused_decision_is_appended_only before update or delete or truncate on refused_decision
    for each statement execute function refuse_change();
create trigger proposal_is_appended_only before update or delete or truncate on proposal
    for each statement execute function refuse_change();
create trigger proposed_decision_is_appended_only before update or delete or truncate on proposed_decision
    for each statement execute function refuse_change();
create trigger decision_is_appended_only before update or delete or truncate on decision
    for each statement execute function refuse_change();
create trigger decision_withdrawal_is_appended_only before update or delete or truncate on decision_withdrawal
    for each statement execute function refuse_change();

-- Who proposes does not decide; policies before say nothing, and so it is.
alter table policy
    add column four_eyes boolean not null default true,
    add column ranking   text[]  not null default '{}'; -- the declared order of who is left out first, by RankingKey
