-- What workers say of going on after their contract (kesediaan). A row is what was said and is never changed; the latest counts, by the day on
-- which it was said, then by the moment at which it was recorded.
create table statement (
    id           uuid        primary key,
    city_id      uuid        not null,
    contract_id  uuid        not null,
    worker_id    uuid        not null,
    unit_id      uuid        not null, -- of the contract when it was recorded
    willingness  smallint    not null, -- 1 willing, 2 not willing
    said_on      date        not null, -- in the city's own calendar
    paper_number text,                 -- null where the worker said it
    paper_date   date,
    recorded_at  timestamptz not null, -- by the system's clock
    by_issuer    text        not null,
    by_subject   text        not null,
    by_name      text        not null,
    constraint statement_has_a_whole_paper check ((paper_number is null) = (paper_date is null))
);

create index statement_latest on statement (contract_id, said_on, recorded_at, id);
create index statement_by_city on statement (city_id, id);
create index statement_by_unit on statement (unit_id, id);

-- A paper says a thing once.
create unique index statement_of_paper on statement (contract_id, willingness, said_on, paper_number, paper_date) where paper_number is not null;

create trigger statement_is_appended_only before update or delete or truncate on statement
    for each statement execute function refuse_change();
