-- An event is stored with the state that it tells of, and published by the relay.
alter table outbox rename column announced_at to stored_at;
alter table outbox rename column sent_at to published_at;
alter index outbox_unsent rename to outbox_unpublished;
