import type { Door, PartRun } from '../../platform/db/index.ts';
import { type Key, newKey, seal, unseal } from '../../platform/secrets.ts';

/**
 * What everything of sign-in is derived from, made at the first start and wrapped by the master key: a new master key
 * leaves everybody's passkeys, codes and second steps as they are.
 */
export const signInKey = (door: Door, master: Key): Promise<Key> =>
  door.asPart('auth', async (run) => {
    const there = await wrappedRoot(run);
    if (there !== undefined) return unseal(master, there) as Key;
    const { rows } = await run('select 1 from "user" limit 1', []);
    // People signed in before there was a key of its own: what they set up rests on the master key itself.
    const key = rows.length === 0 ? newKey() : master;
    await run('insert into root_key (key_wrapped) values ($1) on conflict do nothing', [seal(master, key)]);
    return unseal(master, (await wrappedRoot(run)) ?? seal(master, key)) as Key;
  });

export async function wrappedRoot(run: PartRun): Promise<Uint8Array | undefined> {
  const { rows } = await run('select key_wrapped from root_key', []);
  return (rows as { key_wrapped: Uint8Array }[])[0]?.key_wrapped;
}

export const keepRoot = async (run: PartRun, wrapped: Uint8Array): Promise<void> => {
  await run('update root_key set key_wrapped = $1', [wrapped]);
};
