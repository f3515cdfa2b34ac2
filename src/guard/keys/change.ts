import { sql } from 'kysely';
import type { Db, Door } from '../../platform/db/index.ts';
import { type Key, newKey, seal, unseal } from '../../platform/secrets.ts';
import { systemActor } from '../actors.ts';
import { holdKeys, orgKeys } from '../sealing.ts';
import { keepRoot, wrappedRoot } from './root.store.ts';

const BATCH = 500;

/**
 * Gives the organisation a new key: everybody's data key is wrapped anew, in one transaction, so that a stop in between
 * leaves everything as it was. Nobody's words are opened.
 *
 * @returns how many people's keys were wrapped anew
 */
export async function changeOrgKey(
  door: Door,
  master: Key,
  org: string,
  progress: (people: number) => void = () => {},
): Promise<{ people: number; generation: number }> {
  return door.asActor(systemActor('system:keys', org), 'operations', async (db) => {
    await holdKeys(db, org, 'alone');
    const { wrapping, own } = await orgKeys(db, master);
    const fresh = newKey();
    let people = 0;
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await db
        .selectFrom('guard.participant_key')
        .select(['participant_id', 'key_wrapped'])
        .where('participant_id', '>', after)
        .orderBy('participant_id')
        .limit(BATCH)
        .execute();
      const last = rows.at(-1);
      if (last === undefined) break;
      await wrapAnew(
        db,
        rows.map((row) => ({
          id: row.participant_id,
          wrapped: seal(fresh, unseal(wrapping, row.key_wrapped)),
        })),
      );
      after = last.participant_id;
      people += rows.length;
      progress(people);
    }
    const { key_generation } = await db
      .updateTable('guard.org')
      .set((q) => ({
        key_wrapped: seal(master, fresh),
        own_key_wrapped: seal(fresh, own),
        key_generation: q('key_generation', '+', 1),
      }))
      .returning('key_generation')
      .executeTakeFirstOrThrow();
    return { people, generation: key_generation };
  });
}

const wrapAnew = (db: Db, keys: readonly { id: string; wrapped: Uint8Array }[]): Promise<unknown> =>
  sql`update guard.participant_key k set key_wrapped = decode(fresh.wrapped, 'hex')
    from jsonb_to_recordset(${JSON.stringify(
      keys.map(({ id, wrapped }) => ({ id, wrapped: Buffer.from(wrapped).toString('hex') })),
    )}::jsonb) as fresh (id uuid, wrapped text)
    where k.participant_id = fresh.id`.execute(db);

/**
 * Wraps everything the master key wraps with `fresh` instead. What is under `fresh` already stays: after a stop in
 * between it is called again and goes on.
 */
export async function changeMasterKey(
  door: Door,
  master: Key,
  fresh: Key,
  orgs: readonly string[],
): Promise<void> {
  const anew = (wrapped: Uint8Array): Uint8Array => {
    const inside = opened(fresh, wrapped);
    return inside === undefined ? seal(fresh, unseal(master, wrapped)) : wrapped;
  };
  await door.asPart('auth', async (run) => {
    const root = await wrappedRoot(run);
    if (root !== undefined) await keepRoot(run, anew(root));
  });
  for (const org of orgs) {
    await door.asActor(systemActor('system:keys', org), 'operations', async (db) => {
      await holdKeys(db, org, 'alone');
      const { key_wrapped } = await db
        .selectFrom('guard.org')
        .select('key_wrapped')
        .executeTakeFirstOrThrow();
      await db
        .updateTable('guard.org')
        .set({ key_wrapped: anew(key_wrapped) })
        .execute();
      const signing = await db
        .selectFrom('guard.signing_key')
        .select(['key_id', 'private_wrapped'])
        .execute();
      for (const { key_id, private_wrapped } of signing) {
        await db
          .updateTable('guard.signing_key')
          .set({ private_wrapped: anew(private_wrapped) })
          .where('key_id', '=', key_id)
          .execute();
      }
    });
  }
}

function opened(key: Key, wrapped: Uint8Array): Uint8Array | undefined {
  try {
    return unseal(key, wrapped);
  } catch {
    return undefined; // under the other key
  }
}
