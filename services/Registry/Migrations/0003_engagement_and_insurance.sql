-- What the newer columns of the register say. Null: the cell was empty, or no file had the column.
alter table worker
    add column first_appointed_on          date,     -- TMT Pertama
    add column bkn_category                smallint, -- BknCategory
    add column niptt                       text,
    add column health_insurance_number     text,     -- BPJS Kesehatan
    add column employment_insurance_number text;     -- BPJS Ketenagakerjaan

alter table contract_period
    add column engagement smallint not null default 1, -- EngagementKind
    add column is_blud    boolean,
    add column revision   integer  not null default 0; -- grows when what Contract is told besides the terms changes

-- What was registered without the column is what its employer implies.
update contract_period set engagement = 3 where vendor_id is not null;
