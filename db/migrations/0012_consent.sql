-- Whom a person lets in, whom they keep out, and what happens in an emergency: the rest of guard.allows.

create function guard.current_purpose() returns text language sql stable
  return coalesce(nullif(current_setting('daybridge.purpose', true), ''), 'none');

-- A place on a care team is never handed on: it is ended, and another one begins.
revoke update on guard.care_team from daybridge_app;
grant update (until_on) on guard.care_team to daybridge_app;

-- Nor is any row handed to another person, another organisation or another id: those columns are never changed.
do $$
declare
  whole record;
  others text;
begin
  for whole in
    select n.nspname as room, c.relname as name, c.oid
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('guard', 'platform', 'bridge', 'fit', 'schedule', 'treat') and c.relkind in ('r', 'p')
      and has_table_privilege('daybridge_app', c.oid, 'update')
  loop
    select string_agg(quote_ident(a.attname), ', ' order by a.attnum) into others
    from pg_attribute a
    where a.attrelid = whole.oid and a.attnum > 0 and not a.attisdropped
      and a.attname not in ('org_id', 'participant_id')
      and not exists (
        select from pg_index i
        where i.indrelid = whole.oid and i.indisprimary and a.attnum = any (i.indkey));
    execute format('revoke update on %I.%I from daybridge_app', whole.room, whole.name);
    if others is not null then
      execute format('grant update (%s) on %I.%I to daybridge_app', others, whole.room, whole.name);
    end if;
  end loop;
end $$;

-- Some things are allowed for one purpose only, and two more ways lead to a record: a consent that names whoever asks,
-- and an emergency that was opened.
alter table guard.permission add column purpose text
  check (purpose in ('treatment', 'payment', 'operations', 'self', 'intake', 'support'));
alter table guard.permission drop constraint permission_relation_check;
alter table guard.permission add constraint permission_relation_check
  check (relation in ('self', 'team', 'prospect', 'site', 'consent', 'emergency', 'representative'));
alter table guard.permission drop constraint permission_category_check;
alter table guard.permission add constraint permission_category_check
  check (category in ('record', 'identity', 'contact', 'schedule', 'attendance', 'assessment', 'plan', 'note',
    'counselling_note', 'measure', 'medication', 'test', 'money', 'document', 'consent', 'disclosure'));

alter table guard.staff drop constraint staff_role_check;
alter table guard.staff add constraint staff_role_check
  check (role in ('counselor', 'facilitator', 'coordinator', 'prescriber', 'nurse', 'biller', 'director', 'privacy',
    'admin'));
alter table guard.account drop constraint account_person_kind_check;
alter table guard.account add constraint account_person_kind_check
  check (person_kind in ('staff', 'participant', 'supporter'));

-- A record that only named staff may open: the care team. Everybody else sees a code among codes.
alter table guard.participant add column is_private boolean not null default false;
grant update (is_private) on guard.participant to daybridge_app;
create policy sets_private on guard.participant for update to daybridge_app
  using (org_id = guard.current_org() and (participant_id = guard.current_actor()
    or guard.current_role() = 'privacy'))
  with check (org_id = guard.current_org());
-- The row may be changed for that alone by those two.
create function guard.only_private_changes() returns trigger language plpgsql set search_path = '' as $$
begin
  if guard.current_role() in ('participant', 'privacy')
    and (new.record_code, new.stage, new.created_at) is distinct from (old.record_code, old.stage, old.created_at) then
    raise exception 'Only whether the record is private may be changed here.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_private before update on guard.participant
  for each row execute function guard.only_private_changes();

-- Somebody who stands behind a person and signs in as themself. What they see, consents say.
-- category: consent
create table guard.supporter (
  org_id uuid not null,
  supporter_id uuid not null,
  participant_id uuid not null,
  about_sealed bytea not null,           -- {"called": ..., "relation": ...}
  language text not null default 'en' check (language in ('en', 'es')),
  asked_at timestamptz not null default now(),
  approved_at timestamptz,               -- the person saw the name and approved it
  left_at timestamptz,
  version integer not null default 1,
  primary key (org_id, supporter_id),
  foreign key (org_id, participant_id) references guard.participant
);
create index on guard.supporter (org_id, participant_id);

-- What a person allows, in the form they signed. Nothing in it changes but its end. category: consent
create table guard.consent (
  org_id uuid not null,
  consent_id uuid not null,
  participant_id uuid not null,
  kind text not null check (kind in ('tpo', 'specific', 'counselling-notes', 'proceedings', 'criminal-justice',
    'research')),
  recipient_kind text not null check (recipient_kind in ('supporter', 'organisation', 'intermediary', 'class',
    'payer', 'official')),
  recipient_id uuid,                     -- who signs in by it: a supporter, an outside recipient; null for a class
  categories text[] not null check (cardinality(categories) > 0),
  purposes text[] not null check (cardinality(purposes) > 0),
  begins_at timestamptz not null,
  expires_at timestamptz,
  expires_on_event text check (expires_on_event in ('end-of-treatment', 'final-disposition', 'none')),
  event_at timestamptz,                  -- when that event came
  irrevocable_until_event boolean not null default false,   -- criminal justice only, 2.35
  needs_guardian boolean not null default false,            -- 2.14
  guardian_signed_at timestamptz,
  document_sealed bytea not null,        -- every element of 2.31(a) and the words as they were signed
  document_hash bytea not null,
  form_version text not null,
  language text not null check (language in ('en', 'es')),
  signed_at timestamptz not null,
  revoked_at timestamptz,
  revocation_sealed bytea,               -- how it was revoked, or why it was not effective yet
  version integer not null default 1,
  primary key (org_id, consent_id),
  foreign key (org_id, participant_id) references guard.participant,
  check (expires_at is not null or expires_on_event is not null),
  check (expires_on_event is distinct from 'none' or kind = 'tpo'),
  check (not irrevocable_until_event or kind = 'criminal-justice'),
  check (('counselling_note' = any (categories)) = (kind = 'counselling-notes')),
  check (kind <> 'counselling-notes' or categories = array['counselling_note']),
  check (kind <> 'tpo' or purposes <@ array['treatment', 'payment', 'operations'])
);
create index on guard.consent (org_id, participant_id, signed_at desc);
create index on guard.consent (org_id, recipient_id, participant_id);

-- Whether a consent lets somebody in at this very moment: it may end between two reads of one request.
create function guard.in_force(c guard.consent) returns boolean language sql volatile
  return c.begins_at <= clock_timestamp()
    and (c.expires_at is null or clock_timestamp() < c.expires_at)
    and (c.event_at is null or clock_timestamp() < c.event_at)
    and (c.revoked_at is null or clock_timestamp() < c.revoked_at)
    and (not c.needs_guardian or c.guardian_signed_at is not null);

-- What a person asked to be kept from somebody, and the program agreed to. It comes before every permission. 2.26
-- category: consent
create table guard.restriction (
  org_id uuid not null,
  restriction_id uuid not null,
  participant_id uuid not null,
  staff_id uuid,                         -- kept from this member of staff
  role text,                             -- or from this role
  recipient text check (recipient in ('health-plan')),   -- or from a health plan, for what was paid in full
  categories text[] not null check (cardinality(categories) > 0),
  asked_at timestamptz not null,
  answered_at timestamptz,
  is_agreed boolean,                     -- null: asked and not answered yet
  must_agree boolean not null default false,   -- paid in full by the person themself: the program may not refuse
  reason_sealed bytea,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (org_id, restriction_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, staff_id) references guard.staff,
  check (num_nonnulls(staff_id, role, recipient) = 1),
  check ((answered_at is null) = (is_agreed is null)),
  check (not must_agree or is_agreed is distinct from false)
);
create index on guard.restriction (org_id, participant_id);

-- A record opened in an emergency, for a short time and with its reason. 2.51 category: consent
create table guard.emergency (
  org_id uuid not null,
  emergency_id uuid not null,
  participant_id uuid not null,
  staff_id uuid not null,
  opened_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  -- {"nature", "recipient": {"name", "affiliation"}, "discloser"}: with the time, all that 2.51(c) asks for
  reason_sealed bytea not null,
  review_by date not null,
  reviewed_by uuid,
  reviewed_at timestamptz,
  is_justified boolean,
  review_sealed bytea,
  version integer not null default 1,
  primary key (org_id, emergency_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, staff_id) references guard.staff,
  foreign key (org_id, reviewed_by) references guard.staff,
  check (until_at > opened_at and until_at <= opened_at + interval '4 hours'),
  check ((reviewed_at is null) = (is_justified is null))
);
create index on guard.emergency (org_id, staff_id, participant_id, until_at);

-- Who acts for somebody who cannot: with proof, and for a time. 2.15 category: consent
create table guard.representative (
  org_id uuid not null,
  representative_id uuid not null,
  participant_id uuid not null,
  supporter_id uuid,                     -- the account it signs in with
  basis text not null check (basis in ('guardian', 'power-of-attorney', 'executor', 'parent')),
  proof_sealed bytea not null,
  from_on date not null,
  until_on date,
  set_by uuid not null,
  primary key (org_id, representative_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, supporter_id) references guard.supporter,
  foreign key (org_id, set_by) references guard.staff
);

-- The only decision. In plpgsql because its plan is kept for the whole connection: a guarded read asks it every time.
create or replace function guard.allows(person uuid, wanted_category text, wanted_verb text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  here uuid := guard.current_org();
  asker uuid := guard.current_actor();
  acting text := guard.current_role();
  wanted_purpose text := guard.current_purpose();
begin
  if not exists (
    select from guard.permission may
    where may.role = acting
      and may.category = wanted_category
      and may.verb = wanted_verb
      and (may.purpose is null or may.purpose = wanted_purpose)
      and case may.relation
            when 'self' then person = asker
            when 'site' then acting like 'system:%' or wanted_category in ('record', 'schedule', 'consent', 'disclosure')
              or not exists (
                select from guard.participant p
                where p.org_id = here and p.participant_id = person and p.is_private)
            when 'prospect' then exists (
              select from guard.participant p
              where p.org_id = here and p.participant_id = person and p.stage = 'prospect' and not p.is_private)
            when 'team' then exists (
              select from guard.care_team t
              where t.org_id = here and t.participant_id = person and t.staff_id = asker
                and t.from_on <= current_date and (t.until_on is null or t.until_on >= current_date))
            when 'consent' then exists (
              select from guard.consent c
              where c.org_id = here and c.participant_id = person and c.recipient_id = asker
                and wanted_category = any (c.categories) and wanted_purpose = any (c.purposes)
                and guard.in_force(c))
            when 'representative' then exists (
              select from guard.representative r
              where r.org_id = here and r.participant_id = person and r.supporter_id = asker
                and r.from_on <= current_date and (r.until_on is null or r.until_on >= current_date))
            when 'emergency' then exists (
              select from guard.emergency e
              where e.org_id = here and e.participant_id = person and e.staff_id = asker
                and e.opened_at <= clock_timestamp() and clock_timestamp() < e.until_at
                and (e.ended_at is null or clock_timestamp() < e.ended_at))
          end) then
    return false;
  end if;
  -- What a person asked to be kept from somebody stays kept from them. Life and limb come first. 2.26(a), 164.522(a)(1)(iii)
  if acting in ('participant', 'supporter') or acting like 'system:%' then
    return true;
  end if;
  return not exists (
    select from guard.restriction r
    where r.org_id = here and r.participant_id = person and r.is_agreed
      and (r.ended_at is null or clock_timestamp() < r.ended_at)
      and wanted_category = any (r.categories)
      and (r.staff_id = asker or r.role = acting)
      and not exists (
        select from guard.emergency e
        where e.org_id = here and e.participant_id = person and e.staff_id = asker
          and e.opened_at <= clock_timestamp() and clock_timestamp() < e.until_at
          and (e.ended_at is null or clock_timestamp() < e.ended_at)));
end $$;

grant create on schema guard to daybridge_guard;
alter function guard.allows(uuid, text, text) owner to daybridge_guard;
revoke create on schema guard from daybridge_guard;
grant select on guard.consent, guard.restriction, guard.emergency, guard.representative to daybridge_guard;

insert into guard.permission (role, relation, category, verb) values
  -- the person themself says who may
  ('participant', 'self', 'consent', 'read'),
  ('participant', 'self', 'consent', 'write'),
  ('participant', 'self', 'document', 'read'),
  ('participant', 'self', 'medication', 'read'),
  ('participant', 'self', 'test', 'read'),
  ('participant', 'self', 'money', 'read'),
  -- somebody who stands behind them: what a consent in force names, and nothing else
  ('supporter', 'consent', 'schedule', 'read'),
  ('supporter', 'consent', 'attendance', 'read'),
  ('supporter', 'consent', 'plan', 'read'),
  ('supporter', 'consent', 'measure', 'read'),
  ('supporter', 'consent', 'medication', 'read'),
  ('supporter', 'consent', 'note', 'read'),
  -- who acts for somebody who cannot reads what they would
  ('supporter', 'representative', 'record', 'read'),
  ('supporter', 'representative', 'identity', 'read'),
  ('supporter', 'representative', 'contact', 'read'),
  ('supporter', 'representative', 'schedule', 'read'),
  ('supporter', 'representative', 'attendance', 'read'),
  ('supporter', 'representative', 'plan', 'read'),
  ('supporter', 'representative', 'measure', 'read'),
  ('supporter', 'representative', 'medication', 'read'),
  ('supporter', 'representative', 'consent', 'read'),
  ('supporter', 'representative', 'consent', 'write'),
  -- another program or practice with an account of its own
  ('outside', 'consent', 'record', 'read'),
  ('outside', 'consent', 'identity', 'read'),
  ('outside', 'consent', 'contact', 'read'),
  ('outside', 'consent', 'schedule', 'read'),
  ('outside', 'consent', 'attendance', 'read'),
  ('outside', 'consent', 'assessment', 'read'),
  ('outside', 'consent', 'plan', 'read'),
  ('outside', 'consent', 'note', 'read'),
  ('outside', 'consent', 'counselling_note', 'read'),
  ('outside', 'consent', 'measure', 'read'),
  ('outside', 'consent', 'medication', 'read'),
  ('outside', 'consent', 'test', 'read'),
  ('outside', 'consent', 'document', 'read'),
  -- the counselor
  ('counselor', 'prospect', 'consent', 'read'),
  ('counselor', 'prospect', 'consent', 'write'),
  ('counselor', 'team', 'consent', 'read'),
  ('counselor', 'team', 'consent', 'write'),
  ('counselor', 'team', 'attendance', 'write'),
  ('counselor', 'team', 'note', 'read'),
  ('counselor', 'team', 'note', 'write'),
  ('counselor', 'team', 'counselling_note', 'read'),
  ('counselor', 'team', 'counselling_note', 'write'),
  ('counselor', 'team', 'medication', 'read'),
  ('counselor', 'team', 'test', 'read'),
  ('counselor', 'team', 'test', 'write'),
  -- who leads groups: the people of their care teams, what a group needs
  ('facilitator', 'team', 'record', 'read'),
  ('facilitator', 'team', 'identity', 'read'),
  ('facilitator', 'team', 'schedule', 'read'),
  ('facilitator', 'team', 'attendance', 'read'),
  ('facilitator', 'team', 'attendance', 'write'),
  ('facilitator', 'team', 'plan', 'read'),
  ('facilitator', 'team', 'note', 'read'),
  ('facilitator', 'team', 'note', 'write'),
  -- who prescribes, and who nurses
  ('prescriber', 'site', 'record', 'read'),
  ('prescriber', 'team', 'identity', 'read'),
  ('prescriber', 'team', 'contact', 'read'),
  ('prescriber', 'team', 'schedule', 'read'),
  ('prescriber', 'team', 'attendance', 'read'),
  ('prescriber', 'team', 'assessment', 'read'),
  ('prescriber', 'team', 'plan', 'read'),
  ('prescriber', 'team', 'note', 'read'),
  ('prescriber', 'team', 'note', 'write'),
  ('prescriber', 'team', 'measure', 'read'),
  ('prescriber', 'team', 'measure', 'write'),
  ('prescriber', 'team', 'medication', 'read'),
  ('prescriber', 'team', 'medication', 'write'),
  ('prescriber', 'team', 'test', 'read'),
  ('prescriber', 'team', 'test', 'write'),
  ('prescriber', 'team', 'consent', 'read'),
  ('nurse', 'site', 'record', 'read'),
  ('nurse', 'team', 'identity', 'read'),
  ('nurse', 'team', 'contact', 'read'),
  ('nurse', 'team', 'schedule', 'read'),
  ('nurse', 'team', 'attendance', 'read'),
  ('nurse', 'team', 'attendance', 'write'),
  ('nurse', 'team', 'assessment', 'read'),
  ('nurse', 'team', 'plan', 'read'),
  ('nurse', 'team', 'note', 'read'),
  ('nurse', 'team', 'note', 'write'),
  ('nurse', 'team', 'measure', 'read'),
  ('nurse', 'team', 'measure', 'write'),
  ('nurse', 'team', 'medication', 'read'),
  ('nurse', 'team', 'medication', 'write'),
  ('nurse', 'team', 'test', 'read'),
  ('nurse', 'team', 'test', 'write'),
  ('nurse', 'team', 'consent', 'read'),
  -- an emergency that was opened: what a stranger needs to help, never counselling notes
  ('counselor', 'emergency', 'identity', 'read'),
  ('counselor', 'emergency', 'contact', 'read'),
  ('counselor', 'emergency', 'assessment', 'read'),
  ('counselor', 'emergency', 'measure', 'read'),
  ('counselor', 'emergency', 'medication', 'read'),
  ('prescriber', 'emergency', 'identity', 'read'),
  ('prescriber', 'emergency', 'contact', 'read'),
  ('prescriber', 'emergency', 'assessment', 'read'),
  ('prescriber', 'emergency', 'measure', 'read'),
  ('prescriber', 'emergency', 'medication', 'read'),
  ('prescriber', 'emergency', 'test', 'read'),
  ('nurse', 'emergency', 'identity', 'read'),
  ('nurse', 'emergency', 'contact', 'read'),
  ('nurse', 'emergency', 'assessment', 'read'),
  ('nurse', 'emergency', 'measure', 'read'),
  ('nurse', 'emergency', 'medication', 'read'),
  ('nurse', 'emergency', 'test', 'read'),
  -- the privacy officer: consents and codes, to answer for them; no clinical word
  ('privacy', 'site', 'record', 'read'),
  ('privacy', 'site', 'consent', 'read'),
  -- the demo program
  ('system:demo', 'site', 'consent', 'write');
insert into guard.permission (role, relation, category, verb, purpose) values
  -- who bills: only for that
  ('biller', 'site', 'record', 'read', 'payment'),
  ('biller', 'site', 'identity', 'read', 'payment'),
  ('biller', 'site', 'attendance', 'read', 'payment'),
  ('biller', 'site', 'money', 'read', 'payment'),
  ('biller', 'site', 'money', 'write', 'payment'),
  ('biller', 'site', 'consent', 'read', 'payment');

alter table guard.supporter enable row level security;
alter table guard.supporter force row level security;
create policy reads on guard.supporter for select to daybridge_app
  using (org_id = guard.current_org()
    and (supporter_id = guard.current_actor() or guard.allows(participant_id, 'consent', 'read')));
create policy adds on guard.supporter for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'consent', 'write'));
create policy changes on guard.supporter for update to daybridge_app
  using (org_id = guard.current_org() and (supporter_id = guard.current_actor()
    or guard.allows(participant_id, 'consent', 'write') and guard.allows(participant_id, 'consent', 'read')))
  with check (org_id = guard.current_org());
grant select, insert, update (about_sealed, language, approved_at, left_at, version) on guard.supporter
  to daybridge_app;

alter table guard.consent enable row level security;
alter table guard.consent force row level security;
create policy decides on guard.consent for select to daybridge_guard using (true);
-- Whom it lets in may read what it lets them see; that there are others is not theirs.
create policy reads on guard.consent for select to daybridge_app
  using (org_id = guard.current_org()
    and (recipient_id = guard.current_actor() or guard.allows(participant_id, 'consent', 'read')));
create policy adds on guard.consent for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'consent', 'write')
    and revoked_at is null and event_at is null);
create policy ends on guard.consent for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'consent', 'read')
    and (guard.allows(participant_id, 'consent', 'write') or guard.current_role() = 'privacy'))
  with check (org_id = guard.current_org());
grant select, insert, update (revoked_at, revocation_sealed, event_at, guardian_signed_at, version) on guard.consent
  to daybridge_app;

-- What was signed stays signed, an end stays an end, and a consent of a court case ends when the case does.
create function guard.consent_only_ends() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at
    or old.event_at is not null and new.event_at is distinct from old.event_at
    or old.guardian_signed_at is not null and new.guardian_signed_at is distinct from old.guardian_signed_at then
    raise exception 'A consent that ended, or that was signed, stays so.' using errcode = 'check_violation';
  end if;
  if new.revoked_at is not null and old.revoked_at is null and old.irrevocable_until_event and old.event_at is null then
    raise exception 'This consent ends with the case it was given for.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger only_ends before update on guard.consent for each row execute function guard.consent_only_ends();

alter table guard.restriction enable row level security;
alter table guard.restriction force row level security;
create policy decides on guard.restriction for select to daybridge_guard using (true);
create policy reads on guard.restriction for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'consent', 'read')
    and staff_id is distinct from guard.current_actor());
create policy asks on guard.restriction for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'consent', 'write')
    and (is_agreed is null or must_agree));
create policy answers on guard.restriction for update to daybridge_app
  using (org_id = guard.current_org()
    and (guard.current_role() = 'privacy' or participant_id = guard.current_actor()))
  with check (org_id = guard.current_org());
grant select, insert, update (answered_at, is_agreed, reason_sealed, ended_at, version) on guard.restriction
  to daybridge_app;
-- The person may take back what they asked; whether it is agreed to is not theirs to write.
create function guard.restriction_is_answered_by_the_program() returns trigger language plpgsql set search_path = '' as $$
begin
  if new.is_agreed is distinct from old.is_agreed and guard.current_role() <> 'privacy' then
    raise exception 'The program answers this.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger answered before update on guard.restriction
  for each row execute function guard.restriction_is_answered_by_the_program();

alter table guard.emergency enable row level security;
alter table guard.emergency force row level security;
create policy decides on guard.emergency for select to daybridge_guard using (true);
create policy reads on guard.emergency for select to daybridge_app
  using (org_id = guard.current_org()
    and (staff_id = guard.current_actor() or guard.allows(participant_id, 'consent', 'read')));
create policy opens on guard.emergency for insert to daybridge_app
  with check (org_id = guard.current_org() and staff_id = guard.current_actor()
    and guard.current_role() in ('counselor', 'prescriber', 'nurse')
    and opened_at between clock_timestamp() - interval '1 minute' and clock_timestamp() + interval '1 minute'
    and reviewed_at is null and ended_at is null);
create policy closes on guard.emergency for update to daybridge_app
  using (org_id = guard.current_org() and staff_id = guard.current_actor() and ended_at is null
    and guard.current_role() in ('counselor', 'prescriber', 'nurse'))
  with check (org_id = guard.current_org() and reviewed_at is null);
create policy reviews on guard.emergency for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy')
  -- Checks of several policies are joined by "or": each has to say whose it is.
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and reviewed_by = guard.current_actor());
grant select, insert, update (ended_at, reviewed_by, reviewed_at, is_justified, review_sealed, version)
  on guard.emergency to daybridge_app;

alter table guard.representative enable row level security;
alter table guard.representative force row level security;
create policy decides on guard.representative for select to daybridge_guard using (true);
create policy reads on guard.representative for select to daybridge_app
  using (org_id = guard.current_org()
    and (supporter_id = guard.current_actor() or guard.allows(participant_id, 'consent', 'read')));
create policy adds on guard.representative for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('counselor', 'privacy')
    and guard.allows(participant_id, 'consent', 'read') and set_by = guard.current_actor());
create policy ends on guard.representative for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('counselor', 'privacy')
    and guard.allows(participant_id, 'consent', 'read'))
  with check (org_id = guard.current_org());
grant select, insert, update (until_on) on guard.representative to daybridge_app;

-- The state whose law says from when on somebody consents to this care for themself (2.14); null: nobody said, and the
-- strictest reading holds.
alter table guard.org add column state text check (state ~ '^[A-Z]{2}$');

-- The name a person chose to be called by among their peers: on a roster, in a video room. category: identity
create table guard.alias (
  org_id uuid not null,
  participant_id uuid not null,
  alias_sealed bytea not null,
  version integer not null default 1,
  primary key (org_id, participant_id),
  foreign key (org_id, participant_id) references guard.participant
);
alter table guard.alias enable row level security;
alter table guard.alias force row level security;
create policy reads on guard.alias for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'identity', 'read'));
create policy adds on guard.alias for insert to daybridge_app
  with check (org_id = guard.current_org() and participant_id = guard.current_actor());
create policy changes on guard.alias for update to daybridge_app
  using (org_id = guard.current_org() and participant_id = guard.current_actor())
  with check (org_id = guard.current_org());
grant select, insert, update (alias_sealed, version) on guard.alias to daybridge_app;

-- Who is never in one room: the pair is the planner's, and no participant's. Why is seen by the role that said so, alone.
drop policy reads on schedule.apart;
drop policy adds on schedule.apart;
drop policy changes on schedule.apart;
create policy reads on schedule.apart for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() not in ('participant', 'supporter', 'outside')
    and guard.allows(participant_id, 'schedule', 'read'));
create policy adds on schedule.apart for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() not in ('participant', 'supporter', 'outside')
    and guard.allows(participant_id, 'schedule', 'write'));
alter table schedule.apart drop column reason_sealed;
revoke update on schedule.apart from daybridge_app;

-- category: record
create table schedule.apart_reason (
  org_id uuid not null,
  participant_id uuid not null,
  other_id uuid not null,
  owner_role text not null check (owner_role in ('counselor', 'coordinator', 'prescriber', 'nurse', 'privacy')),
  reason_sealed bytea not null,          -- with the key of participant_id
  said_by uuid not null,
  primary key (org_id, participant_id, other_id, owner_role),
  foreign key (org_id, participant_id, other_id) references schedule.apart,
  foreign key (org_id, said_by) references guard.staff
);
alter table schedule.apart_reason enable row level security;
alter table schedule.apart_reason force row level security;
create policy reads on schedule.apart_reason for select to daybridge_app
  using (org_id = guard.current_org() and owner_role = guard.current_role()
    and guard.allows(participant_id, 'record', 'read'));
create policy adds on schedule.apart_reason for insert to daybridge_app
  with check (org_id = guard.current_org()
    and (owner_role = guard.current_role() and said_by = guard.current_actor()
      or guard.current_role() = 'system:demo')
    and guard.allows(participant_id, 'record', 'read'));
grant select, insert on schedule.apart_reason to daybridge_app;

-- Whoever opened a record in an emergency looks at it for that, whichever page asked: nobody can forget to say so.
create function guard.looked_in_emergency() returns trigger language plpgsql set search_path = '' as $$
begin
  if exists (
    select from guard.emergency e
    where e.org_id = new.org_id and e.participant_id = new.participant_id and e.staff_id = new.actor_id
      and e.opened_at <= clock_timestamp() and clock_timestamp() < e.until_at
      and (e.ended_at is null or clock_timestamp() < e.ended_at)) then
    new.purpose := 'emergency';
  end if;
  return new;
end $$;
create trigger looked_in_emergency before insert on guard.access
  for each row when (new.actor_role in ('counselor', 'prescriber', 'nurse'))
  execute function guard.looked_in_emergency();

-- What is opened in an emergency is a disclosure, written with the opening. 2.51(c)
insert into guard.permission (role, relation, category, verb) values
  ('counselor', 'emergency', 'disclosure', 'write'),
  ('prescriber', 'emergency', 'disclosure', 'write'),
  ('nurse', 'emergency', 'disclosure', 'write');
