-- What the messenger needs to say something to somebody: how to reach them and in which language, nothing else.

create policy messenger_reads on guard.participant_key for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:messenger');

create policy decides on guard.identity for select to daybridge_guard using (true);
grant select (org_id, participant_id, language) on guard.identity to daybridge_guard;
-- The language alone: the messenger never sees who somebody is.
create function guard.language_of(person uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if guard.current_role() <> 'system:messenger' then return null; end if;
  return (select i.language from guard.identity i
    where i.org_id = guard.current_org() and i.participant_id = person);
end $$;
grant create on schema guard to daybridge_guard;
alter function guard.language_of(uuid) owner to daybridge_guard;
revoke create on schema guard from daybridge_guard;
revoke all on function guard.language_of(uuid) from public;
grant execute on function guard.language_of(uuid) to daybridge_app;

-- Whose phone a reply comes from, without the number: a keyed digest of where the message went.
alter table guard.message add column address_hash bytea;
grant update (address_hash) on guard.message to daybridge_app;
create index on guard.message (org_id, address_hash, sent_at desc);
