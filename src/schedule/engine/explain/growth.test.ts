import { describe, expect, test } from 'vitest';
import { checkPlan } from '../check/check.ts';
import type { Plan, Week } from '../format/format.ts';
import { sampleWeek } from '../sample/sample.ts';
import { bestOfAll } from '../testing/oracle.test-support.ts';
import { tinyWeek } from '../testing/tiny-week.test-support.ts';
import { Beside } from './beside.ts';
import { greedyPlan } from './greedy.test-support.ts';
import { type Suggestion, suggestGroups } from './growth.ts';

const unservedIn = (week: Week, plan: Plan): string[] => {
  const beside = new Beside(week, plan);
  return week.people.filter((person) => !beside.isServed(person)).map(({ id }) => id);
};

/** The week with the groups in it as candidates, and the plan with everybody named placed anew, judged from outside. */
function isPossible(week: Week, plan: Plan, { groups, serves, servedBefore, servedAfter }: Suggestion): void {
  const grown: Week = {
    ...week,
    sessions: [
      ...week.sessions,
      ...groups.map(({ seats, staff, requires, ...group }, nth) => ({
        ...group,
        id: `grown-${nth}`,
        kind: 'group',
        staff: [...staff],
        requires: [...requires],
        min: 0,
        max: seats,
        status: 'candidate' as const,
        openCost: 0,
      })),
    ],
  };
  const opened = [...plan.opened, ...groups.map((_, nth) => `grown-${nth}`)];
  // Whoever is placed anew may leave a visit that was in the way; everybody else keeps their week.
  const placed = new Set(serves.map(({ person }) => person));
  const assignments = plan.assignments.filter(({ person }) => !placed.has(person));
  expect(checkPlan(grown, { ...plan, assignments, opened }).faults).toEqual([]);
  if (week.sessions.length <= 6 && groups.length === 1) {
    expect(bestOfAll(grown).score.served).toBeGreaterThanOrEqual(servedAfter);
  }
  expect(checkPlan(week, plan).score.served).toBe(servedBefore);
  const weight = serves.reduce(
    (sum, { person }) => sum + (week.people.find(({ id }) => id === person)?.weight ?? 0),
    0,
  );
  expect(servedAfter - servedBefore).toBe(weight);
  const unserved = unservedIn(week, plan);
  expect(new Set(serves.map(({ person }) => person)).size).toBe(serves.length);
  for (const { person } of serves) expect(unserved).toContain(person);
  for (const group of groups) {
    expect(group.staff.length).toBe(1);
    const leader = week.staff.find(({ id }) => id === group.staff[0]);
    expect(leader?.free.some(([from, to]) => from <= group.start && group.end <= to)).toBe(true);
    const lengths = week.sessions.map(({ start, end }) => end - start);
    expect(lengths).toContain(group.end - group.start);
  }
}

describe('new groups', () => {
  test('every suggestion is possible, and one group more is only offered when it serves more', async () => {
    let [offered, more] = [0, 0];
    const weeks = [
      ...Array.from({ length: 150 }, (_, nth) => tinyWeek(3000 + nth)),
      ...[1, 2, 3, 4].map((seed) => sampleWeek({ people: 60, sessions: 24, sites: 2, seed })),
    ];
    for (const week of weeks) {
      const plan = greedyPlan(week);
      const suggestions = await suggestGroups(week, plan);
      if (unservedIn(week, plan).length === 0) expect(suggestions).toEqual([]);
      let served = checkPlan(week, plan).score.served;
      for (const [nth, suggestion] of suggestions.entries()) {
        isPossible(week, plan, suggestion);
        expect(suggestion.groups.length).toBeLessThanOrEqual(3);
        if (nth > 0) more++;
        expect(suggestion.servedAfter).toBeGreaterThan(served);
        served = suggestion.servedAfter;
        offered++;
      }
    }
    expect(offered).toBeGreaterThan(20);
    expect(more).toBeGreaterThan(5);
  });
});

describe('known cases', () => {
  const week = sampleWeek({ people: 60, sessions: 24, sites: 2, seed: 1 });
  const plan = greedyPlan(week);

  test('as many groups as asked for at most, and the same answer every time', async () => {
    const one = await suggestGroups(week, plan, { most: 1 });
    const all = await suggestGroups(week, plan);
    expect(one.length).toBe(1);
    expect(all[0]).toEqual(one[0]);
    expect(all.map(({ groups }) => groups.length)).toEqual([
      ...new Set(all.map(({ groups }) => groups.length)),
    ]);
    expect(await suggestGroups(week, plan)).toEqual(all);
  });

  test('nobody unserved: nothing is suggested', async () => {
    const unserved = new Set(unservedIn(week, plan));
    const happy: Week = { ...week, people: week.people.filter(({ id }) => !unserved.has(id)), apart: [] };
    const assignments = plan.assignments.filter(({ person }) => !unserved.has(person));
    expect(await suggestGroups(happy, { ...plan, assignments })).toEqual([]);
  });

  test('no staff, no groups to take as a pattern, or a plan that breaks a rule: nothing is suggested', async () => {
    const staffless = { ...week, staff: week.staff.map((member) => ({ ...member, free: [] })) };
    const free = plan.assignments.map((assignment) => ({ ...assignment, visits: [] }));
    expect(await suggestGroups(staffless, { ...plan, assignments: free })).toEqual([]);
    const groupless = { ...week, sessions: [] };
    expect(await suggestGroups(groupless, { ...plan, assignments: [] })).toEqual([]);
    expect(await suggestGroups(week, { ...plan, opened: ['no such group'] })).toEqual([]);
  });

  test('a stop ends it with what was found', async () => {
    let asked = 0;
    const suggestions = await suggestGroups(week, plan, { isStopped: async () => ++asked > 12 });
    expect(suggestions.length).toBeLessThanOrEqual(1);
    for (const suggestion of suggestions) isPossible(week, plan, suggestion);
    expect(await suggestGroups(week, plan, { isStopped: async () => true })).toEqual([]);
  });
});
