import { describe, expect, test } from 'vitest';
import { EMPTY_WEEK, type LifeKind, type PaintedWeek, paint } from '../../design/WeekGrid/week.ts';
import { applyPreset } from '../presets.ts';
import type { OpenSeats, OpenSession } from '../seats.ts';
import { currentWalk, type Walk } from '../walk.ts';
import { fitOf } from './fit.ts';
import { reasonsFor, smallestGap } from './reasons.ts';
import { fitWords } from './words.ts';

const session = (day: number, from: number, to: number, over: Partial<OpenSession> = {}): OpenSession => ({
  id: `${day}-${from}`,
  kind: 'group',
  activity: 'group',
  label: { en: 'Group', es: 'Grupo' },
  start: day * 1440 + from * 60,
  end: day * 1440 + to * 60,
  site: 'north',
  seats: 'open',
  requires: ['iop'],
  ...over,
});

const seatsOf = (sessions: readonly OpenSession[]): OpenSeats => ({
  week: '2026-11-30',
  zone: 'America/New_York',
  settings: { travel: 30, tick: 10, maxConsecutive: 240 },
  sessions,
  dose: { iop: { minutes: 540, minDays: 3, maxMinutesPerDay: 240 } },
});

const EVENINGS = [0, 1, 2, 3].map((day) => session(day, 18, 21));
const walkWith = (week: PaintedWeek, over: Partial<Walk> = {}): Walk => ({ ...currentWalk(), week, ...over });
const atWork = applyPreset(EMPTY_WEEK, 'nine-to-five');

describe('a painted week against open seats', () => {
  test('evenings fit around a day job, and the reasons say how', () => {
    const view = fitOf(seatsOf(EVENINGS), walkWith(atWork), ['north'], ['iop', 'en']);
    const best = view.weeks[0];
    if (!best) throw new Error('no week');
    expect(best.minutes).toBe(540);
    expect(best.days).toHaveLength(3);
    const reasons = reasonsFor(best, atWork, view, fitWords.en, 'en');
    expect(reasons.some((reason) => reason.includes('at least 60 minutes'))).toBe(true);
  });

  test('a full group does not count', () => {
    const full = EVENINGS.map((each) => ({ ...each, seats: 'waitlist' as const }));
    const view = fitOf(seatsOf(full), walkWith(atWork), ['north'], ['iop', 'en']);
    expect(view.weeks).toEqual([]);
    expect(view.possible.minutes).toBe(0);
  });

  test('a group in Spanish is offered in Spanish, and not in English', () => {
    const inSpanish = seatsOf(EVENINGS.map((each) => ({ ...each, requires: ['iop', 'es'] })));
    expect(fitOf(inSpanish, walkWith(atWork), ['north'], ['iop', 'es']).weeks).not.toEqual([]);
    expect(fitOf(inSpanish, walkWith(atWork), ['north'], ['iop', 'en']).weeks).toEqual([]);
  });

  test('who can only join by video is offered no chair', () => {
    const walk = walkWith(atWork, { answers: { travel: ['video'] } });
    expect(fitOf(seatsOf(EVENINGS), walk, ['north'], ['iop', 'en']).weeks).toEqual([]);
    const byVideo = seatsOf(EVENINGS.map((each) => ({ ...each, site: null })));
    expect(fitOf(byVideo, walk, ['north'], ['iop', 'en']).weeks).not.toEqual([]);
  });

  test('what the week’s page says about places outweighs an earlier answer', () => {
    const walk = walkWith(atWork, { answers: { travel: ['video'] }, sites: ['north'] });
    expect(fitOf(seatsOf(EVENINGS), walk, ['north'], ['iop', 'en']).weeks).not.toEqual([]);
  });

  test('when nothing fits, each way out tells what it would bring', () => {
    const busy = [0, 1].reduce(
      (week, day) => paint(week, day * 1440 + 1080, day * 1440 + 1260, 'class'),
      atWork,
    );
    const view = fitOf(seatsOf(EVENINGS.slice(0, 3)), walkWith(busy), ['north'], ['iop', 'en']);
    expect(view.weeks).toEqual([]);
    expect(view.closest?.minutes).toBe(180);
    expect(view.fixes.some(({ kind, minutes }) => kind === 'free' && minutes === 360)).toBe(true);
  });
});

test('care before and after work is one reason', () => {
  const week = applyPreset(atWork, 'school-run');
  const view = fitOf(seatsOf(EVENINGS), walkWith(week), ['north'], ['iop', 'en']);
  const best = view.weeks[0];
  if (!best) throw new Error('no week');
  const reasons = reasonsFor(best, week, view, fitWords.en, 'en');
  expect(new Set(reasons).size).toBe(reasons.length);
});

test('the gap counts from the last thing before a session on its day, in person only', () => {
  const work = { start: 540, end: 1020, kind: 'work' as LifeKind };
  expect(smallestGap([session(0, 18, 21)], [work])).toBe(60);
  expect(smallestGap([session(1, 18, 21)], [work])).toBeNull();
  expect(smallestGap([session(0, 18, 21, { site: null })], [work])).toBeNull();
});
