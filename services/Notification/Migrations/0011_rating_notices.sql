-- A round of ratings (putaran penilaian), as far as what its workers are told of their ratings is written from it: as the first message said
-- it, and as Registry and Contract had the city then.
create table round (
    id             uuid    primary key,
    city_id        uuid    not null,
    city_name      text    not null,
    period_from    date    not null,
    period_to      date    not null,
    objection_days integer not null, -- of the calendar, from the receipt
    ask_at         text    not null, -- empty where the city has not said it
    language       text    not null
);

-- The work units of its ratings, by their names when the first rating of each came.
create table round_unit (
    round_id uuid not null references round,
    unit_id  uuid not null,
    name     text not null,
    primary key (round_id, unit_id)
);

-- A reminder (pengingat) to heads whose workers are not rated yet, of what they rate in and by one step.
create table head_reminder (
    id        uuid    primary key, -- derived from what it is about, the due day and the step
    city_id   uuid    not null,
    city_name text    not null,
    about_id  uuid    not null,    -- the round, or the cycle
    is_cycle  boolean not null,
    due_day   date    not null,    -- of a cycle there are several where a sweep came late
    step      integer not null,    -- days before the due day
    language  text    not null,
    unique (about_id, due_day, step)
);

create index head_reminder_by_city on head_reminder (city_id);

-- The units whose heads are reminded, as Registry had them then.
create table head_reminder_unit (
    head_reminder_id uuid    not null references head_reminder,
    unit_id          uuid    not null,
    name             text    not null,
    head_title       text    not null, -- may be empty
    unrated          integer not null,
    days_left        integer not null, -- below zero once the due day is over
    primary key (head_reminder_id, unit_id)
);

-- Of the kinds Rated and ObjectionRuled a notice tells of one version of a rating, of RatingsDue it is of a head's reminder and of no
-- contract. None of them is of an expiry.
alter table notice
    add column round_id         uuid,
    add column rating_id        uuid,     -- each version has its own
    add column rating_version   integer,
    add column predicate        smallint,
    add column counted_days     integer,  -- of absence; null where the policy counts none
    add column ruling           smallint, -- on an objection; null of a head's version
    add column head_reminder_id uuid;

create unique index notice_of_rating on notice (rating_id) where rating_id is not null;
create unique index notice_of_head_reminder on notice (head_reminder_id, unit_id) where head_reminder_id is not null;
-- A round's notices; and the newest one of a contract's rating.
create index notice_by_round on notice (round_id, unit_id, id) where round_id is not null;
create index notice_of_rated_contract on notice (contract_id, round_id, rating_version) where rating_id is not null;
-- The notices to the heads of a unit.
create index notice_to_head on notice (unit_id, id) where head_reminder_id is not null;

alter table notice drop constraint notice_has_its_contract;
alter table notice
    add constraint notice_has_its_contract check (
        case
            when kind = 4 and recipient_kind = 3 then true
            when kind = 7 then unit_id is not null
            when kind in (4, 5, 6) then contract_id is not null and unit_id is not null
            else contract_id is not null and unit_id is not null and expiry is not null
        end),
    add constraint notice_has_its_rating check (
        (kind in (5, 6)) = (rating_id is not null)
        and (kind = 6) = (ruling is not null)
        and (kind not in (5, 6) or (round_id is not null and rating_version is not null and predicate is not null))),
    add constraint notice_has_its_head_reminder check (
        (kind = 7) = (head_reminder_id is not null)
        and (kind <> 7 or (due_day is not null and (round_id is not null) <> (cycle_id is not null))));

-- That a worker received a notice (tanda terima). It is recorded once and never changed.
create table receipt (
    notice_id   uuid        primary key references notice,
    received_on date        not null, -- in the city's own calendar
    way         smallint    not null, -- ReceiptWay
    witness     text,                 -- null where the worker confirms it
    recorded_at timestamptz not null,
    by_issuer   text        not null,
    by_subject  text        not null,
    by_name     text        not null,
    constraint receipt_has_its_witness check ((way = 4) = (witness is null))
);

create trigger receipt_is_appended_only before update or delete or truncate on receipt
    for each statement execute function refuse_change();
