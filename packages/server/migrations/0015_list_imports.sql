-- Lists of enterprises: looked through row by row first, then taken into the registry whole or not at all.

create table list_imports (
  id              uuid primary key,
  created_at      timestamptz not null,
  actor           text not null,
  -- The scope of who began it; work that goes on after a restart keeps to it.
  scope           jsonb not null,
  jurisdictions   text[] not null,
  name            text not null,
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size            bigint not null check (size >= 0),
  state           text not null
    check (state in ('uploaded', 'checking', 'checked', 'importing', 'done', 'failed', 'cancelled')),
  sheets          jsonb not null,
  sheet           text,
  mapping         jsonb,
  existing        text check (existing in ('update', 'skip')),
  -- Row of the file up to which it has been looked through.
  last_row        bigint not null default 0,
  rows_read       bigint not null default 0,
  rows_bad        bigint not null default 0,
  rows_new        bigint not null default 0,
  rows_known      bigint not null default 0,
  rows_skipped    bigint not null default 0,
  rows_imported   bigint not null default 0,
  problem         jsonb,
  finished_at     timestamptz
);
create index list_imports_newest_idx on list_imports (id desc);

alter table list_imports enable row level security;
alter table list_imports force row level security;
create policy list_imports_scope on list_imports
  using ((select fenji_scope()) = 'all'
         or ((select fenji_scope()) = 'jurisdiction' and jurisdictions <@ (select fenji_jurisdictions())::text[]));

-- What is wrong with rows of a list; column_no from 0, -1: the row as a whole.
create table list_import_errors (
  import_id uuid not null references list_imports (id),
  row_no    bigint not null,
  column_no integer not null,
  code      text not null,
  params    jsonb not null,
  primary key (import_id, row_no, column_no)
);

-- Rows that are good, between dry run and import. They can be made again from the file, so that no write-ahead log is kept.
create unlogged table staged_enterprises (
  import_id         uuid not null,
  credit_code       text not null,
  row_no            bigint not null,
  firm              uuid not null,
  known             boolean not null,
  name              text not null,
  name_en           text,
  jurisdiction_code text not null,
  city_code         text,
  division          text not null,
  sector            text not null,
  lines             text[],
  search_text       text not null,
  pinyin            text not null,
  initials          text not null,
  search_grams      integer[] not null,
  -- null: the list says nothing of facts.
  facts_id          uuid,
  facts             jsonb,
  -- The newest facts when the row was looked at.
  based_on          uuid,
  top_grade         smallint not null,
  types             text[] not null,
  grades            smallint[] not null,
  -- The grades still possible of each type, as `1,2`.
  possible          text[] not null,
  primary key (import_id, credit_code)
);

do $$
  declare kept text;
  begin
    foreach kept in array array['list_import_errors', 'staged_enterprises'] loop
      execute format('alter table %I enable row level security', kept);
      execute format('alter table %I force row level security', kept);
      execute format('create policy %I on %I using (import_id in (select id from list_imports))', kept || '_scope', kept);
    end loop;
  end $$;

-- Which of these codes are registered, whoever supervises the firm: its name and place stay hidden.
create function fenji_codes_held(codes text[]) returns setof text
  language sql stable security definer set search_path from current
  as $$ select credit_code from enterprises where credit_code = any (codes) $$;

-- After many firms were added: their pieces into the index, and the planner told.
drop function fenji_settle_names();
create function fenji_settle_registry() returns void
  language plpgsql security definer set search_path from current
  as $$
  begin
    perform gin_clean_pending_list('enterprises_grams_idx'::regclass);
    analyze enterprises;
    analyze enterprise_grades;
  end $$;
revoke execute on function fenji_codes_held, fenji_settle_registry from public;
grant execute on function fenji_codes_held, fenji_settle_registry to fenji_app;

-- A list is one event of no enterprise.
create policy events_lists on events for insert
  with check (enterprise_id is null and action = 'registry.imported' and (select fenji_scope()) = 'jurisdiction');

grant select, insert, update on list_imports to fenji_app;
grant select, insert, delete on list_import_errors, staged_enterprises to fenji_app;
