-- Who may enter the node: accounts, organisations, memberships, sessions, and the ways to prove who one is.
-- Names, e-mail addresses and networks are personal data: kept to let people in and to tell who did what. Secrets are
-- kept as SHA-256 of 256 random bits, passwords as argon2id, seeds of authenticators sealed with the node's own key.

create table users (
  id              uuid primary key,
  email           text unique check (email = lower(email)),
  name            text not null,
  password_hash   text,
  created_at      timestamptz not null,
  last_sign_in_at timestamptz,
  disabled_at     timestamptz,
  erased_at       timestamptz,
  check (email is not null or erased_at is not null)
);
comment on column users.email is 'Sign-in name; null once the account was erased.';

create table organisations (
  id                uuid primary key,
  kind              text not null check (kind in
    ('enterprise', 'assessor', 'supervisor', 'vendor', 'fund', 'institution', 'park', 'operator')),
  name              text not null,
  enterprise_id     uuid unique references enterprises (enterprise_id),
  jurisdiction_code text references jurisdictions (code),
  line              text check (line in ('industry', 'communications')),
  created_at        timestamptz not null,
  suspended_at      timestamptz,
  check ((kind = 'enterprise') = (enterprise_id is not null)),
  check ((kind = 'supervisor') = (jurisdiction_code is not null)),
  check (line is null or (kind = 'supervisor' and jurisdiction_code <> 'CN'))
);

create table memberships (
  id              uuid primary key,
  user_id         uuid not null references users (id),
  organisation_id uuid not null references organisations (id),
  role            text not null check (role in
    ('enterprise-owner', 'enterprise-editor', 'enterprise-viewer', 'assessor', 'supervisor', 'vendor', 'fund',
     'institution', 'park', 'auditor', 'administrator')),
  manager         boolean not null,
  created_at      timestamptz not null,
  unique (user_id, organisation_id),
  check (manager or role not in ('enterprise-owner', 'administrator')),
  check (not manager or role not in ('enterprise-viewer', 'auditor'))
);
create index memberships_organisation_idx on memberships (organisation_id);

create table sessions (
  id               uuid primary key,
  token_hash       bytea not null unique check (octet_length(token_hash) = 32),
  user_id          uuid not null references users (id),
  membership_id    uuid references memberships (id) on delete set null,
  started_at       timestamptz not null,
  last_seen_at     timestamptz not null,
  expires_at       timestamptz not null,
  second_factor_at timestamptz,
  device           text not null check (device in ('unknown', 'passkey')),
  address          text not null,
  agent            text not null,
  agent_hash       bytea not null check (octet_length(agent_hash) = 32)
);
comment on table sessions is 'Ended by deleting the row. address is the network without its last part.';
create index sessions_user_idx on sessions (user_id);
create index sessions_membership_idx on sessions (membership_id);

create table sign_in_flows (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  kind       text not null check (kind in ('passkey-registration', 'passkey-sign-in', 'oidc')),
  user_id    uuid references users (id),
  data       jsonb not null,
  expires_at timestamptz not null
);
comment on table sign_in_flows is 'A challenge that waits for its answer, bound to one browser by a cookie and taken once.';

create table sign_in_failures (
  kind         text not null check (kind in ('account', 'address')),
  key          bytea not null check (octet_length(key) = 32),
  failures     int not null,
  last_at      timestamptz not null,
  locked_until timestamptz,
  primary key (kind, key)
);
comment on table sign_in_failures is
  'Counted by keyed hash of the e-mail address typed, whether or not it has an account, and of the network address.';
create index sign_in_failures_last_idx on sign_in_failures (last_at);

create table totp_secrets (
  user_id      uuid primary key references users (id),
  sealed       bytea not null,
  confirmed_at timestamptz,
  last_step    bigint not null default 0
);
comment on column totp_secrets.last_step is 'Period of the last code that was accepted; the same or an earlier one is a replay.';

create table recovery_codes (
  user_id   uuid not null references users (id),
  code_hash bytea not null check (octet_length(code_hash) = 32),
  primary key (user_id, code_hash)
);

create table passkeys (
  id            uuid primary key,
  user_id       uuid not null references users (id),
  credential_id text not null unique,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null,
  backed_up     boolean not null,
  name          text not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
create index passkeys_user_idx on passkeys (user_id);

create table oidc_accounts (
  issuer     text not null,
  subject    text not null,
  user_id    uuid not null references users (id),
  created_at timestamptz not null,
  primary key (issuer, subject)
);
create index oidc_accounts_user_idx on oidc_accounts (user_id);

create table invitations (
  id              uuid primary key,
  token_hash      bytea not null unique check (octet_length(token_hash) = 32),
  organisation_id uuid not null references organisations (id),
  role            text not null,
  manager         boolean not null,
  email           text,
  invited_by      text not null,
  created_at      timestamptz not null,
  expires_at      timestamptz not null
);
create index invitations_organisation_idx on invitations (organisation_id);

create table reset_links (
  token_hash           bytea primary key check (octet_length(token_hash) = 32),
  user_id              uuid not null references users (id),
  remove_second_factor boolean not null,
  expires_at           timestamptz not null
);
create index reset_links_user_idx on reset_links (user_id);

create table first_administrator_codes (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  expires_at timestamptz not null
);

create table api_tokens (
  id            uuid primary key,
  token_hash    bytea not null unique check (octet_length(token_hash) = 32),
  membership_id uuid not null references memberships (id) on delete cascade,
  name          text not null,
  permissions   text[] not null,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  last_used_at  timestamptz,
  revoked_at    timestamptz
);
create index api_tokens_membership_idx on api_tokens (membership_id);

create table assignments (
  enterprise_id   uuid not null references enterprises (enterprise_id),
  id              uuid not null,
  organisation_id uuid not null references organisations (id),
  from_at         timestamptz not null,
  until_at        timestamptz not null check (until_at > from_at),
  ended_at        timestamptz,
  assigned_by     text not null,
  created_at      timestamptz not null,
  primary key (enterprise_id, id)
);
create index assignments_organisation_idx on assignments (organisation_id);
call fenji_wall('assignments');
call fenji_wall('organisations');

-- Accounts belong to no enterprise: only the node itself reads them, filtered by the person or organisation concerned.
do $$
  declare kept text;
  begin
    foreach kept in array array['users', 'memberships', 'sessions', 'sign_in_flows', 'sign_in_failures', 'totp_secrets',
      'recovery_codes', 'passkeys', 'oidc_accounts', 'invitations', 'reset_links', 'first_administrator_codes', 'api_tokens']
    loop
      execute format('alter table %I enable row level security', kept);
      execute format('alter table %I force row level security', kept);
      execute format('create policy %I on %I using ((select fenji_scope()) = ''all'')', kept || '_scope', kept);
    end loop;
    -- The two look-ups below run as the owner, before any scope is known.
    foreach kept in array array['users', 'memberships', 'sessions', 'organisations', 'assignments', 'api_tokens',
      'totp_secrets', 'passkeys']
    loop
      execute format('create policy %I on %I for select to current_user using (true)', kept || '_look_up', kept);
    end loop;
  end $$;

create type fenji_entry as (
  user_id           uuid,
  organisation_id   uuid,
  organisation_kind text,
  role              text,
  manager           boolean,
  enterprise_id     uuid,
  jurisdiction_code text,
  line              text,
  assigned          uuid[]
);

-- For whom a member acts at a moment; null where the organisation is suspended.
create function fenji_entry_of(member uuid, person uuid, at timestamptz) returns fenji_entry
  language sql stable security definer set search_path from current
  as $$
    select person, o.id, o.kind, m.role, m.manager, o.enterprise_id, o.jurisdiction_code, o.line,
           case when o.kind = 'assessor' then array(
             select distinct a.enterprise_id from assignments a
              where a.organisation_id = o.id and a.from_at <= at and a.until_at > at and a.ended_at is null)
           else '{}'::uuid[] end
      from memberships m join organisations o on o.id = m.organisation_id and o.suspended_at is null
     where m.id = member and m.user_id = person
  $$;

-- Whoever knows a secret learns whose it is and nothing else; no scope is needed for that.
create function fenji_session(hash bytea, at timestamptz, idle interval)
  returns table (id uuid, user_id uuid, started_at timestamptz, last_seen_at timestamptz, second_factor_at timestamptz,
                 second_factor_kept boolean, device text, address text, agent_hash bytea, entry jsonb)
  language sql stable security definer set search_path from current
  as $$
    select s.id, s.user_id, s.started_at, s.last_seen_at, s.second_factor_at,
           exists (select 1 from totp_secrets t where t.user_id = s.user_id and t.confirmed_at is not null)
             or exists (select 1 from passkeys p where p.user_id = s.user_id),
           s.device, s.address, s.agent_hash, to_jsonb(fenji_entry_of(s.membership_id, s.user_id, at))
      from sessions s join users u on u.id = s.user_id
     where s.token_hash = hash and s.expires_at > at and s.last_seen_at > at - idle
       and u.disabled_at is null and u.erased_at is null
  $$;

create function fenji_token(hash bytea, at timestamptz)
  returns table (id uuid, user_id uuid, permissions text[], last_used_at timestamptz, entry jsonb)
  language sql stable security definer set search_path from current
  as $$
    select t.id, m.user_id, t.permissions, t.last_used_at, to_jsonb(fenji_entry_of(m.id, m.user_id, at))
      from api_tokens t join memberships m on m.id = t.membership_id join users u on u.id = m.user_id
     where t.token_hash = hash and t.expires_at > at and t.revoked_at is null
       and u.disabled_at is null and u.erased_at is null
  $$;

revoke all on function fenji_entry_of(uuid, uuid, timestamptz), fenji_session(bytea, timestamptz, interval),
  fenji_token(bytea, timestamptz) from public;
grant execute on function fenji_session(bytea, timestamptz, interval), fenji_token(bytea, timestamptz) to fenji_app;

grant select, insert, update, delete on users, organisations, memberships, sessions, sign_in_flows, sign_in_failures,
  totp_secrets, recovery_codes, passkeys, oidc_accounts, invitations, reset_links, first_administrator_codes, api_tokens,
  assignments to fenji_app;
revoke delete on users, organisations, assignments from fenji_app;
