-- A person's levels and episodes are looked up with nearly every page of theirs: without these a program of ten thousand
-- people was read from end to end each time.
create index level_of_care_of_person on bridge.level_of_care (org_id, participant_id, from_on);
create index level_of_care_of_episode on bridge.level_of_care (org_id, episode_id);
create index episode_of_person on bridge.episode (org_id, participant_id, opened_on);
-- Whose consent ends soon is asked each day.
create index consent_ends on guard.consent (org_id, expires_at) where revoked_at is null;
