import { describe, expect, test } from 'vitest';
import { checkPlan } from './check/check.ts';
import { planSchema, type Week } from './format/format.ts';
import { solveWeek } from './solve.ts';
import { bestOfAll, isBetter, legalWeeks, planOf, subsets } from './testing/oracle.test-support.ts';
import { tinyWeek } from './testing/tiny-week.test-support.ts';

const BATCH = 52;
const batches = Array.from({ length: 40 }, (_, nth) => nth * BATCH);
const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, nth) => first + nth);

describe('the oracle agrees', () => {
  test('with a plain list of every plan, judged by the checker', () => {
    for (const seed of seedsFrom(1, 400)) {
      const whole = tinyWeek(seed);
      const week = {
        ...whole,
        people: whole.people.slice(0, 2),
        apart: [],
        sessions: whole.sessions.slice(0, 4),
      };
      for (const person of week.people) delete person.current;
      const own = week.people.map((person) => legalWeeks(week, person).map(({ assignment }) => assignment));
      const pairs = (own[0] ?? []).flatMap((one) => (own[1] ?? [undefined]).map((two) => [one, two]));
      const candidates = week.sessions.filter(({ status }) => status === 'candidate').map(({ id }) => id);
      if (pairs.length * 2 ** candidates.length > 400) continue;
      const plans = subsets(candidates).flatMap((opened) =>
        pairs.map((pair) =>
          planOf(
            pair.filter((each) => each !== undefined),
            opened,
          ),
        ),
      );
      const scores = plans
        .map((plan) => checkPlan(week, plan))
        .filter(({ ok }) => ok)
        .map(({ score }) => score)
        .sort((a, b) => (isBetter(a, b) ? -1 : 1));
      expect(bestOfAll(week).score, `seed ${seed}`).toEqual(scores[0]);
    }
  });

  test.each(batches)('with the answer in all five numbers, weeks %i and on', async (first) => {
    for (const seed of seedsFrom(first, BATCH)) {
      const week = tinyWeek(seed);
      const best = bestOfAll(week);
      expect(checkPlan(week, best.plan), `oracle, seed ${seed}`).toMatchObject({
        ok: true,
        score: best.score,
      });
      const plan = await solveWeek(week);
      expect(checkPlan(week, plan).faults, `seed ${seed}`).toEqual([]);
      expect(planSchema.safeParse(plan).success).toBe(true);
      expect({ seed, status: plan.status, score: plan.score }).toEqual({
        seed,
        status: 'optimal',
        score: best.score,
      });
      expect(plan.bound).toEqual({ served: best.score.served, credited: best.score.credited });
    }
  });

  test('the weeks asked about are not all alike', () => {
    const weeks = seedsFrom(0, BATCH * batches.length).map(tinyWeek);
    const share = (has: (week: Week) => boolean) => weeks.filter(has).length;
    const people = (has: (person: Week['people'][number]) => boolean) =>
      share((week) => week.people.some(has));
    expect(weeks.length).toBeGreaterThanOrEqual(2000);
    const counts = [
      share(({ sessions }) => sessions.some(({ status }) => status === 'candidate')),
      share(({ sessions }) => sessions.some(({ site }) => site === null)),
      share(({ sessions }) => sessions.some(({ requires }) => requires.length > 0)),
      share(({ apart }) => apart.length > 0),
      people(({ sites }) => sites.length > 1),
      people(({ busy }) => busy.some(({ soft }) => soft !== undefined)),
      people(({ busy }) => busy.some(({ travel }) => travel !== undefined)),
      people(({ needs }) => needs.visits.some(({ staff }) => staff.length > 1)),
      people(({ needs }) => needs.visits.some(({ count }) => count > 1)),
      people(({ needs }) => needs.activities.length > 0),
      people(({ current }) => current !== undefined),
    ];
    for (const count of counts) expect(count).toBeGreaterThan(240);
  });
});
