-- How far the clock of a story is ahead of real time: the first row of a story is its beginning, each further one a move. The highest
-- counts, since a clock is never moved back.
create table story_clock (
    starts_at  timestamptz not null, -- Clock:StartsAt; another is another story
    ahead      bigint      not null, -- in units of 100 ns; below zero where the story is in the past
    moved_at   timestamptz not null default clock_timestamp(), -- real time
    by_issuer  text,                 -- whose act it was; null of the beginning
    by_subject text,
    by_name    text,
    primary key (starts_at, ahead)
);

-- The service's instances that have a story's clock. Each renews its row every second: a move is done once all that live have it.
create table clock_instance (
    id        uuid        primary key,
    starts_at timestamptz not null,
    ahead     bigint,                -- as this instance has it; null before it has read it
    seen_at   timestamptz not null   -- real time
);
