import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { type Key, seal, unseal } from '../../platform/secrets.ts';
import { headOf, type Link, NO_HEAD, newSigningKey, signHead } from './chain.ts';

/** Rows in one link: enough to be quick, few enough to say where something was changed. */
export const LINK_ROWS = 1000;

/** One row of the log as words, and their digest: the same wherever it is computed. */
const DIGEST = sql`sha256(convert_to(concat_ws(chr(31), a.access_id, a.org_id,
  (extract(epoch from a.at) * 1000000)::bigint, a.actor_id, a.actor_role, a.purpose, a.participant_id, a.category,
  a.verb, a.request_id), 'UTF8'))`;

export interface RowsSealed {
  readonly count: number;
  readonly lastId: number;
  readonly marks: Uint8Array;
  readonly rowsHash: Uint8Array;
}

/** What the rows of the organisation in `(from, to]` come to, `LINK_ROWS` at most; undefined where there are none. */
export async function rowsBetween(
  db: Db,
  from: number,
  to: number,
  most = LINK_ROWS,
): Promise<RowsSealed | undefined> {
  const { rows } = await sql<{ count: number; last: number; marks: Uint8Array; hash: Uint8Array }>`
    select count(*)::int as count, max(access_id) as last,
      string_agg(int8send(access_id) || substr(digest, 1, 8), ''::bytea order by access_id) as marks,
      sha256(string_agg(digest, ''::bytea order by access_id)) as hash
    from (
      select a.access_id, ${DIGEST} as digest from guard.access a
      where a.org_id = guard.current_org() and a.access_id > ${from} and a.access_id <= ${to}
      order by access_id limit ${most}) as links
    having count(*) > 0`.execute(db);
  const [row] = rows;
  return row && { count: row.count, lastId: Number(row.last), marks: row.marks, rowsHash: row.hash };
}

/** The same for many links at once, by their number; a link none of whose rows is left is not there. */
export async function rowsOfLinks(
  db: Db,
  first: number,
  last: number,
): Promise<ReadonlyMap<number, { count: number; rowsHash: Uint8Array }>> {
  const { rows } = await sql<{ number: number; count: number; hash: Uint8Array }>`
    select seal_number as number, count(*)::int as count,
      sha256(string_agg(digest, ''::bytea order by access_id)) as hash
    from (
      select s.seal_number, a.access_id, ${DIGEST} as digest
      from guard.seal s
      join guard.access a on a.org_id = s.org_id and a.access_id > s.from_id and a.access_id <= s.to_id
      where s.org_id = guard.current_org() and s.seal_number between ${first} and ${last}) as covered
    group by seal_number`.execute(db);
  return new Map(rows.map((row) => [Number(row.number), { count: row.count, rowsHash: row.hash }]));
}

/** How far a log is written, and which transactions might still write below that. */
export interface Horizon {
  readonly lastId: number;
  readonly xmax: string;
}

export async function horizonNow(db: Db): Promise<Horizon> {
  const { rows } = await sql<{ last: number | null; xmax: string }>`
    select (select max(access_id) from guard.access where org_id = guard.current_org()) as last,
      pg_snapshot_xmax(pg_current_snapshot())::text as xmax`.execute(db);
  return { lastId: Number(rows[0]?.last ?? 0), xmax: rows[0]?.xmax ?? '0' };
}

/** Whether everything that ran when the horizon was seen has ended: no row below it can appear any more. */
export async function isSettled(db: Db, { xmax }: Horizon): Promise<boolean> {
  const { rows } = await sql<{ settled: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot()) >= ${xmax}::xid8 as settled`.execute(db);
  return rows[0]?.settled === true;
}

interface LastSeal {
  readonly number: number;
  readonly toId: number;
  readonly head: Uint8Array;
}

const lastSeal = async (db: Db): Promise<LastSeal> => {
  const row = await db
    .selectFrom('guard.seal')
    .select(['seal_number', 'to_id', 'head'])
    .orderBy('seal_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? { number: 0, toId: 0, head: NO_HEAD }
    : { number: Number(row.seal_number), toId: Number(row.to_id), head: row.head };
};

/** Links what is settled and not sealed yet. @returns how many rows were sealed */
export async function sealUpTo(
  db: Db,
  org: string,
  master: Key,
  { lastId }: Horizon,
  now: Date,
): Promise<number> {
  // Two sealers at once would write the same link twice: the second waits and then finds nothing left.
  await sql`select pg_advisory_xact_lock(hashtextextended('seal ' || ${org}, 0))`.execute(db);
  const key = await signingKey(db, org, master);
  let last = await lastSeal(db);
  let sealed = 0;
  for (;;) {
    const rows = await rowsBetween(db, last.toId, lastId);
    if (rows === undefined) return sealed;
    const link: Link = {
      number: last.number + 1,
      fromId: last.toId,
      toId: rows.lastId,
      count: rows.count,
      marks: rows.marks,
      rowsHash: rows.rowsHash,
      previous: last.head,
    };
    const head = headOf(link);
    await db
      .insertInto('guard.seal')
      .values({
        org_id: org,
        seal_number: link.number,
        from_id: link.fromId,
        to_id: link.toId,
        row_count: link.count,
        marks: link.marks,
        rows_hash: link.rowsHash,
        previous: link.previous,
        head,
        key_id: key.id,
        signature: signHead(key.privateKey, head),
        sealed_at: now,
      })
      .execute();
    last = { number: link.number, toId: link.toId, head };
    sealed += link.count;
  }
}

/** The newest key of the organisation, made at the first seal; its private half is wrapped by the master key. */
async function signingKey(db: Db, org: string, master: Key): Promise<{ id: string; privateKey: Uint8Array }> {
  const row = await db
    .selectFrom('guard.signing_key')
    .select(['key_id', 'private_wrapped'])
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row !== undefined) return { id: row.key_id, privateKey: unseal(master, row.private_wrapped) };
  const id = newId();
  const { publicKey, privateKey } = newSigningKey();
  await db
    .insertInto('guard.signing_key')
    .values({
      org_id: org,
      key_id: id,
      public_key: publicKey,
      private_wrapped: seal(master, privateKey),
    })
    .execute();
  return { id, privateKey };
}
