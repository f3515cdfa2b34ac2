import { expect, test } from 'vitest';
import { nextWorkingDay } from './due.ts';

test.each([
  ['2026-11-23', '2026-11-24'],
  ['2026-11-27', '2026-11-30'],
  ['2026-11-28', '2026-11-30'],
  ['2026-11-29', '2026-11-30'],
  ['2026-12-31', '2027-01-01'],
])('2.51: a record opened on %s is reviewed by %s', (opened, due) => {
  expect(nextWorkingDay(opened)).toBe(due);
});
