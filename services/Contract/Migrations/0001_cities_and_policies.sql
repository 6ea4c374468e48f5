-- Cities as Registry announced them. Contracts, policies and cycles hold a city's id without a foreign key: they may be told
-- to us before the city is.
create table city (
    city_id   uuid primary key,
    version   bigint not null,
    code      text not null,
    name      text not null,
    time_zone text not null
);

-- Every version of a city's policy (kebijakan); a cycle refers to the one that it froze.
create table policy (
    city_id             uuid not null,
    version             integer not null,
    effective_from      date not null,
    evaluation_due_days integer not null,
    objection_days      integer not null,
    ask_at              text not null,
    language            text not null,
    stored_at           timestamptz not null default clock_timestamp(),
    primary key (city_id, version)
);

-- Every version of a city's exemption list (daftar unit yang dikecualikan).
create table exemption_list (
    city_id         uuid not null,
    version         integer not null,
    number          text not null,
    decided_on      date not null,
    signatory_name  text not null,
    signatory_title text not null,
    stay_home_from  date,
    kinds           text[] not null,
    unit_codes      text[] not null,
    stored_at       timestamptz not null default clock_timestamp(),
    primary key (city_id, version)
);
