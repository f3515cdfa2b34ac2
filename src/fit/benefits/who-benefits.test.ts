import { describe, expect, test } from 'vitest';
import { detailsSchema, NO_DETAILS } from '../assessment/details.ts';
import { type Known, whoBenefits } from './who-benefits.ts';

const nothing: Known = { details: NO_DETAILS, answers: null, inputs: {}, week: [] };
const groups = (more: Partial<Known>) =>
  whoBenefits({ ...nothing, ...more }).groups.map(({ group, from }) => `${group} (${from})`);
const details = (more: object) => detailsSchema.parse(more);
const duty = (kind: string, hours: object[] = []) => ({ duties: [{ kind, hours }] });

describe('each group of people a program like this is for', () => {
  test.each<[string, Partial<Known>, readonly string[]]>([
    ['works', { details: details(duty('work')) }, ['works (assessment)']],
    ['works, as the week shows', { week: [{ start: 540, end: 1020, kind: 'work' }] }, ['works (week)']],
    [
      'works nights, as they said first',
      { answers: { load: ['nights'] } },
      ['works (screener)', 'works-nights (screener)'],
    ],
    [
      'works nights, by the hours',
      { details: details(duty('work', [{ days: [1], start: 1320, end: 360 }])) },
      ['works (assessment)', 'works-nights (assessment)'],
    ],
    [
      'comes home late, which is no night',
      { details: details(duty('work', [{ days: [1], start: 960, end: 60 }])) },
      ['works (assessment)'],
    ],
    ['children', { details: details(duty('children')) }, ['children (assessment)']],
    ['cares for an elder', { answers: { load: ['elders'] } }, ['elder-care (screener)']],
    ['studies', { week: [{ start: 540, end: 660, kind: 'class' }] }, ['studies (week)']],
    [
      'people behind them',
      { details: details({ support: [{ called: 'Ana' }] }) },
      ['people-behind (assessment)'],
    ],
    ['people behind them, as they said', { answers: { home: 'help' } }, ['people-behind (screener)']],
    ['privacy', { details: details({ needsPrivacy: true }) }, ['privacy (assessment)']],
    ['privacy, as they said', { answers: { privacy: 'yes' } }, ['privacy (screener)']],
    ['no longer privacy', { answers: { privacy: 'yes' }, details: details({ needsPrivacy: false }) }, []],
    ['mental health too', { inputs: { psych: 'moderate' } }, ['mental-health (assessment)']],
    ['a condition that is past', { details: details({ conditions: [{ name: 'PTSD', state: 'past' }] }) }, []],
    ['nobody in particular', {}, []],
    ['words that no question has', { answers: { load: ['constructor', '__proto__'] } }, []],
  ])('%s', (_, more, expected) => {
    expect(groups(more)).toEqual(expected);
  });
});

describe('what the week must protect', () => {
  const protectedIn = (more: Partial<Known>) => whoBenefits({ ...nothing, ...more }).protect;

  test('the times of duties come before a painted week, and that before a word without a time', () => {
    const known = {
      details: details({
        duties: [{ kind: 'children', what: 'School run', hours: [{ days: [1, 2], start: 420, end: 495 }] }],
      }),
      week: [
        { start: 420, end: 495, kind: 'care' },
        { start: 840, end: 900, kind: 'care' },
        { start: 540, end: 1020, kind: 'work' },
        { start: 1080, end: 1260, kind: 'best' },
      ],
      answers: { load: ['children', 'work', 'classes'] },
    };
    expect(protectedIn(known)).toEqual([
      {
        kind: 'children',
        what: 'School run',
        times: [
          { start: 420, end: 495 },
          { start: 1860, end: 1935 },
        ],
        isFixed: true,
        from: 'assessment',
      },
      { kind: 'work', what: '', times: [{ start: 540, end: 1020 }], isFixed: true, from: 'week' },
      { kind: 'care', what: '', times: [{ start: 840, end: 900 }], isFixed: true, from: 'week' },
      { kind: 'classes', what: '', times: [], isFixed: true, from: 'screener' },
    ]);
  });

  test('nothing known, nothing protected', () => {
    expect(protectedIn({})).toEqual([]);
  });
});

test('who stands behind them is told with what they can help with', () => {
  const support = [{ called: 'Ana', relation: 'family', knows: true, canHelpWith: 'the school run' }];
  expect(whoBenefits({ ...nothing, details: details({ support }) }).behind).toEqual(support);
});
