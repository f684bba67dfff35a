-- Roll-ups that do no more than a change needs: most changes move no firm, meet no verdict and leave the highest grade.

-- Whether a statement moved firms from one count to another. Grouped, not joined: the plan is kept, and has to be good
-- for one row as well as for many.
create or replace function enterprises_count() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare changes text := fenji_changes(tg_op);
  begin
    if tg_op = 'UPDATE' then
      perform from (
          select enterprise_id, jurisdiction_code, city_code, sector, division, filing, lines, synthetic, 1 as sign from added
          union all
          select enterprise_id, jurisdiction_code, city_code, sector, division, filing, lines, synthetic, -1 from removed) c
       group by enterprise_id, jurisdiction_code, city_code, sector, division, filing, lines, synthetic
      having sum(sign) <> 0 limit 1;
      if not found then return null; end if;
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

create or replace function enterprise_grades_count() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare
    changes text := fenji_changes(tg_op);
    judged boolean;
  begin
    if tg_op = 'UPDATE' then
      perform from (select enterprise_id, pack_id, pack_version, object_type, grade, 1 as sign from added
                    union all
                    select enterprise_id, pack_id, pack_version, object_type, grade, -1 from removed) c
       group by enterprise_id, pack_id, pack_version, object_type, grade having sum(sign) <> 0 limit 1;
      if not found then return null; end if;
    end if;
    -- The firm is locked first: one that moves meanwhile would be counted where it was. Nobody else sees a row that this
    -- transaction has written.
    execute 'select 1 from enterprises where enterprise_id in (select enterprise_id from (' || changes || ') c)
      and xmin <> pg_current_xact_id()::xid order by enterprise_id for no key update';
    execute 'insert into enterprise_grade_rollups (jurisdiction_code, city_code, sector, division, filing, lines, pack_id, pack_version,
                                                   object_type, grade, enterprises)
      select e.jurisdiction_code, coalesce(e.city_code, ''''), coalesce(e.sector, ''''), coalesce(e.division, ''''), e.filing, e.lines,
             c.pack_id, c.pack_version, c.object_type, c.grade, sum(c.sign)
        from (' || changes || ') c join enterprises e using (enterprise_id)
       group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(c.sign) <> 0';
    execute 'select exists (select 1 from (' || changes || ') c join verdicts v using (enterprise_id))' into judged;
    if judged then
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
    end if;
    execute 'update enterprises e set top_grade = held.top
        from (select c.enterprise_id, coalesce(max(g.grade), 0) as top
                from (select distinct enterprise_id from (' || changes || ') d) c
                left join enterprise_grades g using (enterprise_id) group by 1) held
       where e.enterprise_id = held.enterprise_id and e.top_grade <> held.top';
    return null;
  end $$;

-- About how many names match, as a sample of them has it: statistics of a walled table are hidden even from its owner. 0 where
-- the registry is small. A part that is not asked for is null. Repeatable, so that a page is found as the one before it.
drop function fenji_gram_rows;
create function fenji_names_found(name_part text, initial_part text, reading_part text, code_part text) returns double precision
  language plpgsql stable security definer set search_path from current
  as $$
  declare
    held double precision := (select reltuples from pg_class where oid = 'enterprises'::regclass);
    share double precision;
  begin
    if held < 20000 then return 0; end if;
    execute format('select avg((coalesce(search_text like $1, false) or coalesce(initials like $2, false)
        or coalesce(pinyin like $3, false) or coalesce(credit_code like $4, false))::int)
      from enterprises tablesample system (%s) repeatable (1)', least(100, 200000 / held)::numeric)
      into share using name_part, initial_part, reading_part, code_part;
    return coalesce(share, 0) * held;
  end $$;
revoke execute on function fenji_names_found from public;
grant execute on function fenji_names_found to fenji_app;
