-- Keys change without anybody's words being opened, and a record that is shredded leaves nothing to read.

-- From the first change of the organisation's key on: the key its own words and its blind index are under, wrapped by the
-- organisation's key. Null before: the first organisation's key itself.
alter table guard.org add column own_key_wrapped bytea;
grant update (own_key_wrapped) on guard.org to daybridge_app;

create policy rewraps_seen on guard.signing_key for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:keys');
create policy rewraps on guard.signing_key for update to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:keys')
  with check (org_id = guard.current_org());
grant update (private_wrapped) on guard.signing_key to daybridge_app;

-- What sign-in is derived from, wrapped by the master key, so that a new master key leaves everybody signed in.
create table auth.root_key (
  only_one boolean primary key default true check (only_one),
  key_wrapped bytea not null
);
grant select, insert, update on auth.root_key to daybridge_auth;

-- The one person whose shredding is due, asked for, not taken back, and not held; named for one transaction.
create function guard.is_shredding(person uuid) returns boolean language sql stable
  return person = nullif(current_setting('daybridge.shredding', true), '')::uuid
    and guard.current_role() = 'system:keys'
    and exists (
      select from guard.shredding s
      where s.org_id = guard.current_org() and s.participant_id = person
        and s.taken_back_at is null and s.done_at is null and s.not_before <= clock_timestamp())
    and not exists (
      select from guard.hold h
      where h.org_id = guard.current_org() and h.participant_id = person
        and (h.ended_at is null or h.ended_at > clock_timestamp()));

drop policy destroys on guard.participant_key;
do $$
declare place text;
begin
  -- src/guard/keys/shredding.json says of every table of a person what becomes of it.
  foreach place in array array[
    'fit.alert', 'fit.suggestion', 'fit.second_signature', 'fit.response', 'fit.checkin', 'fit.alert_rule',
    'bridge.level_of_care', 'bridge.episode', 'fit.decision', 'fit.assessment', 'bridge.inquiry',
    'treat.attendance', 'schedule.placement', 'schedule.visit', 'schedule.unserved', 'schedule.supposed_seat',
    'schedule.apart_reason', 'schedule.apart', 'schedule.busy', 'schedule.need', 'schedule.feed',
    'guard.message', 'guard.message_choice', 'guard.push_device', 'guard.alias', 'guard.contact', 'guard.identity',
    'guard.blind_index', 'guard.participant_key'
  ] loop
    execute format('create policy shreds on %s for delete to daybridge_app
      using (org_id = guard.current_org() and guard.is_shredding(participant_id))', place);
    execute format('grant delete on %s to daybridge_app', place);
  end loop;
end $$;
-- A pair names two people: it goes with either.
create policy shreds_other on schedule.apart_reason for delete to daybridge_app
  using (org_id = guard.current_org() and guard.is_shredding(other_id));
create policy shreds_other on schedule.apart for delete to daybridge_app
  using (org_id = guard.current_org() and guard.is_shredding(other_id));
-- Their way in ends with them.
create policy shreds on guard.account for delete to daybridge_app
  using (org_id = guard.current_org() and person_kind = 'participant' and guard.is_shredding(person_id));
create policy shreds_seen on guard.account for select to daybridge_app
  using (org_id = guard.current_org() and person_kind = 'participant' and guard.is_shredding(person_id));
grant delete on guard.account to daybridge_app;

-- A command repeated within a day is answered as the first time; after that its answer is forgotten.
create policy forgets on platform.idempotency for delete to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:keys'
    and at < clock_timestamp() - interval '24 hours');
grant delete on platform.idempotency to daybridge_app;
