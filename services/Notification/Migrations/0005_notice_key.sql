-- The natural key has the recipient: of one contract, a notice of a kind may go to the worker, to the head and to the personnel office.
alter table notice drop constraint notice_contract_id_kind_key;
alter table notice add constraint notice_key unique (contract_id, kind, recipient_kind, recipient_id);

-- The text of the kind ContractExpired is written from the cycle.
alter table notice add constraint notice_has_its_cycle check (kind <> 1 or cycle_id is not null);
