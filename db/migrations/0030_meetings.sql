-- A session that happens on a day, who leads it, who is expected, and who was there from when to when.

-- What a published plan comes to, day by day: groups and visits alike. It shows whoever asks what they may see of it.
create view schedule.published_seat with (security_invoker = true) as
  select p.org_id, pl.participant_id, p.week, p.plan_id, p.week + s.start_minute / 1440 as on_date,
    s.session_id, s.kind, s.activity, s.label_en, s.label_es,
    s.start_minute, s.end_minute, s.site_id, s.room_id,
    array(select l.staff_id from schedule.session_staff l
      where l.org_id = s.org_id and l.session_id = s.session_id order by l.staff_id) as leaders
  from schedule.plan p
  join schedule.placement pl on pl.org_id = p.org_id and pl.plan_id = p.plan_id
  join schedule.session s on s.org_id = pl.org_id and s.session_id = pl.session_id
  where p.state = 'published'
  union all
  select p.org_id, v.participant_id, p.week, p.plan_id, p.week + v.start_minute / 1440,
    null, v.kind, v.kind, null, null,
    v.start_minute, v.start_minute + v.minutes, v.site_id, null, array[v.staff_id]
  from schedule.plan p
  join schedule.visit v on v.org_id = p.org_id and v.plan_id = p.plan_id
  where p.state = 'published';
grant select on schedule.published_seat to daybridge_app;

-- One happening of a group, or a visit. Names nobody.
create table treat.meeting (
  org_id uuid not null references guard.org,
  meeting_id uuid not null,
  on_date date not null,                 -- on the program's wall
  session_id uuid,                       -- the group it is one of; null: a visit, or held without a plan
  kind text not null check (kind in ('group', 'skills', 'family', 'medication', 'individual', 'case-management')),
  activity text not null,
  label_en text,
  label_es text,
  starts_at timestamptz not null,        -- as planned
  ends_at timestamptz not null,
  site_id uuid,                          -- null: by video
  room_id uuid,
  breaks jsonb not null default '[]',    -- [{"from", "until"}], instants: nobody's minutes count in them
  state text not null default 'planned' check (state in ('planned', 'ended', 'cancelled')),
  version integer not null default 1,
  primary key (org_id, meeting_id),
  foreign key (org_id, session_id) references schedule.session,
  foreign key (org_id, site_id) references guard.site,
  foreign key (org_id, room_id) references schedule.room,
  check (starts_at < ends_at and ends_at <= starts_at + interval '12 hours')
);
create unique index one_meeting_of_a_group_a_day on treat.meeting (org_id, session_id, on_date)
  where session_id is not null;
create index on treat.meeting (org_id, on_date);

create table treat.meeting_leader (
  org_id uuid not null,
  meeting_id uuid not null,
  staff_id uuid not null,
  primary key (org_id, meeting_id, staff_id),
  foreign key (org_id, meeting_id) references treat.meeting on delete cascade,
  foreign key (org_id, staff_id) references guard.staff
);
create index on treat.meeting_leader (org_id, staff_id);

do $$
declare
  whole text;
begin
  foreach whole in array array['treat.meeting', 'treat.meeting_leader'] loop
    execute format('alter table %s enable row level security', whole);
    execute format('alter table %s force row level security', whole);
    execute format($policy$create policy own_org on %s for select to daybridge_app
      using (org_id = guard.current_org() and guard.current_role() not in ('nobody', 'participant', 'supporter', 'outside'))$policy$,
      whole);
    execute format($policy$create policy adds on %s for insert to daybridge_app
      with check (org_id = guard.current_org() and guard.current_role() in
        ('counselor', 'facilitator', 'prescriber', 'nurse', 'system:roster', 'system:demo'))$policy$, whole);
    execute format($policy$create policy decides on %s for select to daybridge_guard using (true)$policy$, whole);
  end loop;
end $$;
-- Whoever leads it changes it; the program does where the plan changed and nobody has come yet.
create policy changes on treat.meeting for update to daybridge_app
  using (org_id = guard.current_org() and (guard.current_role() = 'system:roster' or exists (
    select from treat.meeting_leader l
    where l.org_id = meeting.org_id and l.meeting_id = meeting.meeting_id and l.staff_id = guard.current_actor())))
  with check (org_id = guard.current_org());
create policy removes on treat.meeting_leader for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:roster');
grant select, insert, update (starts_at, ends_at, site_id, room_id, breaks, state, version) on treat.meeting to daybridge_app;
grant select, insert, delete on treat.meeting_leader to daybridge_app;
grant usage on schema treat to daybridge_guard;
grant select (org_id, meeting_id, on_date) on treat.meeting to daybridge_guard;
grant select on treat.meeting_leader to daybridge_guard;

-- What was kept of attendance until now was of groups only, in minutes of the day.
insert into treat.meeting (org_id, meeting_id, on_date, session_id, kind, activity, label_en, label_es, starts_at, ends_at,
  site_id, room_id, state)
select a.org_id, gen_random_uuid(), a.on_date, s.session_id, s.kind, s.activity, s.label_en, s.label_es,
  (a.on_date + make_interval(mins => s.start_minute % 1440)) at time zone o.zone,
  (a.on_date + make_interval(mins => s.start_minute % 1440 + s.end_minute - s.start_minute)) at time zone o.zone,
  s.site_id, s.room_id, 'ended'
from (select distinct org_id, on_date, session_id from treat.attendance) a
join schedule.session s on s.org_id = a.org_id and s.session_id = a.session_id
join guard.org o on o.org_id = a.org_id;
insert into treat.meeting_leader (org_id, meeting_id, staff_id)
select m.org_id, m.meeting_id, l.staff_id from treat.meeting m
join schedule.session_staff l on l.org_id = m.org_id and l.session_id = m.session_id;

-- Who is expected at a meeting, and what became of it. category: attendance
alter table treat.attendance add column meeting_id uuid;
alter table treat.attendance add column stays jsonb not null default '[]';   -- [{"from", "until", "by"}], instants
alter table treat.attendance add column delivered_minutes integer not null default 0
  check (delivered_minutes between 0 and 720);
alter table treat.attendance add column reason text check (reason in ('told-us', 'no-word', 'excused'));
alter table treat.attendance add column source text not null default 'plan'
  check (source in ('plan', 'make-up', 'walk-in', 'visit'));
alter table treat.attendance add column makes_up uuid;                       -- the meeting it stands in for
update treat.attendance a set
  meeting_id = m.meeting_id,
  delivered_minutes = coalesce(a.left_minute - a.arrived_minute, 0),
  stays = case when a.arrived_minute is null then '[]' else jsonb_build_array(jsonb_build_object(
    'from', to_jsonb((a.on_date + make_interval(mins => a.arrived_minute)) at time zone o.zone),
    'until', to_jsonb((a.on_date + make_interval(mins => a.left_minute)) at time zone o.zone),
    'by', case when m.site_id is null then 'video' else 'room' end)) end
from treat.meeting m, guard.org o
where m.org_id = a.org_id and m.session_id = a.session_id and m.on_date = a.on_date and o.org_id = a.org_id;
alter table treat.attendance alter column meeting_id set not null;
alter table treat.attendance drop constraint attendance_pkey;
alter table treat.attendance add primary key (org_id, participant_id, meeting_id);
alter table treat.attendance add foreign key (org_id, meeting_id) references treat.meeting;
alter table treat.attendance alter column session_id drop not null;
alter table treat.attendance drop column arrived_minute, drop column left_minute;
alter table treat.attendance drop constraint attendance_status_check;
alter table treat.attendance add constraint attendance_status_check
  check (status in ('expected', 'here', 'late', 'away', 'off'));           -- off: the plan changed before they came
alter table treat.attendance add check (counted_minutes <= delivered_minutes);
alter table treat.attendance add check (status in ('here', 'late') or stays = '[]' and delivered_minutes = 0);
create index on treat.attendance (org_id, meeting_id);
create index on treat.attendance (org_id, on_date);
revoke update on treat.attendance from daybridge_app;
grant update (status, stays, delivered_minutes, counted_minutes, reason, source, makes_up, version) on treat.attendance
  to daybridge_app;
create policy decides on treat.attendance for select to daybridge_guard using (true);
grant select (org_id, participant_id, meeting_id, status) on treat.attendance to daybridge_guard;

-- A person finds the meetings they are expected at or were at.
create policy own_meetings on treat.meeting for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'participant' and exists (
    select from treat.attendance a
    where a.org_id = meeting.org_id and a.meeting_id = meeting.meeting_id and a.participant_id = guard.current_actor()));

-- How a program counts minutes: src/treat/hours/rules.default.json, or its own.
create table treat.counting_rule (
  org_id uuid primary key references guard.org,
  rule jsonb not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  version integer not null default 1
);
alter table treat.counting_rule enable row level security;
alter table treat.counting_rule force row level security;
create policy own_org on treat.counting_rule for select to daybridge_app using (org_id = guard.current_org());
create policy adds on treat.counting_rule for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('director', 'admin', 'system:demo')
    and set_by = guard.current_actor());
create policy changes on treat.counting_rule for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('director', 'admin'))
  with check (org_id = guard.current_org() and set_by = guard.current_actor());
grant select, insert, update (rule, set_by, set_at, version) on treat.counting_rule to daybridge_app;

-- Who holds a session sees of its people what that takes, from the day before until a week after: who they are, whether
-- they come, what they work on. Not their record: that is the care team's.
alter table guard.permission drop constraint permission_relation_check;
alter table guard.permission add constraint permission_relation_check
  check (relation in ('self', 'team', 'prospect', 'site', 'consent', 'emergency', 'representative', 'session'));
do $$
declare
  before text := pg_get_functiondef('guard.allows(uuid, text, text)'::regprocedure);
  after text := replace(before, 'when ''prospect'' then exists (', 'when ''session'' then exists (
              select from treat.attendance a
              join treat.meeting m on m.org_id = a.org_id and m.meeting_id = a.meeting_id
              join treat.meeting_leader l on l.org_id = m.org_id and l.meeting_id = m.meeting_id
              join guard.org o on o.org_id = m.org_id
              where a.org_id = here and a.participant_id = person and a.status <> ''off'' and l.staff_id = asker
                and (now() at time zone o.zone)::date between m.on_date - 1 and m.on_date + 7)
            when ''prospect'' then exists (');
begin
  if after = before then
    raise exception 'guard.allows no longer asks who is asking for help';
  end if;
  execute after;
end $$;

insert into guard.permission (role, relation, category, verb) values
  ('counselor', 'session', 'identity', 'read'),
  ('counselor', 'session', 'attendance', 'read'),
  ('counselor', 'session', 'attendance', 'write'),
  ('counselor', 'session', 'plan', 'read'),
  ('counselor', 'session', 'note', 'write'),
  ('facilitator', 'session', 'record', 'read'),
  ('facilitator', 'session', 'identity', 'read'),
  ('facilitator', 'session', 'attendance', 'read'),
  ('facilitator', 'session', 'attendance', 'write'),
  ('facilitator', 'session', 'plan', 'read'),
  ('facilitator', 'session', 'note', 'write'),
  ('prescriber', 'session', 'identity', 'read'),
  ('prescriber', 'session', 'attendance', 'read'),
  ('prescriber', 'session', 'attendance', 'write'),
  ('prescriber', 'session', 'note', 'write'),
  ('nurse', 'session', 'identity', 'read'),
  ('nurse', 'session', 'attendance', 'read'),
  ('nurse', 'session', 'attendance', 'write'),
  ('nurse', 'session', 'note', 'write'),
  ('prescriber', 'team', 'attendance', 'write'),
  -- the roster of the day, made from the published plan
  ('system:roster', 'site', 'record', 'read'),
  ('system:roster', 'site', 'schedule', 'read'),
  ('system:roster', 'site', 'attendance', 'read'),
  ('system:roster', 'site', 'attendance', 'write'),
  ('system:demo', 'site', 'attendance', 'read');

call guard.quicken_reads();
