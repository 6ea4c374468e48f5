create table city (
    id        uuid   primary key,
    code      text   not null unique,
    name      text   not null,
    name_key  text   not null constraint city_name_is_unique unique,
    time_zone text   not null,
    version   bigint not null
);

create table work_unit (
    id         uuid   primary key,
    city_id    uuid   not null references city,
    code       text   not null,
    name       text   not null,
    aliases    text[] not null,
    kind       text   not null,
    head_id    uuid   not null,
    head_name  text   not null,
    head_title text   not null,
    unique (city_id, code)
);

create table vendor (
    id       uuid primary key,
    city_id  uuid not null references city,
    name     text not null,
    name_key text not null,
    unique (city_id, name_key)
);

-- A NIK is one person in the whole country; city, details and period are those of the latest contract.
create table worker (
    id              uuid primary key,
    nik             text not null unique check (length(nik) = 16),
    city_id         uuid not null,
    as_of_first_day date not null,
    as_of_last_day  date not null,
    name            text not null,
    birth_date      date not null,
    is_female       boolean not null,
    thk_number      text,
    birth_place     text,
    education       text,
    diploma_number  text,
    graduated_on    date,
    school          text,
    field_of_study  text,
    email           text,
    phone           text
);

-- The index of periods. City contracts of one worker do not overlap: imports check it before they write, one chunk at a time
-- (see ChunkStore). An exclusion constraint would say it too, but costs a GiST index: inserting 100,000 rows took 1.15 s with
-- it and 0.32 s with the b-tree.
create table contract_period (
    id                 uuid primary key,
    worker_id          uuid not null references worker,
    city_id            uuid not null,
    unit_id            uuid not null references work_unit,
    vendor_id          uuid references vendor,
    first_day          date not null,
    last_day           date not null check (last_day >= first_day),
    decree_number      text not null,
    decree_date        date,
    decree_education   text,
    position           text not null,
    signatory_position text,
    monthly_wage       bigint,
    budget_code        text,
    import_id          uuid not null,
    import_row         int  not null
);

create index contract_period_of_worker on contract_period (worker_id, first_day);
create index contract_period_by_last_day on contract_period (city_id, last_day, id);

create table import (
    id             uuid primary key,
    city_id        uuid not null references city,
    file_name      text not null,
    started_at     timestamptz not null,
    finished_at    timestamptz,
    rows_read      int not null default 0,
    rows_imported  int not null default 0,
    rows_unchanged int not null default 0,
    rows_updated   int not null default 0,
    rows_rejected  int not null default 0,
    warnings       int not null default 0
);

create table import_finding (
    import_id   uuid not null references import,
    position    int  not null,
    severity    smallint not null,
    row_number  int  not null,
    column_name text not null,
    value       text not null,
    reason      text not null,
    primary key (import_id, position)
);

-- Which stored contracts the rows of a running import have named, so that a later chunk can tell a duplicate. Forgotten when
-- the import ends; a crash of the database may lose it, for it also ends the import.
create unlogged table import_named (
    import_id   uuid not null,
    contract_id uuid not null,
    row_number  int  not null,
    primary key (import_id, contract_id)
);
