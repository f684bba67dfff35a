-- Other nodes, what was said to them and by them, and what came of it: filings, inspections, tasks.

create table peers (
  peer_id           uuid primary key,
  node_kind         text not null check (node_kind in ('enterprise', 'supervisor')),
  name              text not null check (name <> ''),
  -- above: supervises this node or its firms; below: the other way round.
  relation          text not null check (relation in ('above', 'below')),
  -- null: it collects, or files are carried.
  address           text,
  state             text not null check (state in ('pending', 'linked', 'revoked')),
  paused            boolean not null default false,
  jurisdiction_code text references jurisdictions (code),
  -- Key that the enrolment code names, until the peer has shown that it holds it.
  expected_key      text,
  next_sequence     bigint not null default 1,
  -- Time written in the last request to collect, which the next must exceed.
  collected_at      timestamptz,
  last_contact_at   timestamptz,
  failures          integer not null default 0,
  retry_at          timestamptz,
  failure           jsonb,
  created_at        timestamptz not null
);

create table peer_keys (
  peer_id   uuid not null references peers (peer_id),
  key_id    text not null check (key_id ~ '^[0-9a-f]{32}$'),
  algorithm text not null check (algorithm in ('Ed25519', 'SM2-SM3')),
  spki      text not null,
  state     text not null check (state in ('current', 'replaced', 'revoked')),
  pinned_at timestamptz not null,
  ended_at  timestamptz,
  primary key (peer_id, key_id)
);

create table enrolment_codes (
  id                uuid primary key,
  -- SHA-256 of the secret of the code; the secret itself is shown once and kept nowhere.
  secret_hash       text not null unique check (secret_hash ~ '^[0-9a-f]{64}$'),
  -- By which a message names the code: SHA-256 of that.
  name_hash         text not null unique,
  kind              text not null check (kind in ('enterprise', 'supervisor')),
  credit_code       text,
  jurisdiction_code text not null references jurisdictions (code),
  created_at        timestamptz not null,
  expires_at        timestamptz not null,
  used_at           timestamptz,
  used_by           uuid references peers (peer_id),
  check ((kind = 'enterprise') = (credit_code is not null))
);

-- Which peer may speak for, or supervises, which enterprise.
create table links (
  enterprise_id uuid not null references enterprises (enterprise_id),
  peer_id       uuid not null references peers (peer_id),
  state         text not null check (state in ('pending', 'linked', 'ended')),
  created_at    timestamptz not null,
  ended_at      timestamptz,
  primary key (enterprise_id, peer_id)
);
create index links_peer_idx on links (peer_id);
call fenji_wall('links');

-- Bytes exactly as signed. Those of a message that waits are signed anew when the node's keys change; what is signed stays.
create table outbox_messages (
  id            uuid primary key,
  enterprise_id uuid references enterprises (enterprise_id),
  peer_id       uuid not null references peers (peer_id),
  kind          text not null,
  schema        text not null,
  sequence      bigint not null,
  created_at    timestamptz not null,
  in_reply_to   uuid,
  envelope      text not null,
  size          bigint not null,
  hash          text not null check (hash ~ '^[0-9a-f]{64}$'),
  state         text not null check (state in ('queued', 'sent', 'acknowledged', 'refused', 'held')),
  moved_at      timestamptz,
  -- Taken by one sender until then; and when a held message is offered again.
  leased_until  timestamptz,
  failure       jsonb,
  receipt       text,
  receipt_at    timestamptz
);
create index outbox_messages_waiting_idx on outbox_messages (peer_id, sequence)
  where state in ('queued', 'sent', 'held');
create index outbox_messages_enterprise_idx on outbox_messages (enterprise_id, id);
call fenji_wall('outbox_messages');

-- What is about no enterprise (links, keys, roll-ups) is for all who may see the exchange at all; the policies say who.
alter policy outbox_messages_scope on outbox_messages
  using ((enterprise_id is null and (select fenji_scope() <> '')) or (select fenji_scope() = 'all')
         or enterprise_id = any ((select fenji_own_enterprises())::uuid[])
         or ((select fenji_scope() = 'jurisdiction')
             and exists (select 1 from enterprises e where e.enterprise_id = outbox_messages.enterprise_id)));

create table inbox_messages (
  peer_id       uuid not null references peers (peer_id),
  id            uuid not null,
  enterprise_id uuid references enterprises (enterprise_id),
  kind          text not null,
  schema        text not null,
  sequence      bigint not null,
  created_at    timestamptz not null,
  received_at   timestamptz not null,
  in_reply_to   uuid,
  -- null: a release, which lies apart with what was released.
  envelope      text,
  size          bigint not null,
  hash          text not null check (hash ~ '^[0-9a-f]{64}$'),
  failure       jsonb,
  receipt       text not null,
  primary key (peer_id, id)
);
-- Compressing each message cost a fifth of the time of taking it in; the filing beside it is compressed.
alter table inbox_messages alter column envelope set storage external;
create index inbox_messages_enterprise_idx on inbox_messages (enterprise_id, id);
create index inbox_messages_id_idx on inbox_messages (id);
call fenji_wall('inbox_messages');
alter policy inbox_messages_scope on inbox_messages
  using ((enterprise_id is null and (select fenji_scope() <> '')) or (select fenji_scope() = 'all')
         or enterprise_id = any ((select fenji_own_enterprises())::uuid[])
         or ((select fenji_scope() = 'jurisdiction')
             and exists (select 1 from enterprises e where e.enterprise_id = inbox_messages.enterprise_id)));

create table filings (
  enterprise_id       uuid not null references enterprises (enterprise_id),
  -- Id of the message that carries it.
  id                  uuid not null,
  peer_id             uuid not null references peers (peer_id),
  direction           text not null check (direction in ('in', 'out')),
  revision            integer not null check (revision > 0),
  current             boolean not null,
  state               text not null check (state in ('submitted', 'returned', 'verified', 'registered', 'superseded')),
  filed_at            timestamptz not null,
  answered_at         timestamptz,
  registration_number text,
  reasons             jsonb not null default '[]',
  pack_id             text not null,
  pack_version        text not null,
  pack_hash           text not null,
  grades              jsonb not null,
  -- What this node's own pack makes of the facts; null where it has no such pack, or on the firm's side.
  regraded            jsonb,
  differs             boolean not null default false,
  body_hash           text not null,
  content             jsonb not null,
  history             jsonb not null,
  primary key (enterprise_id, id)
);
create unique index filings_current_idx on filings (enterprise_id, peer_id) where current;
create unique index filings_number_idx on filings (registration_number) where direction = 'in';
create index filings_queue_idx on filings (state, id) where current;
call fenji_wall('filings');

create table registration_counters (
  jurisdiction_code text not null references jurisdictions (code),
  year              integer not null,
  last              integer not null check (last > 0),
  primary key (jurisdiction_code, year)
);

create table inspections (
  enterprise_id uuid not null references enterprises (enterprise_id),
  id            uuid not null,
  peer_id       uuid not null references peers (peer_id),
  -- out: asked by this node.
  direction     text not null check (direction in ('in', 'out')),
  item          text not null check (item ~ '^[0-9a-f]{64}$'),
  reason        jsonb not null,
  due_date      date not null,
  state         text not null check (state in ('asked', 'released', 'refused')),
  asked_at      timestamptz not null,
  asked_by      text,
  answered_at   timestamptz,
  refusal       jsonb,
  primary key (enterprise_id, id)
);
create index inspections_id_idx on inspections (id);
call fenji_wall('inspections');

-- What a firm has released. The bytes lie apart from all evidence; who opened them, and when, stands here.
create table releases (
  enterprise_id uuid not null,
  inspection_id uuid not null,
  item          text not null check (item ~ '^[0-9a-f]{64}$'),
  size          bigint not null check (size >= 0),
  released_at   timestamptz not null,
  openings      jsonb not null default '[]',
  -- Where a supervisor keeps the signed message: SHA-256 of its bytes; null on the firm's own node.
  stored        text,
  primary key (enterprise_id, inspection_id),
  foreign key (enterprise_id, inspection_id) references inspections (enterprise_id, id)
);
call fenji_wall('releases');

create table tasks (
  id            uuid primary key,
  enterprise_id uuid references enterprises (enterprise_id),
  peer_id       uuid not null references peers (peer_id),
  kind          text not null check (kind in ('task', 'notice')),
  direction     text not null check (direction in ('in', 'out')),
  title         jsonb not null,
  text          jsonb not null,
  due_date      date,
  state         text not null check (state in ('sent', 'seen', 'done')),
  sent_at       timestamptz not null,
  seen_at       timestamptz,
  done_at       timestamptz,
  -- The task of the node above that this one passes on.
  relayed_from  uuid references tasks (id),
  firms         jsonb
);
create index tasks_enterprise_idx on tasks (enterprise_id, id);
create index tasks_relayed_idx on tasks (relayed_from) where relayed_from is not null;
call fenji_wall('tasks');
-- What the node above sends to a province is about no enterprise, and its supervisors must see it.
alter policy tasks_scope on tasks
  using (((select fenji_scope() = 'jurisdiction') and enterprise_id is null)
         or (select fenji_scope() = 'all')
         or enterprise_id = any ((select fenji_own_enterprises())::uuid[])
         or ((select fenji_scope() = 'jurisdiction')
             and exists (select 1 from enterprises e where e.enterprise_id = tasks.enterprise_id)));

create table aggregates (
  id                uuid primary key,
  peer_id           uuid not null references peers (peer_id),
  direction         text not null check (direction in ('in', 'out')),
  jurisdiction_code text not null references jurisdictions (code),
  as_of             date not null,
  content           jsonb not null
);

grant select, insert, update on peers, peer_keys, enrolment_codes, links, outbox_messages, filings,
  registration_counters, inspections, releases, tasks to fenji_app;
grant select, insert on inbox_messages, aggregates to fenji_app;
