import { sql } from 'kysely';
import { systemActor } from '../actors.ts';
import { everyOrg } from '../every-org.ts';
import type { House } from '../house.ts';
import { dueShreddings, shred } from './shred.store.ts';

const KEEP_KEYS = 'keep-keys';
const EVERY_MS = 10 * 60 * 1000;

/** Registers what is done about keys by itself: records whose time has come are shredded, old answers forgotten. */
export function keyWork(house: House): void {
  everyOrg(house, { job: KEEP_KEYS, part: 'keys', everyMs: EVERY_MS }, (org) => keepKeys(house, org));
}

/** @returns how many records were shredded */
export async function keepKeys(house: Pick<House, 'door' | 'masterKey'>, org: string): Promise<number> {
  const keeper = systemActor('system:keys', org);
  const due = await house.door.asActor(keeper, 'operations', async (db) => {
    await sql`delete from platform.idempotency`.execute(db); // the policy lets go of those older than a day
    return dueShreddings(db);
  });
  let done = 0;
  for (const one of due) if ((await shred(house.door, house.masterKey, org, one)) !== undefined) done++;
  return done;
}
