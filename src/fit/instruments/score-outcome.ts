/** From a settled form to its result: one function for each kind of outcome a file can state. */
import type { Band, Outcome, Sign, Threshold } from './instrument.ts';
import { boundsOf, type Given, type Sheet } from './score-sheet.ts';

export interface Result {
  readonly status: 'complete' | 'prorated' | 'incomplete' | 'invalid' | 'inconsistent';
  readonly score: number | string | null;
  readonly band: string | null;
  readonly subscores?: Readonly<Record<string, number | null>>;
  readonly flags: readonly string[];
  readonly isPositive: boolean | null;
}

export function outcomeOf(outcome: Outcome, sheet: Sheet, known: Given): Result {
  switch (outcome.kind) {
    case 'sum':
      return sum(outcome, sheet, known);
    case 'subscores':
      return subscores(outcome, sheet);
    case 'classes':
      return classes(outcome, sheet);
    case 'triage':
      return triage(outcome, sheet);
  }
}

/** The fewest and the most points these items can still come to; equal when all are answered. */
interface Range {
  readonly min: number;
  readonly max: number;
}

function rangeOf({ points, items }: Sheet, numbers: readonly number[]): Range {
  let min = 0;
  let max = 0;
  for (const number of numbers) {
    const value = points[number - 1] ?? null;
    const { lowest, highest } =
      value === null ? boundsOf(items[number - 1]!) : { lowest: value, highest: value };
    min += lowest;
    max += highest;
  }
  return { min, max };
}

const thresholdOf = (threshold: Threshold, known: Given): number =>
  typeof threshold === 'number'
    ? threshold
    : (threshold.at[String(known[threshold.ask])] ?? Number.POSITIVE_INFINITY);

function bandOf(bands: readonly Band[], score: number, known: Given): string | null {
  let name: string | null = null;
  for (const band of bands) if (score >= thresholdOf(band.from, known)) name = band.name;
  return name;
}

/** Null while the blanks could still decide it. */
function isAtLeast(cut: number | undefined, { min, max }: Range): boolean | null {
  if (cut === undefined) return null;
  return min >= cut ? true : max < cut ? false : null;
}

function sum(outcome: Outcome & { kind: 'sum' }, sheet: Sheet, known: Given): Result {
  const { bands, missing: rule } = outcome;
  const numbers = sheet.items.flatMap((item, index) => (item.isUnscored === true ? [] : [index + 1]));
  const range = rangeOf(sheet, numbers);
  const cut = outcome.positiveFrom === undefined ? undefined : thresholdOf(outcome.positiveFrom, known);
  const isPositive = isAtLeast(cut, range);
  const blanks = sheet.missing.length;
  const scored = (status: Result['status'], score: number): Result => ({
    status,
    score,
    band: bandOf(bands, score, known),
    flags: sheet.flags,
    isPositive: cut === undefined ? null : score >= cut,
  });
  if (blanks === 0) {
    const result = scored('complete', range.min);
    const one = outcome.allPointsFrom;
    if (one === undefined || result.isPositive !== true || sheet.points[one.item - 1] !== range.min)
      return result;
    return { ...result, flags: [...sheet.flags, one.flag] };
  }
  const refused = { status: 'incomplete', score: null, band: null, flags: sheet.flags, isPositive } as const;
  switch (rule.kind) {
    case 'prorate': {
      if (blanks > rule.upTo) return refused;
      const answered = numbers.reduce((total, number) => total + (sheet.points[number - 1] ?? 0), 0);
      return scored('prorated', Math.round((answered * numbers.length) / (numbers.length - blanks)));
    }
    case 'bounds': {
      const [first, last] = [bandOf(bands, range.min, known), bandOf(bands, range.max, known)];
      const band = first === last ? first : `undetermined: ${first}..${last}`;
      return { ...refused, score: range.min, band, flags: [...sheet.flags, `${blanks} missing`] };
    }
    case 'refuse':
      switch (rule.tell) {
        case 'nothing':
          return refused;
        case 'minimum':
          return { ...refused, flags: [...sheet.flags, `minimum so far ${range.min}`] };
        case 'range':
          return { ...refused, flags: [...sheet.flags, `possible range ${range.min}-${range.max}`] };
        case 'positive':
          return isPositive === true ? { ...refused, band: `positive already (>=${cut})` } : refused;
      }
  }
}

function subscores(outcome: Outcome & { kind: 'subscores' }, sheet: Sheet): Result {
  const ranges = new Map(outcome.subscores.map(({ key, items }) => [key, rangeOf(sheet, items)]));
  const isBlank = (items: readonly number[]) => items.some((item) => sheet.missing.includes(item));
  const scores = Object.fromEntries(
    outcome.subscores.map(({ key, items }) => [key, isBlank(items) ? null : (ranges.get(key)?.min ?? null)]),
  );
  const signs = outcome.signs.filter((sign) => isCertain(sign, ranges)).map(({ flag }) => flag);
  return {
    status: sheet.missing.length === 0 ? 'complete' : 'incomplete',
    score: null,
    band: signs.length === 0 ? outcome.noSign : signs.join('; '),
    subscores: scores,
    flags: [...sheet.flags, ...signs],
    isPositive: null,
  };
}

function isCertain(sign: Sign, ranges: ReadonlyMap<string, Range>): boolean {
  const range = ranges.get(sign.subscore);
  if (range === undefined) return false;
  switch (sign.kind) {
    case 'at-least':
      return range.min >= sign.points;
    case 'at-most':
      return range.max <= sign.points;
    case 'above':
      return range.min > (ranges.get(sign.other)?.max ?? Number.POSITIVE_INFINITY);
  }
}

function classes(outcome: Outcome & { kind: 'classes' }, sheet: Sheet): Result {
  const named = outcome.classes.filter((_, index) => (sheet.points[index] ?? 0) > 0);
  const isWhole = sheet.missing.length === 0;
  const isPositive = named.length > 0 ? true : isWhole ? false : null;
  return {
    status: isWhole ? 'complete' : 'incomplete',
    score: isPositive === null ? null : isPositive ? outcome.positive : outcome.negative,
    band: isPositive === true ? named.join(', ') + outcome.next : null,
    flags: isWhole ? sheet.flags : [...sheet.flags, outcome.unansweredFlag],
    isPositive,
  };
}

function triage(outcome: Outcome & { kind: 'triage' }, sheet: Sheet): Result {
  const isYes = (item: number) => (sheet.points[item - 1] ?? 0) > 0;
  const [worst] = outcome.levels;
  const level = outcome.levels.find(({ items }) => items.some(isYes)) ?? outcome.levels.at(-1);
  if (worst === undefined || level === undefined) throw new Error('A triage without levels.');
  const { flags } = sheet;
  if (sheet.missing.length === 0) {
    const band = level === worst ? level.band : (sheet.band ?? level.band);
    return {
      status: 'complete',
      score: level.name,
      band,
      flags,
      isPositive: level !== outcome.levels.at(-1),
    };
  }
  const { whenItem, blank, band: assumed } = outcome.assumed;
  const band =
    level === worst
      ? outcome.established
      : isYes(whenItem) && sheet.missing.includes(blank)
        ? assumed
        : outcome.unfinished;
  const isPositive = level === outcome.levels.at(-1) ? null : true;
  return { status: 'incomplete', score: null, band, flags, isPositive };
}
