-- An import that runs says so again and again, however slowly its file comes: one whose process died is told by its silence. One that broke
-- off is told from one whose file was refused, and what changed the register from what found it as it was.
alter table import
    add column seen_at    timestamptz not null default '-infinity',
    add column changed_at timestamptz,
    add column is_refused boolean     not null default false;
alter table import alter column seen_at set default clock_timestamp();
update import set changed_at = stored_at, is_refused = finished_at is not null and stored_at is null and not is_complete;
