-- What a program offers: its own activities, each one of the catalogue (src/treat/activities/catalogue.json) or like it.
create table treat.activity (
  org_id uuid not null references guard.org,
  activity text not null check (activity ~ '^[a-z][a-z0-9-]{1,40}$'),   -- as sessions and visits name it
  catalogue_id text check (catalogue_id ~ '^A[0-9]{2}$'),               -- null: the program's own
  label_en text not null check (length(label_en) between 1 and 80),
  label_es text not null check (length(label_es) between 1 and 80),
  class text not null check (class in ('A', 'B', 'C')),                 -- counts, counts up to a share, does not count
  topics jsonb not null default '[]',    -- [{"key", "en", "es"}]: what a group note can name with a tap
  is_offered boolean not null default true,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (org_id, activity)
);
alter table treat.activity enable row level security;
alter table treat.activity force row level security;
create policy own_org on treat.activity for select to daybridge_app using (org_id = guard.current_org());
create policy adds on treat.activity for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('director', 'admin', 'coordinator', 'system:demo'));
create policy changes on treat.activity for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('director', 'admin', 'coordinator'))
  with check (org_id = guard.current_org());
grant select, insert, update (catalogue_id, label_en, label_es, class, topics, is_offered, set_by, set_at, version)
  on treat.activity to daybridge_app;

-- How many on a roster are kept apart from somebody: a number for whoever holds the session, never who or why.
create function guard.apart_at(wanted_meeting uuid, person uuid) returns integer
language sql stable security definer set search_path = '' as $$
  select count(*)::integer from treat.attendance a
  join schedule.apart x on x.org_id = a.org_id and x.ended_at is null
    and x.participant_id = least(a.participant_id, person) and x.other_id = greatest(a.participant_id, person)
  where a.org_id = guard.current_org() and a.meeting_id = wanted_meeting and a.status <> 'off'
    and exists (
      select from treat.meeting_leader l
      where l.org_id = a.org_id and l.meeting_id = wanted_meeting and l.staff_id = guard.current_actor())
$$;
grant usage on schema schedule to daybridge_guard;
grant select (org_id, participant_id, other_id, ended_at) on schedule.apart to daybridge_guard;
create policy decides on schedule.apart for select to daybridge_guard using (true);
grant create on schema guard to daybridge_guard;
alter function guard.apart_at(uuid, uuid) owner to daybridge_guard;
revoke create on schema guard from daybridge_guard;
revoke all on function guard.apart_at(uuid, uuid) from public;
grant execute on function guard.apart_at(uuid, uuid) to daybridge_app;
