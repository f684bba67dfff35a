-- Who sees which enterprise: all, named ones, those of a jurisdiction and line of supervision, or none.

-- Lines of supervision of an enterprise, from the types that it is graded as; before any grading both lines may look.
alter table enterprises add column lines text[] not null default '{industry,communications}'
  check (lines <@ '{industry,communications}'::text[]);

create function fenji_jurisdictions() returns text[]
  language sql stable parallel safe
  as $$ select case when fenji_scope() = 'jurisdiction'
                    then string_to_array(coalesce(current_setting('fenji.jurisdictions', true), ''), ',')
                    else '{}'::text[] end $$;

create function fenji_lines() returns text[]
  language sql stable parallel safe
  as $$ select case when fenji_scope() = 'jurisdiction'
                    then string_to_array(coalesce(current_setting('fenji.lines', true), ''), ',')
                    else '{}'::text[] end $$;

-- How a condition is written tells the planner how many rows to expect. Here a truth value stands alone, which counts as
-- half of the rows: pages of the registry then walk an index instead of sorting a jurisdiction.
alter policy enterprises_scope on enterprises
  using ((select fenji_scope() = 'all')
         or enterprise_id = any ((select fenji_own_enterprises())::uuid[])
         or (jurisdiction_code = any ((select fenji_jurisdictions())::text[])
             and lines && (select fenji_lines())::text[]));

-- A row of an enterprise's data is seen by whoever sees the enterprise. The settings are read once a statement; the
-- look at the enterprise is made only under the scope that needs it.
create function fenji_wall_text(walled text) returns text
  language sql immutable
  as $$ select format(
    '(select fenji_scope() = ''all'')
     or enterprise_id = any ((select fenji_own_enterprises())::uuid[])
     or ((select fenji_scope() = ''jurisdiction'')
         and exists (select 1 from enterprises e where e.enterprise_id = %I.enterprise_id))', walled) $$;

-- For migrations: walls a new table that has an enterprise_id.
create procedure fenji_wall(walled text)
  language plpgsql
  as $$ begin
    execute format('alter table %I enable row level security', walled);
    execute format('alter table %I force row level security', walled);
    execute format('create policy %I on %I using (%s)', walled || '_scope', walled, fenji_wall_text(walled));
  end $$;

do $$
  declare walled text;
  begin
    foreach walled in array array['events', 'enterprise_facts', 'enterprise_grades', 'evidence_files', 'observations',
      'verdicts', 'evidence_reports', 'observation_sightings', 'staged_observations', 'staged_matches', 'staged_reports']
    loop
      execute format('alter policy %I on %I using (%s)', walled || '_scope', walled, fenji_wall_text(walled));
    end loop;
  end $$;

alter policy enterprise_grade_rollups_read on enterprise_grade_rollups
  using ((select fenji_scope() = 'all') or jurisdiction_code = any ((select fenji_jurisdictions())::text[]));
