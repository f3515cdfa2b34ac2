-- What left the program and to whom, what people asked of it, and what they were told.

insert into guard.permission (role, relation, category, verb) values
  ('participant', 'self', 'disclosure', 'read'),
  ('participant', 'self', 'disclosure', 'write'),
  ('supporter', 'representative', 'disclosure', 'read'),
  ('counselor', 'team', 'disclosure', 'read'),
  ('counselor', 'team', 'disclosure', 'write'),
  ('prescriber', 'team', 'disclosure', 'write'),
  ('nurse', 'team', 'disclosure', 'write'),
  ('privacy', 'site', 'disclosure', 'read'),
  ('privacy', 'site', 'disclosure', 'write'),
  ('system:demo', 'site', 'disclosure', 'write');
insert into guard.permission (role, relation, category, verb, purpose) values
  ('biller', 'site', 'disclosure', 'write', 'payment');

-- One thing that left. Written in the transaction that lets it leave; never changed. 2.24, 2.25, 2.32, 2.51
-- category: disclosure
create table guard.disclosure (
  org_id uuid not null,
  disclosure_id uuid not null,
  participant_id uuid not null,
  at timestamptz not null,
  by_id uuid not null,
  basis text not null check (basis in ('consent', 'emergency', 'court-order', 'audit', 'research', 'public-health',
    'the-person', 'report-by-law')),
  consent_id uuid,
  emergency_id uuid,
  request_id uuid,                       -- the legal request or the person's own that it answers
  recipient_kind text not null check (recipient_kind in ('supporter', 'organisation', 'intermediary', 'class',
    'payer', 'official', 'medical-personnel', 'the-person', 'auditor', 'researcher')),
  recipient_sealed bytea not null,       -- {"name", "affiliation"?, "address"?}
  way text not null check (way in ('screen', 'print', 'export', 'mail', 'fax', 'api', 'claim', 'spoken')),
  categories text[] not null check (cardinality(categories) > 0),
  purpose text not null,
  what_sealed bytea not null,            -- a brief description, in words
  notice text check (notice in ('long', 'short')),         -- which statement of 2.32 went with it
  content_hash bytea,                    -- of what left, to prove later that this was it
  primary key (org_id, disclosure_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, consent_id) references guard.consent,
  foreign key (org_id, emergency_id) references guard.emergency,
  check (basis <> 'consent' or consent_id is not null and notice is not null),
  check (basis <> 'emergency' or emergency_id is not null)
);
create index on guard.disclosure (org_id, participant_id, at desc);

alter table guard.disclosure enable row level security;
alter table guard.disclosure force row level security;
create policy reads on guard.disclosure for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'disclosure', 'read'));
create policy adds on guard.disclosure for insert to daybridge_app
  with check (org_id = guard.current_org() and by_id = guard.current_actor()
    and guard.allows(participant_id, 'disclosure', 'write'));
grant select, insert on guard.disclosure to daybridge_app;

-- Something the program must answer in time: a complaint, "this looks wrong", access, amendment, a restriction, an
-- accounting, a list of intermediaries' recipients; or an outside legal request. category: disclosure where it is about
-- a person; a legal request may name nobody who is here.
create table guard.privacy_case (
  org_id uuid not null references guard.org,
  case_id uuid not null,
  participant_id uuid,
  kind text not null check (kind in ('complaint', 'looks-wrong', 'access', 'amendment', 'restriction', 'accounting',
    'intermediary-list', 'legal-request', 'breach')),
  said_sealed bytea not null,            -- in their own words; for a legal request what was received
  about_access bigint,                   -- the row of who looked that looks wrong
  restriction_id uuid,
  facts jsonb not null default '{}',     -- of a legal request: {"hasOrder", "hasSubpoena", "scope": [...]}; of a breach: {"discoveredOn", "people"}
  asked_by uuid not null,
  asked_at timestamptz not null,
  due_on date not null,
  owner uuid,
  state text not null default 'open' check (state in ('open', 'answered', 'closed')),
  answer_sealed bytea,
  answered_by uuid,
  answered_at timestamptz,
  version integer not null default 1,
  primary key (org_id, case_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, restriction_id) references guard.restriction,
  foreign key (org_id, owner) references guard.staff,
  foreign key (org_id, answered_by) references guard.staff,
  check ((state = 'open') = (answered_at is null))
);
create index on guard.privacy_case (org_id, state, due_on);
create index on guard.privacy_case (org_id, participant_id);

alter table guard.privacy_case enable row level security;
alter table guard.privacy_case force row level security;
-- Seen by the privacy officer and by whoever asked: never by those it may be about. 2.4
create policy reads on guard.privacy_case for select to daybridge_app
  using (org_id = guard.current_org() and (guard.current_role() = 'privacy' or asked_by = guard.current_actor()
    or participant_id = guard.current_actor() and guard.allows(participant_id, 'disclosure', 'read')));
create policy asks on guard.privacy_case for insert to daybridge_app
  with check (org_id = guard.current_org() and asked_by = guard.current_actor() and state = 'open'
    and (participant_id is null and guard.current_role() = 'privacy'
      or participant_id is not null and guard.allows(participant_id, 'disclosure', 'write')));
create policy answers on guard.privacy_case for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy')
  with check (org_id = guard.current_org());
grant select, insert, update (owner, state, answer_sealed, answered_by, answered_at, facts, version)
  on guard.privacy_case to daybridge_app;

-- The notice of privacy practices, and who was given which one. 2.22
create table guard.notice (
  org_id uuid not null references guard.org,
  notice_version text not null,
  words jsonb not null,                  -- {"en": markdown, "es": markdown}
  words_hash bytea not null,
  in_force_on date not null,
  set_by uuid not null,
  primary key (org_id, notice_version),
  foreign key (org_id, set_by) references guard.staff
);
alter table guard.notice enable row level security;
alter table guard.notice force row level security;
create policy reads on guard.notice for select to daybridge_app using (org_id = guard.current_org());
create policy adds on guard.notice for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('privacy', 'admin')
    and set_by = guard.current_actor());
grant select, insert on guard.notice to daybridge_app;

-- category: consent
create table guard.notice_given (
  org_id uuid not null,
  participant_id uuid not null,
  notice_version text not null,
  at timestamptz not null,
  by_id uuid not null,                   -- the person themself, or who handed it over
  is_acknowledged boolean not null,      -- false: they chose not to sign; the reason is kept
  reason_sealed bytea,
  primary key (org_id, participant_id, notice_version),
  foreign key (org_id, participant_id) references guard.participant,
  check (is_acknowledged or reason_sealed is not null)
);
alter table guard.notice_given enable row level security;
alter table guard.notice_given force row level security;
create policy reads on guard.notice_given for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'consent', 'read'));
create policy adds on guard.notice_given for insert to daybridge_app
  with check (org_id = guard.current_org() and by_id = guard.current_actor()
    and guard.allows(participant_id, 'consent', 'write'));
grant select, insert on guard.notice_given to daybridge_app;
