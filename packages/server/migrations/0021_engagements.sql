-- Assessment as work: engagements, their teams, field records, documents, conclusions, signatures; and findings.

create table engagements (
  enterprise_id   uuid not null references enterprises (enterprise_id),
  id              uuid not null,
  number          text not null,
  title           text not null,
  kind            text not null check (kind in ('self', 'thirdParty')),
  organisation_id uuid references organisations (id),
  pack_id         text not null,
  pack_version    text not null,
  object_type     text not null,
  grade           int,
  grade_basis     text not null check (grade_basis in ('determined', 'highest-possible', 'asked')),
  stage           text not null check (stage in ('prepare', 'plan', 'field', 'report', 'closed', 'cancelled')),
  -- Of the report: one more after each return for correction.
  version         int not null default 1 check (version > 0),
  plan            jsonb not null check (jsonb_typeof(plan) = 'object'),
  start           jsonb,
  field_from      timestamptz,
  field_until     timestamptz,
  cut_off         timestamptz,
  history         jsonb not null check (jsonb_typeof(history) = 'array'),
  -- The canonical text that is signed, kept from the first signature on.
  frozen          text,
  frozen_hash     text check (frozen_hash ~ '^[0-9a-f]{64}$'),
  -- Of the last field record that was taken in.
  record_seq      bigint not null default 0,
  created_at      timestamptz not null,
  created_by      text not null,
  primary key (enterprise_id, id),
  unique (enterprise_id, number),
  check ((kind = 'thirdParty') = (organisation_id is not null)),
  check ((frozen is null) = (frozen_hash is null))
);

-- Numbers are given once: A of engagements, F of findings.
create table engagement_counters (
  enterprise_id uuid not null references enterprises (enterprise_id),
  series        text not null check (series in ('A', 'F')),
  year          int not null,
  last          int not null,
  primary key (enterprise_id, series, year)
);

create table engagement_members (
  enterprise_id uuid not null,
  engagement_id uuid not null,
  person        text not null,
  role          text not null check (role in ('lead', 'assessor', 'reviewer', 'approver')),
  primary key (enterprise_id, engagement_id, person, role),
  foreign key (enterprise_id, engagement_id) references engagements (enterprise_id, id)
);

-- Every version that a device made of a record; none is changed or deleted.
create table field_records (
  enterprise_id uuid not null,
  engagement_id uuid not null,
  version       uuid not null,
  record_id     uuid not null,
  bases         uuid[] not null,
  content       jsonb not null check (jsonb_typeof(content) = 'object'),
  content_hash  text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  person        text not null,
  device        text,
  recorded_at   timestamptz not null,
  received_at   timestamptz not null,
  seq           bigint not null,
  primary key (enterprise_id, engagement_id, version),
  foreign key (enterprise_id, engagement_id) references engagements (enterprise_id, id)
);
create index field_records_record_idx on field_records (enterprise_id, engagement_id, record_id);
create index field_records_seq_idx on field_records (enterprise_id, engagement_id, seq);

create table field_documents (
  enterprise_id uuid not null,
  engagement_id uuid not null,
  sha256        text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name          text not null,
  size          bigint not null check (size >= 0),
  media         text not null,
  added_at      timestamptz not null,
  added_by      text not null,
  primary key (enterprise_id, engagement_id, sha256),
  foreign key (enterprise_id, engagement_id) references engagements (enterprise_id, id)
);

create table field_document_openings (
  enterprise_id uuid not null,
  id            uuid not null,
  engagement_id uuid not null,
  sha256        text not null,
  at            timestamptz not null,
  person        text not null,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, engagement_id, sha256) references field_documents (enterprise_id, engagement_id, sha256)
);
create index field_document_openings_idx on field_document_openings (enterprise_id, engagement_id, sha256, at desc);

-- The newest of a requirement counts; the earlier ones stay.
create table engagement_conclusions (
  enterprise_id   uuid not null,
  engagement_id   uuid not null,
  requirement_id  text not null,
  id              uuid not null,
  result          text not null check (result in ('met', 'partlyMet', 'notMet', 'notApplicable')),
  machine_verdict text not null
    check (machine_verdict in ('met', 'partlyMet', 'notMet', 'notApplicable', 'notEvidenced', 'contested')),
  reason          text,
  note            text,
  person          text not null,
  at              timestamptz not null,
  primary key (enterprise_id, engagement_id, requirement_id, id),
  foreign key (enterprise_id, engagement_id) references engagements (enterprise_id, id),
  check (result = machine_verdict or reason is not null)
);

create table engagement_signatures (
  enterprise_id uuid not null,
  engagement_id uuid not null,
  version       int not null,
  step          text not null check (step in ('prepared', 'reviewed', 'approved')),
  person        text not null,
  role          text not null check (role in ('lead', 'assessor', 'reviewer', 'approver')),
  at            timestamptz not null,
  content_hash  text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  attestation   jsonb,
  withdrawn     jsonb,
  primary key (enterprise_id, engagement_id, version, step),
  -- Three people.
  unique (enterprise_id, engagement_id, version, person),
  foreign key (enterprise_id, engagement_id) references engagements (enterprise_id, id)
);

create table findings (
  enterprise_id  uuid not null,
  id             uuid not null,
  number         text not null,
  engagement_id  uuid not null,
  pack_id        text not null,
  pack_version   text not null,
  object_type    text not null,
  requirement_id text not null,
  title          text not null,
  severity       text not null check (severity in ('low', 'medium', 'high', 'critical')),
  risk           text not null,
  recommendation text not null,
  -- Each with who closed it, when and how; null while it is open.
  subjects       jsonb not null check (jsonb_array_length(subjects) > 0),
  state          text not null check (state in ('open', 'closed')),
  raised_at      timestamptz not null,
  raised_by      text not null,
  closed_at      timestamptz,
  repeats        text,
  rectification  jsonb,
  due_on         date,
  primary key (enterprise_id, id),
  unique (enterprise_id, number),
  foreign key (enterprise_id, engagement_id) references engagements (enterprise_id, id),
  foreign key (enterprise_id, repeats) references findings (enterprise_id, number),
  check ((state = 'closed') = (closed_at is not null)),
  check ((rectification is null) = (due_on is null))
);
create index findings_requirement_idx on findings (enterprise_id, pack_id, object_type, requirement_id);
create index findings_engagement_idx on findings (enterprise_id, engagement_id);
create index findings_open_idx on findings (enterprise_id, due_on) where state = 'open';

-- A closed finding stays closed, and a number stays with what it was given to.
create function findings_stay_closed() returns trigger
  language plpgsql
  as $$ begin
    if old.state = 'closed' or new.number <> old.number or new.requirement_id <> old.requirement_id then
      raise exception 'finding % is closed or its number is given', old.number using errcode = 'check_violation';
    end if;
    return new;
  end $$;
create trigger findings_stay_closed before update on findings
  for each row execute function findings_stay_closed();

call fenji_wall('engagements');
call fenji_wall('engagement_counters');
call fenji_wall('engagement_members');
call fenji_wall('field_records');
call fenji_wall('field_documents');
call fenji_wall('field_document_openings');
call fenji_wall('engagement_conclusions');
call fenji_wall('engagement_signatures');
call fenji_wall('findings');

grant select, insert, update on engagements, engagement_counters, engagement_signatures, findings to fenji_app;
grant select, insert, delete on engagement_members to fenji_app;
grant select, insert on field_records, field_documents, field_document_openings, engagement_conclusions to fenji_app;
