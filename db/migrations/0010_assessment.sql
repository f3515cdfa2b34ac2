-- The assessment in full, an organisation's own level-of-care tables, second signatures, and when to look again.

-- Whether a decision made for this place waits for a second licensed signature before it counts.
alter table guard.site add column second_signature boolean not null default false;
create policy asks_second on guard.site for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('director', 'admin'))
  with check (org_id = guard.current_org());
grant update (second_signature) on guard.site to daybridge_app;

insert into guard.permission (role, relation, category, verb) values
  -- the person reads what was decided about them: decisions only, see the restrictive policies below
  ('participant', 'self', 'assessment', 'read'),
  -- the reviewer: a daily job that compares numbers and suggests to look again; it sees no name and decides nothing
  ('system:reviewer', 'site', 'plan', 'read'),
  ('system:reviewer', 'site', 'attendance', 'read'),
  ('system:reviewer', 'site', 'measure', 'read'),
  ('system:reviewer', 'site', 'assessment', 'read'),
  ('system:reviewer', 'site', 'assessment', 'write');

alter table fit.assessment add column kind text not null default 'admission' check (kind in ('admission', 'review'));
alter table fit.assessment add column details_sealed bytea;  -- {"details": ..., "evidence": {input: ...}}

create policy not_the_reviewer_adds on fit.assessment as restrictive for insert to daybridge_app
  with check (guard.current_role() <> 'system:reviewer');
create policy not_the_reviewer_changes on fit.assessment as restrictive for update to daybridge_app
  using (guard.current_role() <> 'system:reviewer');
-- A clinician's working notes are not the decision.
create policy not_the_person_reads on fit.assessment as restrictive for select to daybridge_app
  using (guard.current_role() <> 'participant');
create policy not_the_reviewer_adds on fit.decision as restrictive for insert to daybridge_app
  with check (guard.current_role() <> 'system:reviewer');

alter table fit.decision add column kind text not null default 'admission' check (kind in ('admission', 'review'));
alter table fit.decision add column needs_second boolean not null default false;
alter table fit.decision add column second_asked uuid;       -- the colleague asked to sign second
alter table fit.decision add column care jsonb;              -- the dose, places and first day that come into force with it
alter table fit.decision add foreign key (org_id, second_asked) references guard.staff (org_id, staff_id);
create index on fit.decision (org_id, participant_id, signed_at desc);

-- The second signature, or the reason why not. Given once, never by who decided. category: assessment
create table fit.second_signature (
  org_id uuid not null,
  decision_id uuid not null,
  participant_id uuid not null,
  agrees boolean not null,
  reason_sealed bytea,                   -- required when it does not agree
  signed_by uuid not null,
  licence text not null,
  signed_name text not null,
  signed_at timestamptz not null,
  primary key (org_id, decision_id),
  foreign key (org_id, decision_id) references fit.decision,
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, signed_by) references guard.staff,
  check (agrees or reason_sealed is not null)
);

alter table fit.second_signature enable row level security;
alter table fit.second_signature force row level security;
create policy reads on fit.second_signature for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'read'));
create policy adds on fit.second_signature for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'write')
    and guard.current_role() <> 'system:reviewer' and signed_by = guard.current_actor()
    and exists (
      select from fit.decision d
      where d.org_id = second_signature.org_id and d.decision_id = second_signature.decision_id
        and d.participant_id = second_signature.participant_id
        and d.needs_second and d.decided_by <> guard.current_actor()));
grant select, insert on fit.second_signature to daybridge_app;

-- A program's own level-of-care table as it was loaded. What it says never changes, so that an old decision can be
-- read again.
create table fit.level_table (
  org_id uuid not null references guard.org,
  version text not null check (length(version) between 1 and 40),
  content jsonb not null,
  remarks jsonb not null default '[]',   -- what its check found that refuses nothing: [{"path", "message"}]
  loaded_by uuid not null,
  loaded_at timestamptz not null default now(),
  primary key (org_id, version),
  foreign key (org_id, loaded_by) references guard.staff
);

alter table fit.level_table enable row level security;
alter table fit.level_table force row level security;
create policy reads on fit.level_table for select to daybridge_app
  using (org_id = guard.current_org()
    and guard.current_role() in ('counselor', 'director', 'admin', 'system:reviewer'));
create policy adds on fit.level_table for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('director', 'admin')
    and loaded_by = guard.current_actor());
-- Its check runs after it is kept, in the same transaction; then its remarks are added.
create policy remarks on fit.level_table for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('director', 'admin')
    and loaded_by = guard.current_actor())
  with check (org_id = guard.current_org());
grant select, insert, update (remarks) on fit.level_table to daybridge_app;

-- From which day on which table counts. Before the first of these days it is the one that comes with the program.
create table fit.table_in_force (
  org_id uuid not null references guard.org,
  from_on date not null,
  version text not null,                 -- one of level_table, or one that comes with the program
  set_by uuid not null,
  set_at timestamptz not null default now(),
  primary key (org_id, from_on),
  foreign key (org_id, set_by) references guard.staff
);

alter table fit.table_in_force enable row level security;
alter table fit.table_in_force force row level security;
create policy reads on fit.table_in_force for select to daybridge_app
  using (org_id = guard.current_org()
    and guard.current_role() in ('counselor', 'director', 'admin', 'system:reviewer'));
create policy adds on fit.table_in_force for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() in ('director', 'admin')
    and set_by = guard.current_actor());
create policy changes on fit.table_in_force for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('director', 'admin'))
  with check (org_id = guard.current_org() and set_by = guard.current_actor());
grant select, insert, update on fit.table_in_force to daybridge_app;

-- A sign that somebody's level may no longer fit, with its evidence; only a professional takes or dismisses it.
-- category: assessment
create table fit.suggestion (
  org_id uuid not null,
  suggestion_id uuid not null,
  participant_id uuid not null,
  kind text not null check (kind in ('hours-short', 'measures-worse', 'measures-better', 'goals-met')),
  direction text not null check (direction in ('up', 'down', 'review')),
  evidence jsonb not null,               -- numbers, dates, instruments, rows: no words of anybody
  state text not null default 'open' check (state in ('open', 'taken', 'dismissed')),
  raised_on date not null,
  seen_on date not null,                 -- the last day on which the evidence still said so
  reason_sealed bytea,                   -- required when dismissed
  settled_by uuid,
  settled_at timestamptz,
  assessment_id uuid,                    -- the review it led to
  version integer not null default 1,
  primary key (org_id, suggestion_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, settled_by) references guard.staff,
  foreign key (org_id, assessment_id) references fit.assessment,
  check (state <> 'dismissed' or reason_sealed is not null),
  check ((state = 'open') = (settled_at is null))
);
create unique index one_open_suggestion on fit.suggestion (org_id, participant_id, kind) where state = 'open';
create index on fit.suggestion (org_id, participant_id, settled_at desc);

alter table fit.suggestion enable row level security;
alter table fit.suggestion force row level security;
create policy reads on fit.suggestion for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'read'));
create policy adds on fit.suggestion for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'write'));
create policy changes on fit.suggestion for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'write')
    and guard.allows(participant_id, 'assessment', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'write'));
create policy not_the_person_reads on fit.suggestion as restrictive for select to daybridge_app
  using (guard.current_role() <> 'participant');
-- The job keeps the evidence of an open one fresh; settling it is a professional's.
create policy not_the_reviewer_settles on fit.suggestion as restrictive for update to daybridge_app
  using (guard.current_role() <> 'system:reviewer' or state = 'open')
  with check (guard.current_role() <> 'system:reviewer' or state = 'open');
grant select, insert, update on fit.suggestion to daybridge_app;

-- A level that was to begin and is decided anew before its first day leaves no trace in the episode.
create policy removes on bridge.level_of_care for delete to daybridge_app
  using (org_id = guard.current_org() and from_on >= current_date - 1
    and guard.allows(participant_id, 'plan', 'write') and guard.allows(participant_id, 'plan', 'read'));
grant delete on bridge.level_of_care to daybridge_app;
