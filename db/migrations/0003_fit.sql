-- Who benefits, at which level of care, decided by a licensed professional.
create schema fit;
grant usage on schema fit to daybridge_app;

-- category: assessment
create table fit.assessment (
  org_id uuid not null,
  assessment_id uuid not null,
  participant_id uuid not null,
  inquiry_id uuid,
  author_id uuid not null,
  inputs jsonb not null default '{}',    -- the level-of-care table's inputs, key to value
  remarks_sealed bytea,                  -- free words of the clinician
  state text not null default 'draft' check (state in ('draft', 'signed')),
  started_at timestamptz not null default now(),
  saved_at timestamptz not null default now(),
  version integer not null default 1,
  primary key (org_id, assessment_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, author_id) references guard.staff
);
create unique index one_draft on fit.assessment (org_id, participant_id) where state = 'draft';

alter table fit.assessment enable row level security;
alter table fit.assessment force row level security;
create policy reads on fit.assessment for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'read'));
create policy adds on fit.assessment for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'write'));
create policy changes on fit.assessment for update to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'write')
    and guard.allows(participant_id, 'assessment', 'read'))
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'write'));
grant select, insert, update on fit.assessment to daybridge_app;

-- Signed once, never changed. category: assessment
create table fit.decision (
  org_id uuid not null,
  decision_id uuid not null,
  participant_id uuid not null,
  assessment_id uuid not null,
  table_version text not null,
  inputs jsonb not null,
  recommended text not null,
  matched_row text not null,
  recommendation jsonb not null,         -- rows considered, flags, flips, as they were shown
  decided text not null,
  reason_sealed bytea,                   -- required when decided differs from recommended
  minutes_per_week integer,
  days_min integer,
  decided_by uuid not null,
  licence text not null,                 -- type, state and expiry in force at signing
  signed_name text not null,
  signed_at timestamptz not null,
  primary key (org_id, decision_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, assessment_id) references fit.assessment,
  foreign key (org_id, decided_by) references guard.staff,
  check (decided = recommended or reason_sealed is not null)
);

alter table fit.decision enable row level security;
alter table fit.decision force row level security;
create policy reads on fit.decision for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'read'));
create policy adds on fit.decision for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'assessment', 'write'));
grant select, insert on fit.decision to daybridge_app;
