import { describe, expect, test } from 'vitest';
import { checkPlan } from '../check/check.ts';
import { type Person, parseWeek } from '../format/format.ts';
import { planOf } from '../testing/oracle.test-support.ts';
import { sampleWeek } from './sample.ts';

const size = { people: 600, sessions: 300, sites: 12, seed: 3 };

describe('a sample', () => {
  test.each([
    { people: 0, sessions: 0, sites: 1, seed: 0 },
    { people: 1, sessions: 0, sites: 1, seed: 1 },
    { people: 0, sessions: 5, sites: 4, seed: 2 },
    { ...size, current: true },
    { ...size, current: true, week: '2026-10-26' },
  ])('of $people people, $sessions sessions and $sites sites contradicts nothing', (asked) => {
    expect(parseWeek(sampleWeek(asked))).toMatchObject({ ok: true });
  });

  test('is the same for the same seed, and another for another', () => {
    expect(sampleWeek({ ...size, current: true })).toEqual(sampleWeek({ ...size, current: true }));
    expect(sampleWeek({ ...size, seed: 4 })).not.toEqual(sampleWeek(size));
  });

  test('has people who may use neighbouring sites only, and video shared by few sites', () => {
    const week = sampleWeek({ ...size, sites: 60, people: 3000, sessions: 1200 });
    const order = new Map(week.sites.map(({ id }, nth) => [id, nth]));
    for (const { sites } of week.people) {
      const places = sites.map((id) => order.get(id) ?? Number.NaN);
      expect(Math.max(...places) - Math.min(...places)).toBeLessThanOrEqual(2);
    }
    const shared = week.people.filter(({ sites }) => sites.length > 1).length;
    expect(shared / week.people.length).toBeGreaterThan(0.15);
    expect(shared / week.people.length).toBeLessThan(0.25);
    for (const { requires } of week.sessions.filter(({ site }) => site === null)) {
      const homes = new Set(
        week.people
          .filter(({ tags }) => requires.every((tag) => tags.includes(tag) || !tag.startsWith('region')))
          .map(({ sites }) => sites[0]),
      );
      expect(homes.size).toBeLessThanOrEqual(8);
    }
  });

  test('has something of everything the format knows', () => {
    const week = sampleWeek({ ...size, current: true });
    const share = (has: (person: Person) => boolean) => week.people.filter(has).length / week.people.length;
    const shares = {
      soft: share(({ busy }) => busy.some(({ soft }) => soft !== undefined)),
      travel: share(({ busy }) => busy.some(({ travel }) => travel !== undefined)),
      prescriber: share(({ needs }) => needs.visits.some(({ minutes }) => minutes === 20)),
      choice: share(({ needs }) => needs.visits.some(({ staff }) => staff.length > 1)),
      partial: share(({ needs }) => needs.minutes === 1200),
      current: share(({ current }) => (current?.sessions.length ?? 0) > 0),
      visits: share(({ current }) => (current?.visits.length ?? 0) > 0),
      new: share(({ current }) => current === undefined),
    };
    for (const [what, found] of Object.entries(shares)) expect(found, what).toBeGreaterThan(0.02);
    expect(week.apart.length).toBeGreaterThan(5);
    expect(week.sessions.some(({ status }) => status === 'candidate')).toBe(true);
  });

  test('has current weeks that break no rule', () => {
    for (const seed of [1, 2, 3]) {
      const week = sampleWeek({ ...size, seed, current: true });
      const plan = planOf(
        week.people.flatMap(({ id, current }) => (current ? [{ person: id, ...current }] : [])),
      );
      const { faults, score } = checkPlan(week, plan);
      expect(faults).toEqual([]);
      expect(score.moves).toBe(0);
    }
  });
});
