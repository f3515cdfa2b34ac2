import { systemActor } from '../../guard/actors.ts';
import { everyOrg } from '../../guard/every-org.ts';
import type { House } from '../../guard/house.ts';
import { say } from '../../guard/messages/message.store.ts';
import { reminderOf, remindersUntil } from '../../schedule/index.ts';
import { seatsSoon } from './seat.store.ts';

const REMIND = 'remind-of-seats';
const EVERY_MS = 10 * 60 * 1000;

/** Who was given a seat for this once is reminded of it as of any other: it is on no plan, so nobody else would. */
export function seatWork(house: House): void {
  everyOrg(house, { job: REMIND, part: 'reminders', everyMs: EVERY_MS }, (org) => remindOfSeats(house, org));
}

/** @returns how many reminders were put into the outbox now; the same moment of the plan is the same reminder */
export async function remindOfSeats(house: Pick<House, 'door' | 'clock'>, org: string): Promise<number> {
  const roster = systemActor('system:roster', org);
  return house.door.asActor(roster, 'operations', async (db) => {
    const now = house.clock.now();
    const seats = await seatsSoon(db, now, remindersUntil(now));
    return say(
      db,
      roster,
      seats.flatMap((seat) => reminderOf(seat, now) ?? []),
    );
  });
}
