-- Evidence files, what they observed, and what was concluded from it.

create table evidence_files (
  enterprise_id uuid not null references enterprises (enterprise_id),
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size          bigint not null check (size >= 0),
  format        text,
  tool          text,
  tool_version  text,
  name          text not null,
  received_at   timestamptz not null,
  status        text not null check (status in ('reading', 'read', 'refused')),
  warnings      jsonb not null default '[]',
  error         jsonb,
  -- Withdrawn: its observations are closed, the record stays.
  withdrawn_at  timestamptz,
  primary key (enterprise_id, sha256)
);

create table observations (
  enterprise_id       uuid not null,
  id                  uuid not null,
  file_sha256         text not null,
  scope               text not null,
  family              text not null,
  subject_kind        text not null,
  subject_id          text not null,
  subject_identifiers jsonb not null,
  check_ref           text not null,
  revision            text,
  title               text,
  refs                text[] not null,
  result              text not null check (result in ('pass', 'fail', 'notApplicable', 'error', 'info')),
  severity            text check (severity in ('none', 'low', 'medium', 'high', 'critical')),
  -- The tool's clock; null when the file does not say. Never the time of upload.
  observed_at         timestamptz,
  received_at         timestamptz not null,
  last_seen_at        timestamptz not null,
  place               text not null,
  message             text check (length(message) <= 2000),
  closed_at           timestamptz,
  -- The later file that no longer reports it; null when its own file was withdrawn.
  closed_by_file      text,
  -- Both files name rows of evidence_files without a foreign key: the transaction that writes here has just written or
  -- locked those rows, nobody may delete them, and checking each of 200,000 rows again took half of an import.
  primary key (enterprise_id, id),
  check (closed_by_file is null or closed_at is not null)
)
-- A later report of the same moves the times of every row, and no index holds those: with room in its page for the next
-- version a row is rewritten in place, ten times faster than with new entries in every index.
with (fillfactor = 45);
create index observations_open_idx on observations (enterprise_id, scope, subject_id) where closed_at is null;
create index observations_check_idx on observations (enterprise_id, check_ref) where closed_at is null;

create table verdicts (
  enterprise_id  uuid not null references enterprises (enterprise_id),
  pack_id        text not null,
  pack_version   text not null,
  object_type    text not null,
  requirement_id text not null,
  verdict        text not null
    check (verdict in ('met', 'partlyMet', 'notMet', 'notApplicable', 'notEvidenced', 'contested')),
  detail         jsonb not null,
  computed_at    timestamptz not null,
  primary key (enterprise_id, pack_id, pack_version, object_type, requirement_id)
);

alter table evidence_files enable row level security;
alter table evidence_files force row level security;
create policy evidence_files_scope on evidence_files
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

alter table observations enable row level security;
alter table observations force row level security;
create policy observations_scope on observations
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

alter table verdicts enable row level security;
alter table verdicts force row level security;
create policy verdicts_scope on verdicts
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));

grant select, insert, update on evidence_files to fenji_app;
grant select, insert, update on observations to fenji_app;
grant select, insert, update, delete on verdicts to fenji_app;
