import { levelsOn } from '../../bridge/index.ts';
import { systemActor } from '../../guard/actors.ts';
import { everyOrg } from '../../guard/every-org.ts';
import type { House } from '../../guard/house.ts';
import type { Db } from '../../platform/db/index.ts';
import { mondayOf, todayIn, weekAfter } from '../../schedule/index.ts';
import { countedByWeek } from '../../treat/index.ts';
import { QUESTIONS } from '../assessment/assessment.ts';
import { todayOf } from '../assessment/assessment-shown.ts';
import { lastInForceOfAll } from '../decision/decision-reading.store.ts';
import { INSTRUMENTS } from '../instruments/load.ts';
import { tableOn } from '../level-of-care/level-table.store.ts';
import { responsesOf } from '../measures/response.store.ts';
import { changesSince } from '../measures/series.ts';
import { pastSuggestions, type Raised, raise } from './review.store.ts';
import { suggestionsFor, type WeekOfCare, whatToTell } from './review.ts';

export const SUGGEST_REVIEWS = 'suggest-reviews';

/** How often the program looks, the first time soon after it starts; looking again only refreshes what is open. */
const FIRST_MS = 60 * 1000;
const EVERY_MS = 6 * 60 * 60 * 1000;
const WEEKS_BACK = 2;
/** Answers older than this are no reason to stay quiet. */
const PAST_DAYS = 30;

/** Registers the daily look at who should be looked at again. */
export function reviewWork(house: House): void {
  everyOrg(house, { job: SUGGEST_REVIEWS, part: 'reviewer', everyMs: EVERY_MS, firstMs: FIRST_MS }, (org) =>
    suggestReviews(house, org),
  );
}

/**
 * Looks at everybody in care of one organisation, as a reviewer who sees numbers and no name; told twice it adds
 * nothing.
 *
 * @returns how many suggestions were raised or refreshed
 */
export async function suggestReviews(house: House, org: string): Promise<number> {
  const reviewer = systemActor('system:reviewer', org);
  return house.door.asActor(reviewer, 'operations', async (db) => {
    const now = house.clock.now();
    const { today } = await todayOf(db, now);
    const raised = await signsOn(db, now);
    await raise(db, reviewer, raised, today);
    return raised.length;
  });
}

async function signsOn(db: Db, now: Date): Promise<readonly Raised[]> {
  const { zone, today } = await todayOf(db, now);
  const monday = mondayOf(today);
  const mondays = Array.from({ length: WEEKS_BACK }, (_, back) => weekAfter(monday, back - WEEKS_BACK));
  const counted = await countedByWeek(db, mondays[0] ?? monday, monday);
  const delivered = new Map(counted.map((each) => [`${each.monday} ${each.participant}`, each.minutes]));
  // Where nothing was recorded for anybody, nothing can be said of anybody.
  const recorded = new Set(counted.map((each) => each.monday));
  const decisions = new Map((await lastInForceOfAll(db)).map((each) => [each.participant, each]));
  const past = await pastSuggestions(db, dayBefore(today, PAST_DAYS));
  const table = await tableOn(db, today);
  const levels = await levelsOn(db, today);
  const responses = await responsesOf(
    db,
    levels.map(({ participant }) => participant),
  );
  return levels.flatMap(({ participant, level, minutesPerWeek, from }) => {
    const decision = decisions.get(participant);
    if (decision === undefined) return [];
    const weeks = mondays
      .filter((each) => each >= from && recorded.has(each))
      .map(
        (each): WeekOfCare => ({
          monday: each,
          deliveredMinutes: delivered.get(`${each} ${participant}`) ?? 0,
          prescribedMinutes: minutesPerWeek,
        }),
      );
    const changes = changesSince(INSTRUMENTS, responses.get(participant) ?? [], from, ({ answeredAt }) =>
      todayIn(zone, answeredAt),
    );
    const facts = { level, weeks, changes, goals: null, inputs: decision.inputs };
    return suggestionsFor(facts, table, QUESTIONS)
      .filter(({ kind }) => whatToTell(kind, past.get(participant) ?? [], today) !== 'quiet')
      .map((suggestion) => ({ ...suggestion, participant }));
  });
}

const dayBefore = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
