import { systemActor } from '../../guard/actors.ts';
import { everyOrg } from '../../guard/every-org.ts';
import type { House } from '../../guard/house.ts';
import { mondayOf, todayIn, weekAfter } from '../../schedule/index.ts';
import { fillRoster } from './roster.store.ts';

const ROSTER = 'roster';
const EVERY_MS = 5 * 60 * 1000;

/** Every few minutes the rosters of this week and the next follow what was published since. */
export function rosterWork(house: House): void {
  everyOrg(house, { job: ROSTER, part: 'roster', everyMs: EVERY_MS }, (org) => rostersSoon(house, org));
}

/** The rosters of this week and the next as they are published at this moment. */
export async function rostersSoon(house: Pick<House, 'door' | 'clock'>, org: string): Promise<void> {
  const actor = systemActor('system:roster', org);
  await house.door.asActor(actor, 'operations', async (db) => {
    const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
    const monday = mondayOf(todayIn(zone, house.clock.now()));
    await fillRoster(db, actor, monday);
    await fillRoster(db, actor, weekAfter(monday));
  });
}
