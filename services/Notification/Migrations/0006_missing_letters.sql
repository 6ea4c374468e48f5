-- Before 0.1 a letter was issued when Evaluation reported its requests. Notification no longer consumes that report: the letters of
-- reports that were still queued at the upgrade are issued here, one to each unit that has notices and none (LetterKind
-- EvaluationRequest). Their ids are random, not UUIDv7: an id only names a letter and its place in a listing, and there are few.
insert into letter (id, cycle_id, unit_id, kind, template_version, issued_at)
select gen_random_uuid(), cycle_id, unit_id, 1,
    coalesce((select max(issued.template_version) from letter issued where issued.kind = 1), 1), max(issued_at)
from notice
where kind = 1 and recipient_kind = 1
group by cycle_id, unit_id
on conflict (cycle_id, unit_id, kind) do nothing;
