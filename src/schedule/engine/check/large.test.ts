import { describe, expect, test } from 'vitest';
import type { Plan, Week } from '../format/format.ts';
import { sampleWeek } from '../sample/sample.ts';
import { planOf } from '../testing/oracle.test-support.ts';
import { checkPlan } from './check.ts';

const asIs = (week: Week): Plan =>
  planOf(week.people.flatMap(({ id, current }) => (current ? [{ person: id, ...current }] : [])));

describe('the checker', () => {
  test('takes less than two seconds for 10,000 people in 3,500 sessions at 60 sites', () => {
    const week = sampleWeek({ people: 10_000, sessions: 3500, sites: 60, seed: 1, current: true });
    const plan = asIs(week);
    const startedMs = performance.now();
    expect(checkPlan(week, plan).faults).toEqual([]);
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });

  test('ends soon, and says so much as can be read, when a plan breaks everything', () => {
    const small = sampleWeek({ people: 50, sessions: 30, sites: 1, seed: 1 });
    const week: Week = { ...small, apart: small.people.map(({ id }) => [id, small.people[0]?.id ?? '']) };
    const session = week.sessions[0]?.id ?? '';
    const need = week.people.find(({ needs }) => needs.visits.length > 0)?.needs.visits[0];
    const visit = { kind: need?.kind ?? '', staff: need?.staff[0] ?? '', start: 600 };
    const sessions = Array.from({ length: 20_000 }, () => session);
    const visits = Array.from({ length: 200_000 }, () => visit);
    const plan = planOf(week.people.slice(0, 3).map(({ id }) => ({ person: id, sessions, visits })));
    const startedMs = performance.now();
    const { ok, faults } = checkPlan(week, plan);
    expect(performance.now() - startedMs).toBeLessThan(10_000);
    expect(ok).toBe(false);
    expect(faults).toHaveLength(1001);
    expect(faults.at(-1)).toEqual({ path: '$', message: 'There are more than these 1000.' });
  });

  test.each(['__proto__', 'constructor', '"', '\n', '\u202e', '🌱', 'visit individual', 'x'.repeat(100)])(
    'takes %j for an id like any other',
    (id) => {
      const week = sampleWeek({ people: 30, sessions: 30, sites: 1, seed: 2, current: true });
      const session = week.people.find(({ current }) => current?.sessions.length)?.current?.sessions[0] ?? '';
      const person = week.people.find(({ current }) => current?.sessions.includes(session));
      const named: Week = JSON.parse(
        JSON.stringify(week)
          .replaceAll(`"${session}"`, JSON.stringify(id))
          .replaceAll(`"${person?.id}"`, JSON.stringify(id)),
      );
      expect(checkPlan(named, asIs(named))).toEqual(checkPlan(week, asIs(week)));
      const taken = { ...named, sessions: named.sessions.map((each) => ({ ...each, max: 0 })) };
      expect(checkPlan(taken, asIs(named)).faults.map(({ message }) => message)).toContainEqual(
        expect.stringContaining(`people in "${id}", 0 seats.`),
      );
    },
  );
});
