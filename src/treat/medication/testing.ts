import { classesOf } from './medicines.ts';
import { daysAfter, type Finding, type MedicationRecord, type Taken } from './record.ts';

/** The day on which the examples stand. */
export const ON = '2026-11-30';
export const ago = (days: number): string => daysAfter(ON, -days);

/** A record with nothing in it but what is said. */
export const recordWith = (more: Partial<MedicationRecord> = {}): MedicationRecord => ({
  on: ON,
  medicines: [],
  findings: [],
  detected: [],
  testedOn: [],
  given: [],
  supplied: [],
  pdmpDays: 90,
  ...more,
});

/** A medicine of the list, taken for two months unless something else is said. */
export const taking = (medicine: string, more: Partial<Taken> = {}): Taken => ({
  id: medicine,
  medicine,
  classes: classesOf(medicine),
  since: ago(60),
  until: null,
  endedHow: null,
  ...more,
});

/** A finding of five days ago unless something else is said. */
export const finding = (
  kind: Finding['kind'],
  code: string,
  value: number | null = null,
  more: Partial<Finding> = {},
): Finding => ({ id: `${kind} ${code}`, kind, code, value, on: ago(5), until: null, ...more });
