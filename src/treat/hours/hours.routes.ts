import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { levelsBetween } from '../../bridge/index.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { mondayOf, todayIn, weekAfter } from '../../schedule/index.ts';
import { ledger, ledgerShown, offerShown, shortAnswer } from './hours.schema.ts';
import { weeksCounted } from './hours.store.ts';
import { caredForBy } from './ledger.store.ts';
import { weekLedger } from './ledger.ts';
import { billedInWeek, shortWeeks, weekHours } from './week-hours.store.ts';

/** How far back the weeks go, the current one among them. */
const WEEKS_SHOWN = 6;
const LIST_MAX = 200;

const hoursAnswer = z.object({
  participant: participantSeen('attendance', 'plan'),
  weeks: z.array(
    z.object({
      monday: z.iso.date(),
      countedMinutes: z.number().int(),
      prescribedMinutes: z
        .number()
        .int()
        .nullable()
        .describe('null: not in care on its Monday, or not for the reader to see'),
      isRunning: z.boolean().describe('It is not over yet'),
    }),
  ),
  ledger: ledger
    .nullable()
    .describe(
      'The five amounts of the week asked for, or of this one, and why each is less; null: what is prescribed is not for the reader to see',
    ),
});
export type HoursShown = z.infer<typeof hoursAnswer>;

/** What counted of somebody's weeks beside what was prescribed for them. */
export function hoursRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'Sessions',
      audience: 'staff',
      purpose: 'treatment',
      method: 'get',
      path: '/api/people/:participant/hours',
      summary: 'Hours that counted and hours prescribed, week by week; and one week as its five amounts',
      params: z.object({ participant: z.uuid() }),
      query: z.object({ week: z.iso.date().optional() }),
      answer: hoursAnswer,
    },
    async ({ db, actor, params: { participant }, query, now }) => {
      await mustAllow(db, participant, 'attendance', 'read');
      const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
      if (org === undefined) throw refuse('not-ready');
      const current = mondayOf(todayIn(org.zone, now));
      const first = weekAfter(current, 1 - WEEKS_SHOWN);
      const after = weekAfter(current);
      const counted = new Map(
        (await weeksCounted(db, participant, first, after)).map(({ monday, minutes }) => [monday, minutes]),
      );
      const levels = await levelsBetween(db, participant, first, after);
      const weeks = Array.from({ length: WEEKS_SHOWN }, (_, nth) => weekAfter(first, nth)).map((monday) => ({
        monday,
        countedMinutes: counted.get(monday) ?? 0,
        // A level that begins within a week is for the week after: nobody is short in the days before they came.
        prescribedMinutes:
          levels.find(({ from, until }) => from <= monday && (until === null || until >= monday))
            ?.minutesPerWeek ?? null,
        isRunning: monday === current,
      }));
      // Weeks before somebody came say nothing about them.
      const begun = weeks.findIndex((week) => week.prescribedMinutes !== null || week.countedMinutes > 0);
      const monday = mondayOf(query.week ?? current);
      return {
        body: {
          participant,
          weeks: begun === -1 ? weeks.slice(-1) : weeks.slice(begun),
          ledger: (await allows(db, participant, 'plan'))
            ? await shownLedger(db, actor, participant, { monday, isOver: monday < current, now })
            : null,
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      tag: 'Sessions',
      audience: 'staff',
      purpose: 'treatment',
      method: 'get',
      path: '/api/hours/short',
      summary: 'My people whose week will fall short, why, and which sessions could still make it whole',
      answer: shortAnswer,
    },
    async ({ db, actor, now }) => {
      const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
      if (org === undefined) throw refuse('not-ready');
      const today = todayIn(org.zone, now);
      const monday = mondayOf(today);
      const hours = await weekHours(db, monday, now, await caredForBy(db, actor.id, today));
      const short = (await shortWeeks(db, hours, now)).slice(0, LIST_MAX);
      const who = short.map(({ participant }) => participant);
      const codes = await recordCodes(db, who);
      const mine = await mayGiveSeats(db, who);
      return {
        body: {
          zone: org.zone,
          monday,
          people: short.map(({ participant, minutes, because, offers, prescribed }) => ({
            participant,
            recordCode: codes.get(participant) ?? null,
            mayGive: mine.has(participant),
            prescribed,
            minutes,
            because: [...because],
            offers: offers.map(offerShown),
          })),
        },
      };
    },
  );
}

async function shownLedger(
  db: Db,
  actor: Actor,
  participant: string,
  { monday, isOver, now }: { readonly monday: string; readonly isOver: boolean; readonly now: Date },
): Promise<z.input<typeof ledger>> {
  const hours = await weekHours(db, monday, now, [participant]);
  const billed = (await allows(db, participant, 'money'))
    ? ((await billedInWeek(db, actor, monday, now, participant)).get(participant) ?? [])
    : null;
  const [short] = isOver ? [] : await shortWeeks(db, hours, now);
  return {
    ...ledgerShown(participant, weekLedger(hours.givenOf(participant, billed)), billed),
    shortfall:
      short === undefined
        ? null
        : {
            participant,
            minutes: short.minutes,
            because: [...short.because],
            offers: short.offers.map(offerShown),
          },
  };
}

async function allows(db: Db, participant: string, category: 'money' | 'plan'): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select guard.allows(${participant}, ${category}, 'read') as may`.execute(db);
  return rows[0]?.may === true;
}

async function mayGiveSeats(db: Db, people: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ person: string }>`
    select person from unnest(${[...people]}::uuid[]) as it (person)
    where guard.allows(person, 'attendance', 'write')`.execute(db);
  return new Set(rows.map(({ person }) => person));
}

async function recordCodes(db: Db, people: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('guard.participant')
    .select(['participant_id', 'record_code'])
    .where('participant_id', 'in', people)
    .execute();
  return new Map(rows.map((row) => [row.participant_id, row.record_code]));
}
