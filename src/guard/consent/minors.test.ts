import { describe, expect, test } from 'vitest';
import { ageOn, decidesAloneFrom, whoSigns } from './minors.ts';

const TODAY = '2026-11-23';

test('a birthday counts on its day', () => {
  expect(ageOn('2008-11-23', TODAY)).toBe(18);
  expect(ageOn('2008-11-24', TODAY)).toBe(17);
});

describe('2.14: who signs for a minor', () => {
  test('an adult signs alone, wherever', () => {
    expect(whoSigns('2008-11-23', null, TODAY)).toMatchObject({ isMinor: false, needsGuardian: false });
    expect(whoSigns(undefined, null, TODAY)).toMatchObject({ isMinor: false, needsGuardian: false });
  });

  test('where the state lets a minor consent, they sign alone', () => {
    expect(whoSigns('2010-05-01', 'FL', TODAY)).toMatchObject({ isMinor: true, needsGuardian: false });
    expect(whoSigns('2010-05-01', 'FL', TODAY).source).toContain('397.601');
  });

  test('below the age of the state, and where the state asks for a parent, both sign', () => {
    expect(whoSigns('2014-01-01', 'WA', TODAY).needsGuardian).toBe(true);
    expect(whoSigns('2013-11-23', 'WA', TODAY).needsGuardian).toBe(false);
    expect(whoSigns('2010-05-01', 'NY', TODAY).needsGuardian).toBe(true);
  });

  test('a state nobody wrote down asks for both', () => {
    expect(whoSigns('2010-05-01', 'ZZ', TODAY)).toMatchObject({ needsGuardian: true, source: undefined });
    expect(whoSigns('2010-05-01', null, TODAY).needsGuardian).toBe(true);
  });
});

test('2.14: the day from which somebody decides alone: the age of their state, else eighteen', () => {
  expect(decidesAloneFrom('2014-01-01', 'WA')).toBe('2027-01-01');
  expect(decidesAloneFrom('2010-05-01', 'NY')).toBe('2028-05-01');
  expect(decidesAloneFrom('2010-05-01', null)).toBe('2028-05-01');
});
