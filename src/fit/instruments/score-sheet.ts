/** One filled-in form made ready to count: which answers are valid, which blanks count 0, what contradicts itself. */
import type { ItemRule, Scoring, Skip } from './instrument.ts';

/** In the order of the instrument's items; null is unanswered. */
export type Answers = readonly (number | null)[];

/** Facts about the person by the key of the instrument's `asks`; absent or null is unknown. */
export type Given = Readonly<Record<string, string | number | null>>;

export interface Facts {
  readonly known: Given;
  readonly faults: readonly string[];
}

export interface Sheet {
  /** By position; null is unanswered. What a rule settled counts 0. */
  readonly points: Answers;
  readonly items: readonly ItemRule[];
  /** Numbers, from 1, of the items that count and are unanswered. */
  readonly missing: readonly number[];
  readonly flags: readonly string[];
  readonly faults: readonly string[];
  /** Stands in place of the band, below the worst level. */
  readonly band: string | null;
}

export function settleFacts(rules: Scoring, given: Given): Facts {
  const known: Record<string, string | number | null> = {};
  const faults: string[] = [];
  for (const { key, values, ifUnknown } of rules.asks) {
    const value = given[key] ?? null;
    if (value !== null && !values.includes(value)) faults.push(`INVALID:${key}`);
    known[key] = value ?? ifUnknown;
  }
  return { known, faults };
}

/** Every reason why these answers are not answers to this instrument. */
export function faultsOf(rules: Scoring, answers: Answers, facts: Facts): readonly string[] {
  if (answers.length !== rules.items.length) return ['INVALID:length'];
  const faults: string[] = [];
  for (let index = 0; index < rules.items.length; index++)
    if (answers[index] !== null && !isValid(rules.items[index]!, answers[index]))
      faults.push(`INVALID:item${index + 1}`);
  for (const { ask, in: classes, item, fault } of rules.notApplicable)
    if (classes.includes(String(facts.known[ask])) && (answers[item - 1] ?? 0) > 0) faults.push(fault);
  return facts.faults.length === 0 ? faults : [...faults, ...facts.faults];
}

function isValid({ answers }: ItemRule, answer: number | null | undefined): answer is number {
  if (typeof answer !== 'number') return false;
  if (isList(answers)) return answers.includes(answer);
  return Number.isInteger(answer) && answer >= answers.from && answer <= answers.to;
}

const isList = (answers: ItemRule['answers']): answers is readonly number[] => Array.isArray(answers);

/** The fewest and most points an item can count. */
export function boundsOf({ answers }: ItemRule): { readonly lowest: number; readonly highest: number } {
  if (!isList(answers)) return { lowest: answers.from, highest: answers.to };
  return { lowest: Math.min(...answers), highest: Math.max(...answers) };
}

/** Points of a valid answer; null for a blank and for what is none. */
export function pointsOf(item: ItemRule, answer: number | null | undefined): number | null {
  if (!isValid(item, answer)) return null;
  if (item.isReversed !== true) return answer;
  const { lowest, highest } = boundsOf(item);
  return lowest + highest - answer;
}

/** The published skip rules and exclusions applied, and what contradicts itself found. The answers are valid. */
export function settleSheet(rules: Scoring, answers: Answers, known: Given): Sheet {
  const points = answers.map((answer, index) => pointsOf(rules.items[index]!, answer));
  const flags: string[] = [];
  const faults: string[] = [];
  let band: string | null = null;
  for (const skip of rules.skips) {
    if (!applies(skip, answers, known)) continue;
    const isContradicted = skip.blank.some((item) => (answers[item - 1] ?? 0) > 0);
    if (isContradicted && skip.conflict !== undefined) {
      const { fault, flag, band: replaced } = skip.conflict;
      if (fault !== undefined) faults.push(fault);
      if (flag !== undefined) flags.push(flag);
      band = replaced ?? band;
      // One answer where there should be none: the blanks beside it are not known to be skipped.
      continue;
    }
    let isUsed = false;
    for (const item of skip.blank) {
      if (points[item - 1] !== null) continue;
      points[item - 1] = 0;
      isUsed = true;
    }
    if (isUsed && skip.flag !== undefined) flags.push(skip.flag);
  }
  for (const { ask, is, items, flag } of rules.excluded) {
    if (known[ask] !== is) continue;
    for (const item of items) points[item - 1] = 0;
    flags.push(flag);
  }
  for (const { ask, in: classes, item } of rules.notApplicable)
    if (classes.includes(String(known[ask]))) points[item - 1] = 0;
  for (const { item, of, fault, flag } of rules.atMost)
    if ((answers[item - 1] ?? 0) > (answers[of - 1] ?? Number.POSITIVE_INFINITY)) {
      faults.push(fault);
      flags.push(flag);
    }
  const missing: number[] = [];
  for (let index = 0; index < points.length; index++)
    if (points[index] === null && rules.items[index]!.isUnscored !== true) missing.push(index + 1);
  return { points, items: rules.items, missing, flags, faults, band };
}

const applies = ({ when, only }: Skip, answers: Answers, known: Given): boolean =>
  (only === undefined || known[only.ask] === only.is) &&
  when.items.every((item) => answers[item - 1] === when.is);
