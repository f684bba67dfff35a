-- Files on their way into the evidence of an enterprise.

-- One row a file: first its bytes arrive, then it waits for its turn, then it is read. The bytes lie in the data folder.
create table evidence_uploads (
  enterprise_id uuid not null references enterprises (enterprise_id),
  id            uuid not null,
  -- Files that were handed over together.
  batch         uuid,
  name          text not null check (length(name) between 1 and 255),
  size          bigint not null check (size >= 0),
  -- What the sender says that the whole file hashes to.
  sha256        text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Bytes that are on the disk for good.
  received      bigint not null default 0 check (received between 0 and size),
  state         text not null
    check (state in ('receiving', 'queued', 'importing', 'done', 'refused', 'cancelled', 'expired')),
  paused        boolean not null default false,
  -- How often reading it was begun.
  attempts      integer not null default 0,
  actor         text not null,
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  finished_at   timestamptz,
  -- Why it was refused: code and parameters.
  problem       jsonb,
  -- What the import changed.
  result        jsonb,
  primary key (enterprise_id, id)
);
create index evidence_uploads_queue_idx on evidence_uploads (id) where state in ('queued', 'importing');
create index evidence_uploads_open_idx on evidence_uploads (enterprise_id, id) where state in ('receiving', 'queued', 'importing');
create index evidence_uploads_age_idx on evidence_uploads (changed_at);

call fenji_wall('evidence_uploads');
grant select, insert, update, delete on evidence_uploads to fenji_app;
