-- Pemberitahuan: what a worker is told about a contract, as facts; the text is written when it is read.
create table notice (
    id               uuid     primary key, -- UUIDv7
    contract_id      uuid     not null,
    kind             smallint not null,    -- NoticeKind
    worker_id        uuid     not null,
    cycle_id         uuid     not null,
    unit_id          uuid     not null,
    keeps_working    boolean  not null,
    recipient        text,                 -- the worker's name on that day; null when the register did not know the worker
    template_version int      not null,
    issued_at        timestamptz not null,
    unique (contract_id, kind)             -- the natural key: told once, however often it is heard of
);

-- A worker's inbox.
create index notice_by_worker on notice (worker_id, id);
-- A cycle's notices, and the names on a unit's letter.
create index notice_by_unit on notice (cycle_id, unit_id, id);
