-- Who has left the list (pemberhentian). A row is a fact and is never changed; a wrong one is withdrawn by a row of its own. What was known at
-- a moment is what was recorded, and not withdrawn, by then.
create table separation (
    id           uuid        primary key,
    city_id      uuid        not null,
    contract_id  uuid        not null,
    worker_id    uuid        not null,
    unit_id      uuid        not null, -- of the contract when it was recorded
    code         smallint    not null, -- SeparationCode
    effective_on date        not null, -- the first day on which the worker is separated, in the city's own calendar
    paper_number text,
    paper_date   date,
    reason       text,
    follows      uuid,                 -- the withdrawn one after which it was recorded; null = the contract's first
    recorded_at  timestamptz not null, -- by the system's clock
    by_issuer    text        not null,
    by_subject   text        not null,
    by_name      text        not null,
    -- One at most stands: the first of a contract has no other beside it, and each further one follows a withdrawn one, alone.
    constraint separation_stands_alone unique nulls not distinct (contract_id, follows),
    constraint separation_has_a_whole_paper check ((paper_number is null) = (paper_date is null))
);

create index separation_by_city on separation (city_id, id);
create index separation_by_unit on separation (unit_id, id);

create table separation_withdrawal (
    separation_id uuid        primary key references separation,
    reason        text        not null,
    withdrawn_at  timestamptz not null, -- by the system's clock
    by_issuer     text        not null,
    by_subject    text        not null,
    by_name       text        not null
);

alter table separation add constraint separation_follows_a_withdrawn_one foreign key (follows) references separation_withdrawal (separation_id);

create trigger separation_is_appended_only before update or delete or truncate on separation
    for each statement execute function refuse_change();
create trigger separation_withdrawal_is_appended_only before update or delete or truncate on separation_withdrawal
    for each statement execute function refuse_change();

-- Calls that came with a request id, and what was answered: the same call again has the same answer.
create table answered_request (
    city_id     uuid        not null,
    request_id  uuid        not null,
    content     bytea       not null, -- SHA-256 of what was requested, and by whom
    answer      jsonb       not null, -- by ids
    answered_at timestamptz not null, -- by the system's clock
    primary key (city_id, request_id)
);

create trigger answered_request_is_appended_only before update or delete or truncate on answered_request
    for each statement execute function refuse_change();

-- Which separations need a paper; by policies before, none.
alter table policy
    add column paper_of_all_separations boolean   not null default false,
    add column paper_of_separations     integer[] not null default '{}'; -- SeparationCode
