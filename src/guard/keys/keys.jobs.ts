import { sql } from 'kysely';
import { systemActor } from '../actors.ts';
import type { House } from '../house.ts';
import { dueShreddings, shred } from './shred.store.ts';

const KEEP_KEYS = 'keep-keys';
const EVERY_MS = 10 * 60 * 1000;

/** Registers what is done about keys by itself: records whose time has come are shredded, old answers forgotten. */
export function keyWork(house: House): void {
  house.jobs.takes(KEEP_KEYS, async ({ org = '' }) => {
    await keepKeys(house, org);
  });
  const look = () => {
    sendForAll(house).catch((fault: Error) => {
      house.log.error({ part: 'keys', kind: fault.name, what: 'the work on keys could not be queued' });
    });
  };
  setInterval(look, EVERY_MS).unref();
}

async function sendForAll(house: House): Promise<void> {
  const orgs = await house.door.asActor(systemActor('system:start'), 'setup', (db) =>
    db.selectFrom('guard.org').select('org_id').execute(),
  );
  for (const { org_id } of orgs) await house.jobs.send(KEEP_KEYS, { org: org_id });
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
