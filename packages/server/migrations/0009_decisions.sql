-- What the decision point was asked and answered. Kept for a while and then dropped: the events are the lasting record.

create table decisions (
  id              uuid primary key,
  at              timestamptz not null,
  actor           text not null,
  role            text,
  organisation_id uuid,
  permission      text not null,
  -- null: asked of the node or of an organisation.
  enterprise_id   uuid,
  resource        text not null,
  allowed         boolean not null,
  policies        text[] not null,
  executors       text not null check (executors in ('compiled', 'reference', 'both', 'disagreed'))
);
comment on table decisions is 'ids are UUIDv7, so that their order is the order in time';
create index decisions_enterprise_idx on decisions (enterprise_id, id desc);
create index decisions_denied_idx on decisions (id desc) where not allowed;

alter table decisions enable row level security;
alter table decisions force row level security;
-- Who sees an enterprise sees who asked for it; what was asked of the node itself is not for one firm alone.
create policy decisions_scope on decisions for select
  using ((select fenji_scope() = 'all')
         or enterprise_id = any ((select fenji_own_enterprises())::uuid[])
         or ((select fenji_scope() = 'none') and enterprise_id is null));
create policy decisions_written on decisions for insert with check ((select fenji_scope() = 'all'));
create policy decisions_dropped on decisions for delete using ((select fenji_scope() = 'all'));

grant select, insert, delete on decisions to fenji_app;

-- A supervisor's registry, page by page: the planner cannot know how many rows a policy lets through and would sort a
-- whole jurisdiction, unless the order that is asked for lies in an index.
create index enterprises_registry_idx on enterprises (jurisdiction_code, credit_code);
