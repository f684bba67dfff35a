-- What a file says while it is being read: written and emptied again within one transaction, one file per enterprise at a
-- time. The application may not make tables of its own, not even temporary ones, so these stand ready; they need no log.

create unlogged table staged_observations (
  enterprise_id       uuid not null,
  id                  uuid not null,
  -- Place in the file, from 1.
  n                   bigint not null,
  family              text not null,
  scope               text not null,
  subject_kind        text not null,
  subject_id          text not null,
  subject_identifiers jsonb not null,
  check_ref           text not null,
  revision            text,
  title               text,
  refs                text[] not null,
  result              text not null,
  severity            text,
  observed_at         timestamptz,
  -- The tool's clock, or the receipt where the tool does not say or claims the future.
  own_at              timestamptz not null,
  place               text not null,
  message             text,
  primary key (enterprise_id, n)
);

-- What of it repeats an open observation; apart, because marking the wide rows would write each of them twice.
create unlogged table staged_matches (
  enterprise_id  uuid not null,
  n              bigint not null,
  observation_id uuid not null,
  primary key (enterprise_id, n)
);

create unlogged table staged_reports (
  enterprise_id uuid not null,
  family        text not null,
  scope         text not null,
  subject_kind  text not null,
  subject_id    text not null,
  -- When the report says that it ended, never later than its receipt.
  ended_at      timestamptz,
  primary key (enterprise_id, family, scope, subject_kind, subject_id)
);

alter table staged_observations enable row level security;
alter table staged_observations force row level security;
create policy staged_observations_scope on staged_observations
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

alter table staged_matches enable row level security;
alter table staged_matches force row level security;
create policy staged_matches_scope on staged_matches
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

alter table staged_reports enable row level security;
alter table staged_reports force row level security;
create policy staged_reports_scope on staged_reports
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

grant select, insert, update, delete on staged_observations, staged_matches, staged_reports to fenji_app;
