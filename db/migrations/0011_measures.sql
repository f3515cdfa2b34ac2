-- Measures: what is asked and when, what people answered, and what must be looked at by somebody in time.

insert into guard.permission (role, relation, category, verb) values
  ('participant', 'self', 'measure', 'read'),
  ('participant', 'self', 'measure', 'write'),
  ('counselor', 'prospect', 'measure', 'read'),
  ('counselor', 'prospect', 'measure', 'write'),
  ('counselor', 'team', 'measure', 'read'),
  ('counselor', 'team', 'measure', 'write'),
  -- the job that opens check-ins when they are due and alerts by rule; it sees numbers and no name
  ('system:measures', 'site', 'record', 'read'),
  ('system:measures', 'site', 'plan', 'read'),
  ('system:measures', 'site', 'attendance', 'read'),
  ('system:measures', 'site', 'measure', 'read'),
  ('system:measures', 'site', 'measure', 'write'),
  ('system:demo', 'site', 'measure', 'write');

-- Which instrument is given when, by level of care. The newest one counts; before the first, the plan that comes with
-- the program does.
create table fit.measure_plan (
  org_id uuid not null references guard.org,
  plan_id uuid not null,
  items jsonb not null,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (org_id, plan_id),
  foreign key (org_id, set_by) references guard.staff
);
create index on fit.measure_plan (org_id, set_at desc);

alter table fit.measure_plan enable row level security;
alter table fit.measure_plan force row level security;
create policy reads on fit.measure_plan for select to daybridge_app
  using (org_id = guard.current_org()
    and guard.current_role() in ('counselor', 'director', 'admin', 'system:measures'));
create policy adds on fit.measure_plan for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('counselor', 'director')
    and set_by = guard.current_actor());
grant select, insert on fit.measure_plan to daybridge_app;

-- The words of an instrument that may not ship with the program, loaded by whoever may use them.
create table fit.content_pack (
  org_id uuid not null references guard.org,
  instrument text not null check (length(instrument) between 1 and 40),
  version text not null check (length(version) between 1 and 40),
  language text not null check (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  content jsonb not null,
  loaded_by uuid not null,
  loaded_at timestamptz not null default now(),
  primary key (org_id, instrument, version, language),
  foreign key (org_id, loaded_by) references guard.staff
);

alter table fit.content_pack enable row level security;
alter table fit.content_pack force row level security;
-- Words that everybody who is asked will read.
create policy reads on fit.content_pack for select to daybridge_app using (org_id = guard.current_org());
create policy adds on fit.content_pack for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'admin'
    and loaded_by = guard.current_actor());
create policy changes on fit.content_pack for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'admin')
  with check (org_id = guard.current_org() and loaded_by = guard.current_actor());
grant select, insert, update on fit.content_pack to daybridge_app;

-- Forms a person is asked to fill in, together. category: measure
create table fit.checkin (
  org_id uuid not null,
  checkin_id uuid not null,
  participant_id uuid not null,
  reason text not null check (reason in ('admission', 'plan', 'event', 'asked', 'discharge')),
  asks jsonb not null,                   -- [{"instrument": "phq-9", "version": "2026.1"}], in the order they are asked
  opened_on date not null,
  due_on date not null,
  closes_on date not null,               -- the last day on which it may still be sent
  asked_by uuid,                         -- the member of staff who asked; null when the plan did
  state text not null default 'open' check (state in ('open', 'sent', 'lapsed', 'withdrawn')),
  draft_sealed bytea,                    -- answers so far: the person's own until they send them
  sent_at timestamptz,
  version integer not null default 1,
  primary key (org_id, checkin_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, asked_by) references guard.staff,
  check ((state = 'sent') = (sent_at is not null)),
  check (opened_on <= due_on and due_on <= closes_on)
);
create index on fit.checkin (org_id, participant_id, opened_on desc);
create unique index one_check_in_a_day on fit.checkin (org_id, participant_id, opened_on) where reason = 'plan';

alter table fit.checkin enable row level security;
alter table fit.checkin force row level security;
create policy reads on fit.checkin for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'measure', 'read'));
create policy adds on fit.checkin for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'measure', 'write'));
create policy changes on fit.checkin for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'measure', 'read')
    and guard.allows(participant_id, 'measure', 'write'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'measure', 'write'));
-- Nobody asks themself, and nobody sends in somebody else's name.
create policy not_the_person_adds on fit.checkin as restrictive for insert to daybridge_app
  with check (guard.current_role() <> 'participant');
create policy only_the_person_sends on fit.checkin as restrictive for update to daybridge_app
  using (guard.current_role() = 'participant' or state = 'open')
  with check (guard.current_role() = 'participant' or state in ('open', 'lapsed', 'withdrawn'));
grant select, insert, update on fit.checkin to daybridge_app;

-- One instrument as it was answered, with what its rules made of it. Never changed; one entered in error is withdrawn
-- and stays. category: measure
create table fit.response (
  org_id uuid not null,
  response_id uuid not null,
  participant_id uuid not null,
  checkin_id uuid,
  instrument text not null,
  version text not null,                 -- of the instrument's file
  rule_version text not null,            -- of what the score rests on
  language text not null,
  mode text not null check (mode in ('self', 'interview', 'phone')),
  given_by uuid,                         -- the member of staff who asked the questions; null when answered alone
  answered_at timestamptz not null,
  answers_sealed bytea not null,         -- {"answers": [0, null, ...], "given": {...}}
  status text not null check (status in ('complete', 'prorated', 'incomplete', 'invalid', 'inconsistent')),
  score numeric,
  score_word text,                       -- where the score is a name: "HIGH", "POSITIVE"
  band text,
  subscores jsonb not null default '{}',
  flags jsonb not null default '[]',
  is_positive boolean,
  safety text check (safety in ('alert', 'unanswered', 'clear')),
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason_sealed bytea,
  primary key (org_id, response_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, checkin_id) references fit.checkin,
  foreign key (org_id, given_by) references guard.staff,
  foreign key (org_id, withdrawn_by) references guard.staff,
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check (withdrawn_at is null or withdrawn_reason_sealed is not null)
);
create index on fit.response (org_id, participant_id, instrument, answered_at desc);

alter table fit.response enable row level security;
alter table fit.response force row level security;
create policy reads on fit.response for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'measure', 'read'));
create policy adds on fit.response for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'measure', 'write')
    and (given_by is null or given_by = guard.current_actor()));
create policy changes on fit.response for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'measure', 'read')
    and guard.allows(participant_id, 'measure', 'write') and withdrawn_at is null)
  with check (org_id = guard.current_org() and withdrawn_by = guard.current_actor());
create policy not_by_a_job on fit.response as restrictive for insert to daybridge_app
  with check (guard.current_role() <> 'system:measures');
create policy withdrawn_by_staff on fit.response as restrictive for update to daybridge_app
  using (guard.current_role() not in ('participant', 'system:measures'));
grant select, insert on fit.response to daybridge_app;
grant update (withdrawn_by, withdrawn_at, withdrawn_reason_sealed) on fit.response to daybridge_app;

-- When somebody is told: for everybody in the program, or for one person. category: measure where it names a person
create table fit.alert_rule (
  org_id uuid not null references guard.org,
  rule_id uuid not null,
  participant_id uuid,                   -- null: for everybody
  condition jsonb not null,
  due_hours integer not null check (due_hours between 1 and 336),
  is_on boolean not null default true,
  set_by uuid not null,
  set_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (org_id, rule_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, set_by) references guard.staff
);
create index on fit.alert_rule (org_id, participant_id);

alter table fit.alert_rule enable row level security;
alter table fit.alert_rule force row level security;
create policy reads on fit.alert_rule for select to daybridge_app
  using (org_id = guard.current_org() and case when participant_id is null
    then guard.current_role() in ('counselor', 'director', 'system:measures')
    else guard.allows(participant_id, 'measure', 'read') end);
create policy adds on fit.alert_rule for insert to daybridge_app
  with check (org_id = guard.current_org() and set_by = guard.current_actor()
    and case when participant_id is null then guard.current_role() in ('counselor', 'director')
      else guard.allows(participant_id, 'measure', 'write') end);
create policy changes on fit.alert_rule for update to daybridge_app
  using (org_id = guard.current_org() and case when participant_id is null
    then guard.current_role() in ('counselor', 'director')
    else guard.allows(participant_id, 'measure', 'read') and guard.allows(participant_id, 'measure', 'write') end)
  with check (org_id = guard.current_org() and set_by = guard.current_actor()
    and case when participant_id is null then guard.current_role() in ('counselor', 'director')
      else guard.allows(participant_id, 'measure', 'write') end);
-- What staff watch for is theirs; what was answered is the person's.
create policy not_the_person on fit.alert_rule as restrictive for all to daybridge_app
  using (guard.current_role() <> 'participant') with check (guard.current_role() <> 'participant');
grant select, insert, update (condition, due_hours, is_on, set_by, set_at, version) on fit.alert_rule
  to daybridge_app;

-- Something that a named member of staff must look at by a time. category: measure
create table fit.alert (
  org_id uuid not null,
  alert_id uuid not null,
  participant_id uuid not null,
  kind text not null check (kind in ('safety', 'score', 'worse', 'silent', 'missed-sessions')),
  rule_id uuid,                          -- one of alert_rule, or one that comes with the program; null for a safety item
  response_id uuid,
  evidence jsonb not null,               -- numbers, dates, instruments: no words of anybody
  owner uuid not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  climbed_at timestamptz,                -- when it was overdue and everybody of the care team was told
  state text not null default 'open' check (state in ('open', 'acknowledged', 'closed')),
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  licence text,                          -- of who acknowledged, as it stood
  closed_by uuid,
  closed_at timestamptz,
  done_sealed bytea,                     -- what was done; required to close
  version integer not null default 1,
  primary key (org_id, alert_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, response_id) references fit.response,
  foreign key (org_id, owner) references guard.staff,
  foreign key (org_id, acknowledged_by) references guard.staff,
  foreign key (org_id, closed_by) references guard.staff,
  check ((state = 'open') = (acknowledged_at is null)),
  check ((state = 'closed') = (closed_at is not null)),
  check (closed_at is null or done_sealed is not null)
);
create unique index one_alert_a_response on fit.alert (org_id, response_id, kind, coalesce(rule_id, response_id));
create index on fit.alert (org_id, participant_id, opened_at desc);
create index on fit.alert (org_id, due_at) where state <> 'closed';

alter table fit.alert enable row level security;
alter table fit.alert force row level security;
-- Its owner sees that it is there even when they are no longer on the care team: it must not wait for that.
create policy reads on fit.alert for select to daybridge_app
  using (org_id = guard.current_org()
    and (owner = guard.current_actor() or guard.allows(participant_id, 'measure', 'read')));
-- Their own answers open it, or the job that looks after rules does.
create policy adds on fit.alert for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'measure', 'write')
    and state = 'open');
create policy changes on fit.alert for update to daybridge_app
  using (org_id = guard.current_org() and (owner = guard.current_actor()
    or guard.allows(participant_id, 'measure', 'read') and guard.allows(participant_id, 'measure', 'write')))
  with check (org_id = guard.current_org());
create policy not_the_person_changes on fit.alert as restrictive for update to daybridge_app
  using (guard.current_role() <> 'participant');
-- The job lets an overdue one climb and refreshes its evidence; only a person answers it.
create policy not_the_job_settles on fit.alert as restrictive for update to daybridge_app
  using (guard.current_role() <> 'system:measures' or state = 'open')
  with check (guard.current_role() <> 'system:measures' or state = 'open');
grant select, insert, update (evidence, owner, climbed_at, state, acknowledged_by, acknowledged_at, licence, closed_by,
  closed_at, done_sealed, version) on fit.alert to daybridge_app;
