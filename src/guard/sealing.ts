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

async function orgKey(db: Db, master: Key): Promise<Key> {
  const row = await db.selectFrom('guard.org').select('key_wrapped').executeTakeFirstOrThrow();
  return unseal(master, row.key_wrapped) as Key;
}

/** For the organisation's own sealed words (answers kept for repeated commands). */
export const orgSealer = async (db: Db, master: Key): Promise<Sealer> => sealerOf(await orgKey(db, master));

/** Somebody new: an id that tells nothing, and a data key of their own. */
export async function addPerson(
  db: Db,
  master: Key,
  org: string,
  more: { stage?: 'prospect' | 'participant' | 'former'; recordCode?: string } = {},
): Promise<{ participantId: string; sealer: Sealer }> {
  const participantId = newId();
  const key = newKey();
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
    .values({ org_id: org, participant_id: participantId, key_wrapped: seal(await orgKey(db, master), key) })
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
  const wrapping = await orgKey(db, master);
  const rows = await db
    .selectFrom('guard.participant_key')
    .select(['participant_id', 'key_wrapped'])
    .where('participant_id', 'in', people)
    .execute();
  return new Map(rows.map((row) => [row.participant_id, sealerOf(unseal(wrapping, row.key_wrapped) as Key)]));
}
