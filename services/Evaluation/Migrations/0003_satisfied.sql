-- Contracts that have a signed rating (penilaian), also before their request is created: it is then born satisfied (dinilai).
create table rated_contract (
    contract_id uuid primary key
);

-- Without rows, ever. What signs ratings has it ROW EXCLUSIVE and what creates requests has it SHARE, until commit: many of each run
-- concurrently, but none of the one beside one of the other, which would leave open a request whose rating it cannot see yet.
create table signing_lock ();
