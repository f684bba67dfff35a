-- Comparisons of the two executors of the rules over the whole registry, and the firms on which they did not agree.

create table grade_checks (
  id            uuid primary key,
  pack_id       text not null,
  pack_version  text not null,
  state         text not null check (state in ('running', 'agreed', 'disagreed', 'failed')),
  started_by    text not null,
  started_at    timestamptz not null,
  finished_at   timestamptz,
  -- Firm and type; whole: of them, those where every completion of the unknown facts was tried.
  compared      integer not null default 0,
  whole         integer not null default 0,
  disagreements integer not null default 0,
  check ((state = 'running') = (finished_at is null))
);
comment on table grade_checks is 'Counts alone: which firms it was stands in grade_disagreements, behind the wall.';
-- Firms have no part in it; the node's administrator, who sees no firm, does.
alter table grade_checks enable row level security;
alter table grade_checks force row level security;
create policy grade_checks_read on grade_checks for select
  using ((select fenji_scope()) in ('all', 'jurisdiction', 'none'));
create policy grade_checks_write on grade_checks using ((select fenji_scope()) = 'all');
create index grade_checks_newest_idx on grade_checks (started_at desc);

create table grade_disagreements (
  enterprise_id uuid not null references enterprises (enterprise_id),
  check_id      uuid not null references grade_checks (id),
  object_type   text not null,
  primary key (enterprise_id, check_id, object_type)
);
create index grade_disagreements_check_idx on grade_disagreements (check_id);
call fenji_wall('grade_disagreements');

grant select, insert, update on grade_checks to fenji_app;
grant select, insert on grade_disagreements to fenji_app;

-- The comparison lays its rows in a temporary table. Functions of the owner look there last, so nothing of theirs can be
-- hidden by it.
do $$ begin execute format('grant temporary on database %I to fenji_app', current_database()); end $$;
