import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CHECKS, LABS } from './codes.ts';
import { CLASSES } from './medicines.ts';
import { daysAfter, isTaken, type MedicationRecord } from './record.ts';

const schedule = z.strictObject({
  for: z.string().refine((name) => CLASSES.includes(name), 'No medicine of the file has this class.'),
  what: z.string().min(2),
  /** The findings, or a drug test, that count as done. */
  doneBy: z.array(z.enum([...LABS, ...CHECKS, 'drug-test'])).min(1),
  /** Days after the medicine began; then again every so many days, null: once. */
  firstDays: z.number().int().min(0),
  everyDays: z.number().int().min(1).nullable(),
  source: z.string(),
});
export type Schedule = z.infer<typeof schedule>;

export const SCHEDULES: readonly Schedule[] = z
  .strictObject({
    version: z.string(),
    about: z.string(),
    toBeConfirmedByPharmacist: z.literal(true),
    schedules: z.array(schedule).min(1),
  })
  .parse(JSON.parse(await readFile(new URL('./monitoring.json', import.meta.url), 'utf8'))).schedules;

/** Where nobody can be pregnant, nobody asks for the test again and again. */
const ONLY_IF: Readonly<Record<string, readonly string[]>> = {
  'pregnancy-test': ['pregnancy-possible'],
};
/** Something done shortly before the medicine began is its baseline. */
const BASELINE_DAYS = 30;

export interface MonitoringDue {
  readonly entry: string;
  readonly medicine: string;
  readonly what: string;
  readonly lastOn: string | null;
  readonly dueOn: string;
}

/** What is checked next for each medicine that is taken; what is done once and was done does not come up. */
export function monitoringDue(
  schedules: readonly Schedule[],
  record: MedicationRecord,
): readonly MonitoringDue[] {
  const due = record.medicines
    .filter((taken) => isTaken(record, taken))
    .flatMap((taken) =>
      schedules
        .filter((one) => taken.classes.includes(one.for) && isAsked(one.what, record))
        .flatMap((one): MonitoringDue[] => {
          const began = taken.since ?? record.on;
          const lastOn = lastDone(one, record, daysAfter(began, -BASELINE_DAYS));
          if (lastOn !== null && one.everyDays === null) return [];
          const dueOn =
            lastOn === null ? daysAfter(began, one.firstDays) : daysAfter(lastOn, one.everyDays ?? 0);
          return [{ entry: taken.id, medicine: taken.medicine, what: one.what, lastOn, dueOn }];
        }),
    );
  // Two medicines that ask for the same check ask once, on the earlier day.
  return due.filter(
    (one) => !due.some((other) => other !== one && other.what === one.what && comesFirst(other, one)),
  );
}

const comesFirst = (a: MonitoringDue, b: MonitoringDue): boolean =>
  a.dueOn < b.dueOn || (a.dueOn === b.dueOn && a.entry < b.entry);

const isAsked = (what: string, { findings, on }: MedicationRecord): boolean => {
  const needed = ONLY_IF[what];
  return (
    needed === undefined ||
    findings.some(
      ({ kind, code, until }) =>
        kind === 'condition' && needed.includes(code) && (until === null || until >= on),
    )
  );
};

function lastDone({ doneBy }: Schedule, record: MedicationRecord, from: string): string | null {
  const days = [
    ...record.findings
      .filter(({ kind, code }) => (kind === 'lab' || kind === 'check') && isOneOf(doneBy, code))
      .map(({ on }) => on),
    ...(isOneOf(doneBy, 'drug-test') ? record.testedOn : []),
  ].filter((on) => on >= from && on <= record.on);
  return days.reduce<string | null>((last, on) => (last === null || on > last ? on : last), null);
}

const isOneOf = (list: readonly string[], code: string): boolean => list.includes(code);
