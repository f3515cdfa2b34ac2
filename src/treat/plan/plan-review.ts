/** When somebody's plan is written and looked at again. Pure; the days come from review-intervals.json. */
import { readFile } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const days = z.object({ withinDays: z.number().int().min(1), basis: z.string(), isToCheck: z.boolean() });
const level = days.extend({ fromDays: z.number().int().min(1) });
const INTERVALS = z
  .object({
    source: z.string(),
    first: days,
    levels: z.object({ PHP: level, IOP: level, OP: level }),
    levelChange: days,
  })
  .parse(JSON.parse(await readFile(new URL('./review-intervals.json', import.meta.url), 'utf8')));

export interface ReviewFacts {
  readonly level: 'OP' | 'IOP' | 'PHP';
  /** The first day at that level. */
  readonly levelFrom: string;
  /** The first day of the stay. */
  readonly admittedOn: string;
  /** The day the newest version was signed; null while there is none. */
  readonly signedOn: string | null;
  /** The level it was signed for. */
  readonly signedLevel: 'OP' | 'IOP' | 'PHP' | null;
}

export interface PlanReview {
  readonly why: 'first' | 'interval' | 'level-change';
  /** From this day it may be done and counts. */
  readonly from: string;
  /** The last day on which it is in time. */
  readonly by: string;
  readonly state: 'later' | 'due' | 'overdue';
  /** The rule this rests on, and whether it is still to be checked for this state and payer. */
  readonly basis: string;
  readonly isToCheck: boolean;
}

const after = (date: string, count: number): string =>
  Temporal.PlainDate.from(date).add({ days: count }).toString();

/** When the plan is next looked at. `today`: a date on the program's wall. @see field guide 3.1 */
export function nextReview(facts: ReviewFacts, today: string): PlanReview {
  const { level: at, levelFrom, admittedOn, signedOn, signedLevel } = facts;
  const told = (
    why: PlanReview['why'],
    from: string,
    rule: z.infer<typeof days>,
    since: string,
  ): PlanReview => {
    const by = after(since, rule.withinDays);
    const state = today > by ? 'overdue' : today >= from ? 'due' : 'later';
    return { why, from, by, state, basis: rule.basis, isToCheck: rule.isToCheck };
  };
  if (signedOn === null) return told('first', admittedOn, INTERVALS.first, admittedOn);
  if (signedLevel !== at && levelFrom >= signedOn) {
    return told('level-change', levelFrom, INTERVALS.levelChange, levelFrom);
  }
  const rule = INTERVALS.levels[at];
  return told('interval', after(signedOn, rule.fromDays), rule, signedOn);
}
