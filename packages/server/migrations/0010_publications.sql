-- Published aggregates. Only suppressed numbers are kept here: no enterprise, no name, no count below the threshold.

create table publications (
  id                uuid primary key,
  jurisdiction_code text not null references jurisdictions (code),
  pack_id           text not null,
  object_type       text not null,
  rows_by           text not null check (rows_by in ('sector', 'place')),
  state             text not null check (state in ('draft', 'released', 'rejected', 'withdrawn')),
  body              jsonb not null check (jsonb_typeof(body) = 'object'),
  withheld          jsonb not null check (jsonb_typeof(withheld) = 'array'),
  body_hash         bytea not null check (octet_length(body_hash) = 32),
  prepared_by       text not null,
  prepared_at       timestamptz not null,
  reviewed_by       text,
  reviewed_at       timestamptz,
  review_comment    text,
  withdrawn_by      text,
  withdrawn_at      timestamptz,
  withdrawn_why     text,
  check ((state = 'draft') = (reviewed_at is null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null)),
  check ((reviewed_at is null) = (reviewed_by is null)),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  -- The second pair of eyes; only the single user of a node without accounts is both.
  check (reviewed_by is null or reviewed_by <> prepared_by or reviewed_by = 'local')
);
comment on table publications is
  'body: what is published, null where withheld. withheld: why, for those who prepare and review. '
  'body_hash: SHA-256 of the canonical JSON of body.';
create index publications_same_counts_idx on publications (pack_id, object_type, jurisdiction_code);

-- Released ones are for everyone; drafts for those who supervise the jurisdiction.
alter table publications enable row level security;
alter table publications force row level security;
create policy publications_read on publications for select
  using (state in ('released', 'withdrawn')
         or (select fenji_scope()) = 'all'
         or jurisdiction_code = any ((select fenji_jurisdictions())::text[]));
create policy publications_insert on publications for insert
  with check ((select fenji_scope()) = 'all'
              or jurisdiction_code = any ((select fenji_jurisdictions())::text[]));
create policy publications_update on publications for update
  using ((select fenji_scope()) = 'all'
         or jurisdiction_code = any ((select fenji_jurisdictions())::text[]));

-- A draft is reviewed once, a release withdrawn once, and what was prepared never changes.
create function publications_keep() returns trigger
  language plpgsql
  as $$
  begin
    if tg_op = 'INSERT' then
      if new.state = 'draft' then return new; end if;
    elsif (old.state, new.state) in (('draft', 'released'), ('draft', 'rejected'), ('released', 'withdrawn'))
      and (new.id, new.jurisdiction_code, new.pack_id, new.object_type, new.rows_by, new.body, new.withheld, new.body_hash,
           new.prepared_by, new.prepared_at)
        = (old.id, old.jurisdiction_code, old.pack_id, old.object_type, old.rows_by, old.body, old.withheld, old.body_hash,
           old.prepared_by, old.prepared_at)
      and (old.state = 'draft' or (new.reviewed_by, new.reviewed_at) = (old.reviewed_by, old.reviewed_at))
    then return new;
    end if;
    raise exception 'publications move from draft to released or rejected, from released to withdrawn, and nothing else'
      using errcode = 'insufficient_privilege';
  end $$;
create trigger publications_keep before insert or update on publications
  for each row execute function publications_keep();

-- What supervisors do with aggregates is an event of no enterprise.
create policy events_publications on events for insert
  with check (enterprise_id is null and action like 'publication.%'
              and (select fenji_scope()) in ('all', 'jurisdiction'));

grant select, insert, update on publications to fenji_app;
