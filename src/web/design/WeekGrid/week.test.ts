import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MINUTES, WEEK_MINUTES } from '../time.ts';
import {
  busySpans,
  EMPTY_WEEK,
  halvesAt,
  LIFE_KINDS,
  type PaintedWeek,
  paint,
  paintSpans,
  preferredSpans,
  spansOf,
} from './week.ts';

const anyWeek: fc.Arbitrary<PaintedWeek> = fc.array(fc.option(fc.constantFrom(...LIFE_KINDS)), {
  minLength: EMPTY_WEEK.length,
  maxLength: EMPTY_WEEK.length,
});

test('spans say the week and nothing else: painting them again gives the same week', () => {
  fc.assert(
    fc.property(anyWeek, (week) => {
      expect(paintSpans(EMPTY_WEEK, spansOf(week))).toEqual(week);
    }),
  );
});

test('no span passes midnight, and they come in order without overlap', () => {
  fc.assert(
    fc.property(anyWeek, (week) => {
      const spans = spansOf(week);
      spans.forEach(({ start, end }, n) => {
        expect(Math.floor(start / DAY_MINUTES)).toBe(Math.floor((end - 1) / DAY_MINUTES));
        expect(start).toBeGreaterThanOrEqual(spans[n - 1]?.end ?? 0);
      });
    }),
  );
});

test('time they like is not busy time', () => {
  const week = paint(paint(EMPTY_WEEK, 540, 600, 'work'), 1080, 1260, 'best');
  expect(busySpans(week)).toEqual([{ start: 540, end: 600, kind: 'work' }]);
  expect(preferredSpans(week)).toEqual([{ start: 1080, end: 1260, kind: 'best' }]);
});

test('minutes are widened to half hours, and what lies outside the week is left out', () => {
  expect(spansOf(paint(EMPTY_WEEK, 545, 581, 'care'))).toEqual([{ start: 540, end: 600, kind: 'care' }]);
  expect(spansOf(paint(EMPTY_WEEK, -90, 30, 'rest'))).toEqual([{ start: 0, end: 30, kind: 'rest' }]);
  expect(spansOf(paint(EMPTY_WEEK, WEEK_MINUTES - 30, WEEK_MINUTES + 600, 'rest'))).toHaveLength(1);
});

test('a cell knows its two halves', () => {
  expect(halvesAt(paint(EMPTY_WEEK, 570, 600, 'class'), 540)).toEqual([null, 'class']);
});
