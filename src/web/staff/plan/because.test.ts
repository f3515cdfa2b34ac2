import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixInWords, lifeInWords, type Named, sentencesOf } from './because.ts';
import { comingMonday } from './plan.ts';
import { planWords } from './words.ts';

const at = (day: number, hour: number): number => day * 1440 + hour * 60;
const EVENING = '6f1f6f5e-0c5c-4f5b-9a53-6f3f2f0c0a01';
const DANA = '6f1f6f5e-0c5c-4f5b-9a53-6f3f2f0c0a02';

const board: Named = {
  sessions: [
    {
      id: EVENING,
      kind: 'group',
      label: { en: 'Evening group', es: 'Grupo de la noche' },
      start: at(0, 18),
      end: at(0, 21),
      site: 'Cedar Street',
      room: 'Room 1',
      staff: ['Dana R.'],
      siteId: null,
      roomId: null,
      staffIds: [DANA],
      taken: 12,
      max: 12,
      isProposed: false,
      isOpen: true,
      people: [],
    },
  ],
  staff: [{ id: DANA, name: 'Dana R.' }],
};

describe('a because in words', () => {
  test('equal hours share their days, and days in a row become a range', () => {
    const work = [0, 1, 2, 3, 4].map((day): [number, number] => [at(day, 9), at(day, 17)]);
    expect(lifeInWords(work, 'en')).toBe('Mon–Fri 9:00 am–5:00 pm');
    expect(lifeInWords([...work.slice(0, 2), [at(5, 8), at(5, 11)]], 'en')).toBe(
      'Mon, Tue 9:00 am–5:00 pm; Sat 8:00–11:00 am',
    );
  });

  test('facts of one kind share a sentence', () => {
    const facts = [
      { code: 'full', session: EVENING },
      { code: 'busy', busy: [at(1, 9), at(1, 17)] as [number, number] },
      { code: 'busy', busy: [at(3, 9), at(3, 17)] as [number, number] },
      { code: 'min-days', days: 3 },
    ];
    expect(sentencesOf(facts, board, planWords.en, 'en')).toEqual([
      'Not free Tue, Thu 9:00 am–5:00 pm.',
      'Evening group (Mon 6:00 pm) is full.',
      'On at least 3 days.',
    ]);
    for (const sentence of sentencesOf(facts, board, planWords.es, 'es'))
      expect(sentence).not.toMatch(/\.\.$/);
  });

  test('every kind of fact and fix has words in both languages, and none shows an id', () => {
    const facts = [
      'busy',
      'full',
      'apart',
      'site',
      'tags',
      'staff-free',
      'day-limit',
      'min-days',
      'too-few-hours',
      'activity',
      'others-first',
    ].map((code) => ({ code, session: EVENING, busy: [0, 60] as [number, number], minutes: 540, days: 3 }));
    const fixes = ['open-candidate', 'add-seat', 'by-video', 'free-busy', 'other-staff', 'lower-step'].map(
      (kind) => ({
        kind,
        serves: 1,
        session: EVENING,
        busy: [0, 60] as [number, number],
        minutes: 360,
        days: 2,
        staff: DANA,
        visit: 'individual',
      }),
    );
    for (const language of ['en', 'es'] as const) {
      const words = planWords[language];
      const said = [
        ...sentencesOf(facts, board, words, language),
        ...fixes.map((fix) => fixInWords(fix, board, words, language)),
      ];
      expect(said).toHaveLength(facts.length + fixes.length);
      for (const sentence of said) {
        expect(sentence).toBeTruthy();
        expect(sentence).not.toMatch(/undefined|null|[0-9a-f]{8}-/);
      }
    }
  });
});

test('the week to plan is the one that begins on the coming Monday', () => {
  expect(comingMonday('2026-11-24')).toBe('2026-11-30');
  expect(comingMonday('2026-11-29')).toBe('2026-11-30');
  expect(comingMonday('2026-11-30')).toBe('2026-12-07');
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (date) => {
        const today = date.toISOString().slice(0, 10);
        const monday = comingMonday(today);
        expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
        const days = (Date.parse(monday) - Date.parse(today)) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(1);
        expect(days).toBeLessThanOrEqual(7);
      },
    ),
  );
});
