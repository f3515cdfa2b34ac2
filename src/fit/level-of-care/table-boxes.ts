/**
 * Every input of a table, exactly, without writing each one down. A box is a set of values for each rule: all the
 * combinations of them. Where a row holds for some of a box and not for the rest, the box is cut in two along one input,
 * until each row holds for all of it or for none. The boxes that come out are disjoint and cover everything.
 */
import type { MaskCondition } from './level-of-care-masks.ts';

export type Box = readonly number[];

/** The parts of a box that each row decides. */
export interface Decided {
  readonly box: Box;
  /** Position of the row; -1 where no row decides. */
  readonly row: number;
}

/** Holds for all of the box, for none of it, or is told apart by this part of the condition. */
type Verdict = true | false | { readonly rule: number; readonly mask: number };

function verdictOf(condition: MaskCondition, box: Box): Verdict {
  if ('mask' in condition) {
    const both = (box[condition.rule] ?? 0) & condition.mask;
    return both === 0 ? false : both === box[condition.rule] ? true : condition;
  }
  const parts = 'all' in condition ? condition.all : condition.any;
  const settles = 'any' in condition;
  let open: Verdict = !settles;
  for (const part of parts) {
    const verdict = verdictOf(part, box);
    if (verdict === settles) return settles;
    if (typeof verdict === 'object' && typeof open !== 'object') open = verdict;
  }
  return open;
}

export const withValues = (box: Box, rule: number, mask: number): Box => box.with(rule, mask);

/** The parts of a box by the first row that holds for them. */
export function* decidedParts(rows: readonly MaskCondition[], whole: Box): Generator<Decided> {
  const waiting: Decided[] = [{ box: whole, row: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { box, row } = next;
    const condition = rows[row];
    const verdict = condition === undefined || verdictOf(condition, box);
    if (verdict === true) yield { box, row: condition === undefined ? -1 : row };
    else if (verdict === false) waiting.push({ box, row: row + 1 });
    else {
      const { rule, mask } = verdict;
      waiting.push({ box: withValues(box, rule, (box[rule] ?? 0) & ~mask), row });
      waiting.push({ box: withValues(box, rule, (box[rule] ?? 0) & mask), row });
    }
  }
}

/** How many combinations a box stands for. */
export const sizeOf = (box: Box): number => box.reduce((size, mask) => size * bitsIn(mask), 1);

function bitsIn(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}
