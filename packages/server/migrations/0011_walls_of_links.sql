-- Tables of the exchange that belong to no enterprise and yet tell of some: nothing of them without a scope, and of codes
-- and roll-ups nothing of another jurisdiction. A node's administrator acts under the scope none.

do $$
  declare kept text;
  begin
    foreach kept in array array['peers', 'peer_keys', 'registration_counters', 'enrolment_codes', 'aggregates'] loop
      execute format('alter table %I enable row level security', kept);
      execute format('alter table %I force row level security', kept);
    end loop;
    -- Who files or answers counts on and reads the name of the other side, whatever the scope; without one nobody does.
    foreach kept in array array['peers', 'peer_keys', 'registration_counters'] loop
      execute format('create policy %I on %I using ((select fenji_scope()) <> '''')', kept || '_scope', kept);
    end loop;
    foreach kept in array array['enrolment_codes', 'aggregates'] loop
      execute format($policy$create policy %I on %I
        using ((select fenji_scope()) in ('all', 'none') or jurisdiction_code = any ((select fenji_jurisdictions())::text[]))
        with check ((select fenji_scope()) = 'all')$policy$, kept || '_scope', kept);
    end loop;
  end $$;
