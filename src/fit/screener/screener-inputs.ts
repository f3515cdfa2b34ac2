import type { Inputs } from '../level-of-care/level-of-care.ts';
import { INPUT_RULES, type InputKey, type ValueOf } from '../level-of-care/level-of-care-inputs.ts';

/** Question id to the value, or values, that were picked; a question that was skipped is not there. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** For each input the value that is likeliest, and then others that an honest answer leaves open. */
export type Possible = { readonly [K in InputKey]?: Plausible<K> };
type Plausible<K extends InputKey> = readonly [ValueOf<K>, ...ValueOf<K>[]];

export const pickedOf = (answers: Answers, id: string): readonly string[] => [answers[id] ?? []].flat();

/** What stands under a key that came from outside: never what every object inherits. */
export const under = <T>(words: Readonly<Record<string, T>>, key: string | undefined): T | undefined =>
  key !== undefined && Object.hasOwn(words, key) ? words[key] : undefined;

/** The one value picked; undefined when skipped. */
export const answerOf = (answers: Answers, id: string): string | undefined => pickedOf(answers, id)[0];

/** What stopping suddenly can make dangerous, or very hard, for the body. */
const HARD_TO_STOP = ['alcohol', 'sedatives', 'opioids'];

const isAny = (answers: Answers, what: readonly string[]): boolean =>
  pickedOf(answers, 'what').some((each) => what.includes(each));

/** Whether the body may need care to stop: skipping the question about substances keeps it open. */
export const mayBeHardToStop = (answers: Answers): boolean =>
  answers.what === undefined || isAny(answers, HARD_TO_STOP);

/**
 * Daily drink or calming pills: not to be stopped suddenly, even before it was tried. Somebody who drinks daily and
 * has stopped with nothing happening is not alarmed; calming pills stay dangerous to stop whatever happened before.
 */
export const isDangerousToStop = (answers: Answers): boolean =>
  answerOf(answers, 'days') === 'daily' &&
  (isAny(answers, ['sedatives']) ||
    (isAny(answers, ['alcohol']) && answerOf(answers, 'stopping') !== 'nothing'));

function withdrawalOf(answers: Answers): Plausible<'withdrawal'> {
  const stopping = answerOf(answers, 'stopping');
  const days = answerOf(answers, 'days');
  const isDaily = days === 'daily';
  if (stopping === 'now') return ['emergency'];
  // Nothing used for a month: what stopping did to the body is over, however it was.
  if (days === 'none') return stopping === 'severe' ? ['none', 'severe'] : ['none'];
  switch (stopping) {
    case 'severe':
      return ['severe'];
    case 'rough':
      if (!mayBeHardToStop(answers)) return ['mild'];
      if (!isDaily) return ['mild', 'moderate'];
      // Drink together with calming pills makes a complicated course likelier (field guide 2.1).
      return isAny(answers, ['alcohol']) && isAny(answers, ['sedatives'])
        ? ['moderate', 'severe']
        : ['moderate'];
    case 'nothing':
      return isDangerousToStop(answers) ? ['none', 'moderate'] : ['none'];
    default:
      if (!mayBeHardToStop(answers)) return ['none'];
      if (isDangerousToStop(answers)) return ['mild', 'moderate', 'severe'];
      return isDaily ? ['mild', 'moderate'] : ['none', 'moderate'];
  }
}

const EFFECTS = ['more', 'cutdown', 'urges', 'people', 'health'];
/** What a public page can notice, of the eleven criteria: the effects, daily use and a body that feels it. */
const SIGNS_ASKED = EFFECTS.length + 2;
const CRITERIA_MAX = 11;

/** How many of the ways that it gets in somebody's way they named. */
export const effectsNamed = (answers: Answers): number =>
  EFFECTS.filter((each) => pickedOf(answers, 'effects').includes(each)).length;

/**
 * A guess at the count of criteria. Likeliest: as large a share of all eleven as of the signs asked here. Also possible:
 * only what was named. Skipped: anything from none to severe, mild likeliest. Only a clinician's own count is used later.
 */
function criteriaOf(answers: Answers): Plausible<'sud'> {
  if (answers.effects === undefined) return [3, 0, 6];
  const isDaily = answerOf(answers, 'days') === 'daily' ? 1 : 0;
  const bodyFeelsIt = ['rough', 'severe', 'now'].includes(answerOf(answers, 'stopping') ?? '') ? 1 : 0;
  const signs = effectsNamed(answers) + isDaily + bodyFeelsIt;
  return [asCriteria(Math.round((signs * CRITERIA_MAX) / SIGNS_ASKED)), asCriteria(signs)];
}

const COUNTS = INPUT_RULES.flatMap((rule) => (rule.key === 'sud' ? [...rule.values] : []));
const asCriteria = (count: number): ValueOf<'sud'> => COUNTS[count] ?? CRITERIA_MAX;

type ByValue = Readonly<Record<string, Possible>>;

const BY_ANSWER: Readonly<Record<string, ByValue>> = {
  who: {
    me: { age: ['adult'] },
    young: { age: ['adolescent'] },
  },
  danger: {
    no: { suicide: ['none'] },
    passing: { suicide: ['low'] },
    method: { suicide: ['moderate'] },
    // Nobody licensed has talked with a stranger today, so the table's gate for "not evaluated" fires.
    intent: { suicide: ['high'] },
    now: { suicide: ['imminent'] },
  },
  control: {
    easy: { relapse: ['low'] },
    some: { relapse: ['moderate'] },
    hard: { relapse: ['high'] },
    cannot: { relapse: ['high', 'imminent'] },
  },
  mood: {
    fine: { psych: ['none'] },
    low: { psych: ['mild'] },
    hard: { psych: ['moderate'] },
    severe: { psych: ['severe'] },
    voices: { psych: ['moderate', 'severe'], psychosis: ['active_manageable', 'acute'] },
  },
  health: {
    no: { medical: ['stable'] },
    managed: { medical: ['managed'] },
    untreated: { medical: ['managed', 'needs_24h'] },
    nurse: { medical: ['needs_24h'] },
    now: { medical: ['emergency'] },
    pregnant: { pregnant: ['yes'] },
  },
  home: {
    help: { environment: ['supportive'], wm_support: ['yes'] },
    mixed: { environment: ['limited'], wm_support: ['yes'] },
    alone: { environment: ['limited'], wm_support: ['no'] },
    harder: { environment: ['unsupportive'], wm_support: ['no'] },
    'no-place': { environment: ['unsupportive', 'dangerous'], wm_support: ['no'] },
    unsafe: { environment: ['dangerous'], wm_support: ['no'] },
  },
  before: {
    // Visits that were not enough, now or not long ago: the table's step up from weekly visits.
    weekly: { current: ['op'], response: ['worsening'] },
    intensive: { iop_failures: ['0', '1'] },
    stay: { current: ['residential'] },
  },
};

/** Where a question was skipped, or cannot be asked of a stranger: the usual value, then what else is plausible. */
const OPEN: Possible = {
  age: ['adult', 'adolescent'],
  intox: ['none'],
  suicide: ['none', 'moderate'],
  psychosis: ['none'],
  psych: ['none', 'moderate'],
  medical: ['stable'],
  relapse: ['moderate', 'low', 'high'],
  environment: ['supportive', 'unsupportive'],
  wm_support: ['yes', 'no'],
  readiness: ['willing', 'ambivalent'],
};

/** Only what was answered. */
function toldBy(answers: Answers): Possible {
  let told: Possible = {
    ...(answers.stopping === undefined ? {} : { withdrawal: withdrawalOf(answers) }),
    ...(answers.effects === undefined ? {} : { sud: criteriaOf(answers) }),
    ...(answers.what === undefined ? {} : { opioid: [isAny(answers, ['opioids']) ? 'yes' : 'no'] }),
    ...(isFrequent(answers) ? { risky_use: ['yes'] } : {}),
  };
  for (const [question, byValue] of Object.entries(BY_ANSWER)) {
    told = { ...told, ...under(byValue, answerOf(answers, question)) };
  }
  return told;
}

const isFrequent = (answers: Answers): boolean =>
  ['weekly', 'daily'].includes(answerOf(answers, 'days') ?? '');

/** What the answers leave possible for each input of the table; every required input has a likeliest value. */
export const possibleFrom = (answers: Answers): Possible => ({
  ...OPEN,
  withdrawal: withdrawalOf(answers),
  sud: criteriaOf(answers),
  ...toldBy(answers),
});

/** What only a clinician's count, a test or the record can tell. */
const NEVER_PREFILLED: readonly InputKey[] = ['sud', 'risky_use', 'current', 'response', 'iop_failures'];
/** What the person simply knows, whichever way it is. */
const FACTS: readonly InputKey[] = ['age', 'opioid'];

/**
 * What an assessment may begin with when the person sent their answers along. A reassuring answer on a public page
 * ("no thoughts of that kind") is not handed on: the clinician asks again, face to face. A worrying one is, so that
 * nobody has to say it twice.
 */
export function prefillFrom(answers: Answers): Inputs {
  const told = toldBy(answers);
  return Object.fromEntries(
    INPUT_RULES.flatMap(({ key, values: [usual] }): (readonly [InputKey, string | number])[] => {
      const likely = told[key]?.[0];
      if (likely === undefined || NEVER_PREFILLED.includes(key)) return [];
      return FACTS.includes(key) || likely !== usual ? [[key, likely]] : [];
    }),
  );
}
