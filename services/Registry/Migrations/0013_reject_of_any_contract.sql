-- A row that was rejected for a contract is settled by it also once the contract is corrected to what the row says.
drop index reject_of_contract;
create index reject_of_contract on reject (contract_id) where settlement is null;
