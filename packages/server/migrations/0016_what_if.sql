-- What if: whether the registry has changed since it was last laid out, saved scenarios, and comparisons of the two
-- executors of the rules.

-- Each change adds a row and touches no row of anyone else; the version of a registry is the sum of what its reader sees.
create table registry_changes (
  id                bigint generated always as identity primary key,
  jurisdiction_code text not null,
  changes           bigint not null
);
comment on table registry_changes is
  'How often firms of a jurisdiction were added, changed or given new facts: sum the changes. Folded now and then.';
create index registry_changes_jurisdiction_idx on registry_changes (jurisdiction_code);
alter table registry_changes enable row level security;
alter table registry_changes force row level security;
create policy registry_changes_read on registry_changes for select
  using ((select fenji_scope()) = 'all' or jurisdiction_code = any ((select fenji_jurisdictions())::text[]));
create policy registry_changes_keep on registry_changes to current_user using (true) with check (true);

create function registry_changes_facts() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  begin
    insert into registry_changes (jurisdiction_code, changes)
      select e.jurisdiction_code, count(*) from added join enterprises e using (enterprise_id) group by 1;
    return null;
  end $$;
create trigger registry_changes_facts after insert on enterprise_facts
  referencing new table as added for each statement execute function registry_changes_facts();

create function registry_changes_firms() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  begin
    insert into registry_changes (jurisdiction_code, changes) select jurisdiction_code, count(*) from added group by 1;
    return null;
  end $$;
create trigger registry_changes_firms after insert on enterprises
  referencing new table as added for each statement execute function registry_changes_firms();

create function registry_changes_moves() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  begin
    insert into registry_changes (jurisdiction_code, changes)
      select distinct code, 1 from unnest(array[old.jurisdiction_code, new.jurisdiction_code]) as code;
    return null;
  end $$;
create trigger registry_changes_moves after update of jurisdiction_code, city_code, division, sector, lines on enterprises
  for each row when (old.jurisdiction_code is distinct from new.jurisdiction_code or old.city_code is distinct from new.city_code
                     or old.division is distinct from new.division or old.sector is distinct from new.sector
                     or old.lines is distinct from new.lines)
  execute function registry_changes_moves();

-- One row a jurisdiction again; sums stay what they are.
create function fenji_fold_registry_changes() returns void
  language sql security definer set search_path from current
  as $$
    with gone as (delete from registry_changes returning jurisdiction_code, changes)
    insert into registry_changes (jurisdiction_code, changes)
      select jurisdiction_code, sum(changes) from gone group by jurisdiction_code
  $$;
revoke execute on function fenji_fold_registry_changes from public;
grant execute on function fenji_fold_registry_changes to fenji_app;
insert into registry_changes (jurisdiction_code, changes)
  select jurisdiction_code, count(*) from enterprises group by 1;

-- Numbers moved by paths, kept under a name; what they come to is computed anew each time.
create table scenarios (
  id                uuid primary key,
  -- Of the supervisor whose it is; the nation for the ministry and for a node of one person.
  jurisdiction_code text not null references jurisdictions (code),
  organisation_id   uuid,
  name              text not null check (name <> ''),
  note              text not null,
  pack_id           text not null,
  pack_version      text not null,
  object_type       text not null,
  edits             jsonb not null check (jsonb_typeof(edits) = 'array'),
  created_by        text not null,
  created_at        timestamptz not null,
  deleted_at        timestamptz
);
create index scenarios_pack_idx on scenarios (pack_id, created_at desc);
alter table scenarios enable row level security;
alter table scenarios force row level security;
create policy scenarios_scope on scenarios
  using ((select fenji_scope()) = 'all' or jurisdiction_code = any ((select fenji_jurisdictions())::text[]));
create policy events_scenarios on events for insert
  with check (enterprise_id is null and action like 'scenario.%' and (select fenji_scope()) in ('all', 'jurisdiction'));

grant select on registry_changes to fenji_app;
grant select, insert, update on scenarios to fenji_app;
