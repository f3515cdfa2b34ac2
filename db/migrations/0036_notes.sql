-- Notes: what a group did, once; what each person said and did, one each; and apart from both, what a counselor keeps of
-- a session for themself alone. What is signed never changes and nothing is ever removed.

-- The note of a whole group: one for everybody who was there, so it names nobody.
create table treat.group_note (
  org_id uuid not null,
  meeting_id uuid not null,
  author_id uuid not null,
  topics text[] not null default '{}',   -- keys of the activity's topics
  words_sealed bytea not null,           -- under the organisation's own key
  state text not null default 'draft' check (state in ('draft', 'ready', 'signed')),
  due_at timestamptz not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  signed_by uuid,
  signed_name text,
  licence text,
  signed_at timestamptz,
  version integer not null default 1,
  primary key (org_id, meeting_id),
  foreign key (org_id, meeting_id) references treat.meeting,
  foreign key (org_id, author_id) references guard.staff,
  foreign key (org_id, signed_by) references guard.staff,
  check ((state = 'signed') = (num_nulls(signed_by, signed_name, licence, signed_at) = 0))
);

-- Each state a group note was saved in. Added to, never changed.
create table treat.group_note_draft (
  org_id uuid not null,
  meeting_id uuid not null,
  version integer not null,
  by_id uuid not null,
  at timestamptz not null,
  content_sealed bytea not null,
  primary key (org_id, meeting_id, version),
  foreign key (org_id, meeting_id) references treat.group_note
);

-- What is written of one person: of a meeting, or of what happened without one. category: note
create table treat.note (
  org_id uuid not null,
  note_id uuid not null,
  participant_id uuid not null,
  meeting_id uuid,
  kind text not null check (kind in ('group', 'individual', 'family', 'medication', 'case-management', 'crisis',
    'discharge')),
  on_date date not null,                 -- on the program's wall
  starts_at timestamptz not null,        -- when they came and when they left
  ends_at timestamptz not null,
  by text not null check (by in ('room', 'video', 'phone')),
  group_size integer,                    -- how many came
  author_id uuid not null,
  goal_ids uuid[] not null default '{}',
  words_sealed bytea not null,           -- all the rest of what it says
  state text not null default 'draft' check (state in ('draft', 'ready', 'signed')),
  due_at timestamptz not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  signed_by uuid,
  signed_name text,
  licence text,                          -- the credential line at signing
  signed_at timestamptz,
  needs_cosign boolean not null default false,
  cosigned_by uuid,
  cosigned_name text,
  cosigned_licence text,
  cosigned_at timestamptz,
  version integer not null default 1,
  primary key (org_id, note_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, participant_id, meeting_id) references treat.attendance,
  foreign key (org_id, author_id) references guard.staff,
  foreign key (org_id, signed_by) references guard.staff,
  foreign key (org_id, cosigned_by) references guard.staff,
  check (starts_at <= ends_at),
  check (kind <> 'group' or meeting_id is not null),
  check ((state = 'signed') = (num_nulls(signed_by, signed_name, licence, signed_at) = 0)),
  check (num_nonnulls(cosigned_by, cosigned_name, cosigned_licence, cosigned_at) in (0, 4)),
  check (cosigned_by is null or needs_cosign and state = 'signed' and cosigned_by <> signed_by)
);
create unique index one_note_of_a_meeting on treat.note (org_id, participant_id, meeting_id) where meeting_id is not null;
create index on treat.note (org_id, participant_id, on_date);
create index on treat.note (org_id, meeting_id);
create index on treat.note (org_id, author_id) where state <> 'signed';

-- Each state a note was saved in, written with the answer that says it is saved. Added to, never changed. category: note
create table treat.note_draft (
  org_id uuid not null,
  participant_id uuid not null,
  note_id uuid not null,
  version integer not null,
  by_id uuid not null,
  at timestamptz not null,
  content_sealed bytea not null,
  primary key (org_id, note_id, version),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, note_id) references treat.note
);
create index on treat.note_draft (org_id, participant_id);

-- What is added to a signed note, each signed by itself. category: note
create table treat.addendum (
  org_id uuid not null,
  addendum_id uuid not null,
  participant_id uuid not null,
  note_id uuid not null,
  words_sealed bytea not null,
  by_id uuid not null,
  signed_name text not null,
  licence text not null,
  signed_at timestamptz not null,
  primary key (org_id, addendum_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, note_id) references treat.note,
  foreign key (org_id, by_id) references guard.staff
);
create index on treat.addendum (org_id, participant_id);
create index on treat.addendum (org_id, note_id);

-- SUD counseling notes: what its author keeps of a session, apart from the record. Each saving is a row. 2.11
-- category: counselling_note
create table treat.counselling_note (
  org_id uuid not null,
  counselling_note_id uuid not null,
  number integer not null check (number > 0),
  participant_id uuid not null,
  author_id uuid not null,
  on_date date not null,
  words_sealed bytea not null,
  at timestamptz not null,
  primary key (org_id, counselling_note_id, number),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, author_id) references guard.staff
);
create index on treat.counselling_note (org_id, participant_id);

-- Signed is signed. Of a person's note there comes one thing more: the second signature, once.
create function treat.keeps_a_signed_note() returns trigger language plpgsql set search_path = '' as $$
declare
  second text[] := array['cosigned_by', 'cosigned_name', 'cosigned_licence', 'cosigned_at', 'version'];
begin
  if old.state = 'signed' and (to_jsonb(old) ->> 'cosigned_at' is not null or not to_jsonb(old) ? 'cosigned_at'
    or to_jsonb(new) - second is distinct from to_jsonb(old) - second) then
    raise exception 'A signed note never changes.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keeps_signed before update on treat.note
  for each row execute function treat.keeps_a_signed_note();
create trigger keeps_signed before update on treat.group_note
  for each row execute function treat.keeps_a_signed_note();

-- A note goes with the whole record of a person, by its own rules, and never by itself.
create function treat.keeps_every_note() returns trigger language plpgsql set search_path = '' as $$
begin
  if not guard.is_shredding(old.participant_id) then
    raise exception 'No note is ever removed.' using errcode = 'check_violation';
  end if;
  return old;
end $$;

do $$
declare place text;
begin
  foreach place in array array['treat.note', 'treat.note_draft', 'treat.addendum', 'treat.counselling_note',
    'treat.group_note', 'treat.group_note_draft'] loop
    execute format('alter table %s enable row level security', place);
    execute format('alter table %s force row level security', place);
  end loop;
  foreach place in array array['treat.note', 'treat.note_draft', 'treat.addendum', 'treat.counselling_note'] loop
    execute format($policy$create policy shreds on %s for delete to daybridge_app
      using (org_id = guard.current_org() and guard.is_shredding(participant_id))$policy$, place);
    execute format('grant select, insert, delete on %s to daybridge_app', place);
    execute format('create trigger keeps_every_note before delete on %s
      for each row execute function treat.keeps_every_note()', place);
  end loop;
end $$;

-- Whoever may read notes of somebody; else one's own, and what is being written of a session one holds with others.
create policy reads on treat.note for select to daybridge_app
  using (org_id = guard.current_org() and (guard.allows(participant_id, 'note', 'read')
    or author_id = guard.current_actor()
    or guard.allows(participant_id, 'note', 'write') and exists (
      select from treat.meeting_leader l
      where l.org_id = note.org_id and l.meeting_id = note.meeting_id and l.staff_id = guard.current_actor())));
create policy adds on treat.note for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'note', 'write')
    and (guard.current_role() = 'system:demo' or author_id = guard.current_actor() and state <> 'signed'
      and (guard.allows(participant_id, 'note', 'read') or exists (
        select from treat.meeting_leader l
        where l.org_id = note.org_id and l.meeting_id = note.meeting_id and l.staff_id = guard.current_actor()))));
create policy changes on treat.note for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'note', 'write') and state <> 'signed'
    and (author_id = guard.current_actor() or exists (
      select from treat.meeting_leader l
      where l.org_id = note.org_id and l.meeting_id = note.meeting_id and l.staff_id = guard.current_actor())))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'note', 'write')
    and (signed_by is null or signed_by = guard.current_actor()) and cosigned_by is null);
-- The second signature is somebody's who reads the person's notes, and another one's than the first.
create policy signs_too on treat.note for update to daybridge_app
  using (org_id = guard.current_org() and state = 'signed' and needs_cosign and cosigned_at is null
    and signed_by <> guard.current_actor()
    and guard.allows(participant_id, 'note', 'write') and guard.allows(participant_id, 'note', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'note', 'write')
    and cosigned_by = guard.current_actor());
create policy drafts_stay_inside on treat.note as restrictive for select to daybridge_app
  using (guard.current_role() not in ('participant', 'supporter', 'outside') or state = 'signed');
grant update (starts_at, ends_at, by, group_size, goal_ids, words_sealed, state, saved_by, saved_at, signed_by,
  signed_name, licence, signed_at, needs_cosign, cosigned_by, cosigned_name, cosigned_licence, cosigned_at, version)
  on treat.note to daybridge_app;

create policy reads on treat.note_draft for select to daybridge_app
  using (org_id = guard.current_org() and (guard.allows(participant_id, 'note', 'read')
    or by_id = guard.current_actor()
    or exists (select from treat.note n where n.org_id = note_draft.org_id and n.note_id = note_draft.note_id)));
create policy adds on treat.note_draft for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'note', 'write')
    and (by_id = guard.current_actor() or guard.current_role() = 'system:demo'));
create policy stays_inside on treat.note_draft as restrictive for select to daybridge_app
  using (guard.current_role() not in ('participant', 'supporter', 'outside'));

create policy reads on treat.addendum for select to daybridge_app
  using (org_id = guard.current_org() and (guard.allows(participant_id, 'note', 'read')
    or exists (select from treat.note n where n.org_id = addendum.org_id and n.note_id = addendum.note_id)));
create policy adds on treat.addendum for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'note', 'write')
    and by_id = guard.current_actor() and exists (
      select from treat.note n
      where n.org_id = addendum.org_id and n.note_id = addendum.note_id and n.participant_id = addendum.participant_id
        and n.state = 'signed'));

-- Its author alone, and whom a consent to counseling notes names: nobody else of the care team, and not the person. 2.11
create policy reads on treat.counselling_note for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'counselling_note', 'read')
    and (author_id = guard.current_actor() or guard.current_role() = 'outside'));
create policy adds on treat.counselling_note for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'counselling_note', 'write')
    and (author_id = guard.current_actor() or guard.current_role() = 'system:demo'));

-- The group's note is in everybody's record who was there: whoever reads one of theirs reads it, and whoever holds it.
create policy reads on treat.group_note for select to daybridge_app
  using (org_id = guard.current_org() and (exists (
      select from treat.meeting_leader l
      where l.org_id = group_note.org_id and l.meeting_id = group_note.meeting_id
        and l.staff_id = guard.current_actor())
    or exists (
      select from treat.attendance a
      where a.org_id = group_note.org_id and a.meeting_id = group_note.meeting_id and a.status in ('here', 'late')
        and guard.allows(a.participant_id, 'note', 'read'))));
create policy drafts_stay_inside on treat.group_note as restrictive for select to daybridge_app
  using (guard.current_role() not in ('participant', 'supporter', 'outside') or state = 'signed');
create policy adds on treat.group_note for insert to daybridge_app
  with check (org_id = guard.current_org() and (guard.current_role() = 'system:demo'
    or author_id = guard.current_actor() and state <> 'signed' and exists (
      select from treat.meeting_leader l
      where l.org_id = group_note.org_id and l.meeting_id = group_note.meeting_id
        and l.staff_id = guard.current_actor())));
create policy changes on treat.group_note for update to daybridge_app
  using (org_id = guard.current_org() and exists (
    select from treat.meeting_leader l
    where l.org_id = group_note.org_id and l.meeting_id = group_note.meeting_id
      and l.staff_id = guard.current_actor()))
  with check (org_id = guard.current_org() and (signed_by is null or signed_by = guard.current_actor()));
grant select, insert, update (topics, words_sealed, state, saved_by, saved_at, signed_by, signed_name, licence,
  signed_at, version) on treat.group_note to daybridge_app;

create policy reads on treat.group_note_draft for select to daybridge_app
  using (org_id = guard.current_org() and exists (
    select from treat.group_note g
    where g.org_id = group_note_draft.org_id and g.meeting_id = group_note_draft.meeting_id)
    and guard.current_role() not in ('participant', 'supporter', 'outside'));
create policy adds on treat.group_note_draft for insert to daybridge_app
  with check (org_id = guard.current_org() and by_id = guard.current_actor() and exists (
    select from treat.meeting_leader l
    where l.org_id = group_note_draft.org_id and l.meeting_id = group_note_draft.meeting_id
      and l.staff_id = guard.current_actor()));
grant select, insert on treat.group_note_draft to daybridge_app;

-- That a note is signed is known to whoever sees attendance, as money waits for it; what it says is not.
create function guard.signed_notes() returns table (participant_id uuid, meeting_id uuid)
language sql stable security definer set search_path = '' as $$
  with people as materialized (
    select n.participant_id from treat.note n where n.org_id = guard.current_org() group by n.participant_id)
  select n.participant_id, n.meeting_id
  from treat.note n
  join people p on p.participant_id = n.participant_id and guard.allows(p.participant_id, 'attendance', 'read')
  where n.org_id = guard.current_org() and n.state = 'signed' and n.meeting_id is not null
    and (not n.needs_cosign or n.cosigned_at is not null)
$$;
create policy decides on treat.note for select to daybridge_guard using (true);
grant select (org_id, participant_id, meeting_id, state, needs_cosign, cosigned_at) on treat.note to daybridge_guard;
grant create on schema guard to daybridge_guard;
alter function guard.signed_notes() owner to daybridge_guard;
revoke create on schema guard from daybridge_guard;
revoke all on function guard.signed_notes() from public;
grant execute on function guard.signed_notes() to daybridge_app;

insert into guard.permission (role, relation, category, verb) values
  -- the person reads what was signed of them. 2.23
  ('participant', 'self', 'note', 'read'),
  ('system:demo', 'site', 'note', 'write'),
  ('system:demo', 'site', 'counselling_note', 'write');

call guard.quicken_reads();
