-- An import whose process died is told from one that runs: its last chunk was stored long ago.
alter table import add column stored_at timestamptz;
