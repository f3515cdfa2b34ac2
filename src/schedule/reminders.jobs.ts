import { sql } from 'kysely';
import { systemActor } from '../guard/actors.ts';
import { everyOrg } from '../guard/every-org.ts';
import type { House } from '../guard/house.ts';
import { say, type ToSay } from '../guard/messages/message.store.ts';
import type { Db } from '../platform/db/index.ts';
import { instantOf, mondayOf, todayIn, weekAfter } from './calendar.ts';

const REMIND = 'remind';
const EVERY_MS = 10 * 60 * 1000;
/** A reminder comes two hours before, and is of no use in the last ten minutes. */
const BEFORE_MS = 2 * 60 * 60 * 1000;
const TOO_LATE_MS = 10 * 60 * 1000;
/** How far ahead reminders are put into the outbox. */
const AHEAD_MS = 4 * 60 * 60 * 1000;

/** Registers the reminders: every ten minutes what begins in the next hours is put into the outbox, once. */
export function reminderWork(house: House): void {
  everyOrg(house, { job: REMIND, part: 'reminders', everyMs: EVERY_MS }, (org) => remind(house, org));
}

/** @returns how many reminders were put into the outbox now */
export async function remind(house: Pick<House, 'door' | 'clock'>, org: string): Promise<number> {
  const messenger = systemActor('system:messenger', org);
  return house.door.asActor(messenger, 'operations', async (db) => {
    const now = house.clock.now();
    const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
    return say(db, messenger, await startingSoon(db, zone, now));
  });
}

/** One per person, day and start: two things that begin together are one reminder. */
async function startingSoon(db: Db, zone: string, now: Date): Promise<readonly ToSay[]> {
  const monday = mondayOf(todayIn(zone, now));
  const { rows } = await sql<{ participant: string; week: string; start: number; place: string | null }>`
    select l.participant_id as participant, p.week::text, s.start_minute as start, at.name as place
    from schedule.plan p
    join schedule.placement l on l.org_id = p.org_id and l.plan_id = p.plan_id
    join schedule.session s on s.org_id = l.org_id and s.session_id = l.session_id
    left join guard.site at on at.org_id = s.org_id and at.site_id = s.site_id
    where p.state = 'published' and p.week in (${monday}, ${weekAfter(monday)})
    union all
    select v.participant_id, p.week::text, v.start_minute, at.name
    from schedule.plan p
    join schedule.visit v on v.org_id = p.org_id and v.plan_id = p.plan_id
    left join guard.site at on at.org_id = v.org_id and at.site_id = v.site_id
    where p.state = 'published' and p.week in (${monday}, ${weekAfter(monday)})`.execute(db);
  const soon = new Map<string, ToSay>();
  for (const { participant, week, start, place } of rows) {
    const at = new Date(instantOf(week, start, zone).epochMilliseconds);
    const reminder = reminderOf({ participant, at, place }, now);
    if (reminder !== undefined) soon.set(`${participant} ${at.toISOString()}`, reminder);
  }
  return [...soon.values()];
}

/** Up to when reminders are put into the outbox now. */
export const remindersUntil = (now: Date): Date => new Date(now.getTime() + AHEAD_MS);

/** The reminder of something that begins soon, in no words but when and where; undefined: too late, or not yet. */
export function reminderOf(
  {
    participant,
    at,
    place,
  }: { readonly participant: string; readonly at: Date; readonly place: string | null },
  now: Date,
): ToSay | undefined {
  const until = at.getTime() - now.getTime();
  if (until <= TOO_LATE_MS || until > AHEAD_MS) return undefined;
  return {
    participant,
    kind: 'reminder',
    occasion: `begins ${at.toISOString()}`,
    facts: { at: at.toISOString(), ...(place === null ? {} : { place }) },
    notBefore: new Date(at.getTime() - BEFORE_MS),
    notAfter: new Date(at.getTime() - TOO_LATE_MS),
  };
}
