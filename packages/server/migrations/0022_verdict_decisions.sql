-- What people decide about a requirement beside what evidence says: accepted risks, waivers, attestations, overrides.

create table verdict_decisions (
  enterprise_id  uuid not null references enterprises (enterprise_id),
  id             uuid not null,
  pack_id        text not null,
  pack_version   text not null,
  requirement_id text not null,
  kind           text not null check (kind in ('acceptance', 'waiver', 'attestation', 'override')),
  decided_by     text not null,
  decided_at     timestamptz not null,
  reason         text not null check (length(btrim(reason)) between 1 and 2000),
  -- First and last day that it holds.
  from_day       date not null,
  until_day      date not null,
  check (until_day >= from_day),
  owner          text,
  check ((kind in ('acceptance', 'waiver')) = (owner is not null)),
  -- Of an attestation; elements null: the whole requirement.
  says           text check (says in ('met', 'notMet')),
  elements       text[],
  documents      text[],
  reviewed_by    text,
  reviewed_at    timestamptz,
  check ((reviewed_by is null) = (reviewed_at is null)),
  check ((kind = 'attestation') = (says is not null)),
  check (kind <> 'attestation' or cardinality(documents) > 0),
  -- Nobody reviews their own statement.
  check (reviewed_by is null or reviewed_by <> decided_by),
  -- Of an override: what the assessor finds, and what the machine said then.
  finding        text check (finding in ('met', 'partlyMet', 'notMet', 'notApplicable')),
  over_verdict   text check (over_verdict in ('met', 'partlyMet', 'notMet', 'notApplicable', 'notEvidenced', 'contested')),
  check ((kind = 'override') = (finding is not null and over_verdict is not null)),
  withdrawn_by   text,
  withdrawn_at   timestamptz,
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  primary key (enterprise_id, id)
);
create index verdict_decisions_requirement_idx
  on verdict_decisions (enterprise_id, pack_id, pack_version, requirement_id);
call fenji_wall('verdict_decisions');
grant select, insert, update on verdict_decisions to fenji_app;

-- `verdict` is what counts; beside it stands what evidence and facts alone say (null: the same), who settled it, and the
-- last day on which it holds as it is stored (null: until evidence changes).
alter table verdicts
  add column machine_verdict text
    check (machine_verdict in ('met', 'partlyMet', 'notMet', 'notApplicable', 'notEvidenced', 'contested')),
  add column settled_by text not null default 'machine' check (settled_by in ('machine', 'attestation', 'override')),
  add column accepted boolean not null default false,
  add column holds_until date;
create index verdicts_holds_until_idx on verdicts (holds_until) where holds_until is not null;
