/** The table's conditions over sets of values kept as bits: what compiling and checking a table both stand on. */
import { type Condition, holds, type InputRule } from './level-of-care.ts';

/** A condition over an array with one set of values for each rule: bit i is the rule's i-th value. */
export type MaskCondition =
  | { readonly rule: number; readonly mask: number }
  | { readonly all: readonly MaskCondition[] }
  | { readonly any: readonly MaskCondition[] };

/** Bits of a number that hold values; more values than that are a bug of whoever wrote the rule. */
const VALUES_MAX = 30;

/** The set of every value of each rule. */
export const everyValue = (rules: readonly InputRule[]): number[] =>
  rules.map(({ key, values }) => {
    if (values.length > VALUES_MAX)
      throw new RangeError(`${key} has ${values.length} values, ${VALUES_MAX} are the most.`);
    return 2 ** values.length - 1;
  });

/** The values of one rule for which a condition on that one input holds. */
export const maskOf = (condition: Condition, { key, values }: InputRule): number =>
  values.reduce<number>(
    (mask, value, index) => (holds(condition, { [key]: value }) ? mask | (1 << index) : mask),
    0,
  );

/** A condition as masks. One on an input that no rule has never holds. */
export function masksOf(condition: Condition, rules: readonly InputRule[]): MaskCondition {
  if ('all' in condition) return { all: condition.all.map((part) => masksOf(part, rules)) };
  if ('any' in condition) return { any: condition.any.map((part) => masksOf(part, rules)) };
  const index = rules.findIndex(({ key }) => key === condition.key);
  const rule = rules[index];
  return rule === undefined ? { any: [] } : { rule: index, mask: maskOf(condition, rule) };
}

/** For each value of each rule a number, the same for values that none of the conditions tells apart. */
export function classesOf(
  conditions: readonly MaskCondition[],
  rules: readonly InputRule[],
): readonly (readonly number[])[] {
  const masks = rules.map(() => new Set<number>());
  const visit = (condition: MaskCondition): void => {
    if ('mask' in condition) masks[condition.rule]?.add(condition.mask);
    else for (const part of 'all' in condition ? condition.all : condition.any) visit(part);
  };
  conditions.forEach(visit);
  return rules.map(({ values }, rule) => {
    const told = values.map((_, at) => [...(masks[rule] ?? [])].map((mask) => (mask >> at) & 1).join(''));
    return told.map((word) => told.indexOf(word));
  });
}
