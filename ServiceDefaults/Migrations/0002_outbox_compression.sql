-- Lists of ids as JSON are long; the default method took longer over them than all else that an insert does.
alter table outbox alter column body set compression lz4;
