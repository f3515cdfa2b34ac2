import { expect, test } from 'vitest';
import { EMPTY_WEEK, paint, spansOf } from '../design/WeekGrid/week.ts';
import { applyPreset } from './presets.ts';
import { daysInWords, habitInWords, habitsOf } from './spans.ts';

test('a week is said by habit: the same thing at the same time on several days is one line', () => {
  const week = applyPreset(EMPTY_WEEK, 'nine-to-five');
  const habits = habitsOf(spansOf(week));
  expect(habits).toEqual([{ kind: 'work', days: [0, 1, 2, 3, 4], from: 540, to: 1020 }]);
  expect(habits.map((habit) => habitInWords(habit, 'en'))).toEqual(['Monday to Friday, 9:00 am–5:00 pm']);
});

test('days are a run or a list, in both languages', () => {
  expect(daysInWords([0, 1, 2], 'en', 'short')).toBe('Mon to Wed');
  expect(daysInWords([0, 2, 5], 'en')).toBe('Monday, Wednesday, and Saturday');
  expect(daysInWords([4, 5], 'en')).toBe('Friday and Saturday');
  expect(daysInWords([0, 1, 2], 'es')).toBe('lunes a miércoles');
});

test('a preset lies over what was painted and leaves the rest', () => {
  const mine = paint(EMPTY_WEEK, 960, 1080, 'class');
  const monday = spansOf(applyPreset(mine, 'nine-to-five')).filter(({ start }) => start < 1440);
  expect(monday).toEqual([
    { start: 540, end: 1020, kind: 'work' },
    { start: 1020, end: 1080, kind: 'class' },
  ]);
});

test('a night shift goes past midnight into the next day, and sleep follows it', () => {
  const tuesday = spansOf(applyPreset(EMPTY_WEEK, 'nights')).filter(
    ({ start }) => start >= 1440 && start < 2880,
  );
  expect(tuesday.map(({ start, end, kind }) => [start - 1440, end - 1440, kind])).toEqual([
    [0, 420, 'work'],
    [480, 900, 'rest'],
    [1320, 1440, 'work'],
  ]);
});
