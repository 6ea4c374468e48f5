-- Whether the heads of a batch's units were written to. A batch is finished only then: the letters come by a message that may
-- reach Contract and not Notification, so that requests and notices are complete and letters are missing.
alter table expiry_batch add column lettered boolean not null default false;
