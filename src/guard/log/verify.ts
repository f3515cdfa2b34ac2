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

/** Links read in one go: fifty thousand rows at most. */
const LINKS_AT_ONCE = 50;
/** How many such readings are under way at once: the server has the digests made while others are held against theirs. */
const READ_AHEAD = 3;

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
 * Proves the whole chain of an organisation, from its first link; ends at the first broken place. Each reading has a
 * transaction of its own, so that others get their turn: what is sealed does not change meanwhile.
 */
export async function verifyLog(
  door: Door,
  org: string,
  checkpoint?: Checkpoint,
  onProgress?: (rows: number) => void | Promise<void>,
): Promise<Verified> {
  const sealer = systemActor('system:sealer', org);
  const asSealer: AsSealer = (work) => door.asActor(sealer, 'operations', work);
  const keys = await asSealer(keysOf);
  let proved: Proved = { previous: NO_HEAD, number: 0, toId: 0, rows: 0, since: null };
  // What was sealed while the links before it were proved comes in another turn.
  for (let last = await asSealer(lastNumber); last > proved.number; last = await asSealer(lastNumber)) {
    for await (const reading of readAhead(asSealer, proved.number, last)) {
      const { proved: further, fault } = prove(org, keys, proved, reading, checkpoint);
      proved = further;
      if (fault !== null) {
        return { ...verifiedOf(org, proved), fault: await asSealer((db) => placed(db, fault)) };
      }
      await onProgress?.(proved.rows);
    }
    if (proved.number < last) {
      const fault: Fault = { org, seal: proved.number + 1, row: null, what: 'seal-missing' };
      return { ...verifiedOf(org, proved), fault };
    }
  }
  const { number, toId } = proved;
  const fault: Fault | null =
    checkpoint !== undefined && checkpoint.seal > number
      ? { org, seal: number + 1, row: null, what: 'truncated-after-checkpoint' }
      : null;
  const unsealed = fault === null ? await asSealer((db) => unsealedAfter(db, toId)) : 0;
  return { ...verifiedOf(org, proved), unsealed, fault };
}

type AsSealer = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/** Links, and what the rows that each covers come to now. */
interface Reading {
  readonly links: readonly StoredLink[];
  readonly there: Awaited<ReturnType<typeof rowsOfLinks>>;
}

/** The links after `from` up to `last` in their order, some readings ahead of whoever takes them. */
async function* readAhead(asSealer: AsSealer, from: number, last: number): AsyncIterable<Reading> {
  const read = (after: number): Promise<Reading> => {
    const to = Math.min(after + LINKS_AT_ONCE, last);
    const reading = asSealer(async (db) => ({
      links: await linksBetween(db, after, to),
      there: await rowsOfLinks(db, after + 1, to),
    }));
    // Whoever takes it hears of it; one that nobody takes any more ends by itself.
    reading.catch(() => {});
    return reading;
  };
  const underWay: Promise<Reading>[] = [];
  for (let next = from; next < last || underWay.length > 0; ) {
    for (; underWay.length < READ_AHEAD && next < last; next += LINKS_AT_ONCE) underWay.push(read(next));
    const first = underWay.shift();
    if (first !== undefined) yield await first;
  }
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

/** A fault, and the link to look into for the row that it begins at. */
type Found = Fault & { readonly within?: StoredLink };

/** The next links after what is proved, each held against its key, its neighbor and the rows it covers. */
function prove(
  org: string,
  keys: ReadonlyMap<string, KeyObject>,
  before: Proved,
  { links, there }: Reading,
  checkpoint: Checkpoint | undefined,
): { proved: Proved; fault: Found | null } {
  let proved = before;
  const broken = (seal: number, what: Fault['what'], within?: StoredLink) => ({
    proved,
    fault: { org, seal, row: null, what, ...(within === undefined ? {} : { within }) },
  });
  for (const link of links) {
    const { head, signature, keyId, sealedAt } = link;
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
      return broken(link.number, 'edited', link);
    }
    proved = {
      previous: head,
      number: link.number,
      toId: link.toId,
      rows: proved.rows + link.count,
      since: proved.since ?? sealedAt,
    };
  }
  return { proved, fault: null };
}

/** The fault with the first row where what is there differs from what was sealed. */
async function placed(db: Db, { within, ...fault }: Found): Promise<Fault> {
  if (within === undefined) return fault;
  const now = await rowsBetween(db, within.fromId, within.toId, Number.MAX_SAFE_INTEGER);
  const difference = firstDifference(marksIn(within.marks), now === undefined ? [] : marksIn(now.marks));
  return { ...fault, what: difference?.what ?? 'edited', row: difference?.row ?? null };
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

async function lastNumber(db: Db): Promise<number> {
  const row = await db
    .selectFrom('guard.seal')
    .select((q) => q.fn.max('seal_number').as('last'))
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}

async function linksBetween(db: Db, after: number, to: number): Promise<readonly StoredLink[]> {
  const rows = await db
    .selectFrom('guard.seal')
    .selectAll()
    .where(sql<boolean>`seal_number > ${after} and seal_number <= ${to}`)
    .orderBy('seal_number')
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
