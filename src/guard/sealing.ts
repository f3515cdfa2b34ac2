import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { type Key, newKey, seal, sealJson, unseal, unsealJson } from '../platform/secrets.ts';

/** Closes and opens one person's words; whoever holds it was let in by the database. */
export interface Sealer {
  seal(value: unknown): Uint8Array;
  open(sealed: Uint8Array): unknown;
}

const sealerOf = (key: Key): Sealer => ({
  seal: (value) => sealJson(key, value),
  open: (sealed) => unsealJson(key, sealed),
});

/** A new organisation's key, wrapped by the master key. */
export const newOrgKey = (master: Key): Uint8Array => seal(master, newKey());

/** The organisation's keys: one that wraps its people's keys, and one that its own words and its index are under. */
export interface OrgKeys {
  readonly wrapping: Key;
  readonly own: Key;
}

export async function orgKeys(db: Db, master: Key): Promise<OrgKeys> {
  const row = await db
    .selectFrom('guard.org')
    .select(['key_wrapped', 'own_key_wrapped'])
    .executeTakeFirstOrThrow();
  const wrapping = unseal(master, row.key_wrapped) as Key;
  const own = row.own_key_wrapped === null ? wrapping : (unseal(wrapping, row.own_key_wrapped) as Key);
  return { wrapping, own };
}

/** For the organisation's own sealed words (answers kept for repeated commands). */
export const orgSealer = async (db: Db, master: Key): Promise<Sealer> =>
  sealerOf((await orgKeys(db, master)).own);

/** Held by whoever wraps a new person's key, so that a change of the organisation's key waits for it. */
export const holdKeys = (db: Db, org: string, how: 'shared' | 'alone'): Promise<unknown> =>
  (how === 'shared'
    ? sql`select pg_advisory_xact_lock_shared(hashtextextended(${`keys ${org}`}, 0))`
    : sql`select pg_advisory_xact_lock(hashtextextended(${`keys ${org}`}, 0))`
  ).execute(db);

/** Somebody new: an id that tells nothing, and a data key of their own. */
export async function addPerson(
  db: Db,
  master: Key,
  org: string,
  more: { stage?: 'prospect' | 'participant' | 'former'; recordCode?: string } = {},
): Promise<{ participantId: string; sealer: Sealer }> {
  const participantId = newId();
  const key = newKey();
  await holdKeys(db, org, 'shared');
  const { wrapping } = await orgKeys(db, master);
  await db
    .insertInto('guard.participant')
    .values({
      org_id: org,
      participant_id: participantId,
      stage: more.stage ?? 'prospect',
      record_code: more.recordCode ?? null,
    })
    .execute();
  await db
    .insertInto('guard.participant_key')
    .values({ org_id: org, participant_id: participantId, key_wrapped: seal(wrapping, key) })
    .execute();
  return { participantId, sealer: sealerOf(key) };
}

/** The sealers of these people, as far as the database lets the actor see them. */
export async function sealersFor(
  db: Db,
  master: Key,
  people: readonly string[],
): Promise<ReadonlyMap<string, Sealer>> {
  if (people.length === 0) return new Map();
  // One statement: a change of the organisation's key between two would leave a key that nothing opens.
  const rows = await db
    .selectFrom('guard.participant_key as k')
    .innerJoin('guard.org as o', 'o.org_id', 'k.org_id')
    .select(['k.participant_id', 'k.key_wrapped', 'o.key_wrapped as org_key_wrapped'])
    .where('k.participant_id', 'in', people)
    .execute();
  const [first] = rows;
  if (first === undefined) return new Map();
  const wrapping = unseal(master, first.org_key_wrapped) as Key;
  return new Map(rows.map((row) => [row.participant_id, sealerOf(unseal(wrapping, row.key_wrapped) as Key)]));
}
