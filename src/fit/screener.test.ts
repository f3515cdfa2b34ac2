import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answers, nextQuestion, prefillFrom, QUESTIONS, RUNGS, resultOf, safetyOf } from './screener.ts';

const typical = {
  who: 'me',
  danger: 'no',
  stopping: 'nothing',
  what: ['alcohol'],
  days: 'weekly',
  effects: ['more', 'cutdown', 'urges', 'duties'],
  control: 'some',
  mood: 'low',
  health: 'no',
  home: 'help',
} as const;

// The kinds of people the mission names: each benefits from intensive outpatient care.
const PERSONAS: readonly [string, Answers][] = [
  ['works nine to five', { ...typical, load: ['work'] }],
  ['works nights', { ...typical, what: ['stimulants'], control: 'hard', load: ['work'], home: 'alone' }],
  ['has children to bring to school', { ...typical, load: ['children'], home: 'mixed' }],
  ['cares for an elder', { ...typical, what: ['sedatives'], load: ['elders'], home: 'mixed' }],
  ['studies', { ...typical, what: ['cannabis'], load: ['classes'], mood: 'hard' }],
  [
    'has a family behind them',
    { ...typical, home: 'help', effects: ['more', 'cutdown', 'urges', 'duties', 'people'] },
  ],
  ['needs privacy', { ...typical, privacy: 'yes', load: ['work'] }],
  ['lives with depression too', { ...typical, effects: ['more', 'health'], mood: 'hard', control: 'some' }],
];

const anyAnswers = fc.record(
  Object.fromEntries(
    QUESTIONS.map(({ id, kind, options }) => [
      id,
      kind === 'one'
        ? fc.constantFrom(...options.map(({ value }) => value))
        : fc.subarray(options.map(({ value }) => value)),
    ]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Answers>;

describe('the screener', () => {
  test.each(PERSONAS)('somebody who %s is pointed to an intensive program', (_who, answers) => {
    expect(resultOf(answers).best).toBe('intensive');
    expect(resultOf(answers).reasons.length).toBeGreaterThan(1);
  });

  test('at most fourteen questions, the two about safety within the first three, each said why', () => {
    expect(QUESTIONS.length).toBeLessThanOrEqual(14);
    expect(QUESTIONS.slice(0, 3).filter(({ isSafety }) => isSafety)).toHaveLength(2);
    expect(nextQuestion()?.id).toBe('who');
    expect(nextQuestion('who')?.id).toBe('danger');
    expect(nextQuestion(QUESTIONS.at(-1)?.id)).toBeUndefined();
    for (const { options } of QUESTIONS) expect(options.length).toBeGreaterThanOrEqual(2);
    for (const { options } of QUESTIONS) expect(options.length).toBeLessThanOrEqual(6);
  });

  test('danger now leads to the hospital rung, whatever else is said', () => {
    expect(resultOf({ ...typical, danger: 'now' })).toMatchObject({
      best: 'hospital',
      concerns: ['self-harm-now'],
    });
    expect(resultOf({ ...typical, stopping: 'now' })).toMatchObject({ best: 'hospital', doctorFirst: true });
    expect(safetyOf({ danger: 'passing' })).toEqual(['self-harm']);
  });

  test('stopping daily drink suddenly puts the doctor first', () => {
    const answers = { ...typical, days: 'daily', stopping: 'rough' };
    expect(resultOf(answers).doctorFirst).toBe(true);
    expect(resultOf({ ...answers, what: ['cannabis'] }).doctorFirst).toBe(false);
  });

  test('no answer at all gives a range, not a verdict', () => {
    expect(resultOf({}).alsoPossible.length).toBeGreaterThan(0);
  });

  test('whatever is answered or skipped, there is a result; only what was said is handed on', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { best, alsoPossible } = resultOf(answers);
        expect(best === null || RUNGS.includes(best)).toBe(true);
        expect(alsoPossible).not.toContain(best);
        if (answers.home === undefined) expect(prefillFrom(answers).environment).toBeUndefined();
      }),
    );
  });

  test('a worse answer never points lower', () => {
    const order = ['danger', 'stopping', 'control', 'home'];
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...order), (answers, id) => {
        const options =
          QUESTIONS.find((question) => question.id === id)?.options.map(({ value }) => value) ?? [];
        const worse = options[options.indexOf(String(answers[id])) + 1];
        if (answers[id] === undefined || worse === undefined) return;
        const rank = (given: Answers) => RUNGS.indexOf(resultOf(given).best ?? 'weekly');
        expect(rank({ ...answers, [id]: worse })).toBeGreaterThanOrEqual(rank(answers));
      }),
    );
  });
});

/** Flesch-Kincaid grade of a text, syllables counted by groups of vowels. */
function grade(text: string): number {
  const sentences = text.split(/[.!?:]+/).filter((part) => part.trim() !== '').length || 1;
  const words = text.match(/[a-z’']+/gi) ?? [];
  const syllables = words.reduce((sum, word) => {
    const bare = word.toLowerCase().replace(/e$/, '');
    return sum + Math.max(1, (bare.match(/[aeiouy]+/g) ?? []).length);
  }, 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / Math.max(1, words.length)) - 15.59;
}

describe('its words', () => {
  const reasons = [
    ...PERSONAS.map(([, answers]) => answers),
    { ...typical, before: 'stay', home: 'unsafe' },
  ].flatMap((answers) =>
    [...resultOf(answers).reasons, ...resultOf(answers).wouldChange].map(({ words }) => words),
  );
  const all = [
    ...QUESTIONS.flatMap(({ ask, hint, why, options }) => [
      ask,
      why,
      ...(hint ? [hint] : []),
      ...options.map(({ words }) => words),
    ]),
    ...reasons,
  ];

  test('read at sixth grade or below', () => {
    // A fragment of two or three words has no grade.
    const grades = all
      .filter(({ en }) => en.split(' ').length > 4)
      .map(({ en }) => grade(en))
      .sort((a, b) => a - b);
    expect(grades[Math.floor(grades.length / 2)]).toBeLessThanOrEqual(6);
    expect(Math.max(...grades)).toBeLessThanOrEqual(8);
  });

  test('put the person first, in both languages', () => {
    const shaming =
      /\b(addict|alcoholic|abuse[rd]?|junkie|clean|dirty|relapse|habit|non-?compliant|no-?show|refus|denied|reject|fail)/i;
    const shamingEs = /\b(adicto|alcohólico|drogadicto|abuso|recaída|limpio|sucio|vicio|fracas|rechaz)/i;
    for (const { en, es } of all) {
      expect(en).not.toMatch(shaming);
      expect(es).not.toMatch(shamingEs);
      expect(es).not.toBe('');
    }
  });
});
