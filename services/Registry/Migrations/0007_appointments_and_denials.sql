-- Offices (jabatan) of a city and who holds them. The head of a unit holds the office that has the unit's code.
create table office (
    city_id  uuid    not null references city,
    code     text    not null,
    title    text    not null,
    unit_id  uuid    references work_unit, -- of which it is the head's
    superior text    not null,             -- code of the office next above; empty when none is known
    signs    boolean not null,
    primary key (city_id, code)
);

create table appointment (
    id         uuid     primary key,
    city_id    uuid     not null,
    office     text     not null,
    name       text     not null,
    issuer     text     not null,
    subject    text     not null, -- empty: named in letters, and may do nothing
    capacity   smallint not null, -- Capacity
    first_day  date,              -- null: since ever
    last_day   date,              -- null: until further notice
    by_issuer  text,              -- who appointed; null of heads that were registered before
    by_subject text,
    by_name    text,
    ended_issuer  text,           -- who gave it another last day than it was made with
    ended_subject text,
    ended_name    text,
    foreign key (city_id, office) references office,
    check (first_day <= last_day + 1) -- the day before: another was named on the first day, and it never was so
);

create index appointment_of_office on appointment (city_id, office);
create index appointment_of_person on appointment (issuer, subject) where subject <> '';

alter table work_unit
    add column superior     text not null default '',
    add column head_subject text not null default '';

insert into office (city_id, code, title, unit_id, superior, signs)
select city_id, code, head_title, id, '', false from work_unit;
insert into appointment (id, city_id, office, name, issuer, subject, capacity)
select gen_random_uuid(), city_id, code, head_name, '', '', 1 from work_unit;

alter table city add column purpose_required boolean not null default false;

-- Whom every service denies although the token is valid: a person, or a token.
create table denial (
    id             uuid        primary key,
    issuer         text        not null,
    subject        text        not null,
    token_id       text        not null,
    reason         text        not null,
    denied_at      timestamptz not null default clock_timestamp(),
    by_issuer      text        not null,
    by_subject     text        not null,
    by_name        text        not null,
    lifted_at      timestamptz,
    lifted_issuer  text,
    lifted_subject text,
    lifted_name    text,
    check ((subject = '') <> (token_id = ''))
);

create unique index denial_in_force on denial (issuer, subject, token_id) where lifted_at is null;

-- Grows with whatever changes who may call, in the same transaction: what is cached under a version is of that version.
create table directory_version (version bigint not null);
insert into directory_version values (1);

create function directory_changed() returns trigger language plpgsql as $$
begin
    update directory_version set version = version + 1;
    return null;
end $$;

create trigger city_changed after insert or update or delete or truncate on city for each statement execute function directory_changed();
create trigger office_changed after insert or update or delete or truncate on office for each statement execute function directory_changed();
create trigger appointment_changed after insert or update or delete or truncate on appointment for each statement execute function directory_changed();
create trigger denial_changed after insert or update or delete or truncate on denial for each statement execute function directory_changed();

-- Whose act an import was; unknown of those before.
alter table import
    add column by_issuer  text,
    add column by_subject text,
    add column by_name    text;
