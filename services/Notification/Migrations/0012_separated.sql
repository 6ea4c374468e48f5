-- A separation (pemberhentian), as far as what its worker is told is written from it: as the message said it, and as Registry had the unit then.
create table separation (
    id           uuid     primary key,
    city_id      uuid     not null,
    city_name    text     not null,
    unit_name    text,              -- null where the register did not have it
    code         smallint not null, -- SeparationCode
    effective_on date     not null, -- in the city's own calendar
    ask_at       text     not null, -- empty where the city has not said it
    language     text     not null
);

-- Of the kind Separated a notice tells of one separation. It is of no expiry.
alter table notice add column separation_id uuid;

create unique index notice_of_separation on notice (separation_id) where separation_id is not null;

alter table notice drop constraint notice_has_its_contract;
alter table notice
    add constraint notice_has_its_contract check (
        case
            when kind = 4 and recipient_kind = 3 then true
            when kind = 7 then unit_id is not null
            when kind in (4, 5, 6, 8) then contract_id is not null and unit_id is not null
            else contract_id is not null and unit_id is not null and expiry is not null
        end),
    add constraint notice_has_its_separation check ((kind = 8) = (separation_id is not null));
