-- The one door. Who is who, who may see what, and who looked.
--
-- Roles (cluster-wide, created by the migrator before this file runs):
--   daybridge_app    every request and job runs as this; owns nothing, cannot bypass row security
--   daybridge_guard  owns guard.allows() and reads the few tables it decides by
--   daybridge_auth   sign-in library; sees schema auth only
--   daybridge_jobs   job queue; sees schema pgboss only

create schema guard;
create schema platform;
grant usage on schema guard, platform to daybridge_app, daybridge_guard;

-- Who is asking: set by asActor() for one transaction, gone with it.
create function guard.current_org() returns uuid language sql stable
  return nullif(current_setting('daybridge.org', true), '')::uuid;
create function guard.current_actor() returns uuid language sql stable
  return nullif(current_setting('daybridge.actor', true), '')::uuid;
create function guard.current_role() returns text language sql stable
  return coalesce(nullif(current_setting('daybridge.role', true), ''), 'nobody');

create table guard.org (
  org_id uuid primary key,
  name text not null,                    -- the program's own name: staff pages only
  neutral_name text not null,            -- what the public, titles and messages say
  zone text not null,                    -- IANA name; wall times of recurring sessions are in it
  phone text not null,
  leave_url text not null,               -- the neutral page the Leave button goes to
  key_wrapped bytea not null,            -- organisation key, wrapped by the master key
  created_at timestamptz not null default now()
);

create table guard.site (
  org_id uuid not null references guard.org,
  site_id uuid not null,
  name text not null,
  place text not null,
  directions text not null default '',
  primary key (org_id, site_id)
);

create table guard.staff (
  org_id uuid not null references guard.org,
  staff_id uuid not null,
  display_name text not null,            -- "Dana R.": what participants see
  role text not null check (role in ('counselor', 'facilitator', 'coordinator', 'prescriber', 'nurse', 'director', 'privacy', 'admin')),
  tags text[] not null default '{}',
  licence_type text,                     -- LCSW, LMHC, MD ...; null where the role needs none
  licence_state text,
  licence_expires_on date,
  left_on date,
  primary key (org_id, staff_id)
);

-- Everybody who may become, is, or was in care. Carries nothing that names anybody.
create table guard.participant (
  org_id uuid not null references guard.org,
  participant_id uuid not null,
  record_code text,                      -- "R-2207", given at admission
  stage text not null default 'prospect' check (stage in ('prospect', 'participant', 'former')),
  created_at timestamptz not null default now(),
  primary key (org_id, participant_id),
  unique (org_id, record_code)
);

-- A data key per person, wrapped by the organisation's key: losing it shreds the record.
create table guard.participant_key (
  org_id uuid not null,
  participant_id uuid not null,
  key_wrapped bytea not null,
  primary key (org_id, participant_id),
  foreign key (org_id, participant_id) references guard.participant
);

-- category: identity
create table guard.identity (
  org_id uuid not null,
  participant_id uuid not null,
  name_sealed bytea not null,            -- {"called": ..., "full"?: ..., "born_on"?: ...}
  language text not null default 'en' check (language in ('en', 'es')),
  version integer not null default 1,
  primary key (org_id, participant_id),
  foreign key (org_id, participant_id) references guard.participant
);

-- category: contact
create table guard.contact (
  org_id uuid not null,
  participant_id uuid not null,
  contact_sealed bytea not null,         -- {"channel", "value", "hours", "ifSomeoneElse"}
  version integer not null default 1,
  primary key (org_id, participant_id),
  foreign key (org_id, participant_id) references guard.participant
);

create table guard.care_team (
  org_id uuid not null,
  participant_id uuid not null,
  staff_id uuid not null,
  from_on date not null,
  until_on date,
  primary key (org_id, participant_id, staff_id, from_on),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, staff_id) references guard.staff
);
create index on guard.care_team (org_id, staff_id);

-- A sign-in account leads to exactly one person of one organisation.
create table guard.account (
  user_id text primary key,
  org_id uuid not null references guard.org,
  person_kind text not null check (person_kind in ('staff', 'participant')),
  person_id uuid not null,
  unique (org_id, person_kind, person_id)
);

-- The matrix, as rows: role x relation x category x verb. What is not here is not allowed.
create table guard.permission (
  role text not null,
  relation text not null check (relation in ('self', 'team', 'prospect', 'site')),
  category text not null check (category in ('record', 'identity', 'contact', 'schedule', 'attendance', 'assessment',
    'plan', 'note', 'counselling_note', 'measure', 'medication', 'test', 'money', 'document')),
  verb text not null check (verb in ('read', 'write')),
  primary key (role, category, verb, relation)
);

-- Who looked. Append only: no policy allows update or delete to anybody.
create table guard.access (
  org_id uuid not null,
  access_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id uuid not null,
  actor_role text not null,
  purpose text not null,
  participant_id uuid not null,
  category text not null,
  verb text not null,
  request_id uuid not null
);
create index on guard.access (org_id, participant_id, at desc);

-- The only decision. Everything that touches a person's rows asks here. In plpgsql because its plan is kept for the
-- whole connection: a guarded read asks it every time.
create function guard.allows(person uuid, wanted_category text, wanted_verb text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
    select from guard.permission may
    where may.role = guard.current_role()
      and may.category = wanted_category
      and may.verb = wanted_verb
      and case may.relation
            when 'self' then person = guard.current_actor()
            when 'site' then true
            when 'prospect' then exists (
              select from guard.participant p
              where p.org_id = guard.current_org() and p.participant_id = person and p.stage = 'prospect')
            when 'team' then exists (
              select from guard.care_team t
              where t.org_id = guard.current_org() and t.participant_id = person
                and t.staff_id = guard.current_actor()
                and t.from_on <= current_date and (t.until_on is null or t.until_on >= current_date))
          end);
end $$;

grant create on schema guard to daybridge_guard;
alter function guard.allows(uuid, text, text) owner to daybridge_guard;
revoke create on schema guard from daybridge_guard;
revoke all on function guard.allows(uuid, text, text) from public;
grant execute on function guard.allows(uuid, text, text) to daybridge_app;
grant select on guard.permission, guard.participant, guard.care_team to daybridge_guard;

-- The matrix. docs/privacy.md explains it in words.
insert into guard.permission (role, relation, category, verb) values
  -- the person themself
  ('participant', 'self', 'record', 'read'),
  ('participant', 'self', 'identity', 'read'),
  ('participant', 'self', 'contact', 'read'),
  ('participant', 'self', 'schedule', 'read'),
  ('participant', 'self', 'schedule', 'write'),
  ('participant', 'self', 'attendance', 'read'),
  ('participant', 'self', 'plan', 'read'),
  -- the front door: takes in a stranger's request and can read nothing back
  ('system:front-door', 'site', 'record', 'write'),
  ('system:front-door', 'site', 'identity', 'write'),
  ('system:front-door', 'site', 'contact', 'write'),
  ('system:front-door', 'site', 'document', 'write'),
  ('system:front-door', 'site', 'schedule', 'write'),
  -- the coordinator: who asked for a call, and then only codes and schedules
  ('coordinator', 'site', 'record', 'read'),
  ('coordinator', 'site', 'record', 'write'),
  ('coordinator', 'site', 'schedule', 'read'),
  ('coordinator', 'site', 'schedule', 'write'),
  ('coordinator', 'prospect', 'identity', 'read'),
  ('coordinator', 'prospect', 'contact', 'read'),
  ('coordinator', 'prospect', 'document', 'read'),
  ('coordinator', 'prospect', 'document', 'write'),
  -- the counselor: people on their care team, and those asking for help
  ('counselor', 'site', 'record', 'read'),
  ('counselor', 'prospect', 'record', 'write'),
  ('counselor', 'team', 'record', 'write'),
  ('counselor', 'prospect', 'identity', 'read'),
  ('counselor', 'prospect', 'contact', 'read'),
  ('counselor', 'prospect', 'document', 'read'),
  ('counselor', 'prospect', 'document', 'write'),
  ('counselor', 'prospect', 'schedule', 'read'),
  ('counselor', 'prospect', 'schedule', 'write'),
  ('counselor', 'prospect', 'assessment', 'read'),
  ('counselor', 'prospect', 'assessment', 'write'),
  ('counselor', 'prospect', 'plan', 'read'),
  ('counselor', 'prospect', 'plan', 'write'),
  ('counselor', 'team', 'identity', 'read'),
  ('counselor', 'team', 'contact', 'read'),
  ('counselor', 'team', 'document', 'read'),
  ('counselor', 'team', 'document', 'write'),
  ('counselor', 'team', 'schedule', 'read'),
  ('counselor', 'team', 'schedule', 'write'),
  ('counselor', 'team', 'attendance', 'read'),
  ('counselor', 'team', 'assessment', 'read'),
  ('counselor', 'team', 'assessment', 'write'),
  ('counselor', 'team', 'plan', 'read'),
  ('counselor', 'team', 'plan', 'write'),
  -- the planner: a job that reads weeks and writes placements, and sees no name
  ('system:planner', 'site', 'record', 'read'),
  ('system:planner', 'site', 'schedule', 'read'),
  ('system:planner', 'site', 'schedule', 'write'),
  -- the demo program writes everything once, into an empty database
  ('system:demo', 'site', 'record', 'read'),
  ('system:demo', 'site', 'record', 'write'),
  ('system:demo', 'site', 'identity', 'write'),
  ('system:demo', 'site', 'contact', 'write'),
  ('system:demo', 'site', 'document', 'write'),
  ('system:demo', 'site', 'schedule', 'write'),
  ('system:demo', 'site', 'schedule', 'read'),
  ('system:demo', 'site', 'attendance', 'write'),
  ('system:demo', 'site', 'assessment', 'write'),
  ('system:demo', 'site', 'plan', 'write');

-- Policies. The pattern for every person's table is the same: read and write ask guard.allows. Changing and removing
-- ask for read as well: who may only hand something in (the front door) must not reach what is there already.
alter table guard.org enable row level security;
alter table guard.org force row level security;
create policy own_org on guard.org for select to daybridge_app
  using (org_id = guard.current_org() or guard.current_role() = 'system:start');
create policy sets_up on guard.org for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('system:setup', 'system:demo'));
grant select, insert on guard.org to daybridge_app;

alter table guard.site enable row level security;
alter table guard.site force row level security;
create policy own_org on guard.site for select to daybridge_app using (org_id = guard.current_org());
create policy sets_up on guard.site for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('system:setup', 'system:demo'));
grant select, insert on guard.site to daybridge_app;

alter table guard.staff enable row level security;
alter table guard.staff force row level security;
create policy own_org on guard.staff for select to daybridge_app using (org_id = guard.current_org());
create policy sets_up on guard.staff for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('system:setup', 'system:demo'));
grant select, insert on guard.staff to daybridge_app;

alter table guard.permission enable row level security;
alter table guard.permission force row level security;
create policy decides on guard.permission for select to daybridge_guard using (true);
create policy migrates on guard.permission for all to current_user using (true) with check (true);
create policy shown on guard.permission for select to daybridge_app using (true);
grant select on guard.permission to daybridge_app;

alter table guard.participant enable row level security;
alter table guard.participant force row level security;
create policy decides on guard.participant for select to daybridge_guard using (true);
create policy reads on guard.participant for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'record', 'read'));
create policy adds on guard.participant for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'record', 'write'));
create policy changes on guard.participant for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'record', 'write')
    and guard.allows(participant_id, 'record', 'read'))
  with check (org_id = guard.current_org());
grant select, insert, update on guard.participant to daybridge_app;

alter table guard.participant_key enable row level security;
alter table guard.participant_key force row level security;
create policy reads on guard.participant_key for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'record', 'read'));
create policy adds on guard.participant_key for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'record', 'write'));
grant select, insert on guard.participant_key to daybridge_app;

alter table guard.identity enable row level security;
alter table guard.identity force row level security;
create policy reads on guard.identity for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'identity', 'read'));
create policy adds on guard.identity for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'identity', 'write'));
create policy changes on guard.identity for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'identity', 'write')
    and guard.allows(participant_id, 'identity', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'identity', 'write'));
grant select, insert, update on guard.identity to daybridge_app;

alter table guard.contact enable row level security;
alter table guard.contact force row level security;
create policy reads on guard.contact for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'contact', 'read'));
create policy adds on guard.contact for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'contact', 'write'));
create policy changes on guard.contact for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'contact', 'write')
    and guard.allows(participant_id, 'contact', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'contact', 'write'));
grant select, insert, update on guard.contact to daybridge_app;

alter table guard.care_team enable row level security;
alter table guard.care_team force row level security;
create policy decides on guard.care_team for select to daybridge_guard using (true);
create policy reads on guard.care_team for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'record', 'read'));
create policy adds on guard.care_team for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'record', 'write'));
create policy changes on guard.care_team for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'record', 'write')
    and guard.allows(participant_id, 'record', 'read'))
  with check (org_id = guard.current_org());
grant select, insert, update on guard.care_team to daybridge_app;

-- Accounts are looked up before there is an actor: the row names no person, only ids.
alter table guard.account enable row level security;
alter table guard.account force row level security;
create policy signs_in on guard.account for select to daybridge_app
  using (guard.current_role() = 'system:sign-in' or (org_id = guard.current_org() and person_id = guard.current_actor()));
create policy adds on guard.account for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('counselor', 'admin', 'system:demo', 'system:setup', 'system:sign-in'));
grant select, insert on guard.account to daybridge_app;

alter table guard.access enable row level security;
alter table guard.access force row level security;
create policy appends on guard.access for insert to daybridge_app
  with check (org_id = guard.current_org() and actor_id = guard.current_actor());
create policy own_record on guard.access for select to daybridge_app
  using (org_id = guard.current_org() and (participant_id = guard.current_actor() or guard.current_role() = 'privacy'));
grant insert, select on guard.access to daybridge_app;

-- Commands repeated with the same key get the first answer. Answers are sealed: they may hold a person's words.
create table platform.idempotency (
  org_id uuid not null,
  actor_id uuid not null,
  route text not null,
  key text not null check (length(key) between 8 and 100),
  request_hash bytea not null,
  status integer not null,
  answer_sealed bytea not null,
  at timestamptz not null default now(),
  primary key (org_id, actor_id, route, key)
);
alter table platform.idempotency enable row level security;
alter table platform.idempotency force row level security;
create policy own_commands on platform.idempotency for all to daybridge_app
  using (org_id = guard.current_org() and actor_id = guard.current_actor())
  with check (org_id = guard.current_org() and actor_id = guard.current_actor());
grant select, insert on platform.idempotency to daybridge_app;
