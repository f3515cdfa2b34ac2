-- The treatment plan: one problem list for both conditions, goals in the person's own words, how one will see that they
-- are met, and what is done for them. A version is a draft until it is signed; signed, it never changes, and the next
-- one is a draft beside it. A goal keeps its id through every version, so that notes and sessions can point at it.

-- A version of somebody's plan. category: plan
create table treat.plan (
  org_id uuid not null,
  plan_id uuid not null,
  participant_id uuid not null,
  number integer not null check (number > 0),
  state text not null default 'draft' check (state in ('draft', 'signed')),
  begun_by uuid not null,
  begun_at timestamptz not null,
  saved_at timestamptz not null,
  areas_sealed bytea,                    -- what is said of an area no goal is about yet: deferred with a date, referred
  level text check (level in ('OP', 'IOP', 'PHP')),
  track text check (track in ('standard', 'dual')),
  decision_id uuid,                      -- the decision whose ratings it answers
  signed_by uuid,
  signed_name text,
  licence text,                          -- type, state and expiry in force at signing
  signed_at timestamptz,
  person_answer text check (person_answer in ('signed', 'not-signed')),
  person_words_sealed bytea,             -- {"name": ...} as they typed it, or {"reason": ...} why there is none
  person_at timestamptz,
  person_noted_by uuid,                  -- themself, or who wrote down the reason
  version integer not null default 1,
  primary key (org_id, plan_id),
  unique (org_id, participant_id, number),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, begun_by) references guard.staff,
  foreign key (org_id, signed_by) references guard.staff,
  foreign key (org_id, decision_id) references fit.decision,
  check ((state = 'signed') = (num_nulls(level, track, signed_by, signed_name, licence, signed_at) = 0)),
  check (person_answer is null or state = 'signed'),
  check (num_nonnulls(person_answer, person_words_sealed, person_at, person_noted_by) in (0, 4))
);
create unique index one_draft_of_a_plan on treat.plan (org_id, participant_id) where state = 'draft';

-- A goal, whatever version it stands in, and how it goes today. category: plan
create table treat.goal (
  org_id uuid not null,
  goal_id uuid not null,
  participant_id uuid not null,
  words_sealed bytea not null,           -- as it was first said
  from_person boolean not null default false,
  added_by uuid not null,                -- themself, or a member of staff
  added_at timestamptz not null,
  status text not null default 'on-track' check (status in ('on-track', 'slow', 'met', 'set-aside')),
  status_at timestamptz not null,
  progress_sealed bytea,                 -- where it stands, in a sentence
  version integer not null default 1,
  primary key (org_id, goal_id),
  foreign key (org_id, participant_id) references guard.participant
);
create index on treat.goal (org_id, participant_id);

-- What was said of a goal since, and each status it had. Added to, never changed. category: plan
create table treat.goal_remark (
  org_id uuid not null,
  remark_id uuid not null,
  participant_id uuid not null,
  goal_id uuid not null,
  kind text not null check (kind in ('comment', 'not-mine', 'mine-again', 'status')),
  words_sealed bytea,
  status text check (status in ('on-track', 'slow', 'met', 'set-aside')),
  from_person boolean not null default false,
  by_id uuid not null,
  at timestamptz not null,
  primary key (org_id, remark_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, goal_id) references treat.goal,
  check ((kind = 'status') = (status is not null)),
  check (kind <> 'comment' or words_sealed is not null)
);
create index on treat.goal_remark (org_id, participant_id, goal_id, at);

-- What gets in the way, of either condition and of life. category: plan
create table treat.plan_problem (
  org_id uuid not null,
  plan_id uuid not null,
  problem_id uuid not null,              -- the same in every version
  participant_id uuid not null,
  place integer not null,                -- in the list
  kind text not null check (kind in ('substance', 'mental-health', 'medical', 'life')),
  area text not null check (area in ('withdrawal', 'health', 'mind', 'use', 'home', 'wants')),
  words_sealed bytea not null,
  icd10 text check (icd10 ~ '^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$'),  -- ICD-10-CM, where there is a diagnosis
  status text not null check (status in ('active', 'provisional', 'resolved')),
  review_on date,                        -- provisional: when it is looked at whether use alone caused it
  archived_at timestamptz,
  primary key (org_id, plan_id, problem_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, plan_id) references treat.plan
);
create index on treat.plan_problem (org_id, participant_id);

-- A goal as it stands in a version. category: plan
create table treat.plan_goal (
  org_id uuid not null,
  plan_id uuid not null,
  goal_id uuid not null,
  participant_id uuid not null,
  place integer not null,
  words_sealed bytea not null,           -- the person's own
  next_step_sealed bytea,
  problem_ids uuid[] not null,           -- what it is about: problems of the same version
  archived_at timestamptz,
  primary key (org_id, plan_id, goal_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, plan_id) references treat.plan,
  foreign key (org_id, goal_id) references treat.goal
);
create index on treat.plan_goal (org_id, participant_id);

-- How one will see that a goal is met. category: plan
create table treat.plan_objective (
  org_id uuid not null,
  plan_id uuid not null,
  objective_id uuid not null,
  participant_id uuid not null,
  goal_id uuid not null,
  place integer not null,
  words_sealed bytea not null,           -- what is counted, and how much of it
  target_on date,
  archived_at timestamptz,
  primary key (org_id, plan_id, objective_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, plan_id, goal_id) references treat.plan_goal
);
create index on treat.plan_objective (org_id, participant_id);

-- What is done for a goal: an activity of the catalogue, and how often. category: plan
create table treat.plan_intervention (
  org_id uuid not null,
  plan_id uuid not null,
  intervention_id uuid not null,
  participant_id uuid not null,
  goal_id uuid not null,
  place integer not null,
  activity_id text not null check (activity_id ~ '^A[0-9]{2}$'),
  times integer not null check (times between 1 and 14),
  every text not null check (every in ('week', 'two-weeks', 'month', 'once')),
  words_sealed bytea,
  archived_at timestamptz,
  primary key (org_id, plan_id, intervention_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, plan_id, goal_id) references treat.plan_goal
);
create index on treat.plan_intervention (org_id, participant_id);

-- Signed is signed: afterwards only the person's own answer is added, once.
create function treat.keeps_a_signed_plan() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.state = 'signed' and (old.person_answer is not null
    or to_jsonb(new) - array['person_answer', 'person_words_sealed', 'person_at', 'person_noted_by', 'version']
      is distinct from
      to_jsonb(old) - array['person_answer', 'person_words_sealed', 'person_at', 'person_noted_by', 'version']) then
    raise exception 'A signed plan never changes.' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keeps_signed before update on treat.plan
  for each row execute function treat.keeps_a_signed_plan();

create function treat.keeps_what_is_in_a_signed_plan() returns trigger language plpgsql set search_path = '' as $$
begin
  if (select p.state from treat.plan p where p.org_id = new.org_id and p.plan_id = new.plan_id) = 'signed' then
    raise exception 'A signed plan never changes.' using errcode = 'check_violation';
  end if;
  return new;
end $$;

insert into guard.permission (role, relation, category, verb) values
  -- a plan is filled before it is signed
  ('system:demo', 'site', 'plan', 'read');

do $$
declare place text;
begin
  foreach place in array array['treat.plan', 'treat.goal', 'treat.goal_remark', 'treat.plan_problem',
    'treat.plan_goal', 'treat.plan_objective', 'treat.plan_intervention'] loop
    execute format('alter table %s enable row level security', place);
    execute format('alter table %s force row level security', place);
    execute format($policy$create policy reads on %s for select to daybridge_app
      using (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'read'))$policy$, place);
    execute format($policy$create policy adds on %s for insert to daybridge_app
      with check (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write'))$policy$, place);
    execute format($policy$create policy shreds on %s for delete to daybridge_app
      using (org_id = guard.current_org() and guard.is_shredding(participant_id))$policy$, place);
    execute format('grant select, insert, delete on %s to daybridge_app', place);
  end loop;
  foreach place in array array['treat.plan', 'treat.goal', 'treat.plan_problem', 'treat.plan_goal',
    'treat.plan_objective', 'treat.plan_intervention'] loop
    execute format($policy$create policy changes on %s for update to daybridge_app
      using (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write')
        and guard.allows(participant_id, 'plan', 'read'))
      with check (org_id = guard.current_org() and guard.allows(participant_id, 'plan', 'write'))$policy$, place);
  end loop;
  foreach place in array array['treat.plan_problem', 'treat.plan_goal', 'treat.plan_objective',
    'treat.plan_intervention'] loop
    execute format('create trigger keeps_signed before insert or update on %s
      for each row execute function treat.keeps_what_is_in_a_signed_plan()', place);
    -- Whoever stands outside the team is shown what was agreed, and no draft.
    execute format($policy$create policy drafts_stay_inside on %s as restrictive for select to daybridge_app
      using (guard.current_role() not in ('supporter', 'outside') or exists (
        select from treat.plan p
        where p.org_id = %s.org_id and p.plan_id = %s.plan_id and p.state = 'signed'))$policy$,
      place, split_part(place, '.', 2), split_part(place, '.', 2));
  end loop;
end $$;
create policy drafts_stay_inside on treat.plan as restrictive for select to daybridge_app
  using (guard.current_role() not in ('supporter', 'outside') or state = 'signed');
create policy stays_inside on treat.goal_remark as restrictive for select to daybridge_app
  using (guard.current_role() not in ('supporter', 'outside'));

-- The person signs what they were given, says what a goal is to them, and adds their own; nobody does it in their name.
create policy the_person_signs on treat.plan for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'participant'
    and participant_id = guard.current_actor() and state = 'signed' and person_answer is null)
  with check (org_id = guard.current_org() and person_answer = 'signed' and person_noted_by = guard.current_actor());
create policy only_the_person_signs on treat.plan as restrictive for update to daybridge_app
  using (true)
  with check (guard.current_role() in ('participant', 'system:demo') or person_answer is distinct from 'signed');
create policy the_person_adds on treat.goal for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'participant'
    and participant_id = guard.current_actor() and from_person and added_by = guard.current_actor());
create policy nobody_adds_for_them on treat.goal as restrictive for insert to daybridge_app
  with check (guard.current_role() in ('participant', 'system:demo') or not from_person);
create policy the_person_says on treat.goal_remark for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'participant'
    and participant_id = guard.current_actor() and from_person and by_id = guard.current_actor()
    and kind <> 'status');
create policy nobody_says_for_them on treat.goal_remark as restrictive for insert to daybridge_app
  with check (guard.current_role() in ('participant', 'system:demo') or not from_person and kind in ('comment', 'status'));

grant update (state, saved_at, areas_sealed, level, track, decision_id, signed_by, signed_name, licence, signed_at,
  person_answer, person_words_sealed, person_at, person_noted_by, version) on treat.plan to daybridge_app;
grant update (status, status_at, progress_sealed, version) on treat.goal to daybridge_app;
grant update (place, kind, area, words_sealed, icd10, status, review_on, archived_at) on treat.plan_problem
  to daybridge_app;
grant update (place, words_sealed, next_step_sealed, problem_ids, archived_at) on treat.plan_goal to daybridge_app;
grant update (place, goal_id, words_sealed, target_on, archived_at) on treat.plan_objective to daybridge_app;
grant update (place, goal_id, activity_id, times, every, words_sealed, archived_at) on treat.plan_intervention
  to daybridge_app;

call guard.quicken_reads();
