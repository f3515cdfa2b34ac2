import { expect, test } from 'vitest';
import { gridWords } from '../design/WeekGrid/index.ts';
import { blocksOf, clashes, lifeOf, type MyWeek, weekWords } from './week.ts';

const DAY = 1440;
const group = {
  id: 'a',
  kind: 'group',
  label: { en: 'Evening group', es: 'Grupo de la noche' },
  start: 18 * 60,
  end: 21 * 60,
  startsAt: '2026-11-23T23:00:00Z',
  endsAt: '2026-11-24T02:00:00Z',
  place: { name: 'Cedar Street', place: '2140 Cedar Street', directions: 'Side door.', room: 'Room 2' },
  with: ['Dana R.'],
  counted: null,
  meeting: null,
  said: null,
};
const visit = {
  ...group,
  id: 'b',
  kind: 'medication',
  label: null,
  start: DAY,
  end: DAY + 15,
  place: null,
  with: [],
};
const week: MyWeek = {
  called: 'Karen',
  zone: 'America/New_York',
  now: '2026-11-23T12:00:00Z',
  today: '2026-11-23',
  week: '2026-11-23',
  isPublished: true,
  clockChange: null,
  prescribed: null,
  scheduledMinutes: 195,
  deliveredMinutes: 0,
  items: [group, visit],
  life: [],
};
const withLife = (...life: MyWeek['life']): MyWeek => ({ ...week, life });

test('a night shift shows on both its days, and a day that ends at midnight on one', () => {
  expect(lifeOf(withLife({ start: 22 * 60, end: DAY + 6 * 60, kind: 'work' }))).toEqual([
    { start: 22 * 60, end: DAY, kind: 'work' },
    { start: DAY, end: DAY + 6 * 60, kind: 'work' },
  ]);
  expect(lifeOf(withLife({ start: 6 * DAY, end: 7 * DAY, kind: 'rest' }))).toHaveLength(1);
  expect(lifeOf(withLife({ start: 0, end: 60, kind: 'best' }))).toEqual([]);
});

test('says “no clash” only when it is so: touching is none, a wished-for time is none', () => {
  expect(clashes(withLife({ start: 9 * 60, end: 18 * 60, kind: 'work' }))).toBe(false);
  expect(clashes(withLife({ start: 9 * 60, end: 18 * 60 + 1, kind: 'other' }))).toBe(true);
  expect(clashes(withLife({ start: 18 * 60, end: 21 * 60, kind: 'best' }))).toBe(false);
});

test.each(['en', 'es'] as const)('in private nothing says what, where or with whom (%s)', (language) => {
  const draw = (isPrivate: boolean) =>
    JSON.stringify(blocksOf(week, weekWords[language], language, gridWords[language].life, isPrivate));
  expect(draw(false)).toMatch(/Cedar.*Dana/);
  expect(draw(true)).not.toMatch(/group"?,"label":"(?!Busy|Ocupado)|Cedar|Dana|medic|noche|Room|video/i);
  expect(new Set([...draw(true).matchAll(/"label":"([^"]*)"/g)].map(([, label]) => label))).toEqual(
    new Set([weekWords[language].busy]),
  );
});

test('a visit by video without anyone named says just that', () => {
  const [, drawn] = blocksOf(week, weekWords.en, 'en', gridWords.en.life, false);
  expect(drawn).toMatchObject({ label: 'Medicine visit', detail: 'By video', tone: 'medication' });
});
