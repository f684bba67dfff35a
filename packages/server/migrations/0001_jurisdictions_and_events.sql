-- Where supervision lies, and the append-only record of what was done.

-- The scope of the current transaction: 'all', or 'own' with the list in fenji.enterprises; anything else sees nothing.
create function fenji_scope() returns text
  language sql stable parallel safe
  as $$ select coalesce(current_setting('fenji.scope', true), '') $$;

create function fenji_own_enterprises() returns uuid[]
  language sql stable parallel safe
  as $$ select case when fenji_scope() = 'own'
                    then string_to_array(coalesce(current_setting('fenji.enterprises', true), ''), ',')::uuid[]
                    else '{}'::uuid[] end $$;

create table jurisdictions (
  code      text primary key,
  name_zh   text not null,
  name_en   text not null,
  level     text not null check (level in ('nation', 'province', 'city-separate', 'corps')),
  parent    text references jurisdictions (code),
  synthetic boolean not null default false
);
comment on table jurisdictions is
  'Supervising areas: GB/T 2260 codes of provinces, the five separately planned cities, the Xinjiang corps.';

insert into jurisdictions (code, name_zh, name_en, level, parent) values
  ('CN', '全国', 'China', 'nation', null);

insert into jurisdictions (code, name_zh, name_en, level, parent) values
  ('11', '北京市', 'Beijing', 'province', 'CN'),
  ('12', '天津市', 'Tianjin', 'province', 'CN'),
  ('13', '河北省', 'Hebei', 'province', 'CN'),
  ('14', '山西省', 'Shanxi', 'province', 'CN'),
  ('15', '内蒙古自治区', 'Inner Mongolia', 'province', 'CN'),
  ('21', '辽宁省', 'Liaoning', 'province', 'CN'),
  ('22', '吉林省', 'Jilin', 'province', 'CN'),
  ('23', '黑龙江省', 'Heilongjiang', 'province', 'CN'),
  ('31', '上海市', 'Shanghai', 'province', 'CN'),
  ('32', '江苏省', 'Jiangsu', 'province', 'CN'),
  ('33', '浙江省', 'Zhejiang', 'province', 'CN'),
  ('34', '安徽省', 'Anhui', 'province', 'CN'),
  ('35', '福建省', 'Fujian', 'province', 'CN'),
  ('36', '江西省', 'Jiangxi', 'province', 'CN'),
  ('37', '山东省', 'Shandong', 'province', 'CN'),
  ('41', '河南省', 'Henan', 'province', 'CN'),
  ('42', '湖北省', 'Hubei', 'province', 'CN'),
  ('43', '湖南省', 'Hunan', 'province', 'CN'),
  ('44', '广东省', 'Guangdong', 'province', 'CN'),
  ('45', '广西壮族自治区', 'Guangxi', 'province', 'CN'),
  ('46', '海南省', 'Hainan', 'province', 'CN'),
  ('50', '重庆市', 'Chongqing', 'province', 'CN'),
  ('51', '四川省', 'Sichuan', 'province', 'CN'),
  ('52', '贵州省', 'Guizhou', 'province', 'CN'),
  ('53', '云南省', 'Yunnan', 'province', 'CN'),
  ('54', '西藏自治区', 'Tibet', 'province', 'CN'),
  ('61', '陕西省', 'Shaanxi', 'province', 'CN'),
  ('62', '甘肃省', 'Gansu', 'province', 'CN'),
  ('63', '青海省', 'Qinghai', 'province', 'CN'),
  ('64', '宁夏回族自治区', 'Ningxia', 'province', 'CN'),
  ('65', '新疆维吾尔自治区', 'Xinjiang', 'province', 'CN'),
  ('71', '台湾省', 'Taiwan', 'province', 'CN'),
  ('81', '香港特别行政区', 'Hong Kong', 'province', 'CN'),
  ('82', '澳门特别行政区', 'Macao', 'province', 'CN');

-- Separately planned cities report beside their province, not through it; the corps has the industry line only.
insert into jurisdictions (code, name_zh, name_en, level, parent) values
  ('2102', '大连市', 'Dalian', 'city-separate', '21'),
  ('3302', '宁波市', 'Ningbo', 'city-separate', '33'),
  ('3502', '厦门市', 'Xiamen', 'city-separate', '35'),
  ('3702', '青岛市', 'Qingdao', 'city-separate', '37'),
  ('4403', '深圳市', 'Shenzhen', 'city-separate', '44'),
  ('XPCC', '新疆生产建设兵团', 'Xinjiang Production and Construction Corps', 'corps', '65');

insert into jurisdictions (code, name_zh, name_en, level, parent, synthetic) values
  ('X0', '演示省（虚构）', 'Demonstration province (fictional)', 'province', null, true);

create table events (
  id            uuid primary key,
  seq           bigint not null unique,
  at            timestamptz not null,
  actor         text not null,
  enterprise_id uuid,
  action        text not null,
  subject       text not null,
  payload       jsonb not null,
  body_hash     bytea not null check (octet_length(body_hash) = 32),
  prev_hash     bytea not null check (octet_length(prev_hash) = 32),
  hash          bytea not null unique check (octet_length(hash) = 32)
);
comment on table events is
  'Append-only. body_hash: SHA-256 of the canonical JSON of id, at, actor, enterprise, action, subject, payload. '
  'hash: SHA-256 of prev_hash followed by body_hash; the first prev_hash is 32 zero bytes.';
create index events_enterprise_idx on events (enterprise_id, seq);

alter table events enable row level security;
alter table events force row level security;
create policy events_scope on events
  using ((select fenji_scope()) = 'all' or enterprise_id = any ((select fenji_own_enterprises())::uuid[]));
-- The chain is continued by its owner, who must see the last link whatever the scope of the writer.
create policy events_chain on events for select to current_user using (true);

-- Position and chain come from here, so that no writer can choose its own predecessor.
create function events_link() returns trigger
  language plpgsql security definer set search_path from current
  as $$
  declare last_seq bigint; last_hash bytea;
  begin
    perform pg_advisory_xact_lock(7246001);
    select seq, hash into last_seq, last_hash from events order by seq desc limit 1;
    new.seq := coalesce(last_seq, 0) + 1;
    new.prev_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
    new.hash := sha256(new.prev_hash || new.body_hash);
    return new;
  end $$;
create trigger events_link before insert on events for each row execute function events_link();

create function events_refuse_change() returns trigger
  language plpgsql
  as $$ begin raise exception 'events is append-only' using errcode = 'insufficient_privilege'; end $$;
create trigger events_no_change before update or delete or truncate on events
  for each statement execute function events_refuse_change();

grant usage on schema public to fenji_app;
grant select on jurisdictions to fenji_app;
grant select, insert on events to fenji_app;
