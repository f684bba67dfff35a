-- Enterprises, what is known of them, their grades, and how many have which grade.

-- Cities inside a jurisdiction, for counting and finding; supervision itself hangs on the jurisdiction.
create table cities (
  code              text primary key,
  jurisdiction_code text not null references jurisdictions (code),
  name_zh           text not null,
  name_en           text not null,
  synthetic         boolean not null default false
);

create table enterprises (
  enterprise_id     uuid primary key,
  credit_code       text not null unique check (length(credit_code) = 18),
  name              text not null check (name <> ''),
  name_en           text,
  jurisdiction_code text not null references jurisdictions (code),
  city_code         text references cities (code),
  division          text check (division ~ '^[A-Z][0-9]{2}$'),
  sector            text,
  synthetic         boolean not null,
  created_at        timestamptz not null
);
create index enterprises_jurisdiction_idx on enterprises (jurisdiction_code, sector);

-- Newest wins; earlier rows stay, so that undo is a new row that repeats an old one.
create table enterprise_facts (
  enterprise_id uuid not null references enterprises (enterprise_id),
  id            uuid not null,
  recorded_at   timestamptz not null,
  facts         jsonb not null check (jsonb_typeof(facts) = 'object'),
  actor         text not null,
  supersedes    uuid,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, supersedes) references enterprise_facts (enterprise_id, id)
);
create index enterprise_facts_newest_idx on enterprise_facts (enterprise_id, recorded_at desc, id desc);

create table enterprise_grades (
  enterprise_id uuid not null references enterprises (enterprise_id),
  pack_id       text not null,
  pack_version  text not null,
  object_type   text not null,
  grade         smallint,
  possible      smallint[] not null,
  facts_id      uuid,
  computed_at   timestamptz not null,
  primary key (enterprise_id, pack_id, pack_version, object_type),
  foreign key (enterprise_id, facts_id) references enterprise_facts (enterprise_id, id)
);
create index enterprise_grades_by_grade_idx on enterprise_grades (pack_id, pack_version, object_type, grade, enterprise_id);

create table enterprise_grade_rollups (
  jurisdiction_code text not null references jurisdictions (code),
  city_code         text not null,
  sector            text not null,
  pack_id           text not null,
  pack_version      text not null,
  object_type       text not null,
  grade             smallint,
  enterprises       bigint not null check (enterprises >= 0),
  unique nulls not distinct (jurisdiction_code, city_code, sector, pack_id, pack_version, object_type, grade)
);
comment on table enterprise_grade_rollups is
  'Kept by triggers in the transaction that changes a grade. grade null: not determined. sector or city empty: not known.';

alter table enterprises enable row level security;
alter table enterprises force row level security;
create policy enterprises_scope on enterprises
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

alter table enterprise_facts enable row level security;
alter table enterprise_facts force row level security;
create policy enterprise_facts_scope on enterprise_facts
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

alter table enterprise_grades enable row level security;
alter table enterprise_grades force row level security;
create policy enterprise_grades_scope on enterprise_grades
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

-- Counts over all firms are for those who may see all; firms see them only as published aggregates.
alter table enterprise_grade_rollups enable row level security;
alter table enterprise_grade_rollups force row level security;
create policy enterprise_grade_rollups_read on enterprise_grade_rollups for select
  using ((select fenji_scope()) = 'all');
create policy enterprise_grade_rollups_keep on enterprise_grade_rollups to current_user
  using (true) with check (true);

-- Adds signed counts; rows are taken in one order so that two writers cannot wait for each other in a circle.
create function enterprise_grade_rollups_add(
  jurisdiction text, firm_city text, firm_sector text, pack text, version text, type text, firm_grade smallint, difference bigint
) returns void
  language sql security definer set search_path from current
  as $$
    insert into enterprise_grade_rollups values (jurisdiction, firm_city, firm_sector, pack, version, type, firm_grade, greatest(difference, 0))
    on conflict (jurisdiction_code, city_code, sector, pack_id, pack_version, object_type, grade)
    do update set enterprises = enterprise_grade_rollups.enterprises + difference
  $$;
revoke execute on function enterprise_grade_rollups_add from public;

create function enterprise_grades_count() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare change record;
  begin
    for change in execute
      'select e.jurisdiction_code as jurisdiction, coalesce(e.city_code, '''') as city, coalesce(e.sector, '''') as sector, c.pack_id, c.pack_version,
              c.object_type, c.grade, sum(c.sign) as difference
         from (' ||
      case tg_op
        when 'INSERT' then 'select *, 1 as sign from added'
        when 'DELETE' then 'select *, -1 as sign from removed'
        else 'select *, 1 as sign from added union all select *, -1 as sign from removed'
      end ||
      ') c join enterprises e using (enterprise_id)
        group by 1, 2, 3, 4, 5, 6, 7 having sum(c.sign) <> 0 order by 1, 2, 3, 4, 5, 6, 7'
    loop
      perform enterprise_grade_rollups_add(change.jurisdiction, change.city, change.sector, change.pack_id, change.pack_version,
                                           change.object_type, change.grade, change.difference);
    end loop;
    return null;
  end $$;
create trigger enterprise_grades_count_insert after insert on enterprise_grades
  referencing new table as added for each statement execute function enterprise_grades_count();
create trigger enterprise_grades_count_update after update on enterprise_grades
  referencing new table as added old table as removed for each statement execute function enterprise_grades_count();
create trigger enterprise_grades_count_delete after delete on enterprise_grades
  referencing old table as removed for each statement execute function enterprise_grades_count();

-- A firm that moves, or whose sector is corrected, takes its grades along.
create function enterprises_move_counts() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare held record;
  begin
    for held in
      select * from enterprise_grades g where g.enterprise_id = new.enterprise_id
      order by pack_id, pack_version, object_type, grade
    loop
      perform enterprise_grade_rollups_add(old.jurisdiction_code, coalesce(old.city_code, ''), coalesce(old.sector, ''), held.pack_id,
                                           held.pack_version, held.object_type, held.grade, -1);
      perform enterprise_grade_rollups_add(new.jurisdiction_code, coalesce(new.city_code, ''), coalesce(new.sector, ''), held.pack_id,
                                           held.pack_version, held.object_type, held.grade, 1);
    end loop;
    return null;
  end $$;
create trigger enterprises_move_counts after update of jurisdiction_code, city_code, sector on enterprises
  for each row when (old.jurisdiction_code is distinct from new.jurisdiction_code
                     or old.city_code is distinct from new.city_code
                     or old.sector is distinct from new.sector)
  execute function enterprises_move_counts();

grant select, insert on cities to fenji_app;
grant select, insert, update on enterprises to fenji_app;
grant select, insert on enterprise_facts to fenji_app;
grant select, insert, update, delete on enterprise_grades to fenji_app;
grant select on enterprise_grade_rollups to fenji_app;
