-- The five amounts of a week, by command; and which sessions still to come have a seat for somebody who missed one.

insert into guard.permission (role, relation, category, verb) values
  ('system:hours', 'site', 'record', 'read'),
  ('system:hours', 'site', 'attendance', 'read'),
  ('system:hours', 'site', 'plan', 'read'),
  ('system:hours', 'site', 'consent', 'read'),
  ('system:hours', 'site', 'money', 'read');

-- As in 0033, for who counts hours too: of a plan it needs no more than since when one is signed.
create or replace function treat.plans_for_claims()
returns table (participant_id uuid, signed_on date, diagnoses text[])
language sql stable security definer set search_path = '' as $$
  select p.participant_id, min((p.signed_at at time zone o.zone)::date),
    case when guard.current_role() = 'biller' then coalesce((
      select array_agg(b.icd10 order by (b.kind = 'substance') desc, b.place)
      from treat.plan_problem b
      where b.org_id = guard.current_org() and b.icd10 is not null and b.status = 'active' and b.archived_at is null
        and b.plan_id = (
          select n.plan_id from treat.plan n
          where n.org_id = guard.current_org() and n.participant_id = p.participant_id and n.state = 'signed'
          order by n.number desc limit 1)), '{}') else '{}' end
  from treat.plan p join guard.org o on o.org_id = p.org_id
  where p.org_id = guard.current_org() and p.state = 'signed'
    and (guard.current_role() = 'biller' and guard.allows(p.participant_id, 'money', 'write')
      or guard.current_role() in ('counselor', 'system:hours') and guard.allows(p.participant_id, 'money', 'read'))
  group by p.participant_id
$$;

-- Sessions within a time that have a seat left and would take these people: by what the session asks, where they can be,
-- and who is there already. Seats and pairs are of everybody, so the database counts them; it tells neither whose nor why.
create function guard.make_ups(people uuid[], after_at timestamptz, until_at timestamptz)
returns table (participant_id uuid, meeting_id uuid)
language sql stable security definer set search_path = '' as $$
  with asked as materialized (
    select n.participant_id, n.tags, n.sites, n.video
    from schedule.need n
    where n.org_id = guard.current_org() and n.participant_id = any (people)
      and guard.allows(n.participant_id, 'schedule', 'read') and guard.allows(n.participant_id, 'attendance', 'read')),
  held as materialized (
    select m.meeting_id, m.site_id, s.requires
    from treat.meeting m
    join schedule.session s on s.org_id = m.org_id and s.session_id = m.session_id
    left join schedule.room r on r.org_id = m.org_id and r.room_id = m.room_id
    where m.org_id = guard.current_org() and m.state = 'planned' and m.starts_at > after_at and m.starts_at < until_at
      and (
        select count(*) from treat.attendance a
        where a.org_id = m.org_id and a.meeting_id = m.meeting_id and a.status <> 'off')
        < least(s.people_max, coalesce(r.seats, s.people_max)))
  select p.participant_id, h.meeting_id
  from asked p
  join held h on h.requires <@ p.tags and case when h.site_id is null then p.video else h.site_id = any (p.sites) end
  where not exists (
    select from treat.attendance a
    left join schedule.apart x on x.org_id = a.org_id and x.ended_at is null
      and x.participant_id = least(a.participant_id, p.participant_id)
      and x.other_id = greatest(a.participant_id, p.participant_id)
    where a.org_id = guard.current_org() and a.meeting_id = h.meeting_id and a.status <> 'off'
      and (a.participant_id = p.participant_id or x.org_id is not null))
$$;
grant select (org_id, meeting_id, session_id, site_id, room_id, starts_at, state) on treat.meeting to daybridge_guard;
grant select (org_id, session_id, requires, people_max) on schedule.session to daybridge_guard;
grant select (org_id, room_id, seats) on schedule.room to daybridge_guard;
grant select (org_id, participant_id, tags, sites, video) on schedule.need to daybridge_guard;
create policy decides on schedule.session for select to daybridge_guard using (true);
create policy decides on schedule.room for select to daybridge_guard using (true);
create policy decides on schedule.need for select to daybridge_guard using (true);
grant create on schema guard to daybridge_guard;
alter function guard.make_ups(uuid[], timestamptz, timestamptz) owner to daybridge_guard;
revoke create on schema guard from daybridge_guard;
revoke all on function guard.make_ups(uuid[], timestamptz, timestamptz) from public;
grant execute on function guard.make_ups(uuid[], timestamptz, timestamptz) to daybridge_app;

call guard.quicken_reads();
