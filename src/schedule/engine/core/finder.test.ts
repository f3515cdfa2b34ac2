import { describe, expect, test } from 'vitest';
import type { Person, Visit, Week } from '../format/format.ts';
import { legalWeeks } from '../testing/oracle.test-support.ts';
import { tinyWeek } from '../testing/tiny-week.test-support.ts';
import { crowdOf } from './compile.ts';
import { Finder, type Prices } from './finder.ts';
import type { House } from './house.ts';
import { lots } from './lots.ts';

const seedsFrom = (first: number, count: number) => Array.from({ length: count }, (_, nth) => first + nth);

/** Prices such as a master programme asks, some of them closing what they are of. */
function somePrices(house: House, seed: number, more: Partial<Prices> = {}): Prices {
  const draw = lots(seed);
  const below = (most: number) => Math.floor(draw() * most);
  const staff = house.week.staff.length;
  return {
    session: Float64Array.from(house.sessions, () => (draw() < 0.15 ? Infinity : below(150))),
    slot: Float64Array.from({ length: staff * house.slots }, () => (draw() < 0.1 ? below(40) : 0)),
    minute: Float64Array.from({ length: staff * 7 }, () => (draw() < 0.5 ? draw() : 0)),
    isPriced: new Uint8Array(staff).fill(1),
    left: null,
    triesMax: 3000,
    served: below(3) * 100,
    credited: below(3),
    kept: below(2) * 50,
    friction: 0,
    ...more,
  };
}

/** What the best of all legal weeks is worth, found by going through them. */
function mostWorth(week: Week, person: Person, house: House, prices: Prices): number {
  const current = (person.current?.sessions.length ?? 0) + (person.current?.visits.length ?? 0);
  let most = 0;
  for (const { assignment, score } of legalWeeks(week, person)) {
    let worth = prices.served * score.served + prices.credited * score.credited;
    worth += prices.kept * (current - score.moves) - prices.friction * score.friction;
    for (const id of assignment.sessions) worth -= prices.session[house.sessionIndex.get(id) ?? -1] ?? 0;
    for (const { kind, staff, start } of assignment.visits) {
      const member = house.staffIndex.get(staff) ?? -1;
      const minutes = person.needs.visits.find((need) => need.kind === kind)?.minutes ?? 0;
      worth -= minutes * (prices.minute[member * 7 + Math.floor(start / 1440)] ?? 0);
      for (let at = start; at < start + minutes; at += house.grain)
        worth -= prices.slot[member * house.slots + at / house.grain] ?? 0;
    }
    if (!assignment.visits.some((visit) => isLeading(week, person, visit))) most = Math.max(most, worth);
  }
  return most;
}

/** Whether the member of staff leads a group then that meets anyway: the house knows, one person's rules do not. */
function isLeading(week: Week, person: Person, { kind, staff, start }: Visit): boolean {
  const minutes = person.needs.visits.find((need) => need.kind === kind)?.minutes ?? 0;
  return week.sessions.some(
    (session) =>
      session.status === 'fixed' &&
      session.staff.includes(staff) &&
      session.start < start + minutes &&
      start < session.end,
  );
}

function compare(seed: number, more: (person: Person) => Partial<Prices> | undefined): number {
  const week = tinyWeek(seed);
  const { house, people } = crowdOf(week);
  const finder = new Finder(house);
  let compared = 0;
  for (const one of people) {
    const how = more(one.person);
    if (how === undefined) continue;
    const prices = somePrices(house, seed * 10 + one.index, how);
    finder.best(one, prices);
    const most = mostWorth(week, one.person, house, prices);
    const told = `seed ${seed}, ${one.person.id}`;
    expect(finder.worth, told).toBeLessThanOrEqual(most + 1e-6);
    expect(finder.worth + finder.slack, told).toBeGreaterThanOrEqual(most - 1e-6);
    if (finder.slack === 0) compared++;
  }
  return compared;
}

describe('one person’s best week', () => {
  test('is worth what the best of all legal weeks is worth, at any prices', () => {
    let exact = 0;
    for (const seed of seedsFrom(6000, 150)) exact += compare(seed, () => ({}));
    // Nearly always without any doubt left.
    expect(exact).toBeGreaterThan(300);
  });

  test('and so it is with friction, where no two visits can fall on one day', () => {
    const hasOne = ({ needs }: Person) => needs.visits.reduce((sum, { count }) => sum + count, 0) <= 1;
    let exact = 0;
    for (const seed of seedsFrom(6500, 150))
      exact += compare(seed, (person) => (hasOne(person) ? { friction: 0.5 } : undefined));
    expect(exact).toBeGreaterThan(150);
  });

  test('pays what a session costs this person alone', () => {
    const week = tinyWeek(6001);
    const { house, people } = crowdOf(week);
    const finder = new Finder(house);
    const prices = somePrices(house, 1, { served: 100, credited: 2 });
    for (const one of people) {
      const all = new Map(house.sessions.map((_, nth) => [nth, Infinity]));
      expect(finder.best(one, prices, all).sessions).toEqual([]);
    }
  });
});
