-- Evaluation has rounds, requests and what is rated, and so reminds heads, by a policy of its own.
alter table policy drop column heads_before_due;
