-- What each file spoke for, and which later files said the same again.

-- A report that no longer mentions a finding closes it, so what a report covered is kept even where it found nothing.
create table evidence_reports (
  enterprise_id uuid not null,
  file_sha256   text not null,
  family        text not null,
  scope         text not null,
  subject_kind  text not null,
  subject_id    text not null,
  -- The newest time in the report, never later than its receipt.
  reported_at   timestamptz not null,
  primary key (enterprise_id, file_sha256, family, scope, subject_kind, subject_id),
  foreign key (enterprise_id, file_sha256) references evidence_files (enterprise_id, sha256)
);
create index evidence_reports_subject_idx on evidence_reports (enterprise_id, scope, subject_id, reported_at);

-- Later files that confirm an observation; the first one stands in the observation itself. By file first, so that an
-- import appends; without foreign keys, as its rows are made of observations that the same transaction has matched.
create table observation_sightings (
  enterprise_id  uuid not null,
  observation_id uuid not null,
  file_sha256    text not null,
  place          text not null,
  observed_at    timestamptz,
  received_at    timestamptz not null,
  seen_at        timestamptz not null,
  primary key (enterprise_id, file_sha256, observation_id)
);

-- When it was last so: the tool's clock at its latest sighting, or the receipt where the tool does not say.
alter table observations add column holds_at timestamptz;
update observations set holds_at = last_seen_at;
alter table observations alter column holds_at set not null;
create index observations_current_idx on observations (enterprise_id, id) where closed_at is null;

alter table evidence_reports enable row level security;
alter table evidence_reports force row level security;
create policy evidence_reports_scope on evidence_reports
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

alter table observation_sightings enable row level security;
alter table observation_sightings force row level security;
create policy observation_sightings_scope on observation_sightings
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

grant select, insert, update on evidence_reports to fenji_app;
grant select, insert, update on observation_sightings to fenji_app;
