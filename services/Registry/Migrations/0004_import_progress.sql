-- An import's counts grow with its chunks, each in the chunk's transaction: they are right however the import ends, also when its
-- process dies. Before, they were written at the end, and an import that broke off was finished like any other.
alter table import
    add column last_row    int     not null default 0,
    add column is_complete boolean not null default false;
update import set is_complete = true where finished_at is not null;

create index import_of_city on import (city_id, id);
