import { levelsOn } from '../../bridge/index.ts';
import { systemActor } from '../../guard/actors.ts';
import { everyOrg } from '../../guard/every-org.ts';
import type { House } from '../../guard/house.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { missedInRow } from '../../treat/index.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import { openAlert, ownerFor } from './alert.store.ts';
import { alertRules } from './alert-rule.store.ts';
import { type Fired, firedBy, rulesFor } from './alert-rules.ts';
import { daysAfter, openCheckIns } from './check-in.store.ts';
import { libraryOf } from './form.store.ts';
import { responsesOf } from './response.store.ts';

const LOOK_AT_ALL = 'measures-of-all';
export const LOOK_AT_ONE = 'measures-of-one';

const FIRST_MS = 60 * 1000;
/** Overdue alerts climb within a quarter of an hour; check-ins are opened once a day, whatever the hour. */
const EVERY_MS = 15 * 60 * 1000;
const MISSED_DAYS = 21;
/** After one was closed, the same thing is not told again before this. */
const QUIET_DAYS = 14;

/** Registers what runs by itself: check-ins when they are due, alerts by rule, alerts that climb. */
export function measuresWork(house: House): void {
  everyOrg(house, { job: LOOK_AT_ALL, part: 'measures', everyMs: EVERY_MS, firstMs: FIRST_MS }, (org) =>
    lookAtAll(house, org),
  );
  house.jobs.takes(LOOK_AT_ONE, async ({ org = '', participant = '' }) => {
    await asMeasures(house, org, (db, actor) => openByRules(db, actor, house.clock.now(), participant));
  });
}

/** Looks at one person's rules a moment after they sent something. */
export async function lookSoon(house: House, org: string, participant: string): Promise<void> {
  await house.jobs.send(LOOK_AT_ONE, { org, participant });
}

/** Opens what is due, evaluates the rules, lets overdue alerts climb. Told twice it adds nothing. */
export async function lookAtAll(
  house: House,
  org: string,
): Promise<{ checkIns: number; alerts: number; climbed: number }> {
  return asMeasures(house, org, async (db, actor) => {
    const now = house.clock.now();
    const { zone, today } = await todayOf(db, now);
    const checkIns = await openCheckIns(db, actor, zone, today);
    const alerts = await openByRules(db, actor, now);
    const { numUpdatedRows } = await db
      .updateTable('fit.alert')
      .set({ climbed_at: now })
      .where('state', '=', 'open')
      .where('climbed_at', 'is', null)
      .where('due_at', '<', now)
      .executeTakeFirst();
    return { checkIns, alerts, climbed: Number(numUpdatedRows) };
  });
}

const asMeasures = <T>(house: House, org: string, work: (db: Db, actor: Actor) => Promise<T>): Promise<T> => {
  const actor = systemActor('system:measures', org);
  return house.door.asActor(actor, 'treatment', (db) => work(db, actor));
};

/** @returns how many alerts were opened */
async function openByRules(db: Db, actor: Actor, now: Date, only?: string): Promise<number> {
  const { today } = await todayOf(db, now);
  const library = await libraryOf(db);
  const rules = await alertRules(db);
  const missed = await missedInRow(db, daysAfter(today, -MISSED_DAYS), only);
  const waiting = await db
    .selectFrom('fit.checkin')
    .select(['participant_id', 'opened_on'])
    .where('state', '=', 'open')
    .$if(only !== undefined, (q) => q.where('participant_id', '=', only ?? ''))
    .orderBy('opened_on')
    .execute();
  const people = only === undefined ? await peopleInCare(db, today) : [only];
  const responses = await responsesOf(db, people);
  const recent = await db
    .selectFrom('fit.alert')
    .select(['participant_id', 'kind', 'state', 'closed_at'])
    .where('response_id', 'is', null)
    .where((q) => q.or([q('state', '<>', 'closed'), q('closed_at', '>', daysBefore(now, QUIET_DAYS))]))
    .execute();
  let opened = 0;
  for (const participant of people) {
    const oldest = waiting.find((row) => row.participant_id === participant)?.opened_on;
    const fired = firedBy(
      rulesFor(rules, participant),
      {
        responses: (responses.get(participant) ?? []).filter(({ withdrawn }) => withdrawn === null),
        silentDays: oldest === undefined ? null : daysBetween(oldest, today),
        missedInRow: missed.get(participant)?.count ?? 0,
      },
      (id) => library.of(id),
    );
    for (const each of fired) {
      const isKnown =
        each.response === null &&
        recent.some((row) => row.participant_id === participant && row.kind === each.kind);
      if (isKnown) continue;
      if ((await open(db, actor, participant, each, now)) !== null) opened += 1;
    }
  }
  return opened;
}

async function open(
  db: Db,
  actor: Actor,
  participant: string,
  { rule, kind, response, evidence }: Fired,
  now: Date,
): Promise<string | null> {
  return openAlert(db, actor, {
    participant,
    kind,
    rule: rule.id,
    response,
    evidence,
    owner: await ownerFor(db, participant, null),
    openedAt: now,
    dueAt: new Date(now.getTime() + rule.dueHours * 3_600_000),
  });
}

const peopleInCare = async (db: Db, today: string): Promise<readonly string[]> => [
  ...new Set((await levelsOn(db, today)).map(({ participant }) => participant)),
];

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000);
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
