-- Somebody who stands behind a person signs in: by a link and a code told in person, under a name the person approves.

-- A consent lets a supporter in once the person approved the name, and nobody who left.
create policy decides on guard.supporter for select to daybridge_guard using (true);
grant select on guard.supporter to daybridge_guard;
create function guard.is_approved(somebody uuid) returns boolean language sql stable
  return not exists (
    select from guard.supporter s
    where s.org_id = guard.current_org() and s.supporter_id = somebody
      and (s.approved_at is null or s.left_at is not null));
create function guard.has_left(somebody uuid) returns boolean language sql stable
  return exists (
    select from guard.supporter s
    where s.org_id = guard.current_org() and s.supporter_id = somebody and s.left_at is not null);

-- The decision itself stays where it is: only these two ways to a record ask one thing more.
do $$
declare
  whole text := pg_get_functiondef('guard.allows(uuid, text, text)'::regprocedure);
begin
  whole := replace(whole, 'when ''consent'' then exists (',
    'when ''consent'' then guard.is_approved(asker) and exists (');
  whole := replace(whole, 'when ''representative'' then exists (',
    'when ''representative'' then not guard.has_left(asker) and exists (');
  if whole not like '%guard.is_approved(asker)%' or whole not like '%guard.has_left(asker)%' then
    raise exception 'guard.allows() reads otherwise than this migration knows it.';
  end if;
  execute whole;
end $$;

-- Who stands behind somebody may leave; approving the name is the person's.
create function guard.supporter_only_leaves() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.left_at is not null and new.left_at is distinct from old.left_at then
    raise exception 'Who left has left.' using errcode = 'check_violation';
  end if;
  if guard.current_role() = 'supporter'
    and (new.about_sealed, new.approved_at) is distinct from (old.about_sealed, old.approved_at) then
    raise exception 'The person approves the name.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_leaves before update on guard.supporter
  for each row execute function guard.supporter_only_leaves();
create policy signs_in on guard.supporter for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:sign-in');

-- A way in: the link alone opens nothing, nor does the code. category: consent
create table guard.supporter_invite (
  org_id uuid not null,
  invite_id uuid not null,
  participant_id uuid not null,
  supporter_id uuid not null,
  token_hash bytea not null,             -- of the secret in the address
  code_hash bytea not null,              -- of the code with that secret, which is kept nowhere
  made_at timestamptz not null,
  ends_at timestamptz not null,
  tries integer not null default 0,
  accepted_at timestamptz,
  said_sealed bytea,                     -- {"called": ...}, with the organisation's own key: the name they go by
  ended_at timestamptz,                  -- taken back, or the name was not the one that was meant
  primary key (org_id, invite_id),
  unique (org_id, token_hash),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, supporter_id) references guard.supporter,
  check (ends_at > made_at and ends_at <= made_at + interval '72 hours'),
  check (tries between 0 and 5),
  check ((accepted_at is null) = (said_sealed is null))
);
create unique index one_way_in on guard.supporter_invite (org_id, supporter_id) where ended_at is null;
create index on guard.supporter_invite (org_id, participant_id);
alter table guard.supporter_invite enable row level security;
alter table guard.supporter_invite force row level security;
create policy reads on guard.supporter_invite for select to daybridge_app
  using (org_id = guard.current_org() and (supporter_id = guard.current_actor()
    or guard.current_role() = 'system:sign-in' or guard.allows(participant_id, 'consent', 'read')));
create policy adds on guard.supporter_invite for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'consent', 'write')
    and accepted_at is null);
create policy changes on guard.supporter_invite for update to daybridge_app
  using (org_id = guard.current_org() and (guard.current_role() = 'system:sign-in'
    or guard.allows(participant_id, 'consent', 'write') and guard.allows(participant_id, 'consent', 'read')))
  with check (org_id = guard.current_org());
grant select, insert, update (tries, accepted_at, said_sealed, ended_at) on guard.supporter_invite to daybridge_app;
-- Whoever invites cannot say yes in the other's place.
create function guard.invite_is_accepted_by_the_invited() returns trigger language plpgsql set search_path = '' as $$
begin
  if guard.current_role() <> 'system:sign-in'
    and (new.tries, new.accepted_at, new.said_sealed) is distinct from (old.tries, old.accepted_at, old.said_sealed) then
    raise exception 'Only who was invited accepts.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger accepted before update on guard.supporter_invite
  for each row execute function guard.invite_is_accepted_by_the_invited();

-- A supporter's way to sign in ends with them.
create policy ends on guard.account for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:sign-in' and person_kind = 'supporter');

-- "I'm worried", said one way: the care team reads it, and nothing comes back. category: note
create table guard.worry (
  org_id uuid not null,
  worry_id uuid not null,
  participant_id uuid not null,
  supporter_id uuid not null,
  said_at timestamptz not null default now(),
  words_sealed bytea not null,
  read_by uuid,
  read_at timestamptz,
  primary key (org_id, worry_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, supporter_id) references guard.supporter,
  foreign key (org_id, read_by) references guard.staff,
  check ((read_by is null) = (read_at is null))
);
create index on guard.worry (org_id, participant_id);
create index on guard.worry (org_id, supporter_id);
alter table guard.worry enable row level security;
alter table guard.worry force row level security;
create policy reads on guard.worry for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() not in ('participant', 'supporter', 'outside')
    and guard.allows(participant_id, 'note', 'read'));
create policy adds on guard.worry for insert to daybridge_app
  with check (org_id = guard.current_org() and supporter_id = guard.current_actor() and read_at is null
    and guard.current_role() = 'supporter' and exists (
      select from guard.supporter s
      where s.org_id = worry.org_id and s.supporter_id = worry.supporter_id
        and s.participant_id = worry.participant_id and s.left_at is null));
create policy is_read on guard.worry for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() not in ('participant', 'supporter', 'outside')
    and guard.allows(participant_id, 'note', 'write') and guard.allows(participant_id, 'note', 'read'))
  with check (org_id = guard.current_org() and read_by = guard.current_actor());
grant select, insert, update (read_by, read_at) on guard.worry to daybridge_app;

-- What they say goes under the person's key, so that it is shredded with the record. A key opens no more than the
-- other policies show.
create policy seals_a_worry on guard.participant_key for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'supporter' and exists (
    select from guard.supporter s
    where s.org_id = participant_key.org_id and s.supporter_id = guard.current_actor()
      and s.participant_id = participant_key.participant_id and s.left_at is null));

-- How the supporter themself is doing: theirs alone, and about nobody in care.
create table guard.supporter_check_in (
  org_id uuid not null,
  check_in_id uuid not null,
  supporter_id uuid not null,
  said_at timestamptz not null default now(),
  answers_sealed bytea not null,         -- with the organisation's own key
  primary key (org_id, check_in_id),
  foreign key (org_id, supporter_id) references guard.supporter
);
create index on guard.supporter_check_in (org_id, supporter_id, said_at desc);
alter table guard.supporter_check_in enable row level security;
alter table guard.supporter_check_in force row level security;
create policy reads on guard.supporter_check_in for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'supporter'
    and supporter_id = guard.current_actor());
create policy adds on guard.supporter_check_in for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'supporter'
    and supporter_id = guard.current_actor());
create policy forgets on guard.supporter_check_in for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'supporter'
    and supporter_id = guard.current_actor());
grant select, insert, delete on guard.supporter_check_in to daybridge_app;

-- A shredded record leaves nobody who could sign in for it, and no word of theirs.
create policy shreds on guard.supporter_invite for delete to daybridge_app
  using (org_id = guard.current_org() and guard.is_shredding(participant_id));
create policy shreds on guard.worry for delete to daybridge_app
  using (org_id = guard.current_org() and guard.is_shredding(participant_id));
grant delete on guard.supporter_invite, guard.worry to daybridge_app;
create policy shreds_seen on guard.supporter for select to daybridge_app
  using (org_id = guard.current_org() and guard.is_shredding(participant_id));
create policy shreds on guard.supporter_check_in for delete to daybridge_app
  using (org_id = guard.current_org() and exists (
    select from guard.supporter s
    where s.org_id = supporter_check_in.org_id and s.supporter_id = supporter_check_in.supporter_id
      and guard.is_shredding(s.participant_id)));
create policy shreds_supporters on guard.account for delete to daybridge_app
  using (org_id = guard.current_org() and person_kind = 'supporter' and exists (
    select from guard.supporter s
    where s.org_id = account.org_id and s.supporter_id = person_id and guard.is_shredding(s.participant_id)));
create policy shreds_supporters_seen on guard.account for select to daybridge_app
  using (org_id = guard.current_org() and person_kind = 'supporter' and exists (
    select from guard.supporter s
    where s.org_id = account.org_id and s.supporter_id = person_id and guard.is_shredding(s.participant_id)));

call guard.quicken_reads();
