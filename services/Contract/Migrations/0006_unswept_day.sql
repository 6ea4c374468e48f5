-- A day with contracts that no sweep has expired yet. It was called a due day, which in a cycle is the day by which heads must have rated.
alter table due_day rename to unswept_day;
alter table unswept_day rename constraint due_day_pkey to unswept_day_pkey;
