-- Who read whose personal data. Appended only: the trigger refuses every change, also one made by hand.
create table access_log (
    id          uuid        primary key, -- UUIDv7: in the order of writing
    at          timestamptz not null default clock_timestamp(),
    by_issuer   text        not null,
    by_subject  text        not null,
    by_name     text        not null,
    for_issuer  text,                    -- the person for whom a service called
    for_subject text,
    for_name    text,
    method      text        not null,
    purpose     text        not null,
    city_id     uuid,                    -- null: of several cities
    worker_id   uuid,                    -- of one worker; null of a bulk read
    worker_ids  uuid[],                  -- of a bulk read; null of one worker
    workers     integer     not null,
    selection   text        not null
);

create index access_log_of_worker on access_log (worker_id, id) where worker_id is not null;
create index access_log_of_workers on access_log using gin (worker_ids) where worker_ids is not null;
create index access_log_of_city on access_log (city_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'table % is appended only: % is refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger access_log_is_appended_only before update or delete or truncate on access_log
    for each statement execute function refuse_change();
