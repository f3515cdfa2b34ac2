/**
 * What a stranger's answers point to. Browser-safe: it runs on their own device, and nothing is sent.
 *
 * Method. The answers are read as inputs of the level-of-care table (screener-inputs.ts): for each input the value that
 * is likeliest, and the others that the answer, or a skipped question, leaves open. The table itself then decides with
 * every input at its likeliest: that is the best match. Then each input in turn takes the other values it may have, and
 * the levels these lead to could also fit. So a skipped question widens the range and never narrows it. Without any word
 * on how use went in the last year there is no best match, only the range, unless safety alone decides.
 *
 * It is never a diagnosis and never a number, and it decides nothing: a licensed professional does.
 */

import { QUESTIONS, type Question, type TwoLanguages } from '../assessment/questions.ts';
import { decide, type Inputs, type Level, type LevelOfCareTable } from '../level-of-care/level-of-care.ts';
import { INPUT_RULES } from '../level-of-care/level-of-care-inputs.ts';
import table from '../level-of-care/tables/loc-2026.1.json' with { type: 'json' };
import {
  type Answers,
  answerOf,
  effectsNamed,
  isDangerousToStop,
  mayBeHardToStop,
  pickedOf,
  possibleFrom,
  under,
} from './screener-inputs.ts';
import {
  CARDS,
  type CardCode,
  effectsWords,
  IF,
  REASONS,
  ROOM_FOR,
  SKIPPED,
  STILL_CHECKED,
  THEN,
} from './screener-words.ts';

export { QUESTIONS, type Question, type TwoLanguages } from '../assessment/questions.ts';
export { type Answers, prefillFrom } from './screener-inputs.ts';

// Its shape is held by tableSchema on the server and in the tests; Zod is too heavy to check it again here.
const TABLE = table as LevelOfCareTable;

/** Five rungs, from a visit a week to the hospital. */
export type Rung = 'weekly' | 'intensive' | 'day' | 'live-in' | 'hospital';
export const RUNGS: readonly Rung[] = ['weekly', 'intensive', 'day', 'live-in', 'hospital'];

/**
 * `match`: the ladder fits. `too-little`: not enough was answered for a best match. `brief`: a short talk or two may be
 * enough. `mood-first`: care for mood or safety, before any program like this. `none`: no program seems needed now.
 */
export type Standing = 'match' | 'too-little' | 'brief' | 'mood-first' | 'none';

/** What calls for a calm page before going on; the ones that end in "now" need somebody at once. */
export type SafetyConcern = 'self-harm' | 'self-harm-now' | 'withdrawal' | 'withdrawal-now';

export interface Reason {
  readonly words: TwoLanguages;
  /** The answer it rests on, so that it can be changed from there. */
  readonly question: string;
}

export interface SafetyCard {
  readonly code: CardCode;
  readonly title: TwoLanguages;
  readonly body: TwoLanguages;
  readonly question: string;
}

export interface Result {
  readonly standing: Standing;
  /** null where standing is `too-little` or `none`. */
  readonly best: Rung | null;
  /** Other rungs that could fit, lightest first. */
  readonly alsoPossible: readonly Rung[];
  /** One sentence to the person: why. */
  readonly because: TwoLanguages;
  readonly reasons: readonly Reason[];
  /** What the week must leave room for; it never changes the rung. */
  readonly roomFor: readonly Reason[];
  readonly wouldChange: readonly Reason[];
  /** What a counselor will still ask; with a question where one was skipped. */
  readonly stillChecked: readonly { readonly words: TwoLanguages; readonly question?: string }[];
  /** What comes before everything else, most urgent first. */
  readonly cards: readonly SafetyCard[];
  /** Mood beside substance use: both are treated together. */
  readonly isDual: boolean;
  /** A doctor first: stopping suddenly could be dangerous. */
  readonly doctorFirst: boolean;
  readonly concerns: readonly SafetyConcern[];
}

/** The question after this one (the first when none is given); undefined at the end. */
export function nextQuestion(current?: string): Question | undefined {
  const at = current === undefined ? -1 : QUESTIONS.findIndex(({ id }) => id === current);
  return QUESTIONS[at + 1];
}

/** Which answers call for a calm page with help before anything else. */
export function safetyOf(answers: Answers): readonly SafetyConcern[] {
  const concerns: SafetyConcern[] = [];
  const danger = answerOf(answers, 'danger');
  if (danger === 'now' || danger === 'intent') concerns.push('self-harm-now');
  else if (danger === 'method' || danger === 'passing') concerns.push('self-harm');
  const stopping = answerOf(answers, 'stopping');
  // Chest pain and the like is said with the same words: this needs a doctor right now.
  if (stopping === 'now' || answerOf(answers, 'health') === 'now') concerns.push('withdrawal-now');
  else if (stopping === 'severe' || isDangerousToStop(answers)) concerns.push('withdrawal');
  return concerns;
}

/** What the answers point to, and why. */
export function resultOf(answers: Answers): Result {
  const likely = likeliest(answers);
  const { level, flags, forPerson } = decided(likely);
  const isKnown = answers.effects !== undefined || RUNG_OF[level] === 'hospital';
  const best = isKnown ? RUNG_OF[level] : null;
  const cards = cardsFor(answers);
  return {
    standing: isKnown ? (STANDING_OF[level] ?? 'match') : 'too-little',
    best,
    alsoPossible: alsoPossible(answers, likely).filter((rung) => rung !== best),
    because: isKnown ? forPerson : TOO_LITTLE,
    reasons: reasonsFor(answers),
    roomFor: sentences(ROOM_FOR, answers),
    wouldChange: best === null || best === 'hospital' ? [] : wouldChange(answers, best),
    stillChecked: [...STILL_CHECKED.map((words) => ({ words })), ...skippedOf(answers)],
    cards,
    isDual: flags.includes('DUAL'),
    doctorFirst: cards.some(({ code }) => code === 'doctor-first'),
    concerns: safetyOf(answers),
  };
}

// Withdrawal care day and night stands on the hospital's rung: both mean "doctors near, now".
const RUNG_OF: Readonly<Record<Level | 'INCOMPLETE', Rung | null>> = {
  INCOMPLETE: null,
  NONE: null,
  EI: 'weekly',
  REFER_MH: 'weekly',
  OP: 'weekly',
  IOP: 'intensive',
  PHP: 'day',
  RES: 'live-in',
  WM: 'hospital',
  EMERGENCY: 'hospital',
};
const STANDING_OF: Readonly<Partial<Record<Level | 'INCOMPLETE', Standing>>> = {
  NONE: 'none',
  EI: 'brief',
  REFER_MH: 'mood-first',
};

const TOO_LITTLE: TwoLanguages = {
  en: 'We know too little to name one. This is what could fit.',
  es: 'Sabemos muy poco para nombrar uno. Esto es lo que podría quedarle.',
};

const decided = (inputs: Inputs) => decide(TABLE, INPUT_RULES, inputs);
const rungFor = (inputs: Inputs): Rung | null => RUNG_OF[decided(inputs).level];

const likeliest = (answers: Answers): Inputs =>
  Object.fromEntries(Object.entries(possibleFrom(answers)).map(([key, [value]]) => [key, value]));

/** The rungs that one input at another of its possible values would lead to, and the likeliest. */
function alsoPossible(answers: Answers, likely: Inputs): readonly Rung[] {
  const found = new Set([rungFor(likely)]);
  for (const [key, [, ...others]] of Object.entries(possibleFrom(answers))) {
    for (const value of others) found.add(rungFor({ ...likely, [key]: value }));
  }
  return RUNGS.filter((rung) => found.has(rung));
}

const sentences = (
  words: Readonly<Record<string, Readonly<Record<string, TwoLanguages>>>>,
  answers: Answers,
): readonly Reason[] =>
  Object.entries(words).flatMap(([question, byValue]) =>
    pickedOf(answers, question).flatMap((value) => {
      const said = under(byValue, value);
      return said === undefined ? [] : [{ words: said, question }];
    }),
  );

const REASONS_MAX = 5;

function reasonsFor(answers: Answers): readonly Reason[] {
  const named = effectsNamed(answers);
  const hold = named === 0 ? [] : [{ words: effectsWords(named), question: 'effects' }];
  // Home stands last in the words, but whether it holds somebody is what a week from home rests on: it always shows.
  const said = sentences(REASONS, answers);
  const home = said.filter(({ question }) => question === 'home');
  const others = [...hold, ...said.filter(({ question }) => question !== 'home')];
  return [...others.slice(0, REASONS_MAX - home.length), ...home];
}

/** For each answer that may change with time, the nearest worse and better one that leads to another rung. */
function wouldChange(answers: Answers, best: Rung): readonly Reason[] {
  return Object.entries(IF).flatMap(([question, words]) => {
    const options = QUESTIONS.find(({ id }) => id === question)?.options.map(({ value }) => value) ?? [];
    const at = options.indexOf(answerOf(answers, question) ?? '');
    if (at < 0) return [];
    const ways = [
      { words: words.worse, values: options.slice(at + 1) },
      { words: words.better, values: options.slice(0, at).reverse() },
    ];
    return ways.flatMap((way) => {
      const to = way.values
        .map((value) => rungFor(likeliest({ ...answers, [question]: value })))
        .find((rung) => rung !== best);
      // Nobody should read on such a page that they may end up in a hospital: what is urgent has its own card.
      if (to === undefined || to === null || to === 'hospital') return [];
      return [{ words: join(way.words, THEN[to]), question }];
    });
  });
}

const join = (first: TwoLanguages, then: TwoLanguages): TwoLanguages => ({
  en: `${first.en}, ${then.en}`,
  es: `${first.es}, ${then.es}`,
});

/** Questions that matter for the level and have no answer that tells. */
const skippedOf = (answers: Answers): readonly Reason[] =>
  Object.entries(SKIPPED).flatMap(([question, words]) => {
    const given = answerOf(answers, question);
    return given === undefined || given === 'unsaid' || given === 'unknown' ? [{ words, question }] : [];
  });

function cardsFor(answers: Answers): readonly SafetyCard[] {
  const concerns = safetyOf(answers);
  const isUrgent = concerns.includes('self-harm-now') || concerns.includes('withdrawal-now');
  const danger = answerOf(answers, 'danger');
  const stopping = answerOf(answers, 'stopping');
  const feelsIt = stopping === 'rough' && mayBeHardToStop(answers);
  const found: readonly (readonly [boolean, CardCode, string])[] = [
    [isUrgent, 'call-now', concerns.includes('self-harm-now') ? 'danger' : 'stopping'],
    [!isUrgent && danger !== undefined && danger !== 'no', 'talk', 'danger'],
    [
      feelsIt || stopping === 'severe' || stopping === 'now' || isDangerousToStop(answers),
      'doctor-first',
      'stopping',
    ],
    [answerOf(answers, 'health') === 'pregnant', 'pregnancy-first', 'health'],
    [answerOf(answers, 'home') === 'unsafe', 'not-safe-at-home', 'home'],
    [pickedOf(answers, 'what').includes('opioids'), 'medicine', 'what'],
  ];
  return found.flatMap(([isDue, code, question]) => (isDue ? [{ code, ...CARDS[code], question }] : []));
}
