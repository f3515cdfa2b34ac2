-- The rest of 42 CFR Part 2: breaches, orders of courts, audits, data sets, how long records are kept, and what becomes
-- of them when a program closes; and the law of a state where that is stricter.

-- 2.20: what the law of a state keeps back although a consent permits it. Null means any.
create table guard.state_overlay (
  org_id uuid not null references guard.org,
  rule text not null,                    -- its name in src/guard/part2/state-overlays.json
  state text not null check (state ~ '^[A-Z]{2}$'),
  consent_kind text,
  recipient_kind text,
  category text,
  purpose text,
  set_by uuid not null,
  set_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, rule, set_at),
  check (num_nonnulls(consent_kind, recipient_kind, category, purpose) > 0)
);
alter table guard.state_overlay enable row level security;
alter table guard.state_overlay force row level security;
create policy decides on guard.state_overlay for select to daybridge_guard using (true);
create policy reads on guard.state_overlay for select to daybridge_app using (org_id = guard.current_org());
create policy adds on guard.state_overlay for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and set_by = guard.current_actor());
create policy ends on guard.state_overlay for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy')
  with check (org_id = guard.current_org());
grant select, insert, update (ended_at) on guard.state_overlay to daybridge_app;
grant select on guard.state_overlay to daybridge_guard;

create function guard.state_denies(c guard.consent, wanted_category text, wanted_purpose text) returns boolean
language sql stable
  return exists (
    select from guard.state_overlay o
    where o.org_id = c.org_id and o.ended_at is null
      and (o.consent_kind is null or o.consent_kind = c.kind)
      and (o.recipient_kind is null or o.recipient_kind = c.recipient_kind)
      and (o.category is null or o.category = wanted_category)
      and (o.purpose is null or o.purpose = wanted_purpose));

-- The one decision asks for it beside whether the consent is in force, wherever it does: its other words stay as they are.
do $$
declare
  before text := pg_get_functiondef('guard.allows(uuid, text, text)'::regprocedure);
  after text := replace(before, 'and guard.in_force(c)',
    'and guard.in_force(c) and not guard.state_denies(c, wanted_category, wanted_purpose)');
begin
  if after = before then
    raise exception 'guard.allows no longer asks guard.in_force(c)';
  end if;
  execute after;
end $$;

-- 2.16(b): what is known of a breach beside its case, which has the clock.
create table guard.breach (
  org_id uuid not null references guard.org,
  case_id uuid not null,
  discovered_on date not null,
  looked_for jsonb not null,             -- {"actor"?, "from"?, "until"?, "request"?}
  assessment_sealed bytea,               -- the four factors of 45 CFR 164.402(2), in words
  is_breach boolean,                     -- false: low probability that anything was compromised
  assessed_at timestamptz,
  letter_sealed bytea,                   -- what the people were told
  notified_at timestamptz,
  hhs_told_on date,
  media_told_on date,
  version integer not null default 1,
  primary key (org_id, case_id),
  foreign key (org_id, case_id) references guard.privacy_case,
  check ((assessed_at is null) = (is_breach is null)),
  check (notified_at is null or is_breach)
);
alter table guard.breach enable row level security;
alter table guard.breach force row level security;
create policy reads on guard.breach for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy');
create policy adds on guard.breach for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and assessed_at is null);
create policy changes on guard.breach for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy')
  with check (org_id = guard.current_org());
grant select, insert, update (assessment_sealed, is_breach, assessed_at, letter_sealed, notified_at, hhs_told_on,
  media_told_on, version) on guard.breach to daybridge_app;

-- Whose record a breach touched, and what of it. category: disclosure
create table guard.breach_person (
  org_id uuid not null,
  case_id uuid not null,
  participant_id uuid not null,
  categories text[] not null,
  looks integer not null,
  letter_sealed bytea,                   -- what they are told, under their own key
  told_at timestamptz,
  primary key (org_id, case_id, participant_id),
  foreign key (org_id, case_id) references guard.breach,
  foreign key (org_id, participant_id) references guard.participant
);
create index on guard.breach_person (org_id, participant_id);
alter table guard.breach_person enable row level security;
alter table guard.breach_person force row level security;
create policy reads on guard.breach_person for select to daybridge_app
  using (org_id = guard.current_org() and (guard.current_role() = 'privacy' or participant_id = guard.current_actor()
    and told_at is not null) and guard.allows(participant_id, 'disclosure', 'read'));
create policy adds on guard.breach_person for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy');
create policy tells on guard.breach_person for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy')
  with check (org_id = guard.current_org());
grant select, insert, update (letter_sealed, told_at) on guard.breach_person to daybridge_app;

-- 2.61-2.67: what an order of a court, with a subpoena, lets out: of one person, once. category: disclosure
create table guard.court_order (
  org_id uuid not null,
  order_id uuid not null,
  case_id uuid not null,                 -- the legal request it answers
  participant_id uuid not null,
  section text not null check (section in ('2.64', '2.65', '2.66')),
  categories text[] not null check (cardinality(categories) > 0),
  from_on date not null,                 -- of what happened in these days
  until_on date not null,
  has_confidential_grounds boolean not null default false,  -- 2.63: confidential communications need grounds of their own
  recipient_sealed bytea not null,       -- {"name", "affiliation"}
  set_by uuid not null,
  set_at timestamptz not null,
  used_at timestamptz,                   -- let out: nothing more leaves under it
  primary key (org_id, order_id),
  foreign key (org_id, case_id) references guard.privacy_case,
  foreign key (org_id, participant_id) references guard.participant,
  check (until_on >= from_on),
  check (has_confidential_grounds or not 'counselling_note' = any (categories))
);
alter table guard.court_order enable row level security;
alter table guard.court_order force row level security;
create policy reads on guard.court_order for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy'
    and guard.allows(participant_id, 'disclosure', 'read'));
create policy adds on guard.court_order for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and set_by = guard.current_actor()
    and used_at is null);
create policy uses on guard.court_order for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy' and used_at is null)
  with check (org_id = guard.current_org() and used_at is not null);
grant select, insert, update (used_at) on guard.court_order to daybridge_app;

-- 2.53: who checks the program, under which written agreement, until when, and how many sheets they may be given.
create table guard.audit (
  org_id uuid not null references guard.org,
  audit_id uuid not null,
  about_sealed bytea not null,           -- {"name", "affiliation", "agreement", "afterwards": "return" | "destroy"}
  agreed_on date not null,
  until_at timestamptz not null,
  prints_max integer not null check (prints_max between 1 and 200),
  prints integer not null default 0 check (prints between 0 and prints_max),
  set_by uuid not null,
  set_at timestamptz not null,
  ended_at timestamptz,
  returned_on date,                      -- the sheets came back, or were destroyed
  primary key (org_id, audit_id),
  check (until_at > set_at and until_at <= set_at + interval '1 year')
);
alter table guard.audit enable row level security;
alter table guard.audit force row level security;
create policy reads on guard.audit for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy');
create policy adds on guard.audit for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and set_by = guard.current_actor()
    and prints = 0 and ended_at is null);
create policy changes on guard.audit for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy')
  with check (org_id = guard.current_org());
grant select, insert, update (prints, ended_at, returned_on) on guard.audit to daybridge_app;

-- Whose records are checked. category: disclosure
create table guard.audit_person (
  org_id uuid not null,
  audit_id uuid not null,
  participant_id uuid not null,
  primary key (org_id, audit_id, participant_id),
  foreign key (org_id, audit_id) references guard.audit,
  foreign key (org_id, participant_id) references guard.participant
);
alter table guard.audit_person enable row level security;
alter table guard.audit_person force row level security;
create policy reads on guard.audit_person for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy'
    and guard.allows(participant_id, 'disclosure', 'read'));
create policy adds on guard.audit_person for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy');
grant select, insert on guard.audit_person to daybridge_app;

-- 2.52, 2.54: counts that left, with nobody in them.
create table guard.data_release (
  org_id uuid not null references guard.org,
  release_id uuid not null,
  kind text not null check (kind in ('research', 'public-health')),
  about_sealed bytea not null,           -- {"recipient", "question", "approval": {"by", "on", "document"}}
  approval_hash bytea not null,          -- of the document that approves it
  rows integer not null,
  suppressed integer not null,
  content_hash bytea not null,
  by_id uuid not null,
  at timestamptz not null,
  primary key (org_id, release_id)
);
alter table guard.data_release enable row level security;
alter table guard.data_release force row level security;
create policy reads on guard.data_release for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy');
create policy adds on guard.data_release for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and by_id = guard.current_actor());
grant select, insert on guard.data_release to daybridge_app;

-- Until when a record is kept, and by which rule. category: disclosure
create table guard.retention (
  org_id uuid not null,
  participant_id uuid not null,
  care_ended_on date not null,
  of_age_on date,                        -- of somebody who was a minor then
  rule text not null,                    -- its name in src/guard/part2/retention.json
  until_on date not null,
  set_by uuid not null,
  set_at timestamptz not null,
  version integer not null default 1,
  primary key (org_id, participant_id),
  foreign key (org_id, participant_id) references guard.participant,
  check (until_on > care_ended_on)
);
alter table guard.retention enable row level security;
alter table guard.retention force row level security;
create policy reads on guard.retention for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'disclosure', 'read'));
create policy adds on guard.retention for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and set_by = guard.current_actor());
create policy changes on guard.retention for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy'
    and guard.allows(participant_id, 'disclosure', 'read'))
  with check (org_id = guard.current_org());
grant select, insert, update (care_ended_on, of_age_on, rule, until_on, set_by, set_at, version)
  on guard.retention to daybridge_app;

-- 2.19: the program closes, or another takes it over.
create table guard.closure (
  org_id uuid primary key references guard.org,
  closes_on date not null,
  successor text,                        -- another program that takes over
  citation text,                         -- the law that asks for records to be kept
  keep_until date,
  set_by uuid not null,
  set_at timestamptz not null,
  done_at timestamptz,
  check ((citation is null) = (keep_until is null)),
  check (keep_until is null or keep_until > closes_on)
);
alter table guard.closure enable row level security;
alter table guard.closure force row level security;
create policy reads on guard.closure for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy');
create policy adds on guard.closure for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and set_by = guard.current_actor());
create policy changes on guard.closure for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy' and done_at is null)
  with check (org_id = guard.current_org());
grant select, insert, update (done_at) on guard.closure to daybridge_app;

-- What becomes of each record. category: disclosure
create table guard.disposition (
  org_id uuid not null,
  participant_id uuid not null,
  becomes text not null check (becomes in ('transferred', 'sealed', 'destroyed')),
  consent_id uuid,                       -- transferred: under this one
  label text,                            -- sealed: the words of 2.19(b)
  at timestamptz not null,
  by_id uuid not null,
  primary key (org_id, participant_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, consent_id) references guard.consent,
  check ((becomes = 'transferred') = (consent_id is not null)),
  check ((becomes = 'sealed') = (label is not null))
);
alter table guard.disposition enable row level security;
alter table guard.disposition force row level security;
create policy reads on guard.disposition for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy'
    and guard.allows(participant_id, 'disclosure', 'read'));
create policy adds on guard.disposition for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and by_id = guard.current_actor());
grant select, insert on guard.disposition to daybridge_app;
-- A sealed record has no care team any more.
create policy seals on guard.care_team for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy' and exists (
    select from guard.disposition d
    where d.org_id = care_team.org_id and d.participant_id = care_team.participant_id and d.becomes = 'sealed'))
  with check (org_id = guard.current_org());

-- 2.36: which law of the state asks for it. No row: nothing is ever reported.
create table guard.monitoring_law (
  org_id uuid primary key references guard.org,
  citation text not null check (length(citation) between 5 and 300),
  set_by uuid not null,
  set_at timestamptz not null
);
alter table guard.monitoring_law enable row level security;
alter table guard.monitoring_law force row level security;
create policy reads on guard.monitoring_law for select to daybridge_app using (org_id = guard.current_org());
create policy adds on guard.monitoring_law for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and set_by = guard.current_actor());
create policy removes on guard.monitoring_law for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy');
grant select, insert, delete on guard.monitoring_law to daybridge_app;

call guard.quicken_reads();
