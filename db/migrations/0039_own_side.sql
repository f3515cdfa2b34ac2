-- The person's own side of treatment: whether they come, which other session they would take instead, and their safety
-- plan. What became of a session stays with whoever holds it: none of this marks anybody.

-- What a person says beforehand of one session. Taken back, the row says nothing any more. category: attendance
create table treat.absence_notice (
  org_id uuid not null,
  participant_id uuid not null,
  meeting_id uuid not null,
  said text not null check (said in ('coming', 'cannot')),
  reason text check (reason in ('work', 'health', 'family', 'ride', 'other')),
  said_at timestamptz not null,
  taken_back_at timestamptz,
  primary key (org_id, participant_id, meeting_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, meeting_id) references treat.meeting,
  check (reason is null or said = 'cannot')
);
create index on treat.absence_notice (org_id, meeting_id);

-- Another session of the same week, asked for instead of one. category: attendance
create table treat.swap_request (
  org_id uuid not null,
  request_id uuid not null,
  participant_id uuid not null,
  instead_of uuid not null,
  meeting_id uuid not null,
  state text not null default 'asked' check (state in ('asked', 'joined', 'not-this-one', 'taken-back')),
  asked_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  primary key (org_id, request_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, instead_of) references treat.meeting,
  foreign key (org_id, meeting_id) references treat.meeting,
  foreign key (org_id, answered_by) references guard.staff,
  check (instead_of <> meeting_id),
  check ((state in ('joined', 'not-this-one')) = (answered_by is not null and answered_at is not null))
);
create unique index one_wish_at_a_time on treat.swap_request (org_id, participant_id, instead_of) where state = 'asked';
create index on treat.swap_request (org_id, meeting_id);

-- A safety plan in the person's own words. Whoever goes on soon after keeps the same row; later, or by somebody else, it
-- is the next one, so that what was there before stays. category: plan
create table treat.safety_plan (
  org_id uuid not null,
  participant_id uuid not null,
  number integer not null check (number > 0),
  words_sealed bytea not null,
  from_person boolean not null,          -- written by themself; else by staff, with them
  written_by uuid not null,
  begun_at timestamptz not null,
  saved_at timestamptz not null,
  version integer not null check (version > 0),  -- goes on through every number
  primary key (org_id, participant_id, number),
  foreign key (org_id, participant_id) references guard.participant
);

do $$
declare place text;
begin
  foreach place in array array['treat.absence_notice', 'treat.swap_request', 'treat.safety_plan'] loop
    execute format('alter table %s enable row level security', place);
    execute format('alter table %s force row level security', place);
    execute format($policy$create policy reads on %s for select to daybridge_app
      using (org_id = guard.current_org() and guard.allows(participant_id, %L, 'read'))$policy$,
      place, case place when 'treat.safety_plan' then 'plan' else 'attendance' end);
    -- Whoever a person lets see when they come is not told why they cannot, nor what keeps them safe.
    execute format($policy$create policy stays_inside on %s as restrictive for select to daybridge_app
      using (guard.current_role() not in ('supporter', 'outside'))$policy$, place);
    execute format($policy$create policy shreds on %s for delete to daybridge_app
      using (org_id = guard.current_org() and guard.is_shredding(participant_id))$policy$, place);
    execute format('grant select, insert, delete on %s to daybridge_app', place);
  end loop;
end $$;

-- Only the person says whether they come, and only of what they are expected at.
create policy the_person_says on treat.absence_notice for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'participant'
    and participant_id = guard.current_actor() and exists (
      select from treat.attendance a
      where a.org_id = absence_notice.org_id and a.participant_id = absence_notice.participant_id
        and a.meeting_id = absence_notice.meeting_id and a.status <> 'off'));
create policy the_person_says_again on treat.absence_notice for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'participant'
    and participant_id = guard.current_actor())
  with check (org_id = guard.current_org() and participant_id = guard.current_actor());
grant update (said, reason, said_at, taken_back_at) on treat.absence_notice to daybridge_app;

-- The person asks and takes back; whoever may write who comes answers.
create policy the_person_asks on treat.swap_request for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'participant'
    and participant_id = guard.current_actor() and state = 'asked' and exists (
      select from treat.attendance a
      where a.org_id = swap_request.org_id and a.participant_id = swap_request.participant_id
        and a.meeting_id = swap_request.instead_of and a.status <> 'off'));
create policy the_person_takes_back on treat.swap_request for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'participant'
    and participant_id = guard.current_actor() and state = 'asked')
  with check (org_id = guard.current_org() and participant_id = guard.current_actor() and state = 'taken-back');
create policy the_team_answers on treat.swap_request for update to daybridge_app
  using (org_id = guard.current_org() and state = 'asked' and guard.current_role() <> 'participant'
    and guard.allows(participant_id, 'attendance', 'write') and guard.allows(participant_id, 'attendance', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'attendance', 'write')
    and state in ('joined', 'not-this-one') and answered_by = guard.current_actor());
grant update (state, answered_by, answered_at) on treat.swap_request to daybridge_app;

-- Staff write it with the person, in a row of their own; the person in theirs.
create policy adds on treat.safety_plan for insert to daybridge_app
  with check (org_id = guard.current_org() and not from_person and written_by = guard.current_actor()
    and guard.allows(participant_id, 'plan', 'write'));
create policy the_person_adds on treat.safety_plan for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'participant'
    and participant_id = guard.current_actor() and from_person and written_by = guard.current_actor());
create policy changes on treat.safety_plan for update to daybridge_app
  using (org_id = guard.current_org() and not from_person and written_by = guard.current_actor()
    and guard.allows(participant_id, 'plan', 'write') and guard.allows(participant_id, 'plan', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write'));
create policy the_person_changes on treat.safety_plan for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'participant'
    and participant_id = guard.current_actor() and from_person)
  with check (org_id = guard.current_org() and participant_id = guard.current_actor());
grant update (words_sealed, saved_at, version) on treat.safety_plan to daybridge_app;

-- A session that was asked for is known to whoever asked for it.
create policy asked_for on treat.meeting for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'participant' and exists (
    select from treat.swap_request r
    where r.org_id = meeting.org_id and r.meeting_id = meeting.meeting_id and r.participant_id = guard.current_actor()));

-- Sessions with a seat for the person who asks, by the same rule as guard.make_ups; of whoever is there nothing is told.
create function guard.own_make_ups(after_at timestamptz, until_at timestamptz)
returns table (meeting_id uuid, on_date date, kind text, activity text, label_en text, label_es text,
  starts_at timestamptz, ends_at timestamptz, site_id uuid)
language sql stable security definer set search_path = '' as $$
  select m.meeting_id, m.on_date, m.kind, m.activity, m.label_en, m.label_es, m.starts_at, m.ends_at, m.site_id
  from guard.make_ups(array[guard.current_actor()], after_at, until_at) f
  join treat.meeting m on m.org_id = guard.current_org() and m.meeting_id = f.meeting_id
  where guard.current_role() = 'participant'
$$;
grant select (kind, activity, label_en, label_es, ends_at) on treat.meeting to daybridge_guard;
grant create on schema guard to daybridge_guard;
alter function guard.own_make_ups(timestamptz, timestamptz) owner to daybridge_guard;
revoke create on schema guard from daybridge_guard;
revoke all on function guard.own_make_ups(timestamptz, timestamptz) from public;
grant execute on function guard.own_make_ups(timestamptz, timestamptz) to daybridge_app;

call guard.quicken_reads();
