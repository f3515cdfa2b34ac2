import { expect, test } from 'vitest';
import { countShift } from './leave.ts';
import { clockTime, hours, shortTime, timeRange, zoneName } from './time.ts';
import { pluralEn, pluralEs, words } from './words.ts';

test('both languages carry the same keys and parameters', () => {
  const w = words(
    { hello: 'Hello', seats: (n: number) => pluralEn(n, { one: '1 seat', other: `${n} seats` }) },
    { hello: 'Hola', seats: (n) => pluralEs(n, { one: '1 lugar', other: `${n} lugares` }) },
  );
  expect([w.en.seats(1), w.en.seats(2)]).toEqual(['1 seat', '2 seats']);
  expect([w.es.seats(1), w.es.seats(2)]).toEqual(['1 lugar', '2 lugares']);
});

test('a missing, extra or differently shaped sentence does not type-check', () => {
  // @ts-expect-error `bye` has no Spanish.
  words({ hello: 'Hello', bye: 'Bye' }, { hello: 'Hola' });
  // @ts-expect-error `adios` has no English.
  words({ hello: 'Hello' }, { hello: 'Hola', adios: 'Adiós' });
  // @ts-expect-error the Spanish asks for a word the English doesn't give.
  words({ left: (n: number) => `${n}` }, { left: (n: number, name: string) => `${n}${name}` });
  // @ts-expect-error a function is not a sentence.
  words({ hello: 'Hello' }, { hello: () => 'Hola' });
});

test('clock times never lose am and pm', () => {
  expect(clockTime(18 * 60, 'en')).toBe('6:00 pm');
  expect(clockTime(1440 + 2 * 60 + 30, 'en')).toBe('2:30 am');
  expect(clockTime(18 * 60, 'es')).toMatch(/^6:00\sp\.\s?m\.$/);
  expect(shortTime(12 * 60, 'en')).toBe('12pm');
  expect(timeRange(18 * 60, 21 * 60, 'en')).toBe('6:00–9:00 pm');
  expect(timeRange(11 * 60, 13 * 60, 'en')).toBe('11:00 am–1:00 pm');
  expect(timeRange(18 * 60, 21 * 60, 'es')).toMatch(/^6:00–9:00\sp\.\s?m\.$/);
});

test('hours and zones are said as people say them', () => {
  expect([hours(630, 'en'), hours(540, 'en')]).toEqual(['10.5', '9']);
  expect(zoneName('America/New_York', 'en')).toBe('Eastern Time');
});

test('Shift three times within five seconds counts; another key in between starts over', () => {
  expect(countShift([1000, 2000], 'Shift', 3000)).toHaveLength(3);
  expect(countShift([1000, 2000], 'Shift', 6500)).toHaveLength(2);
  expect(countShift([1000, 2000], 'a', 2500)).toEqual([]);
});
