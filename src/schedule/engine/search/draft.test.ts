import { describe, expect, test } from 'vitest';
import { checkPlan } from '../check/check.ts';
import { crowdOf } from '../core/compile.ts';
import { Finder } from '../core/finder.ts';
import { lots } from '../core/lots.ts';
import type { OwnWeek } from '../core/own-week.ts';
import type { Someone } from '../core/someone.ts';
import type { Week } from '../format/format.ts';
import { planOf } from '../testing/oracle.test-support.ts';
import { tinyWeek } from '../testing/tiny-week.test-support.ts';
import { closeShort, construct } from './construct.ts';
import { Draft } from './draft.ts';
import { improve } from './improve.ts';

const seeds = Array.from({ length: 200 }, (_, nth) => 7000 + nth);

function draftOf(week: Week): Draft {
  const { house, people } = crowdOf(week);
  return new Draft(house, people, new Finder(house));
}

function expectHolds(week: Week, draft: Draft, told: string): void {
  const check = checkPlan(week, planOf(draft.assignments(), draft.openedIds()));
  expect(check.faults, told).toEqual([]);
  expect(draft.score, told).toEqual(check.score);
}

describe('a plan under way', () => {
  test('is legal and counts right whoever comes and goes', () => {
    for (const seed of seeds) {
      const week = tinyWeek(seed);
      const draft = draftOf(week);
      const draw = lots(seed);
      construct(draft, () => false);
      expectHolds(week, draft, `first plan, seed ${seed}`);
      for (let round = 0; round < 10; round++) {
        const one = draft.people[Math.floor(draw() * draft.people.length)] as Someone;
        draft.take(one);
        if (draw() < 0.7) draft.put(one, draft.find(one));
      }
      closeShort(draft);
      expectHolds(week, draft, `after comings and goings, seed ${seed}`);
    }
  });

  test('with everybody gone is as if nobody had been there', () => {
    for (const seed of seeds) {
      const week = tinyWeek(seed);
      const draft = draftOf(week);
      const before = { score: draft.score, free: structuredClone(draft.free) };
      construct(draft, () => false);
      for (const one of draft.people) draft.take(one);
      draft.opened.forEach((isOpen, session) => {
        if (isOpen === 1) draft.close(session);
      });
      expect(draft.score, `seed ${seed}`).toEqual(before.score);
      const { session, slot, left } = draft.free;
      expect({ session, slot, left }, `seed ${seed}`).toEqual({
        session: before.free.session,
        slot: before.free.slot,
        left: before.free.left,
      });
    }
  });

  test('says that a week fits exactly when it can be put', () => {
    for (const seed of seeds) {
      const week = tinyWeek(seed);
      const draft = draftOf(week);
      construct(draft, () => false);
      for (const one of draft.people) {
        const had = draft.take(one) as OwnWeek;
        expect(draft.fits(one, had), `seed ${seed}, ${one.person.id}`).toBe(true);
        draft.put(one, had);
      }
    }
  });

  test('a guide to dear seats changes who sits where, not what is legal', () => {
    for (const seed of seeds) {
      const week = tinyWeek(seed);
      const draft = draftOf(week);
      const draw = lots(seed);
      draft.setGuide(Float64Array.from(week.sessions, () => Math.floor(draw() * 100_000)));
      construct(draft, () => false);
      expectHolds(week, draft, `seed ${seed}`);
    }
  });

  test('a search never makes it worse', () => {
    for (const seed of seeds) {
      const week = tinyWeek(seed);
      const draft = draftOf(week);
      construct(draft, () => false);
      const before = draft.score;
      improve(draft, { rounds: 30, draw: lots(seed), isStopped: () => false, onBetter: () => undefined });
      expectHolds(week, draft, `seed ${seed}`);
      const { served, credited } = draft.score;
      expect(served * 100_000 + credited, `seed ${seed}`).toBeGreaterThanOrEqual(
        before.served * 100_000 + before.credited,
      );
    }
  });
});
