import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUESTIONS as ASSESSED, wrongInputs } from '../assessment/assessment.ts';
import { recommend } from '../level-of-care/level-of-care.ts';
import { TABLE } from '../level-of-care/table.ts';
import {
  type Answers,
  nextQuestion,
  prefillFrom,
  QUESTIONS,
  type Result,
  RUNGS,
  resultOf,
  safetyOf,
} from './screener.ts';
import {
  CARDS,
  effectsWords,
  IF,
  REASONS,
  ROOM_FOR,
  SKIPPED,
  STILL_CHECKED,
  THEN,
} from './screener-words.ts';

const typical = {
  who: 'me',
  danger: 'no',
  stopping: 'nothing',
  what: ['alcohol'],
  days: 'weekly',
  effects: ['more', 'cutdown', 'urges'],
  control: 'some',
  mood: 'low',
  health: 'no',
  home: 'mixed',
  before: 'no',
} as const;

// The kinds of people the mission names: each benefits from intensive outpatient care.
const PERSONAS: readonly [string, Answers][] = [
  ['works nine to five', { ...typical, load: ['work'] }],
  ['works nights', { ...typical, what: ['stimulants'], control: 'hard', load: ['nights'], home: 'alone' }],
  ['has children to bring to school', { ...typical, load: ['children'], travel: ['video'] }],
  ['cares for an elder', { ...typical, what: ['sedatives'], load: ['elders'] }],
  ['studies', { ...typical, who: 'young', what: ['cannabis'], load: ['classes'], mood: 'hard' }],
  ['has a family behind them', { ...typical, effects: ['more', 'cutdown', 'urges', 'people'], home: 'help' }],
  ['needs privacy', { ...typical, privacy: 'yes', load: ['work'], before: 'weekly' }],
  ['lives with depression too', { ...typical, effects: ['more', 'health'], mood: 'hard' }],
];

/** From the lightest to the most serious answer; what stands outside the order ("not sure", "pregnant") is not there. */
const ORDERED: Readonly<Record<string, readonly string[]>> = {
  danger: ['no', 'passing', 'method', 'intent', 'now'],
  stopping: ['nothing', 'rough', 'severe', 'now'],
  days: ['none', 'some', 'weekly', 'daily'],
  control: ['easy', 'some', 'hard', 'cannot'],
  mood: ['fine', 'low', 'hard', 'severe'],
  health: ['no', 'managed', 'untreated', 'nurse', 'now'],
  home: ['help', 'mixed', 'alone', 'harder', 'no-place', 'unsafe'],
};

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

const cardsOf = (answers: Answers) => resultOf(answers).cards.map(({ code }) => code);

describe('the questions', () => {
  test('are at most fourteen, each with two to six answers, the two about safety within the first three', () => {
    expect(QUESTIONS.length).toBeLessThanOrEqual(14);
    expect(QUESTIONS.slice(0, 3).filter(({ isSafety }) => isSafety)).toHaveLength(2);
    for (const { id, options } of QUESTIONS) {
      expect(options.length, id).toBeGreaterThanOrEqual(2);
      expect(options.length, id).toBeLessThanOrEqual(6);
      expect(new Set(options.map(({ value }) => value)).size, id).toBe(options.length);
    }
  });

  test('come one after the other', () => {
    const walked = [];
    for (let each = nextQuestion(); each !== undefined; each = nextQuestion(each.id)) walked.push(each);
    expect(walked).toEqual(QUESTIONS);
  });
});

describe('the result', () => {
  test.each(PERSONAS)('points somebody who %s to an intensive program', (_who, answers) => {
    const result = resultOf(answers);
    expect(result).toMatchObject({ standing: 'match', best: 'intensive' });
    expect(result.reasons.length).toBeGreaterThan(1);
    expect(result.wouldChange.length).toBeGreaterThan(0);
  });

  test('says mood and use together only where both are there', () => {
    expect(resultOf({ ...typical, mood: 'hard' }).isDual).toBe(true);
    expect(resultOf(typical).isDual).toBe(false);
    const onlyMood = { ...typical, effects: ['none'], days: 'none', mood: 'hard' };
    expect(resultOf(onlyMood)).toMatchObject({ standing: 'mood-first', isDual: false });
  });

  test('says when a short talk may be enough, and when nothing seems needed', () => {
    const light = { ...typical, effects: ['none'], mood: 'fine' };
    expect(resultOf({ ...light, days: 'weekly' })).toMatchObject({ standing: 'brief', best: 'weekly' });
    expect(resultOf({ ...light, days: 'none' })).toMatchObject({ standing: 'none', best: null });
  });

  test('is a wide range and no best match while little is known', () => {
    const result = resultOf({});
    expect(result).toMatchObject({ standing: 'too-little', best: null });
    expect(result.alsoPossible.length).toBeGreaterThanOrEqual(3);
    expect(result.stillChecked.filter(({ question }) => question !== undefined).length).toBeGreaterThan(5);
    expect(resultOf(typical).stillChecked.filter(({ question }) => question !== undefined)).toEqual([]);
  });

  test('puts danger first, whatever else is said or skipped', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom('now', 'intent'), (answers, danger) => {
        const result = resultOf({ ...answers, danger });
        expect(result.best).toBe('hospital');
        expect(result.concerns).toContain('self-harm-now');
        expect(result.cards[0]?.code).toBe('call-now');
      }),
      { numRuns: 300 },
    );
    expect(resultOf({ ...typical, stopping: 'now' })).toMatchObject({ best: 'hospital', doctorFirst: true });
    expect(resultOf({ ...typical, health: 'now' }).best).toBe('hospital');
    expect(cardsOf({ ...typical, health: 'now' })).toEqual(['call-now']);
    expect(safetyOf({ danger: 'passing' })).toEqual(['self-harm']);
    expect(cardsOf({ ...typical, danger: 'passing' })).toEqual(['talk']);
    expect(safetyOf(typical)).toEqual([]);
  });

  test('puts a doctor first where stopping is dangerous, and not where it is not', () => {
    const rough = { ...typical, stopping: 'rough' };
    expect(cardsOf(rough)).toEqual(['doctor-first']);
    expect(cardsOf({ ...rough, what: ['cannabis'] })).toEqual([]);
    // Now and then: an intensive program with a doctor's eye. Daily: a team that looks every day. Daily and alone: doctors near.
    expect(resultOf(rough)).toMatchObject({ best: 'intensive', alsoPossible: ['day'] });
    expect(resultOf({ ...rough, days: 'daily' }).best).toBe('day');
    expect(resultOf({ ...rough, days: 'daily', home: 'alone' }).best).toBe('hospital');
    expect(resultOf({ ...typical, stopping: 'severe' }).best).toBe('hospital');
    expect(safetyOf({ ...typical, stopping: 'severe' })).toEqual(['withdrawal']);
    expect(safetyOf({ ...typical, days: 'daily', stopping: 'unknown' })).toEqual(['withdrawal']);
    expect(safetyOf({ ...typical, days: 'daily' })).toEqual([]);
    expect(safetyOf({ ...typical, days: 'daily', what: ['sedatives'] })).toEqual(['withdrawal']);
  });

  test('offers medicine with opioids, first places in pregnancy, a way out of a home that is not safe', () => {
    expect(cardsOf({ ...typical, what: ['opioids'] })).toEqual(['medicine']);
    expect(cardsOf({ ...typical, health: 'pregnant' })).toEqual(['pregnancy-first']);
    expect(cardsOf({ ...typical, home: 'unsafe' })).toEqual(['not-safe-at-home']);
  });

  test('comes for whatever is answered or skipped, junk included, in words of both languages', () => {
    const junk = fc.dictionary(
      fc.oneof(fc.constantFrom(...QUESTIONS.map(({ id }) => id)), fc.string()),
      fc.oneof(
        fc.string(),
        fc.constantFrom('__proto__', 'constructor'),
        fc.array(fc.string(), { maxLength: 4 }),
      ),
    );
    fc.assert(
      fc.property(fc.oneof(anyAnswers, junk), (answers) => {
        const { best, alsoPossible, standing, because, reasons, roomFor, wouldChange, cards } =
          resultOf(answers);
        expect(best === null).toBe(standing === 'too-little' || standing === 'none');
        expect(best === null || RUNGS.includes(best)).toBe(true);
        expect(alsoPossible).not.toContain(best);
        const said = [because, ...[...reasons, ...roomFor, ...wouldChange].map(({ words }) => words)];
        for (const { en, es } of [...said, ...cards.map(({ body }) => body)]) {
          expect(en).toMatch(/\w/);
          expect(es).toMatch(/\w/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('never points lower for a worse answer', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...Object.keys(ORDERED)), (answers, id) => {
        const order = ORDERED[id] ?? [];
        const at = order.indexOf(String(answers[id]));
        const worse = order[at + 1];
        if (at < 0 || worse === undefined) return;
        const [before, after] = [resultOf(answers), resultOf({ ...answers, [id]: worse })];
        const rank = ({ best }: Result) => (best === null ? -1 : RUNGS.indexOf(best));
        expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
      { numRuns: 3000 },
    );
  });

  test('never points lower for one more effect named', () => {
    fc.assert(
      fc.property(
        anyAnswers,
        fc.constantFrom('more', 'cutdown', 'urges', 'people', 'health'),
        (answers, more) => {
          const some = [answers.effects ?? []].flat().filter((each) => each !== more);
          const rank = (effects: readonly string[]) =>
            RUNGS.indexOf(resultOf({ ...answers, effects }).best ?? 'weekly');
          expect(rank([...some, more])).toBeGreaterThanOrEqual(rank(some));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('never changes with work, privacy or travel', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (answers, { load = [], privacy = 'no', travel = [] }) => {
        const { best, alsoPossible } = resultOf({ ...answers, load, privacy, travel });
        expect(resultOf(answers)).toMatchObject({ best, alsoPossible });
      }),
      { numRuns: 300 },
    );
  });

  test('says what would change it, from the table itself', () => {
    expect(resultOf(PERSONAS[0]?.[1] ?? {}).wouldChange.map(({ words }) => words.en)).toEqual([
      'If your days get easier, weekly visits may be enough.',
      'If home gets harder or less safe, a live-in place may fit better.',
      'If your mood gets worse, a day program may fit better.',
    ]);
  });
});

describe('what is handed on to the assessment', () => {
  test('are values the assessment offers, from answers that were given', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const begun = prefillFrom(answers);
        expect(wrongInputs(begun)).toEqual([]);
        if (answers.home === undefined) expect(begun.environment).toBeUndefined();
        if (answers.control === undefined) expect(begun.relapse).toBeUndefined();
      }),
    );
    expect(prefillFrom({})).toEqual({});
  });

  test('never reassure: nobody gets a level from a public page alone', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const begun = prefillFrom(answers);
        expect(begun).not.toHaveProperty('sud');
        expect(begun.suicide).not.toBe('none');
        expect(begun.withdrawal).not.toBe('none');
        expect(['INCOMPLETE', 'EMERGENCY']).toContain(recommend(TABLE, ASSESSED, begun).level);
      }),
    );
  });

  test('what worries is not asked for twice', () => {
    expect(
      prefillFrom({ ...typical, who: 'young', what: ['opioids'], danger: 'method', home: 'unsafe' }),
    ).toEqual({
      age: 'adolescent',
      suicide: 'moderate',
      opioid: 'yes',
      psych: 'mild',
      relapse: 'moderate',
      environment: 'dangerous',
      wm_support: 'no',
    });
  });
});

/** Syllables of an English word, by its groups of vowels; a silent e at the end is none. */
function syllables(word: string): number {
  const bare = word.toLowerCase().replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '');
  return Math.max(1, (bare.match(/[aeiouy]+/g) ?? []).length);
}

const sentencesIn = (text: string): number =>
  text.split(/[.!?:]+/).filter((part) => part.trim() !== '').length || 1;

/** Flesch-Kincaid grade. */
function grade(text: string): number {
  const words = text.match(/[a-z’'-]*[a-z]/gi) ?? [];
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentencesIn(text)) + 11.8 * (spoken / Math.max(1, words.length)) - 15.59;
}

/** Fernández Huerta: 70 and more is fairly easy Spanish. */
function ease(text: string): number {
  const words = text.match(/\p{L}+/gu) ?? [];
  const spoken = words.reduce((sum, word) => {
    // Two strong vowels, or a stressed weak one, are two syllables; any other group of vowels is one.
    const groups = word.toLowerCase().match(/[iuü]?[aeoáéó][iuüy]?|[íú]|[iuü]+|y$/gu) ?? [];
    return sum + Math.max(1, groups.length);
  }, 0);
  return 206.84 - 60 * (spoken / words.length) - 1.02 * (words.length / sentencesIn(text));
}

describe('its words', () => {
  const inside = (words: Readonly<Record<string, Readonly<Record<string, { en: string; es: string }>>>>) =>
    Object.values(words).flatMap((byValue) => Object.values(byValue));
  const all = [
    ...QUESTIONS.flatMap(({ ask, hint, why, options }) => [
      ask,
      why,
      ...(hint ? [hint] : []),
      ...options.map(({ words }) => words),
    ]),
    ...TABLE.rows.map(({ forPerson }) => forPerson),
    resultOf({}).because,
    ...inside(REASONS),
    ...inside(ROOM_FOR),
    ...Object.values(CARDS).flatMap(({ title, body }) => [title, body]),
    ...STILL_CHECKED,
    ...Object.values(SKIPPED),
    ...inside(IF).flatMap((first) =>
      Object.values(THEN).map(({ en, es }) => ({ en: `${first.en}, ${en}`, es: `${first.es}, ${es}` })),
    ),
    effectsWords(1),
    effectsWords(3),
  ];
  const middle = (numbers: readonly number[]) =>
    numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

  // A fragment of a few words has no grade.
  const isSentence = (text: string) => text.split(' ').length > 4;

  test('read at sixth grade, and none above eighth', () => {
    const hard = all
      .filter(({ en }) => isSentence(en) && grade(en) > 8)
      .map(({ en }) => `${grade(en)} ${en}`);
    expect(hard).toEqual([]);
    expect(middle(all.filter(({ en }) => isSentence(en)).map(({ en }) => grade(en)))).toBeLessThanOrEqual(6);
  });

  test('are easy Spanish', () => {
    const spanish = all.map(({ es }) => es).filter(isSentence);
    expect(middle(spanish.map(ease))).toBeGreaterThanOrEqual(70);
    expect(spanish.filter((es) => ease(es) < 50)).toEqual([]);
  });

  test('put the person first, in both languages', () => {
    const shaming =
      /\b(addict|alcoholic|abus|junkie|user|clean|dirty|relapse|habit|non-?compliant|no-?show|refus|den(y|ied)|reject|fail|manipulat|resistant|dump|substitution)/i;
    const shamingEs =
      /\b(adict|alcohólic|drogadict|abus|recaída|limpi|suci|vicio|fracas|rechaz|toxicóman|se negó|incumpl)/i;
    for (const { en, es } of all) {
      expect(en).not.toMatch(shaming);
      expect(es).not.toMatch(shamingEs);
      expect(es.trim()).not.toBe('');
      expect(es === en && isSentence(en), en).toBe(false);
    }
  });
});
