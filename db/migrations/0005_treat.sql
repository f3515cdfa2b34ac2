-- Sessions happen and count.
create schema treat;
grant usage on schema treat to daybridge_app;

-- Who was there, from when to when. category: attendance
create table treat.attendance (
  org_id uuid not null,
  participant_id uuid not null,
  on_date date not null,
  session_id uuid not null,
  status text not null check (status in ('here', 'late', 'away')),
  arrived_minute integer,                -- minutes of the day, wall time
  left_minute integer,
  counted_minutes integer not null check (counted_minutes between 0 and 720),
  version integer not null default 1,
  primary key (org_id, participant_id, on_date, session_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, session_id) references schedule.session
);

alter table treat.attendance enable row level security;
alter table treat.attendance force row level security;
create policy reads on treat.attendance for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'attendance', 'read'));
create policy adds on treat.attendance for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'attendance', 'write'));
create policy changes on treat.attendance for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'attendance', 'write')
    and guard.allows(participant_id, 'attendance', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'attendance', 'write'));
grant select, insert, update on treat.attendance to daybridge_app;
