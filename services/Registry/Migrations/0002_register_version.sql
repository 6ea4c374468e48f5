-- Grows with whatever changes a worker or a contract period, in the same transaction, whoever changes it and by whatever
-- statement: a reader that finds the number it knows knows that what it remembers is what is there (see KnownWorkers). A
-- sequence would not do, for it grows before the commit.
create table register_version (version bigint not null);
insert into register_version values (1);

create function register_changed() returns trigger language plpgsql as $$
begin
    update register_version set version = version + 1;
    return null;
end $$;

create trigger worker_changed after insert or update or delete or truncate on worker
    for each statement execute function register_changed();
create trigger contract_period_changed after insert or update or delete or truncate on contract_period
    for each statement execute function register_changed();
