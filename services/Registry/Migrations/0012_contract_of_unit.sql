-- The contracts of some units, in the order of the pages of a roster.
create index contract_period_of_unit on contract_period (unit_id, id);
