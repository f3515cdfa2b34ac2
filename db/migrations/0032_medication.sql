-- Medicines, what must be looked at because of them, and drug tests. Words are sealed with the person's key; what the
-- rules need by themselves stays as codes, numbers and dates.

insert into guard.permission (role, relation, category, verb) values
  -- looks at the rules by itself: what is overdue, what goes badly together. It opens no words.
  ('system:medication', 'site', 'record', 'read'),
  ('system:medication', 'site', 'medication', 'read'),
  ('system:medication', 'site', 'medication', 'write'),
  ('system:medication', 'site', 'test', 'read'),
  ('system:demo', 'site', 'medication', 'write'),
  ('system:demo', 'site', 'test', 'write');

-- What somebody orders: drafted, then signed by whoever may prescribe. category: medication
create table treat.medicine_order (
  org_id uuid not null,
  order_id uuid not null,
  participant_id uuid not null,
  kind text not null check (kind in ('start', 'change', 'stop')),
  medicine text not null check (length(medicine) between 1 and 60),
  classes text[] not null default '{}',  -- only of a medicine the program does not know
  route text not null,
  entry_id uuid,                         -- the line of the list it changes or ends; once signed, the one it began
  starts_on date not null,
  supply_days integer check (supply_days between 1 and 400),
  refills integer check (refills between 0 and 24),
  ends_how text check (ends_how in ('completed', 'tapered', 'at-once')),
  words_sealed bytea not null,           -- {"name", "dose", "directions", "reason"}
  state text not null default 'drafted' check (state in ('drafted', 'signed', 'withdrawn')),
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  signed_by uuid,
  signed_at timestamptz,
  licence text,                          -- of who signed, as it stood
  warnings jsonb,                        -- rules that spoke when it was signed: ids, severities, codes
  override_sealed bytea,                 -- why it was signed against a stop-and-call
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  version integer not null default 1,
  primary key (org_id, order_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, drafted_by) references guard.staff,
  foreign key (org_id, signed_by) references guard.staff,
  foreign key (org_id, withdrawn_by) references guard.staff,
  check ((state = 'signed') = (signed_at is not null and signed_by is not null and licence is not null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null and withdrawn_by is not null)),
  check ((kind = 'stop') = (ends_how is not null)),
  check (kind = 'start' or entry_id is not null)
);
create index on treat.medicine_order (org_id, participant_id, drafted_at desc);

alter table treat.medicine_order enable row level security;
alter table treat.medicine_order force row level security;
create policy reads on treat.medicine_order for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'read'));
create policy adds on treat.medicine_order for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'write')
    and (drafted_by = guard.current_actor() and state = 'drafted' or guard.current_role() = 'system:demo'));
-- Signed ones are never edited: they are changed or ended by another order.
create policy changes on treat.medicine_order for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'read')
    and guard.allows(participant_id, 'medication', 'write') and state = 'drafted')
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'write'));
create policy only_prescribers_sign on treat.medicine_order as restrictive for update to daybridge_app
  using (true)
  with check (state <> 'signed' or guard.current_role() = 'prescriber' and signed_by = guard.current_actor());
create policy not_by_a_job on treat.medicine_order as restrictive for insert to daybridge_app
  with check (guard.current_role() <> 'system:medication');
create policy not_outside on treat.medicine_order as restrictive for select to daybridge_app
  using (guard.current_role() not in ('participant', 'supporter', 'outside'));
grant select, insert, update (state, entry_id, signed_by, signed_at, licence, warnings, override_sealed, withdrawn_by,
  withdrawn_at, version) on treat.medicine_order to daybridge_app;

-- The list: what somebody takes, from here or from elsewhere, since when and until when. category: medication
create table treat.medicine_entry (
  org_id uuid not null,
  entry_id uuid not null,
  participant_id uuid not null,
  medicine text not null check (length(medicine) between 1 and 60),
  classes text[] not null default '{}',
  route text not null,
  prescribed text not null check (prescribed in ('here', 'elsewhere')),
  order_id uuid,                         -- the signed order it began with; none for what others prescribe
  since_on date,                         -- null: longer than anybody knows
  until_on date,
  ended_how text check (ended_how in ('completed', 'tapered', 'at-once', 'changed', 'unknown', 'entered-in-error')),
  words_sealed bytea not null,           -- {"name", "dose", "prescriber", "note"}
  ended_words_sealed bytea,
  entered_by uuid not null,
  entered_at timestamptz not null,
  ended_by uuid,
  version integer not null default 1,
  primary key (org_id, entry_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, order_id) references treat.medicine_order,
  foreign key (org_id, entered_by) references guard.staff,
  foreign key (org_id, ended_by) references guard.staff,
  check ((prescribed = 'here') = (order_id is not null)),
  check ((until_on is null) = (ended_how is null)),
  check (since_on is null or until_on is null or since_on <= until_on)
);
create index on treat.medicine_entry (org_id, participant_id);

alter table treat.medicine_entry enable row level security;
alter table treat.medicine_entry force row level security;
create policy reads on treat.medicine_entry for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'read'));
create policy adds on treat.medicine_entry for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'write'));
create policy changes on treat.medicine_entry for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'read')
    and guard.allows(participant_id, 'medication', 'write') and until_on is null)
  with check (org_id = guard.current_org() and ended_by = guard.current_actor());
create policy not_by_a_job on treat.medicine_entry as restrictive for all to daybridge_app
  using (true) with check (guard.current_role() <> 'system:medication');
grant select, insert, update (until_on, ended_how, ended_words_sealed, ended_by, version) on treat.medicine_entry
  to daybridge_app;

-- What was given here, held or missed. Never changed; one entered in error is withdrawn and stays. category: medication
create table treat.administration (
  org_id uuid not null,
  administration_id uuid not null,
  participant_id uuid not null,
  entry_id uuid not null,
  status text not null check (status in ('given', 'held', 'missed')),
  on_date date not null,
  site text check (site in ('gluteal-left', 'gluteal-right', 'abdomen-left', 'abdomen-right', 'thigh-left',
    'thigh-right', 'arm-left', 'arm-right')),
  words_sealed bytea not null,           -- {"lot", "note"}
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason_sealed bytea,
  primary key (org_id, administration_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, entry_id) references treat.medicine_entry,
  foreign key (org_id, recorded_by) references guard.staff,
  foreign key (org_id, withdrawn_by) references guard.staff,
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check (withdrawn_at is null or withdrawn_reason_sealed is not null)
);
create index on treat.administration (org_id, participant_id, on_date desc);

-- For how long what was dispensed lasts. category: medication
create table treat.supply (
  org_id uuid not null,
  supply_id uuid not null,
  participant_id uuid not null,
  entry_id uuid not null,
  filled_on date not null,
  days integer not null check (days between 1 and 400),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (org_id, supply_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, entry_id) references treat.medicine_entry,
  foreign key (org_id, recorded_by) references guard.staff
);
create index on treat.supply (org_id, participant_id, filled_on desc);

-- Allergies, conditions, laboratory values, use, checks, naloxone: what the rules look at. category: medication
create table treat.finding (
  org_id uuid not null,
  finding_id uuid not null,
  participant_id uuid not null,
  kind text not null check (kind in ('allergy', 'condition', 'lab', 'use', 'change', 'check', 'naloxone')),
  code text not null check (length(code) between 1 and 60),
  value numeric,
  on_date date not null,
  until_on date,                         -- a condition that passed; when naloxone expires
  words_sealed bytea,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason_sealed bytea,
  primary key (org_id, finding_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, recorded_by) references guard.staff,
  foreign key (org_id, withdrawn_by) references guard.staff,
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check (withdrawn_at is null or withdrawn_reason_sealed is not null),
  check (until_on is null or on_date <= until_on)
);
create index on treat.finding (org_id, participant_id, on_date desc);

-- The three are entered by whoever writes there, and taken back by name.
do $$
declare
  room text;
begin
  foreach room in array array['treat.administration', 'treat.supply', 'treat.finding'] loop
    execute format('alter table %s enable row level security', room);
    execute format('alter table %s force row level security', room);
    execute format($policy$create policy reads on %s for select to daybridge_app
      using (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'read'))$policy$, room);
    execute format($policy$create policy adds on %s for insert to daybridge_app
      with check (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'write'))$policy$, room);
    execute format($policy$create policy not_by_a_job on %s as restrictive for insert to daybridge_app
      with check (guard.current_role() <> 'system:medication'
        and (recorded_by = guard.current_actor() or guard.current_role() = 'system:demo'))$policy$, room);
    execute format('grant select, insert on %s to daybridge_app', room);
  end loop;
  foreach room in array array['treat.administration', 'treat.finding'] loop
    execute format($policy$create policy changes on %s for update to daybridge_app
      using (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'read')
        and guard.allows(participant_id, 'medication', 'write') and withdrawn_at is null)
      with check (org_id = guard.current_org() and guard.current_role() <> 'system:medication'
        and (withdrawn_by is null or withdrawn_by = guard.current_actor()))$policy$, room);
    execute format('grant update (withdrawn_by, withdrawn_at, withdrawn_reason_sealed) on %s to daybridge_app', room);
  end loop;
end $$;
grant update (until_on) on treat.finding to daybridge_app;
-- Whoever is shown the medicines is not shown what was used, or a pregnancy.
create policy not_a_supporter on treat.finding as restrictive for select to daybridge_app
  using (guard.current_role() <> 'supporter');

-- A rule that spoke: somebody by name looks at it by a time. category: medication
create table treat.medication_alert (
  org_id uuid not null,
  alert_id uuid not null,
  participant_id uuid not null,
  rule text not null,
  rule_version text not null,
  severity text not null check (severity in ('stop-and-call', 'prescriber-review', 'information')),
  subject text not null,                 -- codes of what it is about: the same again is the same alert
  evidence jsonb not null,               -- codes, numbers, dates: no words of anybody
  owner uuid not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  done_sealed bytea,                     -- what was done; required to acknowledge
  over_at timestamptz,                   -- when what it is about was no longer so
  version integer not null default 1,
  primary key (org_id, alert_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, owner) references guard.staff,
  foreign key (org_id, acknowledged_by) references guard.staff,
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check (acknowledged_at is null or done_sealed is not null)
);
create unique index one_alert_a_subject on treat.medication_alert (org_id, participant_id, rule, subject)
  where over_at is null;
create index on treat.medication_alert (org_id, due_at) where over_at is null and acknowledged_at is null;

alter table treat.medication_alert enable row level security;
alter table treat.medication_alert force row level security;
create policy reads on treat.medication_alert for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'read'));
create policy adds on treat.medication_alert for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'write')
    and acknowledged_at is null);
create policy changes on treat.medication_alert for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'medication', 'read')
    and guard.allows(participant_id, 'medication', 'write') and over_at is null)
  with check (org_id = guard.current_org());
-- What staff watch for is theirs; the person reads their own list.
create policy not_outside on treat.medication_alert as restrictive for all to daybridge_app
  using (guard.current_role() not in ('participant', 'supporter', 'outside'));
grant select, insert, update (evidence, acknowledged_by, acknowledged_at, done_sealed, over_at, version)
  on treat.medication_alert to daybridge_app;

-- A drug test: ordered with a reason, collected, resulted substance by substance. category: test
create table treat.drug_test (
  org_id uuid not null,
  test_id uuid not null,
  participant_id uuid not null,
  kind text not null check (kind in ('presumptive', 'definitive')),
  specimen text not null check (specimen in ('urine', 'oral-fluid', 'breath', 'blood', 'hair')),
  panel text[] not null check (cardinality(panel) between 1 and 40),
  reason text not null check (reason in ('admission', 'planned', 'random', 'clinical', 'asked-for', 'confirms')),
  confirms_id uuid,                      -- the presumptive test a definitive one follows up
  words_sealed bytea,                    -- {"reason", "comment"}
  state text not null default 'ordered' check (state in ('ordered', 'collected', 'resulted', 'withdrawn')),
  ordered_by uuid not null,
  ordered_at timestamptz not null,
  collected_by uuid,
  collected_on date,
  resulted_by uuid,
  resulted_at timestamptz,
  results jsonb not null default '{}',   -- {"fentanyl": "not-detected"}
  result_words_sealed bytea,             -- the laboratory's comment
  withdrawn_reason_sealed bytea,
  version integer not null default 1,
  primary key (org_id, test_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, confirms_id) references treat.drug_test,
  foreign key (org_id, ordered_by) references guard.staff,
  foreign key (org_id, collected_by) references guard.staff,
  foreign key (org_id, resulted_by) references guard.staff,
  check ((reason = 'confirms') = (confirms_id is not null)),
  check (confirms_id is null or kind = 'definitive'),
  check (state <> 'collected' or collected_on is not null),
  check (state <> 'resulted' or collected_on is not null and resulted_at is not null),
  check (state <> 'withdrawn' or withdrawn_reason_sealed is not null)
);
create index on treat.drug_test (org_id, participant_id, ordered_at desc);

alter table treat.drug_test enable row level security;
alter table treat.drug_test force row level security;
create policy reads on treat.drug_test for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'test', 'read'));
create policy adds on treat.drug_test for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'test', 'write')
    and (ordered_by = guard.current_actor() or guard.current_role() = 'system:demo'));
-- A result is never edited: one that is wrong is withdrawn, and stays.
create policy changes on treat.drug_test for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'test', 'read')
    and guard.allows(participant_id, 'test', 'write') and state <> 'withdrawn')
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'test', 'write'));
create function treat.results_stay() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state = 'resulted' and (new.results, new.collected_on, new.result_words_sealed, new.resulted_by, new.resulted_at)
    is distinct from (old.results, old.collected_on, old.result_words_sealed, old.resulted_by, old.resulted_at) then
    raise exception 'A result is never edited.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger results_stay before update on treat.drug_test for each row execute function treat.results_stay();
grant select, insert, update (state, collected_by, collected_on, resulted_by, resulted_at, results,
  result_words_sealed, withdrawn_reason_sealed, version) on treat.drug_test to daybridge_app;

-- src/guard/keys/shredding.json says what becomes of each table of a person.
do $$
declare
  place text;
begin
  foreach place in array array['treat.medication_alert', 'treat.administration', 'treat.supply', 'treat.finding',
    'treat.medicine_entry', 'treat.medicine_order', 'treat.drug_test'] loop
    execute format('create policy shreds on %s for delete to daybridge_app
      using (org_id = guard.current_org() and guard.is_shredding(participant_id))', place);
    execute format('grant delete on %s to daybridge_app', place);
  end loop;
end $$;

call guard.quicken_reads();
