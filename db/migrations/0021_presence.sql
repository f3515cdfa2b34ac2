-- Who sits in front of a session: when they last did something, when they last proved who they are, and whether the
-- screen is locked. A session without a row here is over.
create table auth.presence (
  session_id text primary key references auth."session" ("id") on delete cascade,
  began_at timestamptz not null,
  active_at timestamptz not null,
  proven_at timestamptz not null,
  locked_at timestamptz,
  is_mine boolean not null default false, -- "this is my phone": kept for weeks, behind the phone's own lock
  device text not null                    -- "Firefox, Windows" for the list of sign-ins: no version, no address
);
grant select, insert, update, delete on auth.presence to daybridge_auth;
