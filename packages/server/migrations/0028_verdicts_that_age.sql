-- When the first of the evidence that verdicts rest on expires: from then on they are judged anew.
alter table source_weighings add column changes_at timestamptz;
create index source_weighings_changes_at_idx on source_weighings (changes_at) where changes_at is not null;
