-- Money without surprises: who pays, what they agreed to, what was claimed. Units that were used, and whether a day is
-- billable, are computed from what happened; nobody types them.

-- A health plan or an office that pays, and how. Holds nobody.
create table treat.payer (
  org_id uuid not null references guard.org,
  payer_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  rule_set text not null,                -- a key of src/treat/money/payer-rules.json
  own_numbers jsonb not null default '{}',     -- what the contract says in place of the set: {"minMinutes"?, "round"?, "fileWithinDays"?}
  rates jsonb not null default '{}',     -- cents a unit, by code; without them money is told in units
  payer_number text,                     -- what clearing houses know the payer by
  provider_number text,                  -- what the payer knows the program by: an NPI
  set_by uuid not null,
  set_at timestamptz not null,
  ended_on date,
  version integer not null default 1,
  primary key (org_id, payer_id)
);
alter table treat.payer enable row level security;
alter table treat.payer force row level security;
create policy own_org on treat.payer for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() not in ('nobody', 'supporter', 'outside'));
create policy adds on treat.payer for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('biller', 'director', 'admin', 'system:demo'));
create policy changes on treat.payer for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('biller', 'director', 'admin'))
  with check (org_id = guard.current_org());
grant select, insert, update (name, rule_set, own_numbers, rates, payer_number, provider_number, set_by, set_at, ended_on,
  version) on treat.payer to daybridge_app;

-- Who pays for a person, from when to when. category: money
create table treat.coverage (
  org_id uuid not null,
  participant_id uuid not null,
  coverage_id uuid not null,
  payer_id uuid,                         -- null: the person pays themself
  level text not null check (level in ('OP', 'IOP', 'PHP')),   -- the level of care it was checked for
  member_sealed bytea,                   -- {"number", "group"?}
  since date not null,
  until date,
  set_by uuid not null,
  set_at timestamptz not null,
  version integer not null default 1,
  primary key (org_id, coverage_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, payer_id) references treat.payer,
  check (until is null or until >= since),
  check ((payer_id is null) = (member_sealed is null))
);
create index on treat.coverage (org_id, participant_id);

-- What a payer agreed to, or a physician certified. category: money
create table treat.authorisation (
  org_id uuid not null,
  participant_id uuid not null,
  authorisation_id uuid not null,
  payer_id uuid not null,
  kind text not null check (kind in ('authorisation', 'certification')),
  state text not null check (state in ('requested', 'approved', 'denied', 'withdrawn')),
  number_sealed bytea,                   -- what the payer calls it; null until it does
  contact_sealed bytea,                  -- who reviews it there, and how they are reached
  level text not null check (level in ('OP', 'IOP', 'PHP')),
  codes text[] not null,
  unit text not null check (unit in ('day', 'unit')),
  days_per_week integer check (days_per_week between 1 and 7),
  start_on date not null,
  end_on date not null,
  requested integer not null check (requested between 0 and 2000),
  approved integer not null default 0 check (approved between 0 and 2000),
  pended integer not null default 0 check (pended between 0 and 2000),
  next_review_on date,
  criteria text not null default '' check (length(criteria) <= 120),   -- the clinical criteria the payer names
  denied_on date,                        -- the deadlines for an appeal run from here
  set_by uuid not null,
  set_at timestamptz not null,
  version integer not null default 1,
  primary key (org_id, authorisation_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, payer_id) references treat.payer,
  check (end_on >= start_on),
  check ((state = 'denied') = (denied_on is not null)),
  check (state = 'approved' or approved = 0)
);
create index on treat.authorisation (org_id, participant_id);

-- A day the person paid for in full, and keeps from the plan. 45 CFR 164.522(a)(1)(vi), 42 CFR 2.26 category: money
create table treat.paid_by_person (
  org_id uuid not null,
  participant_id uuid not null,
  on_date date not null,
  set_by uuid not null,
  set_at timestamptz not null,
  undone_at timestamptz,
  version integer not null default 1,
  primary key (org_id, participant_id, on_date),
  foreign key (org_id, participant_id) references guard.participant
);

-- One file of claim lines that went to one payer. Holds nobody.
create table treat.claim_export (
  org_id uuid not null references guard.org,
  export_id uuid not null,
  payer_id uuid not null,
  lines integer not null check (lines between 1 and 5000),
  made_by uuid not null,
  made_at timestamptz not null,
  content_hash bytea not null,
  primary key (org_id, export_id),
  foreign key (org_id, payer_id) references treat.payer
);
alter table treat.claim_export enable row level security;
alter table treat.claim_export force row level security;
create policy own_org on treat.claim_export for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'biller');
create policy adds on treat.claim_export for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'biller' and made_by = guard.current_actor());
grant select, insert on treat.claim_export to daybridge_app;

-- A line that went out: once, unless it was voided. category: money
create table treat.claim_line (
  org_id uuid not null,
  participant_id uuid not null,
  line_id uuid not null,
  export_id uuid not null,
  payer_id uuid not null,
  authorisation_id uuid,
  disclosure_id uuid not null,           -- by which it left
  line_key text not null,                -- day, code and first service: what makes two lines the same
  on_date date not null,
  code text not null,
  units integer not null check (units between 1 and 96),
  is_day boolean not null,
  minutes integer not null,
  cents integer,
  services uuid[] not null,              -- the meetings it is made of
  state text not null default 'exported' check (state in ('exported', 'void')),
  voided_by uuid,
  voided_at timestamptz,
  void_sealed bytea,                     -- why
  version integer not null default 1,
  primary key (org_id, line_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, export_id) references treat.claim_export,
  foreign key (org_id, payer_id) references treat.payer,
  foreign key (org_id, disclosure_id) references guard.disclosure,
  check ((state = 'void') = (num_nonnulls(voided_by, voided_at, void_sealed) = 3))
);
create unique index a_line_goes_out_once on treat.claim_line (org_id, participant_id, line_key) where state = 'exported';
create index on treat.claim_line (org_id, export_id);

do $$
declare place text;
begin
  foreach place in array array['treat.coverage', 'treat.authorisation', 'treat.paid_by_person', 'treat.claim_line'] loop
    execute format('alter table %s enable row level security', place);
    execute format('alter table %s force row level security', place);
    execute format($policy$create policy reads on %s for select to daybridge_app
      using (org_id = guard.current_org() and guard.allows(participant_id, 'money', 'read'))$policy$, place);
    execute format($policy$create policy adds on %s for insert to daybridge_app
      with check (org_id = guard.current_org() and guard.allows(participant_id, 'money', 'write'))$policy$, place);
    execute format($policy$create policy changes on %s for update to daybridge_app
      using (org_id = guard.current_org() and guard.allows(participant_id, 'money', 'write')
        and guard.allows(participant_id, 'money', 'read'))
      with check (org_id = guard.current_org() and guard.allows(participant_id, 'money', 'write'))$policy$, place);
    execute format('grant select, insert on %s to daybridge_app', place);
  end loop;
  -- A claim that was made stays on the books; the rest goes with the record.
  foreach place in array array['treat.coverage', 'treat.authorisation', 'treat.paid_by_person'] loop
    execute format($policy$create policy shreds on %s for delete to daybridge_app
      using (org_id = guard.current_org() and guard.is_shredding(participant_id))$policy$, place);
    execute format('grant delete on %s to daybridge_app', place);
  end loop;
  -- The care team plans with what is authorised; what a person's plan number is, and what was claimed, it need not know.
  foreach place in array array['treat.coverage', 'treat.claim_line'] loop
    execute format($policy$create policy not_for_care on %s as restrictive for select to daybridge_app
      using (guard.current_role() <> 'counselor')$policy$, place);
  end loop;
end $$;
grant update (level, member_sealed, since, until, set_by, set_at, version) on treat.coverage to daybridge_app;
grant update (state, number_sealed, contact_sealed, level, codes, unit, days_per_week, start_on, end_on, requested,
  approved, pended, next_review_on, criteria, denied_on, set_by, set_at, version) on treat.authorisation to daybridge_app;
grant update (set_by, set_at, undone_at, version) on treat.paid_by_person to daybridge_app;
grant update (state, voided_by, voided_at, void_sealed, version) on treat.claim_line to daybridge_app;

-- What left stays as it left: afterwards it can only be voided, once.
create function treat.claim_line_is_only_voided() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state = 'void' then
    raise exception 'This line is void already.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger only_voided before update on treat.claim_line
  for each row execute function treat.claim_line_is_only_voided();

insert into guard.permission (role, relation, category, verb) values
  -- on purpose: care plans with the units that are left and the day they end (0033)
  ('counselor', 'team', 'money', 'read'),
  ('system:demo', 'site', 'money', 'write');

-- Who bills reads no plan: of it, only since when one is signed, and the diagnoses a claim must name.
create policy decides on treat.plan for select to daybridge_guard using (true);
create policy decides on treat.plan_problem for select to daybridge_guard using (true);
grant select (org_id, plan_id, participant_id, number, state, signed_at) on treat.plan to daybridge_guard;
grant select (org_id, plan_id, participant_id, place, kind, icd10, status, archived_at) on treat.plan_problem
  to daybridge_guard;
create function treat.plans_for_claims()
returns table (participant_id uuid, signed_on date, diagnoses text[])
language sql stable security definer set search_path = '' as $$
  select p.participant_id, min((p.signed_at at time zone o.zone)::date),
    coalesce((
      select array_agg(b.icd10 order by (b.kind = 'substance') desc, b.place)
      from treat.plan_problem b
      where b.org_id = guard.current_org() and b.icd10 is not null and b.status = 'active' and b.archived_at is null
        and b.plan_id = (
          select n.plan_id from treat.plan n
          where n.org_id = guard.current_org() and n.participant_id = p.participant_id and n.state = 'signed'
          order by n.number desc limit 1)), '{}')
  from treat.plan p join guard.org o on o.org_id = p.org_id
  where p.org_id = guard.current_org() and p.state = 'signed' and guard.current_role() = 'biller'
    and guard.allows(p.participant_id, 'money', 'write')
  group by p.participant_id
$$;
grant create on schema treat to daybridge_guard;
alter function treat.plans_for_claims() owner to daybridge_guard;
revoke create on schema treat from daybridge_guard;
revoke all on function treat.plans_for_claims() from public;
grant execute on function treat.plans_for_claims() to daybridge_app;

call guard.quicken_reads();
