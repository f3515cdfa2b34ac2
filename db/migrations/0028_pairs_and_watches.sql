-- Who is kept apart is said and ended by one role, which alone knows why; and what the privacy officer watches, proves
-- and shows of the staff.

-- A pair belongs to the role that said it. Ended, it stays: another role may take it up again, with its own reason.
alter table schedule.apart
  add column owner_role text not null default 'counselor'
    check (owner_role in ('counselor', 'coordinator', 'prescriber', 'nurse', 'privacy')),
  add column said_by uuid,
  add column said_at timestamptz not null default now(),
  add column ended_by uuid,
  add column ended_at timestamptz,
  add foreign key (org_id, said_by) references guard.staff,
  add foreign key (org_id, ended_by) references guard.staff;
alter table schedule.apart alter column owner_role drop default;
create index on schedule.apart (org_id, other_id);

-- Whoever cares for either of the two knows the pair, though its first name in the row is a matter of chance.
drop policy reads on schedule.apart;
drop policy adds on schedule.apart;
create policy reads on schedule.apart for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() not in ('participant', 'supporter', 'outside')
    and (guard.allows(participant_id, 'schedule', 'read') or guard.allows(other_id, 'schedule', 'read')));
create policy adds on schedule.apart for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() not in ('participant', 'supporter', 'outside')
    and ((owner_role = guard.current_role() and said_by = guard.current_actor())
      or guard.current_role() = 'system:demo')
    and (guard.allows(participant_id, 'schedule', 'write') or guard.allows(other_id, 'schedule', 'write')));
create policy changes on schedule.apart for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() not in ('participant', 'supporter', 'outside')
    and (owner_role = guard.current_role() or ended_at is not null)
    and (guard.allows(participant_id, 'schedule', 'write') or guard.allows(other_id, 'schedule', 'write'))
    and (guard.allows(participant_id, 'schedule', 'read') or guard.allows(other_id, 'schedule', 'read')))
  with check (org_id = guard.current_org() and owner_role = guard.current_role());
grant update (owner_role, said_by, said_at, ended_by, ended_at) on schedule.apart to daybridge_app;

create policy changes on schedule.apart_reason for update to daybridge_app
  using (org_id = guard.current_org() and owner_role = guard.current_role()
    and guard.allows(participant_id, 'record', 'read'))
  with check (org_id = guard.current_org() and owner_role = guard.current_role()
    and said_by = guard.current_actor());
grant update (reason_sealed, said_by) on schedule.apart_reason to daybridge_app;

-- A search of the log that the privacy officer keeps: looks newer than `seen_id` are new to them.
-- category: record, where it is about one person
create table guard.look_watch (
  org_id uuid not null,
  watch_id uuid not null,
  participant_id uuid,                   -- null: about anybody
  staff_id uuid,
  category text,
  marks text[] not null default '{}'
    check (marks <@ array['off-team', 'after-hours', 'emergency', 'export']::text[]),
  seen_id bigint not null,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (org_id, watch_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, staff_id) references guard.staff,
  foreign key (org_id, made_by) references guard.staff
);
create index on guard.look_watch (org_id, participant_id);
alter table guard.look_watch enable row level security;
alter table guard.look_watch force row level security;
create policy reads on guard.look_watch for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy'
    and (participant_id is null or guard.allows(participant_id, 'record', 'read')));
create policy adds on guard.look_watch for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and made_by = guard.current_actor()
    and (participant_id is null or guard.allows(participant_id, 'record', 'read')));
create policy changes on guard.look_watch for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy'
    and (participant_id is null or guard.allows(participant_id, 'record', 'read')))
  with check (org_id = guard.current_org());
grant select, insert, update (seen_id, ended_at) on guard.look_watch to daybridge_app;
create policy shreds on guard.look_watch for delete to daybridge_app
  using (org_id = guard.current_org() and guard.is_shredding(participant_id));
grant delete on guard.look_watch to daybridge_app;

-- A proof of the sealed log, from its first link: it can take minutes, so it is a job with progress.
create table guard.chain_check (
  org_id uuid not null references guard.org,
  check_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null default now(),
  state text not null default 'going' check (state in ('going', 'done', 'lost')),
  proved bigint not null default 0,      -- rows
  rows bigint not null,                  -- sealed when it was asked for
  beat_at timestamptz not null default now(),
  found jsonb,                           -- what it found, once done
  primary key (org_id, check_id),
  foreign key (org_id, asked_by) references guard.staff
);
create unique index one_at_a_time on guard.chain_check (org_id) where state = 'going';
create index on guard.chain_check (org_id, asked_at desc);
alter table guard.chain_check enable row level security;
alter table guard.chain_check force row level security;
create policy reads on guard.chain_check for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('privacy', 'system:sealer'));
create policy asks on guard.chain_check for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and asked_by = guard.current_actor()
    and state = 'going' and found is null and proved = 0);
create policy proves on guard.chain_check for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:sealer')
  with check (org_id = guard.current_org());
create policy gives_up on guard.chain_check for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy' and state = 'going'
    and beat_at < clock_timestamp() - interval '2 minutes')
  with check (org_id = guard.current_org() and state = 'lost' and found is null);
grant select, insert, update (state, proved, beat_at, found) on guard.chain_check to daybridge_app;

-- Whether people read who of the staff looked by name and role, or by role alone.
alter table guard.org add column staff_shown text not null default 'name-and-role'
  check (staff_shown in ('name-and-role', 'role-only'));
create policy shows_staff on guard.org for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy')
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy');
grant update (staff_shown) on guard.org to daybridge_app;

call guard.quicken_reads();
