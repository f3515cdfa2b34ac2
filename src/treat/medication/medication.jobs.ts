import { systemActor } from '../../guard/actors.ts';
import { everyOrg } from '../../guard/every-org.ts';
import type { House } from '../../guard/house.ts';
import { todayHere } from '../plan/day.ts';
import { syncAlerts } from './alert.store.ts';
import { recordsOf } from './record.store.ts';

const LOOK_AT_ALL = 'medication-of-all';
const FIRST_MS = 90 * 1000;
/** Days decide what is overdue; a quarter of an hour after midnight is early enough. */
const EVERY_MS = 15 * 60 * 1000;

/** Registers what runs by itself: rules that speak because a day has passed. */
export function medicationWork(house: House): void {
  everyOrg(house, { job: LOOK_AT_ALL, part: 'medication', everyMs: EVERY_MS, firstMs: FIRST_MS }, (org) =>
    lookAtMedicines(house, org, house.clock.now()),
  );
}

/** Looks at the rules for everybody, or for one person. @returns how many alerts were opened */
export async function lookAtMedicines(
  house: Pick<House, 'door'>,
  org: string,
  now: Date,
  participant?: string,
): Promise<number> {
  return house.door.asActor(systemActor('system:medication', org), 'treatment', async (db) => {
    const { today } = await todayHere(db, now);
    return syncAlerts(db, org, await recordsOf(db, today, participant), now);
  });
}
