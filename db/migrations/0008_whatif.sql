-- What if: a week with something different about it, worked out beside the plan, and what a used one leaves behind.

-- What is different in one week only, because a repair was used: staff away, a room closed, a group that does not
-- meet. It concerns no participant. The week's file is made with it.
create table schedule.exception (
  org_id uuid not null,
  exception_id uuid not null,
  week date not null check (extract(isodow from week) = 1),
  change jsonb not null,                 -- {"kind": "staff-away" | "room-closed" | "close-group", ...}
  created_at timestamptz not null default now(),
  created_by uuid not null,
  primary key (org_id, exception_id)
);
create index on schedule.exception (org_id, week);

alter table schedule.exception enable row level security;
alter table schedule.exception force row level security;
create policy own_org on schedule.exception for select to daybridge_app using (org_id = guard.current_org());
create policy adds on schedule.exception for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
create policy removes on schedule.exception for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
grant select, insert, delete on schedule.exception to daybridge_app;

-- A scenario: the changes, and what they come to. The changes may name people, so only whoever may see everybody's
-- schedule reads it: the scenario's own id is nobody's, and a relation to somebody in particular never reaches it.
create table schedule.scenario (
  org_id uuid not null,
  scenario_id uuid not null,
  week date not null check (extract(isodow from week) = 1),
  scenario_number integer not null,
  kind text not null check (kind in ('what-if', 'repair', 'fix')),
  state text not null default 'open' check (state in ('open', 'used', 'discarded')),
  changes jsonb not null,
  base_plan_id uuid,                     -- the plan it began from
  outcome jsonb,                         -- numbers of people and minutes, once it is worked out
  invented jsonb not null default '[]',  -- weeks of supposed people: they have no record
  created_at timestamptz not null default now(),
  created_by uuid not null,
  version integer not null default 1,
  primary key (org_id, scenario_id),
  unique (org_id, week, scenario_number),
  foreign key (org_id, base_plan_id) references schedule.plan (org_id, plan_id)
);

alter table schedule.scenario enable row level security;
alter table schedule.scenario force row level security;
create policy reads on schedule.scenario for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(scenario_id, 'schedule', 'read'));
create policy adds on schedule.scenario for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('coordinator', 'system:demo'));
create policy changes on schedule.scenario for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(scenario_id, 'schedule', 'write')
    and guard.allows(scenario_id, 'schedule', 'read'))
  with check (org_id = guard.current_org());
grant select, insert, update on schedule.scenario to daybridge_app;

-- A scenario's plan has no draft number until it is used: until then it counts for nobody.
alter table schedule.plan add column scenario_id uuid;
alter table schedule.plan add foreign key (org_id, scenario_id) references schedule.scenario (org_id, scenario_id);
alter table schedule.plan alter column draft_number drop not null;
alter table schedule.plan add check (draft_number is not null or (scenario_id is not null and state = 'draft'));
create unique index one_plan_a_scenario on schedule.plan (org_id, scenario_id);

alter table schedule.run add column scenario_id uuid;
alter table schedule.run add foreign key (org_id, scenario_id) references schedule.scenario (org_id, scenario_id);
create unique index one_run_a_scenario on schedule.run (org_id, scenario_id);

-- A person's seat in a group that only a scenario supposes. category: schedule
create table schedule.supposed_seat (
  org_id uuid not null,
  plan_id uuid not null,
  participant_id uuid not null,
  supposed_id uuid not null,
  primary key (org_id, plan_id, participant_id, supposed_id),
  foreign key (org_id, plan_id) references schedule.plan,
  foreign key (org_id, participant_id) references guard.participant
);

alter table schedule.supposed_seat enable row level security;
alter table schedule.supposed_seat force row level security;
create policy reads on schedule.supposed_seat for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'read'));
create policy adds on schedule.supposed_seat for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'schedule', 'write'));
grant select, insert on schedule.supposed_seat to daybridge_app;
