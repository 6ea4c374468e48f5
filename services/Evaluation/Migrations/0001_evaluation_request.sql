-- Permintaan penilaian kinerja: one row for each expired contract.
create table evaluation_request (
    id          uuid     primary key,        -- UUIDv7: grows with time, so rows and index entries are appended
    contract_id uuid     not null unique,    -- the natural key: a contract is asked about once, however often it is heard of
    worker_id   uuid     not null,
    city_id     uuid     not null,
    cycle_id    uuid     not null,
    unit_id     uuid     not null,
    head_id     uuid     not null,
    due_day     date     not null,
    state       smallint not null default 1  -- RequestState
);

-- One index for each way to ask, in the order of the pages; what else is given filters within it. A chunk has one city, one
-- cycle and few units and heads, so each of these appends to a few leaves only. State has none: a state alone cannot be asked.
create index evaluation_request_by_city  on evaluation_request (city_id, id);
create index evaluation_request_by_cycle on evaluation_request (cycle_id, id);
create index evaluation_request_by_unit  on evaluation_request (unit_id, id);
create index evaluation_request_by_head  on evaluation_request (head_id, id);
