-- The week: people's lives, the program's groups, and the plan that brings them together.
-- Minutes of the week count from Monday 00:00 wall time at the organisation's zone, 0..10079, half open.
create schema schedule;
grant usage on schema schedule to daybridge_app;

create table schedule.room (
  org_id uuid not null,
  room_id uuid not null,
  site_id uuid not null,
  name text not null,
  seats integer not null check (seats between 1 and 200),
  primary key (org_id, room_id),
  foreign key (org_id, site_id) references guard.site
);

alter table schedule.room enable row level security;
alter table schedule.room force row level security;
create policy own_org on schedule.room for select to daybridge_app using (org_id = guard.current_org());
create policy adds on schedule.room for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
create policy changes on schedule.room for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'))
  with check (org_id = guard.current_org());
create policy removes on schedule.room for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
grant select, insert, update, delete on schedule.room to daybridge_app;

-- A group that meets every week at the same wall time.
create table schedule.session (
  org_id uuid not null,
  session_id uuid not null,
  kind text not null check (kind in ('group', 'skills', 'family', 'medication', 'individual')),
  activity text not null,
  label_en text not null,
  label_es text not null,
  start_minute integer not null check (start_minute between 0 and 10079),
  end_minute integer not null check (end_minute between 1 and 10080),
  site_id uuid,                          -- null: by video
  room_id uuid,
  requires text[] not null default '{}',
  people_min integer not null default 2 check (people_min >= 0),
  people_max integer not null check (people_max between 1 and 200),
  status text not null default 'fixed' check (status in ('fixed', 'candidate')),
  open_cost integer not null default 0 check (open_cost >= 0),
  from_on date not null,
  until_on date,
  primary key (org_id, session_id),
  foreign key (org_id, site_id) references guard.site,
  foreign key (org_id, room_id) references schedule.room,
  check (start_minute < end_minute),
  check (start_minute / 1440 = (end_minute - 1) / 1440)
);

alter table schedule.session enable row level security;
alter table schedule.session force row level security;
create policy own_org on schedule.session for select to daybridge_app using (org_id = guard.current_org());
create policy adds on schedule.session for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
create policy changes on schedule.session for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'))
  with check (org_id = guard.current_org());
create policy removes on schedule.session for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
grant select, insert, update, delete on schedule.session to daybridge_app;

create table schedule.session_staff (
  org_id uuid not null,
  session_id uuid not null,
  staff_id uuid not null,
  primary key (org_id, session_id, staff_id),
  foreign key (org_id, session_id) references schedule.session,
  foreign key (org_id, staff_id) references guard.staff
);

alter table schedule.session_staff enable row level security;
alter table schedule.session_staff force row level security;
create policy own_org on schedule.session_staff for select to daybridge_app using (org_id = guard.current_org());
create policy adds on schedule.session_staff for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
create policy changes on schedule.session_staff for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'))
  with check (org_id = guard.current_org());
create policy removes on schedule.session_staff for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
grant select, insert, update, delete on schedule.session_staff to daybridge_app;

-- When a member of staff can hold visits or lead groups, in minutes of the week.
create table schedule.staff_hours (
  org_id uuid not null,
  staff_id uuid not null,
  start_minute integer not null,
  end_minute integer not null,
  primary key (org_id, staff_id, start_minute),
  foreign key (org_id, staff_id) references guard.staff,
  check (0 <= start_minute and start_minute < end_minute and end_minute <= 10080)
);

alter table schedule.staff_hours enable row level security;
alter table schedule.staff_hours force row level security;
create policy own_org on schedule.staff_hours for select to daybridge_app using (org_id = guard.current_org());
create policy adds on schedule.staff_hours for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
create policy changes on schedule.staff_hours for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'))
  with check (org_id = guard.current_org());
create policy removes on schedule.staff_hours for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
grant select, insert, update, delete on schedule.staff_hours to daybridge_app;

-- A person's life, as intervals of a usual week. category: schedule
create table schedule.busy (
  org_id uuid not null,
  participant_id uuid not null,
  start_minute integer not null,
  end_minute integer not null,
  kind text not null check (kind in ('work', 'care', 'class', 'rest', 'other', 'best')),  -- best: wished for, not busy
  travel_minutes integer,                -- null: the organisation's usual travel time
  soft_cost integer,                     -- null: hard; else cost per minute of meeting it
  source text not null default 'painted' check (source in ('painted', 'calendar', 'staff')),
  primary key (org_id, participant_id, start_minute, kind),
  foreign key (org_id, participant_id) references guard.participant,
  check (0 <= start_minute and start_minute < end_minute and end_minute <= 10080)
);

alter table schedule.busy enable row level security;
alter table schedule.busy force row level security;
create policy reads on schedule.busy for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'read'));
create policy adds on schedule.busy for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
create policy changes on schedule.busy for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write')
    and guard.allows(participant_id, 'schedule', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
create policy removes on schedule.busy for delete to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write')
    and guard.allows(participant_id, 'schedule', 'read'));
grant select, insert, update, delete on schedule.busy to daybridge_app;

-- What a person must get in a week and where they can be; follows the level of care. category: schedule
create table schedule.need (
  org_id uuid not null,
  participant_id uuid not null,
  minutes integer not null check (minutes between 1 and 3600),
  days_min integer not null check (days_min between 1 and 7),
  minutes_per_day_max integer not null check (minutes_per_day_max between 30 and 720),
  visits jsonb not null default '[]',    -- [{"kind", "minutes", "count", "staff": [staff_id]}]
  activities jsonb not null default '[]',
  tags text[] not null default '{}',
  sites uuid[] not null default '{}',
  video boolean not null default false,
  weight integer not null default 1 check (weight between 1 and 100),
  from_on date not null,
  until_on date,
  version integer not null default 1,
  primary key (org_id, participant_id),
  foreign key (org_id, participant_id) references guard.participant
);

alter table schedule.need enable row level security;
alter table schedule.need force row level security;
create policy reads on schedule.need for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'read'));
create policy adds on schedule.need for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
create policy changes on schedule.need for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write')
    and guard.allows(participant_id, 'schedule', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
grant select, insert, update on schedule.need to daybridge_app;

-- Two people who never share a group; the reason is sealed and never leaves this table. category: schedule
create table schedule.apart (
  org_id uuid not null,
  participant_id uuid not null,
  other_id uuid not null,
  reason_sealed bytea,
  primary key (org_id, participant_id, other_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, other_id) references guard.participant (org_id, participant_id),
  check (participant_id < other_id)
);

alter table schedule.apart enable row level security;
alter table schedule.apart force row level security;
create policy reads on schedule.apart for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'read'));
create policy adds on schedule.apart for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
create policy changes on schedule.apart for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write')
    and guard.allows(participant_id, 'schedule', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
grant select, insert, update on schedule.apart to daybridge_app;

-- One computed week for everybody. At most one published plan per week; earlier ones are kept as superseded.
create table schedule.plan (
  org_id uuid not null,
  plan_id uuid not null,
  week date not null check (extract(isodow from week) = 1),
  draft_number integer not null,
  state text not null default 'draft' check (state in ('draft', 'published', 'superseded')),
  score jsonb not null,                  -- the five goals: served, credited, opened, moves, friction
  bound jsonb not null,
  status text not null check (status in ('optimal', 'feasible')),
  opened uuid[] not null default '{}',
  people integer not null,
  seconds double precision not null,
  replaces uuid,                         -- the published plan this one took over from
  created_at timestamptz not null default now(),
  created_by uuid not null,
  published_at timestamptz,
  published_by uuid,
  version integer not null default 1,
  primary key (org_id, plan_id)
);
create unique index one_published_week on schedule.plan (org_id, week) where state = 'published';
create index on schedule.plan (org_id, week, created_at desc);

alter table schedule.plan enable row level security;
alter table schedule.plan force row level security;
create policy own_org on schedule.plan for select to daybridge_app using (org_id = guard.current_org());
create policy adds on schedule.plan for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:planner', 'system:demo'));
create policy changes on schedule.plan for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:planner', 'system:demo'))
  with check (org_id = guard.current_org());
create policy removes on schedule.plan for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:planner', 'system:demo'));
grant select, insert, update, delete on schedule.plan to daybridge_app;

-- A person's seat in a session of a plan. category: schedule
create table schedule.placement (
  org_id uuid not null,
  plan_id uuid not null,
  participant_id uuid not null,
  session_id uuid not null,
  primary key (org_id, plan_id, participant_id, session_id),
  foreign key (org_id, plan_id) references schedule.plan,
  foreign key (org_id, session_id) references schedule.session,
  foreign key (org_id, participant_id) references guard.participant
);
create index on schedule.placement (org_id, participant_id, plan_id);

alter table schedule.placement enable row level security;
alter table schedule.placement force row level security;
create policy reads on schedule.placement for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'read'));
create policy adds on schedule.placement for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
grant select, insert on schedule.placement to daybridge_app;

-- A person's visit with a member of staff in a plan. category: schedule
create table schedule.visit (
  org_id uuid not null,
  plan_id uuid not null,
  participant_id uuid not null,
  kind text not null,
  staff_id uuid not null,
  start_minute integer not null check (start_minute between 0 and 10079),
  minutes integer not null check (minutes between 5 and 480),
  site_id uuid,
  primary key (org_id, plan_id, participant_id, start_minute),
  foreign key (org_id, plan_id) references schedule.plan,
  foreign key (org_id, staff_id) references guard.staff,
  foreign key (org_id, participant_id) references guard.participant
);
create index on schedule.visit (org_id, participant_id, plan_id);

alter table schedule.visit enable row level security;
alter table schedule.visit force row level security;
create policy reads on schedule.visit for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'read'));
create policy adds on schedule.visit for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
grant select, insert on schedule.visit to daybridge_app;

-- Who got no full week in a plan, why, and what would change it. category: schedule
create table schedule.unserved (
  org_id uuid not null,
  plan_id uuid not null,
  participant_id uuid not null,
  minutes integer not null,              -- what they get all the same
  because jsonb not null,
  fixes jsonb not null,
  primary key (org_id, plan_id, participant_id),
  foreign key (org_id, plan_id) references schedule.plan,
  foreign key (org_id, participant_id) references guard.participant
);

alter table schedule.unserved enable row level security;
alter table schedule.unserved force row level security;
create policy reads on schedule.unserved for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'read'));
create policy adds on schedule.unserved for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
grant select, insert on schedule.unserved to daybridge_app;

-- One run of the optimiser: a job with progress, a best so far and a way to stop it.
create table schedule.run (
  org_id uuid not null,
  run_id uuid not null,
  week date not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'cancelled', 'failed')),
  wish text not null default 'none' check (wish in ('none', 'use-best')),
  progress jsonb not null default '{}',  -- {stage, elapsedMs, limitMs, best, bound}
  seconds_limit integer not null,
  plan_id uuid,
  fault text,
  started_by uuid not null,
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now(),  -- the last sign of life; a run that falls silent was killed
  ended_at timestamptz,
  primary key (org_id, run_id)
);
create unique index one_run_at_a_time on schedule.run (org_id, week) where state in ('queued', 'running');

alter table schedule.run enable row level security;
alter table schedule.run force row level security;
create policy own_org on schedule.run for select to daybridge_app using (org_id = guard.current_org());
create policy adds on schedule.run for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:planner', 'system:demo'));
create policy changes on schedule.run for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:planner', 'system:demo'))
  with check (org_id = guard.current_org());
grant select, insert, update on schedule.run to daybridge_app;

-- A secret address of a person's own week for their calendar program; only its hash is kept. category: schedule
create table schedule.feed (
  org_id uuid not null,
  feed_id uuid not null,
  participant_id uuid not null,
  token_hash bytea not null unique,
  word text not null default 'Busy' check (length(word) between 1 and 40),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, feed_id),
  foreign key (org_id, participant_id) references guard.participant
);

alter table schedule.feed enable row level security;
alter table schedule.feed force row level security;
create policy reads on schedule.feed for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'read'));
create policy adds on schedule.feed for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
create policy changes on schedule.feed for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write')
    and guard.allows(participant_id, 'schedule', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
grant select, insert, update on schedule.feed to daybridge_app;
-- The holder of the address is nobody yet: this role may find which feed it is, and note its use, and no more.
create policy finds on schedule.feed for select to daybridge_app using (guard.current_role() = 'system:feed');
create policy notes_use on schedule.feed for update to daybridge_app
  using (guard.current_role() = 'system:feed') with check (guard.current_role() = 'system:feed');

