-- A sweep takes only contracts that had arrived before it asked whether the register is in: one that comes behind it may have its worker's
-- next contract behind it too. By this database's clock, as is the sweep's moment.
alter table contract add column received_at timestamptz not null default now();
alter table contract alter column received_at set default clock_timestamp();
