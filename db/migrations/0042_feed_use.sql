-- Whoever holds the address of a calendar is nobody yet: their role finds which one it is, wherever it is from, and notes
-- that it was used. Nothing else of it is theirs to change, which a policy cannot say of columns.
create function schedule.feed_is_only_noted() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if guard.current_role() = 'system:feed' and to_jsonb(new) - 'last_used_at' <> to_jsonb(old) - 'last_used_at' then
    raise exception 'Of a calendar address only its use is noted.' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger only_noted before update on schedule.feed
  for each row execute function schedule.feed_is_only_noted();
