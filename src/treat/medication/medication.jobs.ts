import { systemActor } from '../../guard/actors.ts';
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
  house.jobs.takes(LOOK_AT_ALL, async ({ org = '' }) => {
    await lookAtMedicines(house, org, house.clock.now());
  });
  const look = () => {
    sendForAll(house).catch((fault: Error) => {
      house.log.error({ part: 'medication', kind: fault.name, what: 'looking at rules could not be queued' });
    });
  };
  setTimeout(look, FIRST_MS).unref();
  setInterval(look, EVERY_MS).unref();
}

async function sendForAll(house: House): Promise<void> {
  const orgs = await house.door.asActor(systemActor('system:start'), 'setup', (db) =>
    db.selectFrom('guard.org').select('org_id').execute(),
  );
  for (const { org_id } of orgs) await house.jobs.send(LOOK_AT_ALL, { org: org_id });
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
