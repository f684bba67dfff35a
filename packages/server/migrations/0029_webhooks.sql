-- Addresses that are told, signed, when something of an enterprise changes, and what was sent to them.
create table webhooks (
  enterprise_id     uuid not null references enterprises (enterprise_id),
  id                uuid not null,
  url               text not null check (length(url) <= 2000),
  events            text[] not null,
  -- Sealed with the node's own key.
  secret            bytea not null,
  -- Signs beside the new one until then, so that a receiver can change over.
  old_secret        bytea,
  old_until         timestamptz,
  state             text not null check (state in ('active', 'stopped', 'failed')),
  -- Place in the record of events up to which deliveries were made.
  cursor            bigint not null,
  failing_since     timestamptz,
  last_delivered_at timestamptz,
  created_at        timestamptz not null,
  created_by        text not null,
  primary key (enterprise_id, id),
  check ((old_secret is null) = (old_until is null))
);

create table webhook_deliveries (
  enterprise_id uuid not null,
  id            uuid not null,
  webhook_id    uuid not null,
  event         text not null,
  -- What is sent, byte by byte the same at every attempt.
  body          text not null,
  state         text not null check (state in ('waiting', 'delivered', 'dead')),
  attempts      integer not null default 0,
  created_at    timestamptz not null,
  next_at       timestamptz not null,
  last_at       timestamptz,
  last_status   integer,
  last_failure  text,
  primary key (enterprise_id, id),
  foreign key (enterprise_id, webhook_id) references webhooks (enterprise_id, id) on delete cascade
);
create index webhook_deliveries_due_idx on webhook_deliveries (next_at) where state = 'waiting';
create index webhook_deliveries_log_idx on webhook_deliveries (enterprise_id, webhook_id, id desc);

call fenji_wall('webhooks');
call fenji_wall('webhook_deliveries');
grant select, insert, update, delete on webhooks, webhook_deliveries to fenji_app;
