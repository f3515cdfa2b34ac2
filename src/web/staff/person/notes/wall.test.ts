import { expect, test } from 'vitest';
import { instantOn, wallNow } from './wall.ts';

const ZONE = 'America/New_York';

test.each([
  ['2026-07-01', '09:30', '2026-07-01T13:30:00.000Z'],
  ['2026-12-01', '00:05', '2026-12-01T05:05:00.000Z'],
  // Clocks go back on November 1: half past one comes twice, and the first one is meant.
  ['2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
  ['2026-11-01', '02:30', '2026-11-01T07:30:00.000Z'],
  // They go forward on March 8: half past two does not come.
  ['2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'],
  ['2026-03-08', '03:30', '2026-03-08T07:30:00.000Z'],
])('%s %s on the wall in Tampa is %s', (on, time, at) => {
  expect(instantOn(on, time, ZONE)?.toISOString()).toBe(at);
});

test('an empty field is no instant', () => {
  expect(instantOn('', '09:30', ZONE)).toBeUndefined();
  expect(instantOn('2026-07-01', '', ZONE)).toBeUndefined();
});

test('what the wall says now leads back to now', () => {
  for (const at of ['2026-07-01T13:30:59.000Z', '2026-12-31T23:59:00.000Z', '2027-01-01T05:00:00.000Z']) {
    const { on, time } = wallNow(Date.parse(at), ZONE);
    expect(instantOn(on, time, ZONE)?.getTime()).toBe(Math.floor(Date.parse(at) / 60_000) * 60_000);
  }
});
