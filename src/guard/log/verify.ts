import type { KeyObject } from 'node:crypto';
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

/** Proves the whole chain of an organisation, from its first link; ends at the first broken place. */
export async function verifyLog(
  door: Door,
  org: string,
  checkpoint?: Checkpoint,
  onProgress?: (rows: number) => void,
): Promise<Verified> {
  const sealer = systemActor('system:sealer', org);
  return door.asActor(sealer, 'operations', async (db) => {
    const keys = await keysOf(db);
    let previous: Uint8Array = NO_HEAD;
    let number = 0;
    let toId = 0;
    let rows = 0;
    let since: string | null = null;
    const done = async (fault: Fault | null): Promise<Verified> => ({
      org,
      seals: number,
      rows,
      unsealed: fault === null ? await unsealedAfter(db, toId) : 0,
      since,
      fault,
    });
    const broken = (seal: number, what: Fault['what'], row: number | null = null) =>
      done({ org, seal, row, what });
    for (;;) {
      const links = await linksAfter(db, number);
      const last = links.at(-1);
      if (last === undefined) break;
      const there = await rowsOfLinks(db, number + 1, last.number);
      for (const { head, signature, keyId, sealedAt, ...link } of links) {
        if (link.number !== number + 1) return broken(number + 1, 'seal-missing');
        const key = keys.get(keyId);
        const isWhole = isSame(link.previous, previous) && link.fromId === toId && isSame(headOf(link), head);
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
          const difference = firstDifference(
            marksIn(link.marks),
            now === undefined ? [] : marksIn(now.marks),
          );
          return broken(link.number, difference?.what ?? 'edited', difference?.row ?? null);
        }
        since ??= sealedAt;
        previous = head;
        toId = link.toId;
        number = link.number;
        rows += link.count;
      }
      onProgress?.(rows);
    }
    if (checkpoint !== undefined && checkpoint.seal > number) {
      return broken(number + 1, 'truncated-after-checkpoint');
    }
    return done(null);
  });
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
    .where('seal_number', '>', String(number))
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
export async function checkpointOf(door: Door, org: string): Promise<Checkpoint | undefined> {
  return door.asActor(systemActor('system:sealer', org), 'operations', async (db) => {
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
  });
}
