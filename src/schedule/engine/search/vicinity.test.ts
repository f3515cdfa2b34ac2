import loadHighs from 'highs';
import { expect, test } from 'vitest';
import { checkPlan } from '../check/check.ts';
import { crowdOf } from '../core/compile.ts';
import { Finder } from '../core/finder.ts';
import { lots } from '../core/lots.ts';
import type { Someone } from '../core/someone.ts';
import { compareScores } from '../format/score.ts';
import { sampleWeek } from '../sample/sample.ts';
import { planOf } from '../testing/oracle.test-support.ts';
import { construct } from './construct.ts';
import { Draft } from './draft.ts';
import { decideVicinities, vicinityOf } from './vicinity.ts';

const week = sampleWeek({ people: 120, sessions: 40, sites: 2, seed: 3 });

function firstPlan(): { draft: Draft; finder: Finder } {
  const { house, people } = crowdOf(week);
  const finder = new Finder(house);
  const draft = new Draft(house, people, finder);
  construct(draft, () => false);
  return { draft, finder };
}

test('a vicinity holds the person and others who sit where somebody of it could', () => {
  const { draft } = firstPlan();
  for (const one of draft.people.filter((each) => draft.isWaiting(each))) {
    const people = vicinityOf(draft, one, 20, lots(1));
    expect(people).toContain(one);
    expect(people.length).toBeLessThanOrEqual(20);
    expect(new Set(people).size).toBe(people.length);
    const isBeside = (other: Someone) =>
      people.some(({ choices }) =>
        choices.some(({ sessions }) => sessions.some((session) => draft.rosters[session]?.has(other.index))),
      );
    for (const other of people) if (other !== one) expect(isBeside(other)).toBe(true);
  }
});

test('deciding them serves more and breaks nothing', async () => {
  const { draft, finder } = firstPlan();
  const before = draft.score;
  decideVicinities(await loadHighs(), finder, draft, {
    size: 30,
    draw: lots(1),
    isStopped: () => false,
    onBetter: () => undefined,
  });
  const check = checkPlan(week, planOf(draft.assignments(), draft.openedIds()));
  expect(check).toMatchObject({ ok: true, score: draft.score });
  expect(compareScores(draft.score, before)).toBeLessThan(0);
  expect(draft.score.served).toBeGreaterThan(before.served);
});
