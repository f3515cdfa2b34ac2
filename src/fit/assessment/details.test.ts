import { describe, expect, test } from 'vitest';
import { CRITERIA, type Details, detailsSchema, evidenceSchema, NO_DETAILS } from './details.ts';
import {
  contradictionsIn,
  criteriaOf,
  evidenceAfter,
  prefilledEvidence,
  suggestedSud,
  unconfirmedIn,
  weekMinutesOf,
} from './details-findings.ts';

const TODAY = '2026-11-30';
const met = (count: number, rest: boolean | null = false) =>
  Array.from({ length: CRITERIA }, (_, at) => (at < count ? true : rest));
const details = (more: Partial<Record<keyof Details, unknown>>): Details => detailsSchema.parse(more);
const substance = (more: object) => details({ substances: [{ name: 'alcohol', ...more }] }).substances[0]!;
const pointers = (more: Partial<Record<keyof Details, unknown>>, inputs = {}) =>
  contradictionsIn(details(more), inputs, TODAY).map(({ pointer }) => pointer);

describe('the form', () => {
  test('keeps whatever is there: nothing is required of a draft', () => {
    expect(detailsSchema.parse({})).toEqual(NO_DETAILS);
    expect(substance({})).toMatchObject({ name: 'alcohol', route: null, criteria: met(0, null) });
  });

  test('takes back what it gave', () => {
    const given = details({
      age: 34,
      substances: [
        { name: 'opioid', ownWords: 'blues', route: 'smoked', frequency: 'daily', firstUseAge: 16 },
      ],
      duties: [{ kind: 'work', what: 'Nights', hours: [{ days: [1, 2], start: 1320, end: 360 }] }],
      support: [{ called: 'Ana', relation: 'family' }],
      wants: 'To sleep again.',
    });
    expect(detailsSchema.parse(given)).toEqual(given);
    expect(detailsSchema.parse(JSON.parse(JSON.stringify(given)))).toEqual(given);
  });

  test.each([
    ['an unknown substance', { substances: [{ name: 'sugar' }] }],
    ['ten criteria', { substances: [{ name: 'alcohol', criteria: Array(10).fill(null) }] }],
    ['a criterion that is a word', { substances: [{ name: 'alcohol', criteria: Array(11).fill('yes') }] }],
    ['a day that does not exist', { substances: [{ name: 'alcohol', lastUseOn: '2026-02-30' }] }],
    ['an eighth day', { duties: [{ kind: 'work', hours: [{ days: [8], start: 0, end: 60 }] }] }],
    ['a year in words', { earlierTreatment: [{ level: 'IOP', when: 'last spring' }] }],
    ['a field that is not there', { shoe: 'blue' }],
    ['twenty-one substances', { substances: Array(21).fill({ name: 'alcohol' }) }],
  ])('refuses %s', (_, more) => {
    expect(detailsSchema.safeParse(more).success).toBe(false);
  });

  test('evidence stands behind an input of the table and no other', () => {
    expect(evidenceSchema.safeParse({ relapse: { source: 'instrument', score: 12 } }).success).toBe(true);
    expect(evidenceSchema.safeParse({ shoe: { source: 'interview' } }).success).toBe(false);
    expect(evidenceSchema.safeParse({ relapse: { source: 'rumour' } }).success).toBe(false);
  });
});

describe('criteria', () => {
  test.each([
    ['none assessed', {}, null, null],
    ['six', { criteria: met(6) }, 6, 'severe'],
    [
      'three, one not assessed',
      { criteria: [true, true, true, null, ...met(0).slice(4)] },
      3,
      'undetermined: mild..moderate',
    ],
    [
      'tolerance and withdrawal of a prescribed medicine',
      { name: 'opioid', isSupervised: true, criteria: [...met(2).slice(0, 9), true, true] },
      2,
      'mild',
    ],
  ])('%s', (_, more, count, severity) => {
    expect(criteriaOf(substance(more))).toMatchObject({ count, severity });
  });

  test('withdrawal from a hallucinogen is refused and said', () => {
    const criteria = [...met(3).slice(0, 10), true];
    expect(criteriaOf(substance({ name: 'hallucinogen', criteria }))).toMatchObject({
      count: null,
      faults: ['INVALID:criterion11 n/a'],
    });
    expect(pointers({ substances: [{ name: 'hallucinogen', criteria }] })).toEqual([
      '/details/substances/0/criteria/10',
    ]);
  });

  test('the highest count is suggested; tobacco decides no level of care', () => {
    const counts = details({
      substances: [
        { name: 'alcohol', criteria: met(4) },
        { name: 'cannabis', criteria: met(2) },
        { name: 'tobacco', criteria: met(9) },
        { name: 'opioid' },
      ],
    }).substances.map(criteriaOf);
    expect(suggestedSud(counts)).toBe(4);
    expect(suggestedSud([])).toBeNull();
  });
});

describe('what does not go together is said', () => {
  test.each([
    [
      'the count and the answer',
      { substances: [{ name: 'alcohol', criteria: met(4) }] },
      { sud: 7 },
      '/inputs/sud',
    ],
    ['an opioid listed and denied', { substances: [{ name: 'opioid' }] }, { opioid: 'no' }, '/inputs/opioid'],
    [
      'an opioid answered and not listed',
      { substances: [{ name: 'alcohol' }] },
      { opioid: 'yes' },
      '/inputs/opioid',
    ],
    [
      'a last use in the future',
      { substances: [{ name: 'alcohol', lastUseOn: '2026-12-01' }] },
      {},
      '/details/substances/0/lastUseOn',
    ],
    [
      'a first use above the age',
      { age: 20, substances: [{ name: 'alcohol', firstUseAge: 21 }] },
      {},
      '/details/substances/0/firstUseAge',
    ],
    [
      'daily use, the last two months ago',
      { substances: [{ name: 'alcohol', frequency: 'daily', lastUseOn: '2026-09-30' }] },
      {},
      '/details/substances/0/frequency',
    ],
    ['an adult of 15', { age: 15 }, { age: 'adult' }, '/inputs/age'],
    ['a child', { age: 9 }, {}, '/details/age'],
    [
      'a home that is not safe and supportive',
      { home: { isSafe: 'no' } },
      { environment: 'supportive' },
      '/inputs/environment',
    ],
    [
      'a severe condition and none',
      { conditions: [{ name: 'PTSD', severity: 'severe' }] },
      { psych: 'none' },
      '/inputs/psych',
    ],
    [
      'hours that end as they begin',
      { duties: [{ kind: 'work', hours: [{ days: [1], start: 540, end: 540 }] }] },
      {},
      '/details/duties/0/hours/0',
    ],
    [
      'earlier treatment next year',
      { earlierTreatment: [{ level: 'IOP', when: '2027' }] },
      {},
      '/details/earlierTreatment/0/when',
    ],
  ])('%s', (_, more, inputs, pointer) => {
    expect(pointers(more, inputs)).toEqual([pointer]);
  });

  test('and nothing else is', () => {
    const whole = {
      age: 34,
      substances: [
        { name: 'alcohol', firstUseAge: 16, lastUseOn: TODAY, frequency: 'daily', criteria: met(6) },
      ],
      home: { isSafe: 'yes' },
      earlierTreatment: [
        { level: 'OP', when: '2026' },
        { level: 'IOP', when: '2026-11' },
      ],
    };
    expect(pointers(whole, { sud: 6, age: 'adult', opioid: 'no', environment: 'supportive' })).toEqual([]);
  });
});

describe('what only began the form', () => {
  const begun = { age: 'adult', withdrawal: 'moderate' };
  const evidence = prefilledEvidence(begun, 'screener');

  test('waits for a clinician, in the order of the table', () => {
    expect(unconfirmedIn(begun, evidence)).toEqual(['age', 'withdrawal']);
    expect(unconfirmedIn({ ...begun, sud: 4 }, evidence)).toEqual(['age', 'withdrawal']);
    expect(unconfirmedIn({ age: 'adult' }, evidence)).toEqual(['age']);
  });

  test('is confirmed by saying so, or by evidence of one’s own', () => {
    const confirmed = { ...evidence, age: { ...evidence.age!, isConfirmed: true } };
    expect(unconfirmedIn(begun, confirmed)).toEqual(['withdrawal']);
    const own = evidenceSchema.parse({
      ...confirmed,
      withdrawal: { source: 'observation', sentence: 'CIWA 9.' },
    });
    expect(unconfirmedIn(begun, own)).toEqual([]);
  });

  test('is let go when the answer is changed, and kept when it is not', () => {
    const after = evidenceAfter(evidence, begun, { ...begun, withdrawal: 'none' });
    expect(Object.keys(after)).toEqual(['age']);
    expect(evidenceAfter(evidence, begun, begun)).toEqual(evidence);
  });
});

test('hours past midnight go on the next day, on Sunday on Monday', () => {
  const night = { days: [7, 1], start: 1320, end: 360 };
  expect(weekMinutesOf(night)).toEqual([
    { start: 1320, end: 1440 },
    { start: 1440, end: 1800 },
    { start: 9960, end: 10080 },
    { start: 0, end: 360 },
  ]);
  expect(weekMinutesOf({ days: [1], start: 1320, end: 0 })).toEqual([{ start: 1320, end: 1440 }]);
});
