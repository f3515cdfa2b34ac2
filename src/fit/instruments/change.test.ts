import { describe, expect, test } from 'vitest';
import { type Compared, changeBetween, trendOf } from './change.ts';
import { instrumentNamed } from './load.ts';
import { scoreInstrument } from './score.ts';

const phq = instrumentNamed('PHQ-9');
const gad = instrumentNamed('GAD-7');
const total = (score: number, instrument = phq): Compared => ({
  instrument: instrument.daybridge.id,
  ruleVersion: instrument.daybridge.ruleVersion,
  score,
  status: 'complete',
});
const between = (before: number, after: number) => changeBetween(phq, total(before), total(after));

describe('between two responses', () => {
  test.each([
    [18, 13, 'better', false, false, false],
    [18, 14, 'no-reliable-change', false, false, false],
    [18, 9, 'better', true, false, false],
    [18, 4, 'better', true, true, false],
    [6, 4, 'no-reliable-change', false, true, false],
    [6, 3, 'no-reliable-change', true, true, false],
    [9, 13, 'no-reliable-change', false, false, false],
    [9, 14, 'worse', false, false, true],
    [0, 0, 'no-reliable-change', false, true, false],
  ])('%i then %i is %s', (before, after, direction, isResponse, isRemission, isDeterioration) => {
    expect(between(before, after)).toEqual({
      kind: 'compared',
      points: after - before,
      direction,
      isResponse,
      isRemission,
      isDeterioration,
    });
  });

  test('an instrument with a size of change only says no more than that', () => {
    expect(changeBetween(gad, total(14, gad), total(10, gad))).toMatchObject({
      direction: 'better',
      isResponse: null,
      isRemission: null,
      isDeterioration: null,
    });
  });

  test('other instruments, other rules and screening tools are not compared', () => {
    const none = { kind: 'not-comparable' };
    expect(changeBetween(phq, total(10), total(5, gad))).toEqual(none);
    expect(changeBetween(phq, { ...total(10), ruleVersion: 'phq-9/2020.1' }, total(5))).toEqual(none);
    const audit = instrumentNamed('AUDIT');
    expect(changeBetween(audit, total(20, audit), total(5, audit))).toEqual(none);
  });

  test('a form without a score is no zero', () => {
    const blank = scoreInstrument(phq, Array<null>(9).fill(null));
    expect(changeBetween(phq, total(10), blank)).toEqual({ kind: 'no-score' });
  });
});

describe('the trend of a series', () => {
  test.each([
    [[], 'too-few'],
    [[12], 'too-few'],
    [[12, 10], 'steady'],
    [[15, 12, 10], 'improving'],
    [[15, 9, 4], 'remission'],
    [[4, 3], 'remission'],
    [[8, 10, 13], 'worsening'],
    [[20, 8, 14], 'losing-ground'],
    [[20, 8, 12], 'improving'],
  ] as const)('%j is %s', (scores, trend) => {
    expect(
      trendOf(
        phq,
        scores.map((score) => total(score)),
      ),
    ).toBe(trend);
  });

  test('passes over what is not of this instrument or has no score', () => {
    expect(trendOf(phq, [total(20), total(1, gad), { ...total(0), status: 'incomplete', score: null }])).toBe(
      'too-few',
    );
    expect(trendOf(instrumentNamed('BAM'), [])).toBe('not-for-change');
  });
});
