-- Whose act it was that the contracts of a batch expired; null where the sweep's timer did it, and of batches before.
alter table expiry_batch
    add column by_issuer  text,
    add column by_subject text,
    add column by_name    text;
