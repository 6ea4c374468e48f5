-- What Registry says of a contract besides its terms, and may correct: the highest revision holds. No index has these columns either, so
-- a correction is heap-only as the night's update is.
alter table contract
    add column engagement smallint not null default 1, -- EngagementKind
    add column position   text,                        -- null: not known
    add column revision   integer  not null default 0;

-- What came without it is what its employer implies.
update contract set engagement = 3 where vendor_id is not null;
