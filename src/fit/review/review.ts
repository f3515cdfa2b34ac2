/**
 * When somebody's level of care is looked at again, and what speaks for looking sooner. Pure. A suggestion carries its
 * evidence and a direction; it changes nothing. Only a licensed professional takes or dismisses it.
 */
import { Temporal } from 'temporal-polyfill';
import {
  decide,
  type InputRule,
  type Inputs,
  type Level,
  type LevelOfCareTable,
} from '../level-of-care/level-of-care.ts';

export type CareLevel = 'OP' | 'IOP' | 'PHP';

/**
 * Days until a level is rated again. IOP and PHP: every 14 days (field guide 2.3). OP has no day there; it follows the
 * 30-day measures (field guide 1.12), so that they are fresh when it is rated. For sign-off by each clinical director.
 */
const REVIEW_DAYS: Readonly<Record<CareLevel, number>> = { PHP: 14, IOP: 14, OP: 30 };

/** Two weeks in a row below this share of the prescribed hours. @see field guide 5.3: delivered/prescribed hours >= 85 % */
const DELIVERED_SHARE = 0.85;
const WEEKS = 2;

/** After somebody settled a suggestion, the same one does not come back before the next rating would. */
const QUIET_DAYS = 14;

const daysAfter = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** The day a level is due to be rated again: counted from its decision, or from its first day if that came later. */
export const reviewDueOn = (level: CareLevel, decidedOn: string, firstDay: string): string =>
  daysAfter(firstDay > decidedOn ? firstDay : decidedOn, REVIEW_DAYS[level]);

/** One full week, Monday to Sunday, at the level in force. */
export interface WeekOfCare {
  readonly monday: string;
  readonly deliveredMinutes: number;
  readonly prescribedMinutes: number;
}

/** A score that changed by more than noise. */
export interface MeasureChange {
  readonly instrument: string;
  readonly from: number;
  readonly to: number;
  readonly fromOn: string;
  readonly toOn: string;
  readonly direction: 'better' | 'worse';
}

export interface ReviewFacts {
  readonly level: CareLevel;
  /** The last weeks, newest last; only those for which attendance was recorded. */
  readonly weeks: readonly WeekOfCare[];
  readonly changes: readonly MeasureChange[];
  /** Goals of the treatment plan; null where there is none. */
  readonly goals: { readonly met: number; readonly total: number } | null;
  /** As they were signed last. */
  readonly inputs: Inputs;
}

export type SuggestionKind = 'hours-short' | 'measures-worse' | 'measures-better' | 'goals-met';
export type Direction = 'up' | 'down' | 'review';

export interface SuggestionEvidence {
  readonly weeks?: readonly WeekOfCare[];
  readonly changes?: readonly MeasureChange[];
  readonly goals?: { readonly met: number; readonly total: number };
  /** What the table says of the last signed answers with only this one changed. */
  readonly table?: {
    readonly version: string;
    readonly row: string;
    readonly level: Level | 'INCOMPLETE';
    readonly response: string;
  };
}

export interface Suggestion {
  readonly kind: SuggestionKind;
  readonly direction: Direction;
  readonly evidence: SuggestionEvidence;
}

/** What speaks for looking at somebody's level again. */
export function suggestionsFor(
  facts: ReviewFacts,
  table: LevelOfCareTable,
  rules: readonly InputRule[],
): readonly Suggestion[] {
  const found: Suggestion[] = [];
  const last = facts.weeks.slice(-WEEKS);
  const isShort = ({ deliveredMinutes, prescribedMinutes }: WeekOfCare) =>
    deliveredMinutes < prescribedMinutes * DELIVERED_SHARE;
  if (last.length === WEEKS && last.every(isShort)) {
    // Too few hours may call for more support or for other hours: why is for people to find out.
    found.push({ kind: 'hours-short', direction: 'review', evidence: { weeks: last } });
  }
  const worse = facts.changes.filter(({ direction }) => direction === 'worse');
  const better = facts.changes.filter(({ direction }) => direction === 'better');
  if (worse.length > 0) {
    const judged = judgedWith(facts, table, rules, 'worsening');
    const direction = judged.step === 'up' ? 'up' : 'review';
    found.push({ kind: 'measures-worse', direction, evidence: { changes: worse, table: judged.table } });
  } else if (better.length > 0) {
    const judged = judgedWith(facts, table, rules, 'improving');
    const direction = judged.step === 'down' ? 'down' : 'review';
    found.push({ kind: 'measures-better', direction, evidence: { changes: better, table: judged.table } });
  }
  const { goals } = facts;
  if (goals !== null && goals.total > 0 && goals.met >= goals.total && worse.length === 0) {
    const judged = judgedWith(facts, table, rules, 'improving');
    const direction = judged.step === 'down' ? 'down' : 'review';
    found.push({ kind: 'goals-met', direction, evidence: { goals, table: judged.table } });
  }
  return found;
}

/** What the table makes of the last signed answers, at the present level, if the last two weeks went like this. */
function judgedWith(
  { level, inputs }: ReviewFacts,
  table: LevelOfCareTable,
  rules: readonly InputRule[],
  response: 'improving' | 'worsening',
): { step: 'up' | 'down' | 'none'; table: NonNullable<SuggestionEvidence['table']> } {
  const judged = decide(table, rules, { ...inputs, current: level.toLowerCase(), response });
  const there = table.order.indexOf(judged.level as Level);
  const here = table.order.indexOf(level);
  const step = there < 0 || there === here ? 'none' : there > here ? 'up' : 'down';
  return { step, table: { version: table.version, row: judged.row, level: judged.level, response } };
}

export interface PastSuggestion {
  readonly kind: SuggestionKind;
  readonly state: 'open' | 'taken' | 'dismissed';
  /** A date; null while it is open. */
  readonly settledOn: string | null;
}

/** Whether a sign is told anew, refreshes the one that is open, or stays quiet because it was just answered. */
export function whatToTell(
  kind: SuggestionKind,
  past: readonly PastSuggestion[],
  today: string,
): 'raise' | 'refresh' | 'quiet' {
  const same = past.filter((each) => each.kind === kind);
  if (same.some(({ state }) => state === 'open')) return 'refresh';
  const isRecent = same.some(
    ({ settledOn }) => settledOn !== null && daysAfter(settledOn, QUIET_DAYS) > today,
  );
  return isRecent ? 'quiet' : 'raise';
}

/** What a review begins with: the last signed answers, with the care the person is in now. All to be confirmed. */
export const reviewInputs = (last: Inputs, level: CareLevel | null): Inputs => {
  // How the last two weeks went is never what it was at the last rating.
  const { response: _, ...kept } = last;
  return level === null ? kept : { ...kept, current: level.toLowerCase() };
};
