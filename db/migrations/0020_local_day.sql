-- The first and the last day on a care team are days where the program is, not days in Greenwich: who joins at eight
-- in the evening in Tampa joins today.

create function guard.today() returns date language sql stable
  return (select (now() at time zone o.zone)::date from guard.org o where o.org_id = guard.current_org());
create policy decides on guard.org for select to daybridge_guard using (true);
grant select (org_id, zone) on guard.org to daybridge_guard;

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
            when 'site' then acting like 'system:%' or wanted_category in ('record', 'schedule', 'consent', 'disclosure')
              or not exists (
                select from guard.participant p
                where p.org_id = here and p.participant_id = person and p.is_private)
            when 'prospect' then exists (
              select from guard.participant p
              where p.org_id = here and p.participant_id = person and p.stage = 'prospect' and not p.is_private)
            when 'team' then exists (
              select from guard.care_team t
              join guard.org o on o.org_id = t.org_id
              where t.org_id = here and t.participant_id = person and t.staff_id = asker
                and t.from_on <= (now() at time zone o.zone)::date
                and (t.until_on is null or t.until_on >= (now() at time zone o.zone)::date))
            when 'consent' then exists (
              select from guard.consent c
              where c.org_id = here and c.participant_id = person and c.recipient_id = asker
                and wanted_category = any (c.categories) and wanted_purpose = any (c.purposes)
                and guard.in_force(c))
            when 'representative' then exists (
              select from guard.representative r
              join guard.org o on o.org_id = r.org_id
              where r.org_id = here and r.participant_id = person and r.supporter_id = asker
                and r.from_on <= (now() at time zone o.zone)::date
                and (r.until_on is null or r.until_on >= (now() at time zone o.zone)::date))
            when 'emergency' then exists (
              select from guard.emergency e
              where e.org_id = here and e.participant_id = person and e.staff_id = asker
                and e.opened_at <= clock_timestamp() and clock_timestamp() < e.until_at
                and (e.ended_at is null or clock_timestamp() < e.ended_at))
          end) then
    return false;
  end if;
  -- What a person asked to be kept from somebody stays kept from them. Life and limb come first. 2.26(a), 164.522(a)(1)(iii)
  if acting in ('participant', 'supporter') or acting like 'system:%' then
    return true;
  end if;
  return not exists (
    select from guard.restriction r
    where r.org_id = here and r.participant_id = person and r.is_agreed
      and (r.ended_at is null or clock_timestamp() < r.ended_at)
      and wanted_category = any (r.categories)
      and (r.staff_id = asker or r.role = acting)
      and not exists (
        select from guard.emergency e
        where e.org_id = here and e.participant_id = person and e.staff_id = asker
          and e.opened_at <= clock_timestamp() and clock_timestamp() < e.until_at
          and (e.ended_at is null or clock_timestamp() < e.ended_at)));
end $$;
