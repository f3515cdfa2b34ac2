-- In, along and out: requests from people who may come, and the episodes of those who did.
create schema bridge;
grant usage on schema bridge to daybridge_app;

-- Someone asked for a call. category: document (their own words and answers, sealed)
create table bridge.inquiry (
  org_id uuid not null,
  inquiry_id uuid not null,
  participant_id uuid not null,
  reference text not null,               -- "harbor-41": what both sides say on the phone
  asked_at timestamptz not null default now(),
  call_by timestamptz not null,
  answers_sealed bytea,                  -- the screener's answers, only if the person sent them
  state text not null default 'new' check (state in ('new', 'called', 'assessing', 'admitted', 'closed')),
  owner_id uuid,                         -- the member of staff who takes it
  closed_reason text check (closed_reason in ('changed-mind', 'other-program', 'not-reached', 'emergency', 'other')),
  version integer not null default 1,
  primary key (org_id, inquiry_id),
  unique (org_id, reference),
  foreign key (org_id, participant_id) references guard.participant
);
create index on bridge.inquiry (org_id, state, asked_at);

alter table bridge.inquiry enable row level security;
alter table bridge.inquiry force row level security;
create policy reads on bridge.inquiry for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'document', 'read'));
create policy adds on bridge.inquiry for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'document', 'write'));
create policy changes on bridge.inquiry for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'document', 'write')
    and guard.allows(participant_id, 'document', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'document', 'write'));
grant select, insert, update on bridge.inquiry to daybridge_app;

-- One stay in care, from admission to discharge, over however many levels of care. category: plan
create table bridge.episode (
  org_id uuid not null,
  episode_id uuid not null,
  participant_id uuid not null,
  opened_on date not null,
  closed_on date,
  primary key (org_id, episode_id),
  foreign key (org_id, participant_id) references guard.participant
);
create unique index one_open_episode on bridge.episode (org_id, participant_id) where closed_on is null;

alter table bridge.episode enable row level security;
alter table bridge.episode force row level security;
create policy reads on bridge.episode for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'read'));
create policy adds on bridge.episode for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write'));
create policy changes on bridge.episode for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write')
    and guard.allows(participant_id, 'plan', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write'));
grant select, insert, update on bridge.episode to daybridge_app;

-- The level of care and prescribed dose in force on each day of an episode. category: plan
create table bridge.level_of_care (
  org_id uuid not null,
  level_id uuid not null,
  participant_id uuid not null,
  episode_id uuid not null,
  level text not null check (level in ('OP', 'IOP', 'PHP')),
  track text not null default 'standard' check (track in ('standard', 'dual')),
  minutes_per_week integer not null check (minutes_per_week between 1 and 3600),
  days_min integer not null check (days_min between 1 and 7),
  minutes_per_day_max integer not null check (minutes_per_day_max between 30 and 720),
  visits jsonb not null default '[]',    -- [{"kind", "minutes", "count"}] a week
  from_on date not null,
  until_on date,
  decision_id uuid,
  primary key (org_id, level_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, episode_id) references bridge.episode,
  check (until_on is null or until_on >= from_on)
);
create unique index one_open_level on bridge.level_of_care (org_id, participant_id) where until_on is null;

alter table bridge.level_of_care enable row level security;
alter table bridge.level_of_care force row level security;
create policy reads on bridge.level_of_care for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'read'));
create policy adds on bridge.level_of_care for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write'));
create policy changes on bridge.level_of_care for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write')
    and guard.allows(participant_id, 'plan', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write'));
grant select, insert, update on bridge.level_of_care to daybridge_app;
