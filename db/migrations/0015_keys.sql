-- Keys: found again without being opened, changed, and destroyed with a receipt.

-- Exact look-up of a sealed word: a keyed digest of it, one for each kind. Tells nothing without the organisation's key.
-- category: identity
create table guard.blind_index (
  org_id uuid not null,
  participant_id uuid not null,
  kind text not null check (kind in ('name', 'birth-date', 'phone', 'email')),
  token bytea not null,
  primary key (org_id, participant_id, kind, token),
  foreign key (org_id, participant_id) references guard.participant
);
create index on guard.blind_index (org_id, kind, token);
alter table guard.blind_index enable row level security;
alter table guard.blind_index force row level security;
create policy reads on guard.blind_index for select to daybridge_app
  using (org_id = guard.current_org() and guard.allows(participant_id, 'identity', 'read'));
create policy adds on guard.blind_index for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.allows(participant_id, 'identity', 'write'));
create policy removes on guard.blind_index for delete to daybridge_app
  using (org_id = guard.current_org() and (guard.current_role() = 'system:keys'
    or guard.allows(participant_id, 'identity', 'write') and guard.allows(participant_id, 'identity', 'read')));
grant select, insert, delete on guard.blind_index to daybridge_app;

-- What is left of a shredded record: that it was, who decided, and under which rule. category: disclosure
create table guard.shredding (
  org_id uuid not null,
  shredding_id uuid not null,
  participant_id uuid not null,
  asked_by uuid not null,                -- the member of staff who decided it
  reason text not null check (reason in ('retention-over', 'the-person-asked', 'program-closes', 'by-order')),
  asked_at timestamptz not null,
  not_before timestamptz not null,       -- until then it can be taken back
  taken_back_at timestamptz,
  done_at timestamptz,
  receipt jsonb,                         -- {"keyFingerprint", "tables": {...counts}, "keyGeneration"}
  signature bytea,                       -- over the receipt, by the log's signing key
  primary key (org_id, shredding_id),
  foreign key (org_id, participant_id) references guard.participant,
  check (not_before >= asked_at),
  check ((done_at is null) = (receipt is null))
);
create unique index one_shredding on guard.shredding (org_id, participant_id) where taken_back_at is null;
alter table guard.shredding enable row level security;
alter table guard.shredding force row level security;
create policy reads on guard.shredding for select to daybridge_app
  using (org_id = guard.current_org() and (guard.allows(participant_id, 'disclosure', 'read')
    or guard.current_role() = 'system:keys'));
create policy asks on guard.shredding for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and asked_by = guard.current_actor()
    and done_at is null and taken_back_at is null);
create policy takes_back on guard.shredding for update to daybridge_app
  using (org_id = guard.current_org() and done_at is null
    and guard.current_role() in ('privacy', 'system:keys'))
  with check (org_id = guard.current_org());
grant select, insert, update (taken_back_at, done_at, receipt, signature) on guard.shredding to daybridge_app;

-- Retention and legal holds: nothing on hold is shredded.
-- category: disclosure
create table guard.hold (
  org_id uuid not null,
  hold_id uuid not null,
  participant_id uuid not null,
  why_sealed bytea not null,
  set_by uuid not null,
  set_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, hold_id),
  foreign key (org_id, participant_id) references guard.participant,
  foreign key (org_id, set_by) references guard.staff
);
alter table guard.hold enable row level security;
alter table guard.hold force row level security;
create policy reads on guard.hold for select to daybridge_app
  using (org_id = guard.current_org() and (guard.current_role() = 'system:keys'
    or guard.current_role() = 'privacy' and guard.allows(participant_id, 'disclosure', 'read')));
create policy adds on guard.hold for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'privacy' and set_by = guard.current_actor());
create policy ends on guard.hold for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'privacy')
  with check (org_id = guard.current_org());
grant select, insert, update (ended_at) on guard.hold to daybridge_app;

-- The job that changes and destroys keys: it sees wrapped keys and no word of anybody.
create policy keeps_keys on guard.participant_key for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:keys');
create policy rewraps on guard.participant_key for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:keys')
  with check (org_id = guard.current_org());
-- Only what was asked for, is not held, and whose time to take it back is over.
create policy destroys on guard.participant_key for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:keys'
    and exists (
      select from guard.shredding s
      where s.org_id = participant_key.org_id and s.participant_id = participant_key.participant_id
        and s.taken_back_at is null and s.done_at is null and s.not_before <= clock_timestamp())
    and not exists (
      select from guard.hold h
      where h.org_id = participant_key.org_id and h.participant_id = participant_key.participant_id
        and (h.ended_at is null or h.ended_at > clock_timestamp())));
grant update (key_wrapped), delete on guard.participant_key to daybridge_app;
alter table guard.org add column key_generation integer not null default 1;
create policy rewraps on guard.org for update to daybridge_app
  using (guard.current_role() = 'system:keys' and org_id = guard.current_org())
  with check (org_id = guard.current_org());
grant update (key_wrapped, key_generation) on guard.org to daybridge_app;
