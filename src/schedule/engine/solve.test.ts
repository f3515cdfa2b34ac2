import { describe, expect, test } from 'vitest';
import { checkPlan } from './check/check.ts';
import { lots } from './core/lots.ts';
import type { Plan, Week } from './format/format.ts';
import { sampleWeek } from './sample/sample.ts';
import { type Progress, solveWeek } from './solve.ts';
import { at, tinyWeek } from './testing/tiny-week.test-support.ts';

const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, nth) => first + nth);

/** Lists in another order, which says nothing new. */
function shuffled(week: Week, seed: number): Week {
  const draw = lots(seed);
  const mix = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, lot: draw() }))
      .sort((a, b) => a.lot - b.lot)
      .map(({ item }) => item);
  return {
    ...week,
    sites: mix(week.sites),
    rooms: mix(week.rooms),
    staff: mix(week.staff).map((member) => ({ ...member, free: mix(member.free) })),
    sessions: mix(week.sessions).map((session) => ({ ...session, staff: mix(session.staff) })),
    people: mix(week.people).map((person) => ({
      ...person,
      busy: mix(person.busy),
      tags: mix(person.tags),
      needs: {
        ...person.needs,
        visits: mix(person.needs.visits).map((need) => ({ ...need, staff: mix(need.staff) })),
        activities: mix(person.needs.activities),
      },
    })),
    apart: mix(week.apart).map(([one, other]) => [other, one]),
  };
}

const answerOf = ({ stats: _, ...answer }: Plan) => answer;

describe('what must hold of every answer', () => {
  test('one more seat never serves fewer', async () => {
    for (const seed of seedsFrom(2000, 40)) {
      const week = tinyWeek(seed);
      const roomier = {
        ...week,
        rooms: week.rooms.map((room) => ({ ...room, seats: room.seats + 1 })),
        sessions: week.sessions.map((session) => ({ ...session, max: session.max + 1 })),
      };
      const [before, after] = [await solveWeek(week), await solveWeek(roomier)];
      expect(after.score.served, `seed ${seed}`).toBeGreaterThanOrEqual(before.score.served);
    }
  });

  test('one busy time less never serves fewer', async () => {
    for (const seed of seedsFrom(3000, 40)) {
      const week = tinyWeek(seed);
      const freer = {
        ...week,
        people: week.people.map((person) => ({ ...person, busy: person.busy.slice(1) })),
      };
      const [before, after] = [await solveWeek(week), await solveWeek(freer)];
      expect(after.score.served, `seed ${seed}`).toBeGreaterThanOrEqual(before.score.served);
    }
  });

  test('the order of lists never matters, and the same week gets the same answer', async () => {
    for (const seed of seedsFrom(4000, 40)) {
      const week = tinyWeek(seed);
      const plan = answerOf(await solveWeek(week));
      expect(answerOf(await solveWeek(week)), `again, seed ${seed}`).toEqual(plan);
      const mixed = answerOf(await solveWeek(shuffled(week, seed)));
      expect(mixed, `mixed, seed ${seed}`).toEqual(plan);
    }
  });

  test('a week that comes from outside is not written to', async () => {
    const week = tinyWeek(7);
    const before = structuredClone(week);
    await solveWeek(week);
    expect(week).toEqual(before);
  });
});

describe('a week too large to close at once', () => {
  const large = sampleWeek({ people: 200, sessions: 90, sites: 3, seed: 1 });

  test('tells how far it is, and ends at its limit with a legal plan', async () => {
    const told: Progress[] = [];
    const plan = await solveWeek(large, { seconds: 3, onProgress: (progress) => told.push(progress) });
    expect(checkPlan(large, plan)).toMatchObject({ ok: true, score: plan.score });
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.map(({ elapsedMs }) => elapsedMs)).toEqual(
      told.map(({ elapsedMs }) => elapsedMs).sort((a, b) => a - b),
    );
    expect(plan.gap.served).toBe(plan.bound.served - plan.score.served);
    expect(plan.gap.served).toBeGreaterThanOrEqual(0);
    expect(plan.stats.stopped).toBe(true);
  });

  test.each(['searching', 'served'] as const)(
    'cancelled while %s it keeps the best so far',
    async (stage) => {
      const cancel = new AbortController();
      const after = new Set<string>();
      const plan = await solveWeek(large, {
        signal: cancel.signal,
        onProgress: (progress) => {
          if (cancel.signal.aborted) after.add(progress.stage);
          if (progress.stage === stage) cancel.abort();
        },
      });
      expect(checkPlan(large, plan)).toMatchObject({ ok: true, score: plan.score });
      expect(plan.status).toBe('feasible');
      for (const other of ['credited', 'opened', 'moves', 'friction']) expect(after).not.toContain(other);
      expect(plan.stats.stopped).toBe(true);
      if (stage === 'served') expect(plan.score.served).toBeGreaterThan(100);
    },
  );

  test('cancelled before it starts: a legal plan of nothing', async () => {
    const plan = await solveWeek(large, { signal: AbortSignal.abort() });
    expect(checkPlan(large, plan)).toMatchObject({ ok: true, score: plan.score });
    expect(plan.unserved).toHaveLength(large.people.length);
  });
});

describe('a week too large for one programme', () => {
  const crowd = sampleWeek({ people: 420, sessions: 150, sites: 3, seed: 2 });

  test('gets the same answer from one thread and from two, with bounds that hold', async () => {
    const [one, two] = [
      await solveWeek(crowd, { effort: 1, seconds: 120, threads: 1 }),
      await solveWeek(crowd, { effort: 1, seconds: 120, threads: 2 }),
    ];
    expect(one.stats.stopped).toBe(false);
    expect(answerOf(one)).toEqual(answerOf(two));
    expect(checkPlan(crowd, two)).toMatchObject({ ok: true, score: two.score });
    expect(two.gap.served).toBeGreaterThanOrEqual(0);
    expect(two.gap.credited).toBeGreaterThanOrEqual(0);
    expect(two.gap.served).toBeLessThanOrEqual(0.02 * two.bound.served);
    expect(two.gap.credited).toBeLessThanOrEqual(0.02 * two.bound.credited);
  });

  test('cancelled, it keeps the best so far', async () => {
    const cancel = new AbortController();
    const plan = await solveWeek(crowd, {
      signal: cancel.signal,
      onProgress: ({ best }) => {
        if ((best?.served ?? 0) > 0) cancel.abort();
      },
    });
    expect(checkPlan(crowd, plan)).toMatchObject({ ok: true, score: plan.score });
    expect(plan.score.served).toBeGreaterThan(0);
    expect(plan.stats.stopped).toBe(true);
  });
});

describe('odd weeks', () => {
  const usual = sampleWeek({ people: 12, sessions: 12, sites: 2, seed: 5 });

  test.each([
    ['nobody', { ...usual, people: [], apart: [] }],
    ['nothing at all', { ...usual, people: [], apart: [], sessions: [], staff: [], rooms: [], sites: [] }],
  ])('%s', async (_, week) => {
    const plan = await solveWeek(week);
    expect(plan).toMatchObject({ status: 'optimal', assignments: [], unserved: [], gap: { served: 0 } });
  });

  test('no sessions', async () => {
    const plan = await solveWeek({ ...usual, sessions: [] }, { seconds: 5 });
    expect(plan.score.served).toBe(0);
    expect(plan.unserved).toHaveLength(12);
    expect(checkPlan({ ...usual, sessions: [] }, plan).ok).toBe(true);
  });

  test('one person whose needs exceed the week', async () => {
    const person = usual.people[0];
    if (person === undefined) throw new Error('The sample has people.');
    const week = {
      ...usual,
      apart: [],
      people: [
        { ...person, needs: { ...person.needs, minutes: 10_080, minDays: 7, maxMinutesPerDay: 1440 } },
      ],
    };
    const plan = await solveWeek(week);
    expect(plan).toMatchObject({ status: 'optimal', score: { served: 0 } });
    expect(plan.unserved[0]?.because).toEqual([{ code: 'too-few-hours', minutes: 10_080 }]);
    expect(plan.score.credited).toBe(plan.bound.credited);
  });

  test('ids with odd characters', async () => {
    const odd = [
      '"',
      "'; --",
      '__proto__',
      'constructor',
      'ñ 🌙',
      'a\u0000b',
      ' ',
      '$.x[0]',
      'R/2207',
      '\u202e',
    ];
    const evening = (day: number) => ({
      id: `${odd[day]} s`,
      kind: 'group',
      activity: '__proto__',
      start: at(day, 18),
      end: at(day, 21),
      site: odd[0] ?? '',
      staff: [odd[1] ?? ''],
      requires: [],
      min: 0,
      max: 20,
      status: 'fixed' as const,
      openCost: 0,
    });
    const week: Week = {
      ...usual,
      sites: [{ id: odd[0] ?? '' }],
      rooms: [],
      staff: [{ id: odd[1] ?? '', tags: [], free: [], maxMinutes: 0, maxMinutesPerDay: 0 }],
      sessions: [0, 1, 2].map(evening),
      people: odd.map((id) => ({
        id,
        weight: 1,
        tags: [],
        sites: [odd[0] ?? ''],
        video: false,
        busy: [],
        needs: {
          minutes: 540,
          minDays: 3,
          maxMinutesPerDay: 240,
          visits: [],
          activities: [{ activity: '__proto__', minMinutes: 180 }],
        },
      })),
      apart: [],
    };
    const plan = await solveWeek(week);
    expect(plan).toMatchObject({ status: 'optimal', score: { served: odd.length } });
    expect(plan.assignments.map(({ person }) => person).sort()).toEqual([...odd].sort());
  });

  test('2,000 people with nothing that fits', async () => {
    const crowd = sampleWeek({ people: 2000, sessions: 40, sites: 2, seed: 3 });
    const week = {
      ...crowd,
      people: crowd.people.map((person) => ({ ...person, busy: [{ start: 0, end: 10_080 }] })),
    };
    const plan = await solveWeek(week, { seconds: 3 });
    expect(plan).toMatchObject({ score: { served: 0, credited: 0 }, bound: { served: 0, credited: 0 } });
    expect(plan.unserved).toHaveLength(2000);
    expect(plan.unserved[0]?.because).toEqual([{ code: 'busy', busy: [0, 10_080] }]);
  });
});
