-- What a policy says of working days and reminders; policies before have the week that the code assumed, and remind of nothing.
alter table policy
    add column week             integer[] not null default '{1,2,3,4,5}', -- working days: 1 is Monday, 7 Sunday
    add column holidays         date[]    not null default '{}',
    add column days_before_end  integer[] not null default '{}',          -- steps of reminders to workers
    add column heads_before_due integer[] not null default '{}';          -- of reminders to heads

-- Reminders (pengingat) that a contract ends on a day: none is sent twice by one step. A table of its own and no column of the contract:
-- setting the cycle stays the only change that a contract ever sees.
create table reminder (
    contract_id uuid        not null,
    last_day    date        not null,
    step        integer     not null, -- days before the last day
    city_id     uuid        not null,
    superseded  boolean     not null, -- by a nearer step, which was sent instead
    sent_at     timestamptz not null, -- by the system's clock
    primary key (contract_id, last_day, step)
);

create index reminder_by_day on reminder (city_id, last_day, step) include (superseded, sent_at);

-- Through which step all contracts of the day are reminded: the nearest. Null once contracts are added or corrected. So the days that have
-- reminders due are found without a look at any contract.
alter table unswept_day add column reminded_step integer;
