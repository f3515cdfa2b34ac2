-- Sign-in keeps its own tables, under a role that can see nothing else. Nobody is named here: a user is an id, and
-- guard.account says whose. The columns of the first five tables are the sign-in library's.
create schema auth;
grant usage on schema auth to daybridge_auth;

create table auth."user" (
  "id" text not null primary key,
  "name" text not null,                  -- always empty
  "email" text not null unique,          -- never an address: a keyed hash of it, or a placeholder
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create table auth."session" (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,                      -- never kept
  "userAgent" text,
  "userId" text not null references auth."user" ("id") on delete cascade
);
create index on auth."session" ("userId");
create table auth."account" (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,                       -- never kept: there are no passwords
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index on auth."account" ("userId");
create table auth."verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index on auth."verification" ("identifier");
create table auth."passkey" (
  "id" text not null primary key,
  "name" text,
  "publicKey" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "credentialID" text not null,
  "counter" integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
create index on auth."passkey" ("userId");
create index on auth."passkey" ("credentialID");

-- A secret address that signs one person in, once; only its hash is kept.
create table auth.one_time_link (
  token_hash bytea primary key,
  user_id text not null references auth."user" ("id") on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A second step from an authenticator program. `last_step` makes each code work once;
-- `tries` since the last good code keep guessing slow.
create table auth.totp (
  user_id text primary key references auth."user" ("id") on delete cascade,
  secret_sealed bytea not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  tries integer not null default 0,
  tried_at timestamptz
);
-- The sessions that passed the second step.
create table auth.totp_passed (
  session_id text primary key references auth."session" ("id") on delete cascade,
  passed_at timestamptz not null
);
grant select, insert, update, delete on all tables in schema auth to daybridge_auth;
