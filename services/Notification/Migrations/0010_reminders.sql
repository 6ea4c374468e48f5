-- A reminder (pengingat) that contracts of a city end on a day, by one step: its notices are written from this, as the first message said it.
create table reminder (
    id        uuid    primary key, -- derived from city, last day and step
    city_id   uuid    not null,
    city_name text    not null,
    last_day  date    not null,
    step      integer not null,    -- days before the last day
    ask_at    text    not null,
    language  text    not null,
    unique (city_id, last_day, step)
);

-- The work units of its contracts, by their names on that day.
create table reminder_unit (
    reminder_id uuid not null references reminder,
    unit_id     uuid not null,
    name        text not null,
    primary key (reminder_id, unit_id)
);

-- A notice of the kind ContractEnds is of a reminder and of no expiry. The personnel office's is about all contracts of the reminder, and so
-- of no contract and no unit. Without an expiry notice_key lets it pass: a key of its own has it issued once.
alter table notice
    alter column contract_id drop not null,
    alter column unit_id drop not null,
    alter column expiry drop not null,
    add column reminder_id uuid,
    add column employer_id uuid, -- the vendor who employs the worker that is reminded; null = the city
    add column employer    text; -- its name on that day; null when the register did not have it

create unique index notice_of_reminder on notice (reminder_id, contract_id, recipient_kind, recipient_id) nulls not distinct
    where reminder_id is not null;

alter table notice
    add constraint notice_has_its_reminder check ((kind = 4) = (reminder_id is not null)),
    add constraint notice_has_its_contract check (
        kind = 4 and recipient_kind = 3 or (contract_id is not null and unit_id is not null and (expiry is not null or kind = 4)));
