import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUESTIONS } from '../assessment/assessment.ts';
import { LEVEL_WORDS } from '../decision/decision-words.ts';
import { TABLE } from '../level-of-care/table.ts';
import {
  type MeasureChange,
  type ReviewFacts,
  reviewDueOn,
  reviewInputs,
  suggestionsFor,
  type WeekOfCare,
  whatToTell,
} from './review.ts';

const INPUTS = {
  ...Object.fromEntries(QUESTIONS.map(({ key, values: [usual = ''] }) => [key, usual])),
  sud: 6,
  relapse: 'moderate',
};
const week = (monday: string, deliveredMinutes: number, prescribedMinutes = 540): WeekOfCare => ({
  monday,
  deliveredMinutes,
  prescribedMinutes,
});
const change = (direction: 'better' | 'worse', instrument = 'phq-9'): MeasureChange => ({
  instrument,
  from: 12,
  to: direction === 'worse' ? 18 : 6,
  fromOn: '2026-11-01',
  toOn: '2026-11-15',
  direction,
});
const facts = (more: Partial<ReviewFacts> = {}): ReviewFacts => ({
  level: 'IOP',
  weeks: [],
  changes: [],
  goals: null,
  inputs: INPUTS,
  ...more,
});
const told = (more: Partial<ReviewFacts>) =>
  suggestionsFor(facts(more), TABLE, QUESTIONS).map(({ kind, direction }) => `${kind} ${direction}`);

describe('when a level is rated again', () => {
  test.each([
    ['PHP', '2026-11-02', '2026-11-02', '2026-11-16'],
    ['IOP', '2026-11-02', '2026-11-02', '2026-11-16'],
    ['IOP', '2026-11-02', '2026-11-09', '2026-11-23'],
    ['OP', '2026-11-02', '2026-10-01', '2026-12-02'],
  ] as const)('%s, decided %s, from %s: on %s', (level, decidedOn, firstDay, due) => {
    expect(reviewDueOn(level, decidedOn, firstDay)).toBe(due);
  });
});

describe('hours', () => {
  test.each([
    ['two weeks under 85 %', [week('2026-11-02', 458), week('2026-11-09', 0)], ['hours-short review']],
    ['one week under, one at 85 %', [week('2026-11-02', 458), week('2026-11-09', 459)], []],
    ['only one week known', [week('2026-11-09', 0)], []],
    ['a hard week long ago', [week('2026-10-26', 0), week('2026-11-02', 0), week('2026-11-09', 540)], []],
    ['none known', [], []],
  ])('%s', (_, weeks, expected) => {
    expect(told({ weeks })).toEqual(expected);
  });

  test('the weeks are the evidence', () => {
    const weeks = [week('2026-11-02', 300), week('2026-11-09', 200)];
    expect(suggestionsFor(facts({ weeks }), TABLE, QUESTIONS)[0]?.evidence).toEqual({ weeks });
  });
});

describe('measures and goals', () => {
  test('worse with moderate criteria or more leads up, by the table’s own row', () => {
    const [found] = suggestionsFor(facts({ changes: [change('worse')] }), TABLE, QUESTIONS);
    expect(found).toMatchObject({
      kind: 'measures-worse',
      direction: 'up',
      evidence: { table: { row: 'R34', level: 'PHP', response: 'worsening', version: 'loc-2026.1' } },
    });
  });

  test.each<[string, Partial<ReviewFacts>, readonly string[]]>([
    [
      'worse where the table keeps the level',
      { changes: [change('worse')], level: 'PHP' },
      ['measures-worse review'],
    ],
    [
      'better with a low risk leads down',
      { changes: [change('better')], inputs: { ...INPUTS, relapse: 'low' } },
      ['measures-better down'],
    ],
    ['better while the risk stays', { changes: [change('better')] }, ['measures-better review']],
    [
      'one better, one worse',
      { changes: [change('better'), change('worse', 'gad-7')] },
      ['measures-worse up'],
    ],
    [
      'goals met with a low risk',
      { goals: { met: 3, total: 3 }, inputs: { ...INPUTS, relapse: 'low' } },
      ['goals-met down'],
    ],
    [
      'goals met, measures worse',
      { goals: { met: 3, total: 3 }, changes: [change('worse')] },
      ['measures-worse up'],
    ],
    ['goals met in part', { goals: { met: 2, total: 3 } }, []],
    ['no goals', { goals: { met: 0, total: 0 } }, []],
  ])('%s', (_, more, expected) => {
    expect(told(more)).toEqual(expected);
  });

  test('no measure that got worse ever leads down, whatever was signed last', () => {
    const inputs = fc.record(
      Object.fromEntries(QUESTIONS.map(({ key, values }) => [key, fc.constantFrom(...values)])),
    );
    fc.assert(
      fc.property(inputs, fc.constantFrom('OP', 'IOP', 'PHP'), (signed, level) => {
        const found = suggestionsFor(
          facts({ inputs: signed, level, changes: [change('worse')] }),
          TABLE,
          QUESTIONS,
        );
        return found.every(({ direction }) => direction !== 'down');
      }),
    );
  });
});

describe('how often the same is told', () => {
  const past = (state: 'open' | 'taken' | 'dismissed', settledOn: string | null) => [
    { kind: 'hours-short' as const, state, settledOn },
  ];
  test.each([
    ['never told', [], 'raise'],
    ['open', past('open', null), 'refresh'],
    ['dismissed yesterday', past('dismissed', '2026-11-29'), 'quiet'],
    ['dismissed 13 days ago', past('dismissed', '2026-11-17'), 'quiet'],
    ['dismissed 14 days ago', past('dismissed', '2026-11-16'), 'raise'],
    ['taken yesterday', past('taken', '2026-11-29'), 'quiet'],
  ] as const)('%s', (_, before, expected) => {
    expect(whatToTell('hours-short', before, '2026-11-30')).toBe(expected);
    expect(whatToTell('goals-met', before, '2026-11-30')).toBe('raise');
  });
});

test('a review begins with the care the person is in now, and how it went is asked anew', () => {
  const begun = reviewInputs({ sud: 6, current: 'none', response: 'improving' }, 'IOP');
  expect(begun).toEqual({ sud: 6, current: 'iop' });
});

test('every level has words for the person, in both languages', () => {
  for (const level of [...TABLE.order, 'REFER_MH'] as const) {
    const { name, means } = LEVEL_WORDS[level];
    for (const words of [name, means]) expect(words.en && words.es).toBeTruthy();
  }
});
