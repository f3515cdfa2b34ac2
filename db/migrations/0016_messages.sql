-- Messages that say nothing to whoever else may read them.

insert into guard.permission (role, relation, category, verb) values
  ('participant', 'self', 'contact', 'write'),
  ('system:messenger', 'site', 'contact', 'read'),
  ('system:messenger', 'site', 'schedule', 'read')
  on conflict do nothing;

-- How somebody may be reached: beside the safe contact, which is sealed. category: contact
create table guard.message_choice (
  org_id uuid not null,
  participant_id uuid not null,
  is_on boolean not null default true,
  channels text[] not null default '{}' check (channels <@ array['email', 'sms', 'push']),
  quiet_from integer not null default 1260 check (quiet_from between 0 and 1439),   -- minutes, wall time: 21:00
  quiet_until integer not null default 480 check (quiet_until between 0 and 1439),  -- 08:00
  may_say text[] not null default '{}' check (may_say <@ array['place', 'group']),
  stopped_at timestamptz,                -- they answered STOP
  version integer not null default 1,
  primary key (org_id, participant_id),
  foreign key (org_id, participant_id) references guard.participant
);
alter table guard.message_choice enable row level security;
alter table guard.message_choice force row level security;
create policy reads on guard.message_choice for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'contact', 'read'));
create policy adds on guard.message_choice for insert to daybridge_app
  with check (org_id = guard.current_org() and (guard.allows(participant_id, 'contact', 'write')
    or guard.current_role() = 'system:messenger'));
create policy changes on guard.message_choice for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'contact', 'read')
    and (guard.allows(participant_id, 'contact', 'write') or guard.current_role() = 'system:messenger'))
  with check (org_id = guard.current_org());
grant select, insert, update (is_on, channels, quiet_from, quiet_until, may_say, stopped_at, version)
  on guard.message_choice to daybridge_app;

-- Where a push goes: a device that asked for it. category: contact
create table guard.push_device (
  org_id uuid not null,
  device_id uuid not null,
  participant_id uuid not null,
  address_sealed bytea not null,
  added_at timestamptz not null default now(),
  gone_at timestamptz,
  primary key (org_id, device_id),
  foreign key (org_id, participant_id) references guard.participant
);
alter table guard.push_device enable row level security;
alter table guard.push_device force row level security;
create policy reads on guard.push_device for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'contact', 'read'));
create policy adds on guard.push_device for insert to daybridge_app
  with check (org_id = guard.current_org() and participant_id = guard.current_actor());
create policy ends on guard.push_device for update to daybridge_app
  using (org_id = guard.current_org() and (participant_id = guard.current_actor()
    or guard.current_role() = 'system:messenger'))
  with check (org_id = guard.current_org());
grant select, insert, update (gone_at) on guard.push_device to daybridge_app;

-- What is to be said, once: the same occasion makes no second message. category: contact
create table guard.message (
  org_id uuid not null,
  message_id uuid not null,
  participant_id uuid not null,
  kind text not null check (kind in ('reminder', 'week-changed', 'check-in', 'sign-in', 'see-record', 'ask')),
  occasion text not null check (length(occasion) <= 120),   -- what makes it the same message; ids and dates only
  facts jsonb not null default '{}',     -- times and dates the words are made of: nothing that names anybody
  not_before timestamptz not null,
  not_after timestamptz not null,        -- a reminder of yesterday is sent to nobody
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'dropped')),
  channel text check (channel in ('email', 'sms', 'push')),
  tries integer not null default 0,
  next_try_at timestamptz,
  sent_at timestamptz,
  why text,                              -- dropped: 'off', 'stopped', 'too-late', 'no-address'; failed: 'refused', 'unreachable'
  provider_ref text,
  reply text check (reply in ('coming', 'cannot', 'stop')),
  replied_at timestamptz,
  primary key (org_id, message_id),
  unique (org_id, participant_id, kind, occasion),
  foreign key (org_id, participant_id) references guard.participant,
  check (not_after > not_before)
);
create index on guard.message (org_id, next_try_at) where state = 'waiting';
create index on guard.message (org_id, provider_ref);
alter table guard.message enable row level security;
alter table guard.message force row level security;
create policy reads on guard.message for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'contact', 'read'));
create policy adds on guard.message for insert to daybridge_app
  with check (org_id = guard.current_org() and state = 'waiting'
    and (guard.current_role() like 'system:%' or guard.allows(participant_id, 'record', 'read')));
create policy changes on guard.message for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:messenger')
  with check (org_id = guard.current_org());
grant select, insert, update (state, channel, tries, next_try_at, sent_at, why, provider_ref, reply, replied_at)
  on guard.message to daybridge_app;
