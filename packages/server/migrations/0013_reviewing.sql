-- Templates of reasons for a return, what reviewers used before, and calendar feeds of firms.

-- Of the node, for whoever supervises on it; they speak of no firm.
create table reason_templates (
  id         uuid primary key,
  pack_id    text not null,
  -- A requirement or a fact of the pack; null: a filing as a whole.
  item       text,
  text       jsonb not null check (jsonb_typeof(text) = 'object'),
  changed_at timestamptz not null,
  changed_by text not null
);
create index reason_templates_item_idx on reason_templates (pack_id, item);
alter table reason_templates enable row level security;
alter table reason_templates force row level security;
create policy reason_templates_scope on reason_templates
  using ((select fenji_scope()) in ('all', 'jurisdiction'));
create policy events_reason_templates on events for insert
  with check (enterprise_id is null and action like 'reason-template.%'
              and (select fenji_scope()) in ('all', 'jurisdiction'));

-- The last returns, from which reasons are suggested.
create index filings_returned_idx on filings (pack_id, answered_at desc) where direction = 'in' and state = 'returned';

create table calendar_feeds (
  enterprise_id uuid not null references enterprises (enterprise_id),
  id            uuid not null,
  secret_hash   bytea not null unique check (octet_length(secret_hash) = 32),
  language      text not null check (language in ('zh', 'en')),
  created_at    timestamptz not null,
  created_by    text not null,
  revoked_at    timestamptz,
  primary key (enterprise_id, id)
);
comment on table calendar_feeds is 'secret_hash: SHA-256 of the secret in the address, which is shown once.';
call fenji_wall('calendar_feeds');

grant select, insert, update, delete on reason_templates to fenji_app;
grant select, insert, update on calendar_feeds to fenji_app;
