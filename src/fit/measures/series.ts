/** One instrument over time: what a chart draws and what is said beside it. Pure. */
import { type Change, changeBetween } from '../instruments/change.ts';
import type { Band, Instrument, ItemRule } from '../instruments/instrument.ts';
import { boundsOf } from '../instruments/score-sheet.ts';
import type { MeasureChange } from '../review/review.ts';
import type { Response } from './response.store.ts';

export interface Line {
  /** "score", or a sub-score's key. */
  readonly key: string;
  readonly lowest: number;
  readonly highest: number;
  readonly bands: readonly { readonly from: number; readonly name: string }[];
  readonly better: 'lower' | 'higher' | null;
  readonly points: readonly { readonly response: string; readonly on: string; readonly value: number }[];
}

export interface Series {
  readonly lines: readonly Line[];
  readonly sinceFirst: Direction | null;
  readonly sinceLast: Direction | null;
  readonly isResponse: boolean | null;
  readonly isRemission: boolean | null;
}
type Direction = 'better' | 'worse' | 'no-reliable-change';

/** `responses` of this instrument, newest first; `onOf` says on which day of the program's wall one was answered. */
export function seriesOf(
  instrument: Instrument,
  responses: readonly Response[],
  onOf: (response: Response) => string,
): Series {
  const counted = responses
    .filter(({ withdrawn, status }) => withdrawn === null && isCounted(status))
    .toReversed();
  const newest = counted.at(-1);
  const [first] = counted;
  const before = counted.at(-2);
  const sinceFirst =
    first && newest && first !== newest ? changeBetween(instrument, first, newest) : undefined;
  const sinceLast = before && newest ? changeBetween(instrument, before, newest) : undefined;
  return {
    lines: linesOf(instrument).map((line) => ({
      ...line,
      points: counted.flatMap((response) => {
        const value = line.key === 'score' ? response.score : response.subscores[line.key];
        return typeof value === 'number' ? [{ response: response.id, on: onOf(response), value }] : [];
      }),
    })),
    sinceFirst: directionOf(sinceFirst),
    sinceLast: directionOf(sinceLast),
    isResponse: sinceFirst?.kind === 'compared' ? sinceFirst.isResponse : null,
    isRemission: sinceFirst?.kind === 'compared' ? sinceFirst.isRemission : null,
  };
}

/** The count so far of an unfinished form is no point of a chart. */
const isCounted = (status: Response['status']): boolean => status === 'complete' || status === 'prorated';

const directionOf = (change: Change | undefined): Direction | null =>
  change?.kind === 'compared' ? change.direction : null;

function linesOf({ daybridge: { outcome, items, change } }: Instrument): readonly Omit<Line, 'points'>[] {
  const better = change.kind === 'total' ? change.better : null;
  if (outcome.kind === 'sum') {
    return [{ key: 'score', ...rangeOf(items), bands: bandsOf(outcome.bands), better }];
  }
  if (outcome.kind !== 'subscores') return [];
  return outcome.subscores.map(({ key, items: numbers }) => ({
    key,
    ...rangeOf(numbers.flatMap((number) => items[number - 1] ?? [])),
    bands: [],
    better: null,
  }));
}

const rangeOf = (items: readonly ItemRule[]): { lowest: number; highest: number } => {
  const bounds = items.filter(({ isUnscored }) => isUnscored !== true).map(boundsOf);
  return {
    lowest: bounds.reduce((sum, { lowest }) => sum + lowest, 0),
    highest: bounds.reduce((sum, { highest }) => sum + highest, 0),
  };
};

/** Bands whose edge depends on a fact about the person are told with each score, not drawn. */
const bandsOf = (bands: readonly Band[]): { from: number; name: string }[] =>
  bands.flatMap(({ from, name }) => (typeof from === 'number' ? [{ from, name }] : []));

/**
 * What changed by more than noise, for looking at a level again: the newest score against the first since `from`
 * (better or worse) and, where that says nothing worse, against the one before (worse).
 */
export function changesSince(
  instruments: readonly Instrument[],
  responses: readonly Response[],
  from: string,
  onOf: (response: Response) => string,
): readonly MeasureChange[] {
  return instruments.flatMap((instrument): MeasureChange[] => {
    const counted = responses
      .filter(
        ({ instrument: id, withdrawn, status }) =>
          id === instrument.daybridge.id && withdrawn === null && isCounted(status),
      )
      .toReversed();
    const newest = counted.at(-1);
    if (newest === undefined || onOf(newest) < from) return [];
    // The last one before the level began is where it began from.
    const began = counted.findLast((one) => onOf(one) <= from) ?? counted[0];
    const candidates = [counted.at(-2), began].filter((one) => one !== undefined && one !== newest);
    const changes = candidates.flatMap((earlier): MeasureChange[] => {
      if (earlier === undefined) return [];
      const change = changeBetween(instrument, earlier, newest);
      if (change.kind !== 'compared' || change.direction === 'no-reliable-change') return [];
      return [
        {
          instrument: instrument.daybridge.id,
          from: Number(earlier.score),
          to: Number(newest.score),
          fromOn: onOf(earlier),
          toOn: onOf(newest),
          direction: change.direction,
        },
      ];
    });
    const worse = changes.find(({ direction }) => direction === 'worse');
    const better = changes.findLast(({ direction }) => direction === 'better');
    return worse !== undefined ? [worse] : better !== undefined ? [better] : [];
  });
}
