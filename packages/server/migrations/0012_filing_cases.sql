-- Why a firm files, where each of its graded types stands with the supervisor, what is due when, and counts of it all.

-- occasion: as it counts here (a first filing on top of a registration is a change). findings: by type, requirements
-- that the filing shows as open. verified_lines: lines of supervision that have verified it so far.
alter table filings
  add column occasion text not null default 'initial'
    check (occasion in ('initial', 'change', 'assessment', 'rectification', 'closure')),
  add column findings jsonb not null default '{}' check (jsonb_typeof(findings) = 'object'),
  add column verified_lines text[] not null default '{}';

-- A change is registered under the number that the enterprise has.
drop index filings_number_idx;
create unique index filings_number_idx on filings (registration_number)
  where direction = 'in' and occasion = 'initial';

-- Which days are worked, as the calendar packs say: `ordinal` counts the working days up to and including the day.
create table working_days (
  day     date primary key,
  ordinal integer not null,
  known   boolean not null
);
create index working_days_ordinal_idx on working_days (ordinal, day);
comment on table working_days is 'Filled by the node from its calendar packs. known: holidays of that year are known.';

-- Which types of which pack have to be filed, with whom, and how long after coming into scope.
create table filing_duties (
  pack_id      text not null,
  pack_version text not null,
  object_type  text not null,
  line         text not null check (line in ('industry', 'communications', 'both')),
  deadline     text,
  amount       integer check (amount >= 0),
  unit         text check (unit in ('workingDays', 'days', 'months')),
  primary key (pack_id, pack_version, object_type)
);

create function fenji_due(start date, amount integer, unit text) returns date
  language sql stable
  as $$ select case
    when amount is null or unit is null then 'infinity'::date
    when unit = 'days' then start + amount
    when unit = 'months' then (start + make_interval(months => amount))::date
    else coalesce((select min(w.day) from working_days w
                    where w.ordinal = (select d.ordinal from working_days d where d.day = start) + amount), 'infinity'::date)
  end $$;

create function fenji_china_date(at timestamptz) returns date
  language sql immutable
  as $$ select (at at time zone 'Asia/Shanghai')::date $$;

create table filing_cases (
  enterprise_id       uuid not null references enterprises (enterprise_id),
  pack_id             text not null,
  object_type         text not null,
  pack_version        text not null,
  -- Of the enterprise; kept beside it so that worklists need no other table to be walled and ordered.
  jurisdiction_code   text not null,
  line                text not null check (line in ('industry', 'communications', 'both')),
  in_scope            boolean not null,
  -- Put on the list by the supervisor or by an imported list, whatever the facts say.
  declared            boolean not null default false,
  scope_since         date not null,
  left_on             date,
  -- By this node now; as last filed for the grade (first filing or change); by this node of that filing.
  grade               smallint,
  filed_grade         smallint,
  held_grade          smallint,
  -- By this node of what it last accepted: what `verified` and `registered` are said of.
  accepted_grade      smallint,
  stage               text not null default 'unfiled'
    check (stage in ('unfiled', 'submitted', 'returned', 'verified', 'registered', 'protected', 'assessed',
                     'rectifying', 'changed', 'closed')),
  stage_since         timestamptz not null,
  filing_id           uuid,
  open_occasion       text,
  open_state          text check (open_state in ('submitted', 'returned', 'verified')),
  registration_number text,
  verified_at         timestamptz,
  verified_by         text,
  registered_at       timestamptz,
  registered_by       text,
  assessed_at         timestamptz,
  differs             boolean not null default false,
  changed_on          date,
  waits_for           text check (waits_for in ('enterprise', 'supervisor', 'assessor')),
  does                text,
  deadline            text,
  -- infinity: nothing is due.
  due_on              date not null default 'infinity',
  primary key (enterprise_id, pack_id, object_type),
  check ((open_occasion is null) = (open_state is null))
);
comment on table filing_cases is
  'One row per enterprise and graded type that has to be filed: recomputed from its filings in the transaction that '
  'changes them; grades and scope follow enterprise_grades by trigger.';
create index filing_cases_stage_idx on filing_cases (jurisdiction_code, line, stage, due_on, enterprise_id, object_type)
  where in_scope;
create index filing_cases_waits_idx
  on filing_cases (jurisdiction_code, line, waits_for, due_on, enterprise_id, object_type);
create index filing_cases_assess_idx on filing_cases (jurisdiction_code, line, due_on, enterprise_id, object_type)
  where does = 'assess';
create index filing_cases_differs_idx on filing_cases (jurisdiction_code, line, due_on, enterprise_id, object_type)
  where differs;
create index filing_cases_changed_idx on filing_cases (jurisdiction_code, line, due_on, enterprise_id, object_type)
  where changed_on is not null;

-- A supervisor sees the types of its own line alone, also of a firm that has others.
alter table filing_cases enable row level security;
alter table filing_cases force row level security;
create policy filing_cases_scope on filing_cases
  using ((select fenji_scope() = 'all')
         or enterprise_id = any ((select fenji_own_enterprises())::uuid[])
         or (jurisdiction_code = any ((select fenji_jurisdictions())::text[])
             and (line = 'both' or line = any ((select fenji_lines())::text[]))));

create table filing_case_counts (
  jurisdiction_code text not null,
  line              text not null,
  pack_id           text not null,
  object_type       text not null,
  stage             text not null,
  in_scope          boolean not null,
  waits_for         text not null,
  does              text not null,
  differs           boolean not null,
  changed           boolean not null,
  due_on            date not null,
  cases             bigint not null check (cases >= 0),
  primary key (jurisdiction_code, line, pack_id, object_type, stage, in_scope, waits_for, does, differs, changed, due_on)
);
comment on table filing_case_counts is 'Kept by triggers in the transaction that changes a case.';
alter table filing_case_counts enable row level security;
alter table filing_case_counts force row level security;
create policy filing_case_counts_read on filing_case_counts for select
  using ((select fenji_scope() = 'all')
         or (jurisdiction_code = any ((select fenji_jurisdictions())::text[])
             and (line = 'both' or line = any ((select fenji_lines())::text[]))));
create policy filing_case_counts_keep on filing_case_counts to current_user using (true) with check (true);

-- The rows that triggers keep are the owner's to write, whoever set them off.
create policy filing_cases_keep on filing_cases to current_user using (true) with check (true);

-- Rows are taken in one order, so that two writers cannot wait for each other in a circle.
create function filing_cases_count() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare change record;
  begin
    for change in execute
      'select c.jurisdiction_code, c.line, c.pack_id, c.object_type, c.stage, c.in_scope, coalesce(c.waits_for, '''') as waits_for,
              coalesce(c.does, '''') as does, c.differs, c.changed_on is not null as changed, c.due_on, sum(c.sign) as difference
         from (' ||
      case tg_op
        when 'INSERT' then 'select *, 1 as sign from added'
        when 'DELETE' then 'select *, -1 as sign from removed'
        else 'select *, 1 as sign from added union all select *, -1 as sign from removed'
      end ||
      ') c
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 having sum(c.sign) <> 0 order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11'
    loop
      insert into filing_case_counts as held
        values (change.jurisdiction_code, change.line, change.pack_id, change.object_type, change.stage, change.in_scope,
                change.waits_for, change.does, change.differs, change.changed, change.due_on, greatest(change.difference, 0))
        on conflict (jurisdiction_code, line, pack_id, object_type, stage, in_scope, waits_for, does, differs, changed, due_on)
        do update set cases = held.cases + change.difference;
    end loop;
    return null;
  end $$;
create trigger filing_cases_count_insert after insert on filing_cases
  referencing new table as added for each statement execute function filing_cases_count();
create trigger filing_cases_count_update after update on filing_cases
  referencing new table as added old table as removed for each statement execute function filing_cases_count();
create trigger filing_cases_count_delete after delete on filing_cases
  referencing old table as removed for each statement execute function filing_cases_count();

-- Groups that nobody is in any more; days go by, and so do groups.
create function filing_case_counts_trim() returns void
  language sql security definer set search_path from current
  as $$ delete from filing_case_counts where cases = 0 $$;

-- A type that is graded under a pack under which firms file is in scope. Called by trigger, and once when duties change.
-- The ids are joined as rows: looked up in an array, half a million of them would be compared with each other.
create function filing_cases_scope(enterprises_given uuid[]) returns void
  language sql security definer set search_path from current
  as $$
    with graded as materialized (
      select g.enterprise_id, g.pack_id, g.object_type, g.pack_version, e.jurisdiction_code, d.line, d.deadline, d.amount, d.unit,
             fenji_china_date(g.computed_at) as day, g.grade, g.computed_at
        from (select distinct unnest(enterprises_given) as enterprise_id) given
        join enterprise_grades g using (enterprise_id)
        join filing_duties d using (pack_id, pack_version, object_type)
        join enterprises e using (enterprise_id)),
    -- Worked out once a day and duty, not once a firm.
    dues as materialized (
      select pack_id, pack_version, object_type, day, fenji_due(day, amount, unit) as due_on
        from (select distinct pack_id, pack_version, object_type, day, amount, unit from graded) days)
    insert into filing_cases as held
      (enterprise_id, pack_id, object_type, pack_version, jurisdiction_code, line, in_scope, scope_since, grade,
       stage_since, waits_for, does, deadline, due_on)
    select g.enterprise_id, g.pack_id, g.object_type, g.pack_version, g.jurisdiction_code, g.line, true, g.day, g.grade,
           g.computed_at, 'enterprise', 'file', g.deadline, u.due_on
      from graded g join dues u using (pack_id, pack_version, object_type, day)
     order by g.enterprise_id, g.pack_id, g.object_type
    on conflict (enterprise_id, pack_id, object_type) do update set
      pack_version = excluded.pack_version, line = excluded.line, in_scope = true, grade = excluded.grade,
      -- Who left the scope on an earlier day and comes back has the whole time again.
      scope_since = case when held.left_on < excluded.scope_since then excluded.scope_since else held.scope_since end,
      due_on = case when held.stage = 'unfiled' and held.left_on < excluded.scope_since then excluded.due_on
                    else held.due_on end,
      waits_for = case when held.stage = 'unfiled' then 'enterprise' else held.waits_for end,
      does = case when held.stage = 'unfiled' then 'file' else held.does end,
      left_on = null,
      changed_on = case
        when held.stage in ('registered', 'protected', 'assessed', 'rectifying', 'changed')
             and excluded.grade is distinct from held.held_grade
        then coalesce(held.changed_on, excluded.scope_since)
        else held.changed_on end
  $$;

create function enterprise_grades_cases() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  begin
    if tg_op = 'DELETE' then
      update filing_cases c set
        in_scope = c.declared, grade = null, left_on = case when c.declared then null else fenji_china_date(now()) end,
        waits_for = case when c.stage = 'unfiled' and not c.declared then null else c.waits_for end,
        does = case when c.stage = 'unfiled' and not c.declared then null else c.does end
        from removed r
       where c.enterprise_id = r.enterprise_id and c.pack_id = r.pack_id and c.object_type = r.object_type
         and c.pack_version = r.pack_version;
    elsif exists (select 1 from added join filing_duties using (pack_id, pack_version, object_type)) then
      perform filing_cases_scope((select array_agg(distinct enterprise_id) from added));
    end if;
    return null;
  end $$;
create trigger enterprise_grades_cases_insert after insert on enterprise_grades
  referencing new table as added for each statement execute function enterprise_grades_cases();
create trigger enterprise_grades_cases_update after update on enterprise_grades
  referencing new table as added for each statement execute function enterprise_grades_cases();
create trigger enterprise_grades_cases_delete after delete on enterprise_grades
  referencing old table as removed for each statement execute function enterprise_grades_cases();

create function enterprises_move_cases() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  begin
    update filing_cases set jurisdiction_code = new.jurisdiction_code where enterprise_id = new.enterprise_id;
    return null;
  end $$;
create trigger enterprises_move_cases after update of jurisdiction_code on enterprises
  for each row when (old.jurisdiction_code is distinct from new.jurisdiction_code)
  execute function enterprises_move_cases();

grant select, insert, update on filing_cases to fenji_app;
grant select on filing_case_counts to fenji_app;
grant select, insert, update, delete on working_days, filing_duties to fenji_app;
