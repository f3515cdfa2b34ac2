import { systemActor } from '../actors.ts';
import { everyOrg } from '../every-org.ts';
import type { House } from '../house.ts';
import { proveWork } from './chain.store.ts';
import { type Horizon, horizonNow, isSettled, sealUpTo } from './seal.store.ts';

const SEAL_LOG = 'seal-log';
const EVERY_MS = 60 * 1000;

/** Registers the sealer: it looks every minute and seals what no open transaction can add to any more; and the proof. */
export function sealWork(house: House): void {
  proveWork(house);
  const seen = new Map<string, Horizon>();
  everyOrg(house, { job: SEAL_LOG, part: 'sealer', everyMs: EVERY_MS }, (org) => sealLog(house, org, seen));
}

/**
 * Seals the log of one organisation up to where it was seen the time before, once everything that ran then has ended:
 * ids are given before rows are written, so a lower one may still be on its way. It locks no reader and no writer out.
 *
 * @returns how many rows were sealed
 */
export async function sealLog(
  house: Pick<House, 'door' | 'masterKey' | 'clock'>,
  org: string,
  seen: Map<string, Horizon>,
): Promise<number> {
  const sealer = systemActor('system:sealer', org);
  return house.door.asActor(sealer, 'operations', async (db) => {
    const before = seen.get(org);
    const sealed =
      before !== undefined && (await isSettled(db, before))
        ? await sealUpTo(db, org, house.masterKey, before, house.clock.now())
        : 0;
    if (before === undefined || sealed > 0 || (await isSettled(db, before)))
      seen.set(org, await horizonNow(db));
    return sealed;
  });
}
