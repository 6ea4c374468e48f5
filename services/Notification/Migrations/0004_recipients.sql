-- A notice is for a worker, a head or the personnel office (kepegawaian), and need not belong to a cycle.
alter table notice rename column worker_id to recipient_id;
alter table notice add column recipient_kind smallint not null default 1; -- RecipientKind
alter table notice alter column cycle_id drop not null;
alter index notice_by_worker rename to notice_by_recipient;
