-- Rounds by the day by which heads rate: those of today and later are looked up for reminders (pengingat).
create index round_by_due_day on round (due_day);

-- By when the requests of a cycle are to be rated, for the same; a late sweep adds a later day to its cycle. The rating policy is the one that
-- is in force on the day after expiry, and stays.
create table request_due_day (
    cycle_id       uuid    not null,
    city_id        uuid    not null,
    due_day        date    not null,
    policy_version integer, -- null: the city had none
    primary key (cycle_id, due_day)
);

create index request_due_day_by_day on request_due_day (due_day);

-- Of cycles of before the day after expiry is not known here.
insert into request_due_day (cycle_id, city_id, due_day, policy_version)
select cycle_id, city_id, due_day, (
    select version from rating_policy policy where policy.city_id = due.city_id and effective_from <= due_day
    order by effective_from desc, version desc limit 1)
from (select distinct cycle_id, city_id, due_day from evaluation_request) due;

-- That the head of a unit was reminded of a round or cycle by a step, so many days before its due day; none is reminded of it again.
create table head_reminder (
    about_id   uuid        not null, -- round or cycle
    due_day    date        not null,
    unit_id    uuid        not null,
    step       integer     not null,
    city_id    uuid        not null,
    unrated    integer     not null,
    superseded boolean     not null, -- passed without one: a nearer step was sent instead
    sent_at    timestamptz not null,
    primary key (about_id, due_day, unit_id, step)
);

-- Open requests of a unit that went from one head to another, by a paper.
create table reassignment (
    id            uuid        primary key, -- UUIDv7
    city_id       uuid        not null,
    cycle_id      uuid        not null,
    unit_id       uuid        not null,
    head_id       uuid        not null,
    head_name     text        not null,
    requests      integer     not null check (requests > 0),
    paper_number  text        not null,
    paper_date    date        not null,
    reason        text        not null,
    reassigned_at timestamptz not null,
    by_issuer     text        not null,
    by_subject    text        not null,
    by_name       text        not null
);

create index reassignment_of_cycle on reassignment (cycle_id, id);

create trigger reassignment_is_appended_only before update or delete or truncate on reassignment
    for each statement execute function refuse_change();
