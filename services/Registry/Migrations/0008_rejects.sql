-- Rows that an import rejected, until they are settled and for ever after. The texts are as findings show them: a NIK in a cell where it does
-- not belong is cut to its last 4 digits.
create table reject (
    id             uuid     primary key,
    city_id        uuid     not null references city,
    content_id     uuid     not null, -- derived from what the row says: the same row again is the same reject
    kind           smallint not null, -- RejectKind
    import_id      uuid     not null references import,
    row_number     int      not null,
    nik            text,              -- null where it cannot be read
    nik_last4      text     not null, -- of the cell, whatever it holds
    name           text     not null,
    birth_date     date,
    unit           text     not null,
    unit_id        uuid,
    first_day      date,
    last_day       date,
    decree_number  text     not null,
    decree_date    date,
    position       text     not null,
    findings       jsonb    not null, -- column, value and reason of each
    contract_id    uuid,              -- for which it was rejected
    -- Which of the cells that tell the contract may be other ones once the row is right.
    doubts_nik       boolean not null,
    doubts_unit      boolean not null,
    doubts_first_day boolean not null,
    settled_at     timestamptz,
    settlement     smallint,          -- RejectSettlement
    settled_by_contract_id uuid,      -- of one that was imported
    settled_issuer text,
    settled_subject text,
    settled_name   text,
    settled_reason text,
    unique (content_id, city_id),
    check ((settled_at is null) = (settlement is null))
);

create index reject_open on reject (city_id, id) where settled_at is null;
create index reject_settled on reject (city_id, id) where settled_at is not null;
-- By these an import looks up what it has right. They say "open" in another way than reject_open, and no other index begins with the city, so
-- that no plan can read all rejects of a city instead, of which there may be many more than the planner knows.
create index reject_of_nik on reject (city_id, nik) where settlement is null and not doubts_nik;
create index reject_of_person on reject (city_id, birth_date, upper(name)) where settlement is null and doubts_nik;
-- An outdated row is settled by its own contract.
create index reject_of_contract on reject (contract_id) where settlement is null and kind = 5;
