-- What Contract froze when it opened the cycle, copied once: notices, letters and the circular are all written from this.
create table cycle (
    id               uuid primary key,
    city_id          uuid     not null,
    city_name        text     not null,
    last_day         date     not null,
    due_day          date     not null,
    stay_home_from   date     not null,
    objection_days   int      not null,
    ask_at           text     not null,
    language         text     not null,
    circular_number  text     not null,
    decided_on       date     not null,
    signatory_name   text     not null,
    signatory_title  text     not null,
    circular_version int      not null -- of the template that the circular is written from
);

create table cycle_unit (
    cycle_id      uuid not null references cycle,
    unit_id       uuid not null,
    name          text not null,
    head_name     text not null,
    head_title    text not null,
    keeps_working boolean not null, -- on the exemption list
    primary key (cycle_id, unit_id)
);
