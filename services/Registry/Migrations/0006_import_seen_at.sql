-- An import that runs says so again and again, however slowly its file comes: one whose process died is told by its silence.
alter table import add column seen_at timestamptz not null default '-infinity';
alter table import alter column seen_at set default clock_timestamp();
