-- Evidence at scale: files staged by COPY, and an index by subject that lists can use too.

-- COPY goes into no table with row-level security, so this one has a stricter wall: the application may only add rows,
-- which carry the transaction that wrote them, and sees through the view those of its own transaction alone.
drop table staged_observations;
create unlogged table copied_observations (
  transaction         xid8 not null default pg_current_xact_id(),
  n                   bigint not null,
  id                  uuid not null,
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
  own_at              timestamptz not null,
  place               text not null,
  message             text,
  primary key (transaction, n)
);
comment on table copied_observations is 'written and emptied again within one transaction';
grant insert (n, id, family, scope, subject_kind, subject_id, subject_identifiers, check_ref, revision, title, refs,
              result, severity, observed_at, own_at, place, message) on copied_observations to fenji_app;

create view staged_observations with (security_barrier) as
  select n, id, family, scope, subject_kind, subject_id, subject_identifiers, check_ref, revision, title, refs,
         result, severity, observed_at, own_at, place, message
  from copied_observations where transaction = pg_current_xact_id_if_assigned();
grant select, delete on staged_observations to fenji_app;

-- By subject first: a scope is looked for with its subject, a subject also alone.
create index observations_subject_idx on observations (enterprise_id, subject_id, scope) where closed_at is null;
drop index observations_open_idx;
