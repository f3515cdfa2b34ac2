import type { FindingKind } from './codes.ts';

/** A line of the list as the rules see it: codes and days ("2026-11-30"), no words. */
export interface Taken {
  readonly id: string;
  readonly medicine: string;
  readonly classes: readonly string[];
  /** null: longer than anybody knows. */
  readonly since: string | null;
  /** The last day; null while it goes on. */
  readonly until: string | null;
  readonly endedHow: 'completed' | 'tapered' | 'at-once' | 'changed' | 'unknown' | 'entered-in-error' | null;
}

export interface Finding {
  readonly id: string;
  readonly kind: FindingKind;
  readonly code: string;
  readonly value: number | null;
  readonly on: string;
  readonly until: string | null;
}

/** One substance that a test found. */
export interface Detected {
  readonly substance: string;
  /** opioid, alcohol, sedative, stimulant, cannabis */
  readonly class: string;
  readonly on: string;
}

/** Something given here: an injection, a supervised dose. */
export interface Given {
  readonly entry: string;
  readonly on: string;
}

export interface Supplied {
  readonly entry: string;
  readonly on: string;
  readonly days: number;
}

/** All that the rules look at, about one person on one day. */
export interface MedicationRecord {
  readonly on: string;
  readonly medicines: readonly Taken[];
  readonly findings: readonly Finding[];
  readonly detected: readonly Detected[];
  /** The days on which a drug test was collected. */
  readonly testedOn: readonly string[];
  readonly given: readonly Given[];
  readonly supplied: readonly Supplied[];
  /** How old a look at the prescription monitoring program may be. */
  readonly pdmpDays: number;
}

const DAY_MS = 86_400_000;

/** Whole days from one date to another; negative when `to` comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/** Whether something of that day lies in the last `days` days; what is yet to come does not. */
export const isWithin = (record: Pick<MedicationRecord, 'on'>, date: string, days: number): boolean => {
  const ago = daysBetween(date, record.on);
  return ago >= 0 && ago <= days;
};

export const isTaken = (
  { on }: Pick<MedicationRecord, 'on'>,
  { until, endedHow }: Pick<Taken, 'until' | 'endedHow'>,
): boolean => endedHow !== 'entered-in-error' && (until === null || until >= on);

/** The newest value of a laboratory test, or nothing. */
export const newest = (
  { findings }: Pick<MedicationRecord, 'findings'>,
  kind: FindingKind,
  code: string,
): Finding | undefined =>
  findings
    .filter((one) => one.kind === kind && one.code === code)
    .reduce<Finding | undefined>(
      (last, one) => (last === undefined || one.on >= last.on ? one : last),
      undefined,
    );

/** Years on that day, from an age noted on an earlier one. */
export function ageOn(record: Pick<MedicationRecord, 'findings' | 'on'>): number | null {
  const noted = newest(record, 'lab', 'age');
  if (noted === undefined || noted.value === null) return null;
  return noted.value + Math.max(0, Math.floor(daysBetween(noted.on, record.on) / 365.25));
}
