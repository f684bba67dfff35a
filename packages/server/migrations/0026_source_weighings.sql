-- How a firm's sources fared against each other over all requirements of a pack: written with the verdicts, so that whoever
-- looks at one requirement weighs its sources as the verdicts did.
create table source_weighings (
  enterprise_id uuid not null references enterprises (enterprise_id),
  pack_id       text not null,
  pack_version  text not null,
  weighing      jsonb not null,
  weighed_at    timestamptz not null,
  primary key (enterprise_id, pack_id, pack_version)
);
call fenji_wall('source_weighings');
grant select, insert, update on source_weighings to fenji_app;
