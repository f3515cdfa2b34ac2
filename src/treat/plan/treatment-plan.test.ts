import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUESTIONS } from '../../fit/assessment/assessment.ts';
import { AREAS, type Area, ratingsOf } from './areas.ts';
import { nextReview, type ReviewFacts } from './plan-review.ts';
import {
  EMPTY_PLAN,
  type Goal,
  lostEntries,
  type PlanBasis,
  type PlanContent,
  type Problem,
  planFaults,
  repeatedEntries,
} from './treatment-plan.ts';

const TODAY = '2026-11-30';
const LATER = '2027-01-15';

const problem = (id: string, more: Partial<Problem> = {}): Problem => ({
  id,
  kind: 'substance',
  area: 'use',
  words: 'Drinking more than I want',
  icd10: 'F10.20',
  status: 'active',
  reviewOn: null,
  isArchived: false,
  ...more,
});
const goal = (id: string, more: Partial<Goal> = {}): Goal => ({
  id,
  words: 'Be home for dinner.',
  nextStep: '',
  problems: ['use'],
  objectives: [{ id: `${id} seen`, words: '2 dinners a week', targetOn: LATER, isArchived: false }],
  interventions: [],
  isArchived: false,
  ...more,
});
const MIND = problem('mind', { kind: 'mental-health', area: 'mind', icd10: 'F33.1', words: 'Low mood' });
const plan = (more: Partial<PlanContent> = {}): PlanContent => ({
  problems: [problem('use')],
  goals: [goal('dinner')],
  areas: [],
  ...more,
});
const basis = (more: Partial<PlanBasis> = {}): PlanBasis => ({
  today: TODAY,
  track: 'standard',
  ratings: [],
  statuses: new Map(),
  letGo: new Set(),
  ...more,
});
const rated = (area: Area, rating = 2) => ({ area, rating, mustBeAnswered: true });
const codes = (content: PlanContent, more: Partial<PlanBasis> = {}) =>
  planFaults(content, basis(more)).map(({ code, pointer }) => `${code} ${pointer}`);

describe('a plan cannot be signed', () => {
  test.each<[string, PlanContent, Partial<PlanBasis>, string[]]>([
    ['with a goal, a problem, a measure and a day: it can', plan(), {}, []],
    ['without a goal', EMPTY_PLAN, {}, ['no-goals /goals']],
    [
      'when every goal is set aside',
      plan(),
      { statuses: new Map([['dinner', 'set-aside']]) },
      ['no-goals /goals'],
    ],
    [
      'without own words',
      plan({ goals: [goal('dinner', { words: '  ' })] }),
      {},
      ['goal-words /goals/0/words'],
    ],
    [
      'with a goal about nothing',
      plan({ goals: [goal('dinner', { problems: [] })] }),
      {},
      ['goal-problem /goals/0/problems'],
    ],
    [
      'with a goal about a problem that was taken off the list',
      plan({ problems: [problem('use', { isArchived: true })] }),
      {},
      ['goal-problem /goals/0/problems'],
    ],
    [
      'without a way to see that a goal is met',
      plan({ goals: [goal('dinner', { objectives: [] })] }),
      {},
      ['goal-objective /goals/0/objectives'],
    ],
    [
      'with a measure without a day, or with a day that is over',
      plan({
        goals: [
          goal('dinner', {
            objectives: [
              { id: 'a', words: 'x', targetOn: null, isArchived: false },
              { id: 'b', words: '', targetOn: '2026-11-29', isArchived: false },
            ],
          }),
        ],
      }),
      {},
      [
        'objective-date /goals/0/objectives/0/targetOn',
        'objective-words /goals/0/objectives/1/words',
        'objective-date /goals/0/objectives/1/targetOn',
      ],
    ],
    [
      'a goal that is met is measured no more',
      plan({ goals: [goal('dinner', { objectives: [] })] }),
      { statuses: new Map([['dinner', 'met']]) },
      [],
    ],
    ['with a goal that the person let go', plan(), { letGo: new Set(['dinner']) }, ['goal-let-go /goals/0']],
    [
      'with something provisional that nobody looks at again',
      plan({ problems: [problem('use', { status: 'provisional' })] }),
      {},
      ['problem-review /problems/0/reviewOn'],
    ],
    [
      'provisional with a day: it can',
      plan({ problems: [problem('use', { status: 'provisional', reviewOn: LATER })] }),
      {},
      [],
    ],
    [
      'dual with goals for use only',
      plan({ problems: [problem('use'), MIND] }),
      { track: 'dual' },
      ['dual-one-condition /goals'],
    ],
    [
      'dual with goals for mental health only',
      plan({ problems: [MIND], goals: [goal('mood', { problems: ['mind'] })] }),
      { track: 'dual' },
      ['dual-one-condition /goals'],
    ],
    [
      'dual with a goal for each: it can',
      plan({
        problems: [problem('use'), MIND],
        goals: [goal('dinner'), goal('mood', { problems: ['mind'] })],
      }),
      { track: 'dual' },
      [],
    ],
    [
      'dual with one goal for both: it can',
      plan({ problems: [problem('use'), MIND], goals: [goal('both', { problems: ['use', 'mind'] })] }),
      { track: 'dual' },
      [],
    ],
    [
      'dual when the goal for the other one is set aside',
      plan({
        problems: [problem('use'), MIND],
        goals: [goal('dinner'), goal('mood', { problems: ['mind'] })],
      }),
      { track: 'dual', statuses: new Map([['mood', 'set-aside']]) },
      ['dual-one-condition /goals'],
    ],
    [
      'with an area rated 2 that nothing is said of',
      plan(),
      { ratings: [rated('home')] },
      ['area-open /areas/home'],
    ],
    ['an area rated 2 that a goal is about: it can', plan(), { ratings: [rated('use')] }, []],
    [
      'an area whose only problem is resolved',
      plan({ problems: [problem('use', { status: 'resolved' })] }),
      { ratings: [rated('use')] },
      ['area-open /areas/use'],
    ],
    [
      'an area put off to a day: it can',
      plan({ areas: [{ area: 'home', answer: 'deferred', until: LATER, words: '' }] }),
      { ratings: [rated('home')] },
      [],
    ],
    [
      'an area put off to no day',
      plan({ areas: [{ area: 'home', answer: 'deferred', until: null, words: 'later' }] }),
      { ratings: [rated('home')] },
      ['area-date /areas/home/until'],
    ],
    [
      'an area referred to nobody',
      plan({ areas: [{ area: 'home', answer: 'referred', until: null, words: ' ' }] }),
      { ratings: [rated('home')] },
      ['area-referral /areas/home/words'],
    ],
    ['what they want never holds it up', plan(), { ratings: ratingsOf({ readiness: 'refuses' }) }, []],
  ])('%s', (_, content, more, expected) => {
    expect(codes(content, more)).toEqual(expected);
  });

  const anyArea = fc.constantFrom(...AREAS);
  const anyPlan = fc
    .array(
      fc.tuple(fc.constantFrom('substance', 'mental-health', 'medical', 'life'), anyArea, fc.boolean()),
      {
        maxLength: 6,
      },
    )
    .chain((listed) => {
      const problems = listed.map(([kind, area, isArchived], at) =>
        problem(`p${at}`, { kind: kind as Problem['kind'], area, isArchived }),
      );
      return fc
        .array(fc.tuple(fc.subarray(problems.map(({ id }) => id)), fc.boolean()), { maxLength: 5 })
        .map((links) =>
          plan({
            problems,
            goals: links.map(([ids, isArchived], at) => goal(`g${at}`, { problems: ids, isArchived })),
          }),
        );
    });

  test('whatever it says: without faults a dual plan has a goal for each condition, and each goal a problem', () => {
    fc.assert(
      fc.property(
        anyPlan,
        fc.array(
          anyArea.map((area) => rated(area)),
          { maxLength: 3 },
        ),
        (content, ratings) => {
          if (planFaults(content, basis({ track: 'dual', ratings })).length > 0) return;
          const listed = new Map(content.problems.filter((p) => !p.isArchived).map((p) => [p.id, p]));
          const linked = content.goals
            .filter((g) => !g.isArchived)
            .map((g) => g.problems.flatMap((id) => listed.get(id) ?? []));
          expect(linked.every((some) => some.length > 0)).toBe(true);
          const kinds = linked.flat().map(({ kind }) => kind);
          expect(kinds).toContain('substance');
          expect(kinds).toContain('mental-health');
          const areas = linked.flat().map((each) => each.area);
          for (const { area } of ratings) expect(areas).toContain(area);
        },
      ),
    );
  });

  test('a goal more never adds a fault about areas or conditions', () => {
    fc.assert(
      fc.property(anyPlan, anyArea, (content, area) => {
        const more = {
          ...content,
          goals: [...content.goals, goal('new', { problems: content.problems.map(({ id }) => id) })],
        };
        const wide = (of: PlanContent) =>
          planFaults(of, basis({ track: 'dual', ratings: [rated(area)] })).filter(({ code }) =>
            ['no-goals', 'area-open'].includes(code),
          ).length;
        expect(wide(more)).toBeLessThanOrEqual(wide(content));
      }),
    );
  });
});

test('nothing is lost from a draft, and no id stands for two things', () => {
  const before = plan();
  expect(lostEntries(before, before)).toEqual([]);
  expect(lostEntries(before, plan({ problems: [problem('use', { isArchived: true })] }))).toEqual([]);
  expect(lostEntries(before, plan({ problems: [] }))).toEqual(['use']);
  expect(lostEntries(before, plan({ goals: [goal('dinner', { objectives: [] })] }))).toEqual(['dinner seen']);
  expect(repeatedEntries(before)).toBe(false);
  expect(repeatedEntries(plan({ goals: [goal('a'), goal('a')] }))).toBe(true);
});

describe('the rating of an area', () => {
  test('is the heaviest of what was signed', () => {
    const of = (inputs: Record<string, string | number>, area: Area) =>
      ratingsOf(inputs).find((each) => each.area === area);
    expect(of({}, 'use')).toMatchObject({ rating: 0, mustBeAnswered: false });
    expect(of({ relapse: 'low' }, 'use')).toMatchObject({ rating: 1, mustBeAnswered: false });
    expect(of({ relapse: 'moderate' }, 'use')).toMatchObject({ rating: 2, mustBeAnswered: true });
    expect(of({ psych: 'mild', suicide: 'high' }, 'mind')).toMatchObject({ rating: 3 });
    expect(of({ readiness: 'refuses' }, 'wants')).toMatchObject({ rating: 2, mustBeAnswered: false });
  });

  test('knows only values that the assessment can give', async () => {
    const { default: file } = await import('./areas.json', { with: { type: 'json' } });
    for (const { ratings } of file.areas) {
      for (const [key, values] of Object.entries(ratings)) {
        const known = QUESTIONS.find((question) => question.key === key)?.values.map(String);
        expect(known, key).toEqual(expect.arrayContaining(Object.keys(values)));
      }
    }
  });
});

describe('a plan is looked at', () => {
  const facts = (more: Partial<ReviewFacts> = {}): ReviewFacts => ({
    level: 'IOP',
    levelFrom: '2026-11-02',
    admittedOn: '2026-11-02',
    signedOn: '2026-11-09',
    signedLevel: 'IOP',
    ...more,
  });
  test.each<[string, ReviewFacts, string, object]>([
    [
      'first within 7 days of admission',
      facts({ signedOn: null, signedLevel: null }),
      '2026-11-09',
      { why: 'first', by: '2026-11-09', state: 'due', isToCheck: true },
    ],
    ['late on the eighth', facts({ signedOn: null, signedLevel: null }), '2026-11-10', { state: 'overdue' }],
    ['not yet on day 13 in IOP', facts(), '2026-11-22', { why: 'interval', state: 'later' }],
    ['from day 14 in IOP', facts(), '2026-11-23', { state: 'due', by: '2026-12-09' }],
    ['until day 30 in IOP', facts(), '2026-12-09', { state: 'due' }],
    ['late on day 31 in IOP', facts(), '2026-12-10', { state: 'overdue' }],
    [
      'every 7 days in PHP',
      facts({ level: 'PHP', signedLevel: 'PHP' }),
      '2026-11-16',
      { state: 'due', by: '2026-11-16' },
    ],
    [
      'every 90 days in OP, which is a rule that was read',
      facts({ level: 'OP', signedLevel: 'OP' }),
      '2026-12-01',
      { state: 'later', by: '2027-02-07', isToCheck: false },
    ],
    [
      'when the level changes',
      facts({ level: 'OP', levelFrom: '2026-11-20' }),
      '2026-11-21',
      { why: 'level-change', state: 'due', by: '2026-11-27' },
    ],
  ])('%s', (_, given, today, expected) => {
    expect(nextReview(given, today)).toMatchObject(expected);
  });
});
