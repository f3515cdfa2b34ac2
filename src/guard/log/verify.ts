import type { KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Door } from '../../platform/db/index.ts';
import { systemActor } from '../actors.ts';
import {
  firstDifference,
  headOf,
  isSame,
  isSignedBy,
  type Link,
  marksIn,
  NO_HEAD,
  readPublicKey,
} from './chain.ts';
import { rowsBetween, rowsOfLinks } from './seal.store.ts';

/** Links proved in one go: two hundred thousand rows at most. */
const LINKS_AT_ONCE = 200;

/** The head of a chain as it was at some time, kept outside of the database. */
export interface Checkpoint {
  readonly org: string;
  readonly seal: number;
  /** Hex. */
  readonly head: string;
  readonly signature: string;
  readonly publicKey: string;
  readonly sealedAt: string;
}

export interface Fault {
  readonly org: string;
  readonly seal: number;
  readonly row: number | null;
  readonly what:
    | 'edited'
    | 'missing'
    | 'inserted'
    | 'seal-missing'
    | 'seal-changed'
    | 'signature-wrong'
    | 'truncated-after-checkpoint';
}

export interface Verified {
  readonly org: string;
  readonly seals: number;
  readonly rows: number;
  /** Newest rows that no seal covers yet. */
  readonly unsealed: number;
  readonly since: string | null;
  readonly fault: Fault | null;
}

/**
 * Proves the whole chain of an organisation, from its first link; ends at the first broken place. Each round reads in a
 * transaction of its own, so that others get their turn: what is sealed does not change meanwhile.
 */
export async function verifyLog(
  door: Door,
  org: string,
  checkpoint?: Checkpoint,
  onProgress?: (rows: number) => void | Promise<void>,
): Promise<Verified> {
  const sealer = systemActor('system:sealer', org);
  const asSealer = <T>(work: (db: Db) => Promise<T>): Promise<T> => door.asActor(sealer, 'operations', work);
  const keys = await asSealer(keysOf);
  let proved: Proved = { previous: NO_HEAD, number: 0, toId: 0, rows: 0, since: null };
  for (;;) {
    const round = await asSealer((db) => proveRound(db, org, keys, proved, checkpoint));
    if (round.fault !== null) return { ...verifiedOf(org, round.proved), fault: round.fault };
    if (round.isLast) break;
    proved = round.proved;
    await onProgress?.(proved.rows);
  }
  const { number, toId } = proved;
  const fault: Fault | null =
    checkpoint !== undefined && checkpoint.seal > number
      ? { org, seal: number + 1, row: null, what: 'truncated-after-checkpoint' }
      : null;
  const unsealed = fault === null ? await asSealer((db) => unsealedAfter(db, toId)) : 0;
  return { ...verifiedOf(org, proved), unsealed, fault };
}

/** How far the chain is proved. */
interface Proved {
  readonly previous: Uint8Array;
  readonly number: number;
  readonly toId: number;
  readonly rows: number;
  readonly since: string | null;
}

const verifiedOf = (org: string, { number, rows, since }: Proved): Omit<Verified, 'fault'> => ({
  org,
  seals: number,
  rows,
  unsealed: 0,
  since,
});

/** The next links after what is proved, each held against its key, its neighbor and the rows it covers. */
async function proveRound(
  db: Db,
  org: string,
  keys: ReadonlyMap<string, KeyObject>,
  before: Proved,
  checkpoint: Checkpoint | undefined,
): Promise<{ proved: Proved; fault: Fault | null; isLast: boolean }> {
  let proved = before;
  const broken = (seal: number, what: Fault['what'], row: number | null = null) => ({
    proved,
    fault: { org, seal, row, what },
    isLast: true,
  });
  const links = await linksAfter(db, before.number);
  const last = links.at(-1);
  if (last === undefined) return { proved, fault: null, isLast: true };
  const there = await rowsOfLinks(db, before.number + 1, last.number);
  for (const { head, signature, keyId, sealedAt, ...link } of links) {
    if (link.number !== proved.number + 1) return broken(proved.number + 1, 'seal-missing');
    const key = keys.get(keyId);
    const isWhole =
      isSame(link.previous, proved.previous) && link.fromId === proved.toId && isSame(headOf(link), head);
    if (!isWhole) return broken(link.number, 'seal-changed');
    if (key === undefined || !isSignedBy(key, head, signature)) {
      return broken(link.number, 'signature-wrong');
    }
    if (checkpoint?.seal === link.number && checkpoint.head !== hex(head)) {
      return broken(link.number, 'seal-changed');
    }
    const found = there.get(link.number);
    if (found?.count !== link.count || !isSame(found.rowsHash, link.rowsHash)) {
      const now = await rowsBetween(db, link.fromId, link.toId, Number.MAX_SAFE_INTEGER);
      const difference = firstDifference(marksIn(link.marks), now === undefined ? [] : marksIn(now.marks));
      return broken(link.number, difference?.what ?? 'edited', difference?.row ?? null);
    }
    proved = {
      previous: head,
      number: link.number,
      toId: link.toId,
      rows: proved.rows + link.count,
      since: proved.since ?? sealedAt,
    };
  }
  return { proved, fault: null, isLast: false };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

async function keysOf(db: Db): Promise<ReadonlyMap<string, KeyObject>> {
  const rows = await db.selectFrom('guard.signing_key').select(['key_id', 'public_key']).execute();
  return new Map(rows.map((row) => [row.key_id, readPublicKey(row.public_key)]));
}

interface StoredLink extends Link {
  readonly head: Uint8Array;
  readonly signature: Uint8Array;
  readonly keyId: string;
  readonly sealedAt: string;
}

async function linksAfter(db: Db, number: number): Promise<readonly StoredLink[]> {
  const rows = await db
    .selectFrom('guard.seal')
    .selectAll()
    .where(sql<boolean>`seal_number > ${number}`)
    .orderBy('seal_number')
    .limit(LINKS_AT_ONCE)
    .execute();
  return rows.map((row) => ({
    number: Number(row.seal_number),
    fromId: Number(row.from_id),
    toId: Number(row.to_id),
    count: row.row_count,
    marks: row.marks,
    rowsHash: row.rows_hash,
    previous: row.previous,
    head: row.head,
    signature: row.signature,
    keyId: row.key_id,
    sealedAt: new Date(row.sealed_at).toISOString(),
  }));
}

async function unsealedAfter(db: Db, toId: number): Promise<number> {
  const { n } = await db
    .selectFrom('guard.access')
    .select((q) => q.fn.countAll<number>().as('n'))
    .where('access_id', '>', toId)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** The newest head of an organisation, to be kept outside; undefined where nothing is sealed yet. */
export const checkpointOf = (door: Door, org: string): Promise<Checkpoint | undefined> =>
  door.asActor(systemActor('system:sealer', org), 'operations', (db) => newestHead(db, org));

/** The same for whoever may read the seals. */
export async function newestHead(db: Db, org: string): Promise<Checkpoint | undefined> {
  const row = await db
    .selectFrom('guard.seal')
    .innerJoin('guard.signing_key', (join) =>
      join
        .onRef('guard.signing_key.org_id', '=', 'guard.seal.org_id')
        .onRef('guard.signing_key.key_id', '=', 'guard.seal.key_id'),
    )
    .select(['seal_number', 'head', 'signature', 'public_key', 'sealed_at'])
    .orderBy('seal_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      org,
      seal: Number(row.seal_number),
      head: hex(row.head),
      signature: hex(row.signature),
      publicKey: hex(row.public_key),
      sealedAt: new Date(row.sealed_at).toISOString(),
    }
  );
}
