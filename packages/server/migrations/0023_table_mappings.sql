-- What the columns of a firm's tables hold, remembered by their headings.

create table table_mappings (
  enterprise_id uuid not null references enterprises (enterprise_id),
  id            text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  mapping       jsonb not null,
  saved_by      text not null,
  saved_at      timestamptz not null,
  primary key (enterprise_id, id)
);
call fenji_wall('table_mappings');
grant select, insert, update, delete on table_mappings to fenji_app;
