import { describe, expect, test } from 'vitest';
import { crowdOf } from '../core/compile.ts';
import { Finder } from '../core/finder.ts';
import { lots } from '../core/lots.ts';
import type { Week } from '../format/format.ts';
import { sampleWeek } from '../sample/sample.ts';
import { solveWeek } from '../solve.ts';
import { bestOfAll } from '../testing/oracle.test-support.ts';
import { at, tinyWeek } from '../testing/tiny-week.test-support.ts';
import { Lagrange } from './lagrange.ts';

const AIMS = [
  { served: 1, credited: 0 },
  { served: 0, credited: 1 },
  { served: 100, credited: 1 },
];
const never = () => false;

function boundOf(week: Week, aim: (typeof AIMS)[number], rounds: number): number {
  const { house, people } = crowdOf(week);
  const lagrange = new Lagrange(house, people, new Finder(house));
  lagrange.settle({ aim, rounds, draw: lots(1), isStopped: never });
  return lagrange.bound(aim, never);
}

describe('a bound from prices', () => {
  test('is never below what some plan reaches, however little the prices have settled', () => {
    for (let seed = 8000; seed < 8120; seed++) {
      const week = tinyWeek(seed);
      const { served, credited } = bestOfAll(week).score;
      for (const aim of AIMS) {
        const reached = aim.served * served + aim.credited * credited;
        for (const rounds of [0, 1, 7, 40])
          expect(boundOf(week, aim, rounds), `seed ${seed}, ${rounds} rounds`).toBeGreaterThanOrEqual(
            reached - 1e-6,
          );
      }
    }
  });

  test('comes within 1 % of the best plan where the seats are what is scarce', async () => {
    const week = sampleWeek({ people: 90, sessions: 24, sites: 2, seed: 1 });
    const { score } = await solveWeek(week);
    const aim = { served: 100, credited: 1 };
    const reached = aim.served * score.served + score.credited;
    const bound = boundOf(week, aim, 80);
    expect(bound).toBeGreaterThanOrEqual(reached);
    expect(bound).toBeLessThan(reached * 1.01);
    expect(boundOf(week, aim, 0)).toBeGreaterThan(reached * 1.1);
  });

  test('sees that one member of staff cannot see everybody', () => {
    const visits = [{ kind: 'individual', minutes: 60, count: 1, staff: ['ana'] }];
    const week: Week = {
      ...tinyWeek(1),
      staff: [{ id: 'ana', tags: [], free: [[at(0, 9), at(0, 12)]], maxMinutes: 600, maxMinutesPerDay: 480 }],
      sessions: [],
      rooms: [],
      apart: [],
      people: Array.from({ length: 12 }, (_, nth) => ({
        id: `p${nth}`,
        weight: 1,
        tags: [],
        sites: ['north'],
        video: false,
        busy: [],
        needs: { minutes: 60, minDays: 1, maxMinutesPerDay: 300, visits, activities: [] },
      })),
    };
    const aim = { served: 1, credited: 0 };
    expect(boundOf(week, aim, 0)).toBe(12);
    expect(Math.floor(boundOf(week, aim, 80))).toBe(3);
  });
});
