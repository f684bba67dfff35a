-- Graded objects other than the enterprise as its registry knows it: systems, zones, data sets, transfers, incidents and more.

create table graded_objects (
  enterprise_id uuid not null references enterprises (enterprise_id),
  id            uuid not null,
  kind          text not null check (kind ~ '^[a-z][a-z0-9-]*$'),
  name          text not null check (name <> ''),
  created_at    timestamptz not null,
  archived_at   timestamptz,
  primary key (enterprise_id, id)
);
comment on table graded_objects is
  'id = enterprise_id: the enterprise itself, for facts that its registry does not ask for.';
create index graded_objects_kind_idx on graded_objects (enterprise_id, kind, created_at);

-- Newest wins; earlier rows stay, so that undo is a new row that repeats an old one. Facts of all packs of the kind together.
create table object_facts (
  enterprise_id uuid not null,
  object_id     uuid not null,
  id            uuid not null,
  recorded_at   timestamptz not null,
  facts         jsonb not null check (jsonb_typeof(facts) = 'object'),
  actor         text not null,
  supersedes    uuid,
  primary key (enterprise_id, object_id, id),
  foreign key (enterprise_id, object_id) references graded_objects (enterprise_id, id),
  foreign key (enterprise_id, object_id, supersedes) references object_facts (enterprise_id, object_id, id)
);
create index object_facts_newest_idx on object_facts (enterprise_id, object_id, recorded_at desc, id desc);

-- By every version of every pack of the kind, so that any date finds its grade.
create table object_grades (
  enterprise_id uuid not null,
  object_id     uuid not null,
  pack_id       text not null,
  pack_version  text not null,
  object_type   text not null,
  grade         smallint,
  possible      smallint[] not null,
  facts_id      uuid not null,
  computed_at   timestamptz not null,
  primary key (enterprise_id, object_id, pack_id, pack_version, object_type),
  foreign key (enterprise_id, object_id, facts_id) references object_facts (enterprise_id, object_id, id)
);
create index object_grades_by_grade_idx on object_grades (pack_id, pack_version, object_type, grade, enterprise_id);

call fenji_wall('graded_objects');
call fenji_wall('object_facts');
call fenji_wall('object_grades');

grant select, insert, update on graded_objects to fenji_app;
grant select, insert on object_facts to fenji_app;
grant select, insert, update, delete on object_grades to fenji_app;
