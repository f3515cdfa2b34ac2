-- The log of who looked is sealed: batches of rows are chained, and each link of the chain is signed.

create index on guard.access (org_id, access_id);
create index on guard.access (org_id, actor_id, at desc);
create index on guard.access (org_id, at desc);

-- Who sealed: the public half of the key is what anybody needs to verify, the private half is wrapped by the master key.
create table guard.signing_key (
  org_id uuid not null references guard.org,
  key_id uuid not null,
  public_key bytea not null,             -- Ed25519, 32 bytes
  private_wrapped bytea not null,
  made_at timestamptz not null default now(),
  primary key (org_id, key_id)
);
alter table guard.signing_key enable row level security;
alter table guard.signing_key force row level security;
create policy seals on guard.signing_key for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('system:sealer', 'privacy'));
create policy adds on guard.signing_key for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'system:sealer');
grant select, insert on guard.signing_key to daybridge_app;

-- One link: the rows of one organisation after `from_id` up to and with `to_id`, in order of their ids.
create table guard.seal (
  org_id uuid not null references guard.org,
  seal_number bigint not null check (seal_number > 0),
  from_id bigint not null,
  to_id bigint not null check (to_id > from_id),
  row_count integer not null check (row_count > 0),
  marks bytea not null,                  -- for each row its id (8 bytes) and the first 8 bytes of its digest
  rows_hash bytea not null,              -- SHA-256 over the digests of all rows
  previous bytea not null,               -- head of the link before; 32 zero bytes for the first
  head bytea not null,                   -- SHA-256 over previous, number, bounds, count, marks and rows_hash
  key_id uuid not null,
  signature bytea not null,              -- Ed25519 over head
  sealed_at timestamptz not null,
  primary key (org_id, seal_number),
  foreign key (org_id, key_id) references guard.signing_key
);
alter table guard.seal enable row level security;
alter table guard.seal force row level security;
create policy reads on guard.seal for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() in ('system:sealer', 'privacy'));
create policy adds on guard.seal for insert to daybridge_app
  with check (org_id = guard.current_org() and guard.current_role() = 'system:sealer');
grant select, insert on guard.seal to daybridge_app;

create policy sealer_reads on guard.access for select to daybridge_app
  using (org_id = guard.current_org() and guard.current_role() = 'system:sealer');
