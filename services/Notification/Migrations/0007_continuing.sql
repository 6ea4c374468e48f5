-- By when the head must have rated the worker: null where no rating is requested, and of notices and letters that were issued before, whose
-- due day is the cycle's. A contract that expires once that is past has a later one of its own.
alter table notice add column due_day date;
alter table letter add column due_day date;

-- The contract by which the worker goes on (kontrak berikutnya); only of the kind ContractContinues, whose text is written from it.
alter table notice
    add column next_first_day date,
    add column next_unit_id   uuid,
    add column next_vendor_id uuid, -- the employer; null = the city
    add column next_vendor    text; -- its name on that day; null when the register did not have it

alter table notice drop constraint notice_has_its_cycle;
alter table notice add constraint notice_has_its_cycle check (kind not in (1, 2) or cycle_id is not null);
alter table notice add constraint notice_has_its_next check (kind <> 2 or (next_first_day is not null and next_unit_id is not null));
