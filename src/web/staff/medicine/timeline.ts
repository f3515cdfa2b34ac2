/** Medicines, measures and attendance on one line of time. Pure: what is drawn, and what is said instead of it. */
import type { MeasuresShown } from '../../../fit/index.ts';
import type { DrugTestsShown, MedicineTimelineShown } from '../../../treat/index.ts';

export interface Span {
  readonly key: string;
  readonly medicine: string;
  readonly name: string;
  readonly dose: string;
  /** Days since the first day drawn; an open end reaches to the last. */
  readonly from: number;
  readonly to: number;
  readonly startsBefore: boolean;
  readonly goesOn: boolean;
  readonly given: readonly { readonly at: number; readonly status: 'given' | 'held' | 'missed' }[];
}

export interface Curve {
  readonly key: string;
  readonly lowest: number;
  readonly highest: number;
  readonly points: readonly { readonly at: number; readonly on: string; readonly value: number }[];
}

export interface Week {
  readonly at: number;
  readonly monday: string;
  readonly hours: number;
  readonly came: number;
  readonly away: number;
}

export interface Timeline {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly spans: readonly Span[];
  readonly curves: readonly Curve[];
  readonly weeks: readonly Week[];
  readonly tests: readonly { readonly at: number; readonly on: string; readonly isOpen: boolean }[];
}

const DAY_MS = 86_400_000;
/** Never less than a month, so that one week does not fill the page; never more than a year. */
const DAYS = { least: 28, most: 365 };
/** The scores that stand beside medicines; the others have their own charts. */
const SHOWN = ['phq-9', 'gad-7'];

const between = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
const after = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/** What is drawn from the first thing that happened within a year up to today. */
export function timelineOf(
  medicine: MedicineTimelineShown,
  measures: Pick<MeasuresShown, 'series'> | undefined,
  tests: Pick<DrugTestsShown, 'tests'> | undefined,
): Timeline {
  const { today } = medicine;
  const curves = (measures?.series ?? [])
    .filter(({ instrument }) => SHOWN.includes(instrument))
    .flatMap(({ instrument, lines }) => {
      const score = lines.find(({ key, points }) => key === 'score' && points.length > 1);
      return score === undefined ? [] : [{ instrument, score }];
    });
  const collected = (tests?.tests ?? []).filter(
    ({ state, collected: one }) => state === 'resulted' && one !== null,
  );
  const happened = [
    ...medicine.spans.flatMap(({ from }) => (from === null ? [] : [from])),
    ...medicine.given.map(({ on }) => on),
    ...medicine.weeks.map(({ monday }) => monday),
    ...curves.flatMap(({ score }) => score.points.map(({ on }) => on)),
    ...collected.map(({ collected: one }) => one?.on ?? today),
  ].filter((on) => on <= today);
  const first = happened.reduce((least, on) => (on < least ? on : least), today);
  const days = Math.min(Math.max(between(first, today), DAYS.least), DAYS.most);
  const from = after(today, -days);
  const at = (on: string): number => between(from, on);
  const isDrawn = (on: string): boolean => on >= from && on <= today;
  return {
    from,
    to: today,
    days,
    spans: medicine.spans
      .filter((one) => (one.until === null || one.until >= from) && (one.from ?? from) <= today)
      .map((one) => ({
        key: one.entry,
        medicine: one.medicine,
        name: one.name,
        dose: one.dose,
        from: Math.max(0, one.from === null ? 0 : at(one.from)),
        to: one.until === null || one.until > today ? days : at(one.until),
        startsBefore: one.from === null || one.from < from,
        goesOn: one.until === null || one.until > today,
        given: medicine.given
          .filter(
            (dose) =>
              dose.medicine === one.medicine &&
              isDrawn(dose.on) &&
              dose.on >= (one.from ?? from) &&
              (one.until === null || dose.on <= one.until),
          )
          .map(({ on, status }) => ({ at: at(on), status })),
      })),
    curves: curves.map(({ instrument, score }) => ({
      key: instrument,
      lowest: score.lowest,
      highest: score.highest,
      points: score.points
        .filter(({ on }) => isDrawn(on))
        .map(({ on, value }) => ({ at: at(on), on, value })),
    })),
    weeks: medicine.weeks
      .filter(({ monday }) => isDrawn(monday))
      .map(({ monday, minutes, came, away }) => ({
        at: at(monday),
        monday,
        hours: Math.round(minutes / 6) / 10,
        came,
        away,
      })),
    tests: collected
      .flatMap(({ collected: one, followUp }) =>
        one === null || !isDrawn(one.on)
          ? []
          : [{ at: at(one.on), on: one.on, isOpen: followUp === 'needed' || followUp === 'ordered' }],
      )
      .toSorted((a, b) => a.at - b.at),
  };
}
