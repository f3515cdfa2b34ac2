-- A list asks guard.allows() once a row. The two reasons that fill nearly every list are found once a statement instead,
-- and the read policies look there first: the care team, and what is the whole site's to see. Both give what
-- guard.allows() would say for that reason; whoever is not among them is still decided by guard.allows() alone.

create function guard.of_my_team(wanted_category text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  here uuid := guard.current_org();
  asker uuid := guard.current_actor();
  acting text := guard.current_role();
  wanted_purpose text := guard.current_purpose();
begin
  -- as in guard.allows(): the days are the program's, and what is kept from somebody stays kept
  return array(
    select t.participant_id
    from guard.care_team t
    where t.org_id = here and t.staff_id = asker
      and exists (
        select from guard.permission may
        where may.role = acting and may.category = wanted_category and may.verb = 'read' and may.relation = 'team'
          and (may.purpose is null or may.purpose = wanted_purpose))
      and daterange(t.from_on, t.until_on, '[]')
        @> (select (now() at time zone o.zone)::date from guard.org o where o.org_id = here)
      and t.participant_id <> all (array(
        select r.participant_id from guard.restriction r
        where r.org_id = here and r.is_agreed and wanted_category = any (r.categories)
          and (r.staff_id = asker or r.role = acting) and (r.ended_at is null or clock_timestamp() < r.ended_at))));
end $$;

-- Who is kept from the asker where the site may see the category; null where it may not.
create function guard.kept_at_my_site(wanted_category text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  here uuid := guard.current_org();
  asker uuid := guard.current_actor();
  acting text := guard.current_role();
  wanted_purpose text := guard.current_purpose();
begin
  -- Private records keep the rest of a record from the site: person by person, in guard.allows().
  if not (acting like 'system:%' or wanted_category in ('record', 'schedule', 'consent', 'disclosure')) or not exists (
    select from guard.permission may
    where may.role = acting and may.category = wanted_category and may.verb = 'read' and may.relation = 'site'
      and (may.purpose is null or may.purpose = wanted_purpose)) then
    return null;
  end if;
  if acting like 'system:%' then
    return '{}';
  end if;
  return array(
    select r.participant_id from guard.restriction r
    where r.org_id = here and r.is_agreed and wanted_category = any (r.categories)
      and (r.staff_id = asker or r.role = acting) and (r.ended_at is null or clock_timestamp() < r.ended_at));
end $$;

drop index guard.care_team_org_id_staff_id_idx;
create index care_team_of_staff on guard.care_team (org_id, staff_id) include (participant_id, from_on, until_on);
create index on guard.restriction (org_id, staff_id);
create index on guard.restriction (org_id, role);

-- Lets every read policy look at the team first. Whoever adds a table calls it again; a test finds what was forgotten.
create procedure guard.quicken_reads() language plpgsql set search_path = '' as $$
declare
  found record;
begin
  for found in
    select p.schemaname, p.tablename, p.policyname, p.qual from pg_catalog.pg_policies p
    where p.cmd = 'SELECT' and p.qual like '%guard.allows(%''read''::text)%' and p.qual not like '%of_my_team%'
  loop
    execute format('alter policy %I on %I.%I using (%s)', found.policyname, found.schemaname, found.tablename,
      regexp_replace(regexp_replace(found.qual,
        'guard\.allows\(([a-z_.]+), (''(?:record|schedule|consent|disclosure)''::text), ''read''::text\)',
        '(\1 <> all ((select guard.kept_at_my_site(\2))::uuid[])
          or \1 = any ((select guard.of_my_team(\2))::uuid[]) or guard.allows (\1, \2, ''read''::text))', 'g'),
        'guard\.allows\(([a-z_.]+), (''[a-z_]+''::text), ''read''::text\)',
        '(\1 = any ((select guard.of_my_team(\2))::uuid[])
          or \1 <> all ((select guard.kept_at_my_site(\2))::uuid[]) or \&)', 'g'));
  end loop;
end $$;

grant create on schema guard to daybridge_guard;
alter function guard.of_my_team(text) owner to daybridge_guard;
alter function guard.kept_at_my_site(text) owner to daybridge_guard;
revoke create on schema guard from daybridge_guard;
revoke all on function guard.of_my_team(text), guard.kept_at_my_site(text) from public;
grant execute on function guard.of_my_team(text), guard.kept_at_my_site(text) to daybridge_app;

call guard.quicken_reads();
