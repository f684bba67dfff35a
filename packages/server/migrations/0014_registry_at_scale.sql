-- The registry at scale: how names are found, and roll-ups that writers never wait for.

alter table enterprises
  -- Standing of the current filing; 'unfiled' where there is none.
  add column filing       text not null default 'unfiled',
  -- Highest grade that is determined, under any pack; 0: none is.
  add column top_grade    smallint not null default 0,
  -- Name in both languages, folded as what is typed is folded.
  add column search_text  text not null default '',
  -- Readings of the name, each after a blank; the first is the likely one and orders the registry.
  add column pinyin       text not null default '',
  add column initials     text not null default '',
  -- Pieces of the three, as numbers; null: the name is not indexed yet.
  add column search_grams integer[];

-- The order of the registry by name, by grade, and a search by pieces. The order by registration is that of the ids.
create index enterprises_name_idx on enterprises (pinyin, enterprise_id);
create index enterprises_top_grade_idx on enterprises (top_grade desc, enterprise_id);
create index enterprises_city_idx on enterprises (city_code, division);
create index enterprises_grams_idx on enterprises using gin (search_grams);
create index enterprises_unindexed_idx on enterprises (enterprise_id) where search_grams is null;

-- An index of pieces cannot be used through the wall: its operators might tell of rows that the wall hides. So the one
-- function below looks as the owner, repeats the wall in its own words and gives ids alone; rows come through the wall.
create policy enterprises_found on enterprises for select to current_user using (true);

-- How many rows hold all of these pieces, at most, as the statistics have it; null: they have nothing of any of them.
create function fenji_gram_rows(pieces integer[]) returns double precision
  language sql stable security definer set search_path from current
  as $$
    select min(common.share) * (select reltuples from pg_class where oid = 'enterprises'::regclass)
      from pg_stats s
      cross join lateral unnest(s.most_common_elems::text::integer[], s.most_common_elem_freqs) as common (piece, share)
     where s.schemaname = 'public' and s.tablename = 'enterprises' and s.attname = 'search_grams'
       and common.piece = any (pieces)
       -- A piece that is not among the common ones is rare.
       and pieces <@ s.most_common_elems::text::integer[]
  $$;

-- Ids of the enterprises in scope whose name, initials, reading or credit code matches; at most `most` and one more.
-- A part that is not asked for is null. any_initial: one of the initial's pieces is enough.
create function fenji_find_enterprises(
  name_pieces integer[], name_part text, initial_pieces integer[], initial_part text, any_initial boolean,
  reading_pieces integer[], reading_part text, code_part text, most integer
) returns uuid[]
  language plpgsql stable security definer set search_path from current
  as $$
  declare
    parts text[] := '{}';
    found uuid[];
  begin
    if name_part is not null then parts := array_append(parts, 'search_grams @> $1 and search_text like $2'); end if;
    if initial_part is not null then
      parts := array_append(parts, 'search_grams ' || case when any_initial then '&&' else '@>' end || ' $3 and initials like $4');
    end if;
    if reading_part is not null then parts := array_append(parts, 'search_grams @> $5 and pinyin like $6'); end if;
    if code_part is not null then parts := array_append(parts, 'credit_code like $7'); end if;
    execute 'select coalesce(array_agg(enterprise_id), ''{}'') from (
        select enterprise_id from enterprises
         where ((' || array_to_string(parts, ') or (') || '))
           and ($9 = ''all'' or enterprise_id = any ($10) or (jurisdiction_code = any ($11) and lines && $12))
         limit $8 + 1) matching'
      into found
      using name_pieces, name_part, initial_pieces, initial_part, reading_pieces, reading_part, code_part, most,
            fenji_scope(), fenji_own_enterprises(), fenji_jurisdictions(), fenji_lines();
    return found;
  end $$;

-- New pieces wait in a list that every search reads; after many were added they are put in their place.
create function fenji_settle_names() returns bigint
  language sql volatile security definer set search_path from current
  as $$ select gin_clean_pending_list('enterprises_grams_idx'::regclass) $$;
revoke execute on function fenji_gram_rows, fenji_find_enterprises, fenji_settle_names from public;
grant execute on function fenji_gram_rows, fenji_find_enterprises, fenji_settle_names to fenji_app;

-- Roll-ups. A change adds a signed row and touches no row of anyone else, so that writers neither wait for each other nor
-- lock each other out; a count is the sum of its rows. Now and then whoever writes folds the changes into one row a key.

drop trigger enterprise_grades_count_insert on enterprise_grades;
drop trigger enterprise_grades_count_update on enterprise_grades;
drop trigger enterprise_grades_count_delete on enterprise_grades;
drop function enterprise_grades_count();
drop trigger enterprises_move_counts on enterprises;
drop function enterprises_move_counts();
drop table enterprise_grade_rollups;
drop function enterprise_grade_rollups_add;

create table enterprise_rollups (
  id                bigint generated always as identity,
  folded            boolean not null default false,
  jurisdiction_code text not null references jurisdictions (code),
  city_code         text not null,
  sector            text not null,
  division          text not null,
  filing            text not null,
  lines             text[] not null,
  synthetic         boolean not null,
  enterprises       bigint not null,
  primary key (id)
);
comment on table enterprise_rollups is
  'Signed changes of counts, kept by triggers in the transaction of each change: sum them. City, sector or division empty: not known.';
create unique index enterprise_rollups_folded_idx on enterprise_rollups
  (jurisdiction_code, city_code, sector, division, filing, lines, synthetic) where folded;
create index enterprise_rollups_changes_idx on enterprise_rollups (id) where not folded;

create table enterprise_grade_rollups (
  id                bigint generated always as identity,
  folded            boolean not null default false,
  jurisdiction_code text not null references jurisdictions (code),
  city_code         text not null,
  sector            text not null,
  division          text not null,
  filing            text not null,
  lines             text[] not null,
  pack_id           text not null,
  pack_version      text not null,
  object_type       text not null,
  grade             smallint,
  enterprises       bigint not null,
  primary key (id)
);
comment on table enterprise_grade_rollups is
  'Signed changes of counts, kept by triggers in the transaction of each change: sum them. grade null: not determined.';
create unique index enterprise_grade_rollups_folded_idx on enterprise_grade_rollups
  (jurisdiction_code, pack_id, pack_version, object_type, grade, city_code, sector, division, filing, lines)
  nulls not distinct where folded;
create index enterprise_grade_rollups_changes_idx on enterprise_grade_rollups (id) where not folded;

create table verdict_rollups (
  id                bigint generated always as identity,
  folded            boolean not null default false,
  jurisdiction_code text not null references jurisdictions (code),
  sector            text not null,
  lines             text[] not null,
  pack_id           text not null,
  pack_version      text not null,
  object_type       text not null,
  grade             smallint,
  requirement_id    text not null,
  verdict           text not null,
  enterprises       bigint not null,
  primary key (id)
);
comment on table verdict_rollups is
  'Signed changes of counts of verdicts: sum them. grade: what the firm is graded as the type; null: not determined or not graded.';
create unique index verdict_rollups_folded_idx on verdict_rollups
  (jurisdiction_code, pack_id, pack_version, object_type, requirement_id, verdict, grade, sector, lines)
  nulls not distinct where folded;
create index verdict_rollups_changes_idx on verdict_rollups (id) where not folded;

-- One folder of a table at a time; whoever comes second leaves it to the first.
create function fenji_fold(rolled text, keys text) returns void
  language plpgsql security definer set search_path from current
  as $$
  begin
    if not pg_try_advisory_xact_lock(7246010, hashtext(rolled)) then return; end if;
    execute format(
      'with gone as (delete from %1$I where not folded returning *),
            sums as (select %2$s, sum(enterprises) as n from gone group by %2$s having sum(enterprises) <> 0)
       insert into %1$I (folded, %2$s, enterprises) select true, %2$s, n from sums
       on conflict (%2$s) where folded do update set enterprises = %1$I.enterprises + excluded.enterprises', rolled, keys);
  end $$;
revoke execute on function fenji_fold from public;

-- Folds each time that the ids of changes pass a multiple of 256.
create function fenji_fold_when_many() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare passed boolean;
  begin
    select max(id) / 256 > (min(id) - 1) / 256 into passed from added where not folded;
    if passed then perform fenji_fold(tg_table_name, tg_argv[0]); end if;
    return null;
  end $$;

create trigger enterprise_rollups_fold after insert on enterprise_rollups
  referencing new table as added for each statement execute function fenji_fold_when_many(
    'jurisdiction_code, city_code, sector, division, filing, lines, synthetic');
create trigger enterprise_grade_rollups_fold after insert on enterprise_grade_rollups
  referencing new table as added for each statement execute function fenji_fold_when_many(
    'jurisdiction_code, pack_id, pack_version, object_type, grade, city_code, sector, division, filing, lines');
create trigger verdict_rollups_fold after insert on verdict_rollups
  referencing new table as added for each statement execute function fenji_fold_when_many(
    'jurisdiction_code, pack_id, pack_version, object_type, requirement_id, verdict, grade, sector, lines');

-- Counts are for whoever may see all the firms that they count; one firm sees them only as published aggregates.
do $$
  declare rolled text;
  begin
    foreach rolled in array array['enterprise_rollups', 'enterprise_grade_rollups', 'verdict_rollups'] loop
      execute format('alter table %I enable row level security', rolled);
      execute format('alter table %I force row level security', rolled);
      execute format($policy$create policy %I on %I for select
        using ((select fenji_scope() = 'all')
               or (jurisdiction_code = any ((select fenji_jurisdictions())::text[]) and lines && (select fenji_lines())::text[]))$policy$,
        rolled || '_read', rolled);
      execute format('create policy %I on %I to current_user using (true) with check (true)', rolled || '_keep', rolled);
      execute format('grant select on %I to fenji_app', rolled);
    end loop;
  end $$;

-- What a statement changed, as signed rows.
create function fenji_changes(operation text) returns text
  language sql immutable
  as $$ select case operation
      when 'INSERT' then 'select *, 1 as sign from added'
      when 'DELETE' then 'select *, -1 as sign from removed'
      else 'select *, 1 as sign from added union all select *, -1 as sign from removed'
    end $$;

create function enterprises_count() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare changes text := fenji_changes(tg_op);
  begin
    if tg_op = 'UPDATE' then
      -- Firms that moved take their grades and verdicts along; others count as before.
      changes := 'select c.* from (' || changes || ') c where enterprise_id in (
        select a.enterprise_id from added a join removed r using (enterprise_id)
         where (a.jurisdiction_code, a.city_code, a.sector, a.division, a.filing, a.lines, a.synthetic)
               is distinct from (r.jurisdiction_code, r.city_code, r.sector, r.division, r.filing, r.lines, r.synthetic))';
    end if;
    execute 'insert into enterprise_rollups (jurisdiction_code, city_code, sector, division, filing, lines, synthetic, enterprises)
      select jurisdiction_code, coalesce(city_code, ''''), coalesce(sector, ''''), coalesce(division, ''''), filing, lines, synthetic, sum(sign)
        from (' || changes || ') c group by 1, 2, 3, 4, 5, 6, 7 having sum(sign) <> 0';
    if tg_op <> 'UPDATE' then return null; end if;
    execute 'insert into enterprise_grade_rollups (jurisdiction_code, city_code, sector, division, filing, lines, pack_id, pack_version,
                                                   object_type, grade, enterprises)
      select jurisdiction_code, coalesce(city_code, ''''), coalesce(sector, ''''), coalesce(division, ''''), filing, lines,
             g.pack_id, g.pack_version, g.object_type, g.grade, sum(sign)
        from (' || changes || ') c join enterprise_grades g using (enterprise_id)
       group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(sign) <> 0';
    execute 'insert into verdict_rollups (jurisdiction_code, sector, lines, pack_id, pack_version, object_type, grade, requirement_id, verdict,
                                          enterprises)
      select jurisdiction_code, coalesce(sector, ''''), lines, v.pack_id, v.pack_version, v.object_type, g.grade,
             v.requirement_id, v.verdict, sum(sign)
        from (' || changes || ') c join verdicts v using (enterprise_id)
        left join enterprise_grades g using (enterprise_id, pack_id, pack_version, object_type)
       group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(sign) <> 0';
    return null;
  end $$;

-- The firm is locked first: one that moves meanwhile would be counted where it was.
create function enterprise_grades_count() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare changes text := fenji_changes(tg_op);
  begin
    execute 'select 1 from enterprises where enterprise_id in (select enterprise_id from (' || changes || ') c)
      order by enterprise_id for no key update';
    execute 'insert into enterprise_grade_rollups (jurisdiction_code, city_code, sector, division, filing, lines, pack_id, pack_version,
                                                   object_type, grade, enterprises)
      select e.jurisdiction_code, coalesce(e.city_code, ''''), coalesce(e.sector, ''''), coalesce(e.division, ''''), e.filing, e.lines,
             c.pack_id, c.pack_version, c.object_type, c.grade, sum(c.sign)
        from (' || changes || ') c join enterprises e using (enterprise_id)
       group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(c.sign) <> 0';
    -- A verdict of a firm that was not graded so far is counted without a grade.
    execute 'with changed as (' || changes || '), moves as (
        select enterprise_id, pack_id, pack_version, object_type, grade, sign from changed
        union all
        select enterprise_id, pack_id, pack_version, object_type, null, -sum(sign) from changed group by 1, 2, 3, 4)
      insert into verdict_rollups (jurisdiction_code, sector, lines, pack_id, pack_version, object_type, grade, requirement_id, verdict,
                                   enterprises)
      select e.jurisdiction_code, coalesce(e.sector, ''''), e.lines, v.pack_id, v.pack_version, v.object_type, m.grade,
             v.requirement_id, v.verdict, sum(m.sign)
        from moves m join verdicts v using (enterprise_id, pack_id, pack_version, object_type) join enterprises e using (enterprise_id)
       group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(m.sign) <> 0';
    execute 'update enterprises e set top_grade = held.top
        from (select c.enterprise_id, coalesce(max(g.grade), 0) as top
                from (select distinct enterprise_id from (' || changes || ') d) c
                left join enterprise_grades g using (enterprise_id) group by 1) held
       where e.enterprise_id = held.enterprise_id and e.top_grade <> held.top';
    return null;
  end $$;

create function verdicts_count() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare changes text := fenji_changes(tg_op);
  begin
    execute 'select 1 from enterprises where enterprise_id in (select enterprise_id from (' || changes || ') c)
      order by enterprise_id for no key update';
    execute 'insert into verdict_rollups (jurisdiction_code, sector, lines, pack_id, pack_version, object_type, grade, requirement_id, verdict,
                                          enterprises)
      select e.jurisdiction_code, coalesce(e.sector, ''''), e.lines, c.pack_id, c.pack_version, c.object_type, g.grade,
             c.requirement_id, c.verdict, sum(c.sign)
        from (' || changes || ') c join enterprises e using (enterprise_id)
        left join enterprise_grades g using (enterprise_id, pack_id, pack_version, object_type)
       group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(c.sign) <> 0';
    return null;
  end $$;

do $$
  declare counted text;
  begin
    foreach counted in array array['enterprises', 'enterprise_grades', 'verdicts'] loop
      execute format('create trigger %1$s_count_insert after insert on %1$I
        referencing new table as added for each statement execute function %1$s_count()', counted);
      execute format('create trigger %1$s_count_update after update on %1$I
        referencing new table as added old table as removed for each statement execute function %1$s_count()', counted);
      execute format('create trigger %1$s_count_delete after delete on %1$I
        referencing old table as removed for each statement execute function %1$s_count()', counted);
    end loop;
  end $$;

-- The standing of a firm is that of its newest current filing.
create function filings_stand() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  begin
    update enterprises e set filing = held.state
      from (select c.enterprise_id, coalesce((select f.state from filings f
                    where f.enterprise_id = c.enterprise_id and f.current order by f.filed_at desc, f.id desc limit 1), 'unfiled') as state
              from (select distinct enterprise_id from added) c) held
     where e.enterprise_id = held.enterprise_id and e.filing <> held.state;
    return null;
  end $$;
create trigger filings_stand_insert after insert on filings
  referencing new table as added for each statement execute function filings_stand();
create trigger filings_stand_update after update on filings
  referencing new table as added for each statement execute function filings_stand();

-- What is there already. The triggers count the grades and verdicts of firms; these rows are counted here.
update enterprises e set
  filing = coalesce((select f.state from filings f
                      where f.enterprise_id = e.enterprise_id and f.current order by f.filed_at desc, f.id desc limit 1), 'unfiled'),
  top_grade = coalesce((select max(g.grade) from enterprise_grades g where g.enterprise_id = e.enterprise_id), 0);
delete from enterprise_rollups;
delete from enterprise_grade_rollups;
delete from verdict_rollups;
insert into enterprise_rollups (folded, jurisdiction_code, city_code, sector, division, filing, lines, synthetic, enterprises)
  select true, jurisdiction_code, coalesce(city_code, ''), coalesce(sector, ''), coalesce(division, ''), filing, lines, synthetic, count(*)
    from enterprises group by 1, 2, 3, 4, 5, 6, 7, 8;
insert into enterprise_grade_rollups (folded, jurisdiction_code, city_code, sector, division, filing, lines, pack_id, pack_version,
                                      object_type, grade, enterprises)
  select true, e.jurisdiction_code, coalesce(e.city_code, ''), coalesce(e.sector, ''), coalesce(e.division, ''), e.filing, e.lines,
         g.pack_id, g.pack_version, g.object_type, g.grade, count(*)
    from enterprise_grades g join enterprises e using (enterprise_id) group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
insert into verdict_rollups (folded, jurisdiction_code, sector, lines, pack_id, pack_version, object_type, grade, requirement_id, verdict,
                             enterprises)
  select true, e.jurisdiction_code, coalesce(e.sector, ''), e.lines, v.pack_id, v.pack_version, v.object_type, g.grade,
         v.requirement_id, v.verdict, count(*)
    from verdicts v join enterprises e using (enterprise_id)
    left join enterprise_grades g using (enterprise_id, pack_id, pack_version, object_type)
   group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
