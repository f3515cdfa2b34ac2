-- The one decision in full, as the migrations before this one made it piece by piece: read it here.

create or replace function guard.allows(person uuid, wanted_category text, wanted_verb text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  here uuid := guard.current_org();
  asker uuid := guard.current_actor();
  acting text := guard.current_role();
  wanted_purpose text := guard.current_purpose();
begin
  if not exists (
    select from guard.permission may
    where may.role = acting
      and may.category = wanted_category
      and may.verb = wanted_verb
      and (may.purpose is null or may.purpose = wanted_purpose)
      and case may.relation
            when 'self' then person = asker

            -- Everybody of the organisation; of a private record only what says nothing.
            when 'site' then acting like 'system:%' or wanted_category in ('record', 'schedule', 'consent', 'disclosure')
              or not exists (
                select from guard.participant p
                where p.org_id = here and p.participant_id = person and p.is_private)

            -- Who asks for help and is not admitted yet.
            when 'prospect' then exists (
              select from guard.participant p
              where p.org_id = here and p.participant_id = person and p.stage = 'prospect' and not p.is_private)

            when 'team' then exists (
              select from guard.care_team t
              join guard.org o on o.org_id = t.org_id
              where t.org_id = here and t.participant_id = person and t.staff_id = asker
                and t.from_on <= (now() at time zone o.zone)::date
                and (t.until_on is null or t.until_on >= (now() at time zone o.zone)::date))

            -- Who holds a session of theirs, from the day before until a week after: attendance and notes take that long.
            -- A private record is for named staff: for the care team.
            when 'session' then exists (
              select from treat.attendance a
              join treat.meeting m on m.org_id = a.org_id and m.meeting_id = a.meeting_id
              join treat.meeting_leader l on l.org_id = m.org_id and l.meeting_id = m.meeting_id
              join guard.org o on o.org_id = m.org_id
              where a.org_id = here and a.participant_id = person and a.status <> 'off' and l.staff_id = asker
                and (now() at time zone o.zone)::date between m.on_date - 1 and m.on_date + 7
                and not exists (
                  select from guard.participant p
                  where p.org_id = here and p.participant_id = person and p.is_private))

            -- To the moment, and never against the stricter law of a state. 2.20, 2.31
            when 'consent' then guard.is_approved(asker) and exists (
              select from guard.consent c
              where c.org_id = here and c.participant_id = person and c.recipient_id = asker
                and wanted_category = any (c.categories) and wanted_purpose = any (c.purposes)
                and guard.in_force(c) and not guard.state_denies(c, wanted_category, wanted_purpose))

            -- Who acts for somebody who cannot, from and until the days in the proof. 2.15
            when 'representative' then not guard.has_left(asker) and exists (
              select from guard.representative r
              join guard.org o on o.org_id = r.org_id
              where r.org_id = here and r.participant_id = person and r.supporter_id = asker
                and r.from_on <= (now() at time zone o.zone)::date
                and (r.until_on is null or r.until_on >= (now() at time zone o.zone)::date))

            when 'emergency' then guard.has_emergency(person)
          end) then
    return false;
  end if;

  -- What a person asked to be kept from somebody stays kept from them. Life and limb come first. 2.26(a), 164.522(a)(1)(iii)
  return acting in ('participant', 'supporter') or acting like 'system:%'
    or not exists (
      select from guard.restriction r
      where r.org_id = here and r.participant_id = person and r.is_agreed
        and (r.ended_at is null or clock_timestamp() < r.ended_at)
        and wanted_category = any (r.categories)
        and (r.staff_id = asker or r.role = acting))
    or guard.has_emergency(person);
end $$;

-- Whether whoever asks opened this record in an emergency that is not over. 2.51
create function guard.has_emergency(person uuid) returns boolean language sql volatile
  return exists (
    select from guard.emergency e
    where e.org_id = guard.current_org() and e.participant_id = person and e.staff_id = guard.current_actor()
      and e.opened_at <= clock_timestamp() and clock_timestamp() < e.until_at
      and (e.ended_at is null or clock_timestamp() < e.ended_at));

-- Whether there is such a person in the asker's organisation. It opens nothing by itself: what may be seen of them is
-- asked beside it, and an id of another program is an id of nobody.
create function guard.is_here(person uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from guard.participant p where p.org_id = guard.current_org() and p.participant_id = person)
$$;
grant create on schema guard to daybridge_guard;
alter function guard.is_here(uuid) owner to daybridge_guard;
revoke create on schema guard from daybridge_guard;
revoke all on function guard.is_here(uuid) from public;
grant execute on function guard.is_here(uuid) to daybridge_app;
