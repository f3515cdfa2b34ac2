import { injectionsDue } from './injections.ts';
import { type MonitoringDue, monitoringDue, type Schedule } from './monitoring.ts';
import { daysAfter, isTaken, type MedicationRecord, newest } from './record.ts';

/** Something that comes up about somebody's medicines, and by when. */
export interface Due {
  readonly kind: 'injection' | 'refill' | 'monitoring' | 'pdmp' | 'naloxone';
  /** The line of the list; null where it is about no single medicine. */
  readonly entry: string | null;
  readonly medicine: string | null;
  /** What is checked, where it is a check. */
  readonly what: string | null;
  /** The first day on which it can be done, and the last on which it is in time. */
  readonly fromOn: string;
  readonly dueOn: string;
  readonly lastOn: string | null;
  readonly isOverdue: boolean;
}

/** A refill is asked for some days before the last dose is taken. */
const REFILL_AHEAD_DAYS = 5;
/** Things further ahead than this are nobody's task yet. */
const AHEAD_DAYS = 14;

/** Everything that comes up within two weeks, the most overdue first. */
export function dueOf(schedules: readonly Schedule[], record: MedicationRecord): readonly Due[] {
  const { on } = record;
  const horizon = daysAfter(on, AHEAD_DAYS);
  return [
    ...injectionsDue(record).map(
      ({ entry, medicine, fromOn, dueOn, lastOn, phase, step }): Due => ({
        kind: 'injection',
        entry,
        medicine,
        what: null,
        fromOn,
        dueOn,
        lastOn,
        isOverdue: phase === 'overdue' || (step !== null && dueOn < on),
      }),
    ),
    ...refills(record),
    ...monitoringDue(schedules, record).map((one) => checkDue(one, on)),
    ...pdmpDue(record),
    ...naloxoneDue(record),
  ]
    .filter(({ fromOn }) => fromOn <= horizon)
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.kind.localeCompare(b.kind));
}

const checkDue = ({ entry, medicine, what, lastOn, dueOn }: MonitoringDue, on: string): Due => ({
  kind: 'monitoring',
  entry,
  medicine,
  what,
  fromOn: dueOn,
  dueOn,
  lastOn,
  isOverdue: dueOn < on,
});

/** When what was dispensed runs out: the last fill counts from the day the one before it ran out, if that is later. */
export function lastsUntil(record: Pick<MedicationRecord, 'supplied'>, entry: string): string | null {
  return record.supplied
    .filter((one) => one.entry === entry)
    .toSorted((a, b) => a.on.localeCompare(b.on))
    .reduce<string | null>((until, { on, days }) => {
      const from = until !== null && until >= on ? daysAfter(until, 1) : on;
      return daysAfter(from, days - 1);
    }, null);
}

const refills = (record: MedicationRecord): readonly Due[] =>
  record.medicines
    .filter((taken) => isTaken(record, taken))
    .flatMap(({ id, medicine }): Due[] => {
      const until = lastsUntil(record, id);
      if (until === null) return [];
      return [
        {
          kind: 'refill',
          entry: id,
          medicine,
          what: null,
          fromOn: daysAfter(until, -REFILL_AHEAD_DAYS),
          dueOn: until,
          lastOn: null,
          isOverdue: until < record.on,
        },
      ];
    });

function pdmpDue(record: MedicationRecord): readonly Due[] {
  const controlled = record.medicines.some(
    (one) => isTaken(record, one) && one.classes.includes('controlled'),
  );
  if (!controlled) return [];
  const last = newest(record, 'check', 'pdmp')?.on ?? null;
  const dueOn = last === null ? record.on : daysAfter(last, record.pdmpDays);
  return [
    {
      kind: 'pdmp',
      entry: null,
      medicine: null,
      what: null,
      fromOn: dueOn,
      dueOn,
      lastOn: last,
      isOverdue: dueOn < record.on,
    },
  ];
}

/** Naloxone is offered to everybody with opioids, and again when it expires. @see field guide 6.1 */
function naloxoneDue(record: MedicationRecord): readonly Due[] {
  const isAtRisk =
    record.medicines.some((one) => isTaken(record, one) && one.classes.includes('opioid-agonist')) ||
    record.findings.some(
      ({ kind, code, until }) =>
        (kind === 'use' && code === 'opioid') ||
        (kind === 'condition' && code === 'opioid-use-disorder' && (until === null || until >= record.on)),
    );
  if (!isAtRisk) return [];
  const last = newest(record, 'naloxone', 'given');
  if (last !== undefined && last.until === null) return [];
  const dueOn = last?.until ?? record.on;
  return [
    {
      kind: 'naloxone',
      entry: null,
      medicine: null,
      what: null,
      fromOn: dueOn,
      dueOn,
      lastOn: last?.on ?? null,
      isOverdue: dueOn < record.on,
    },
  ];
}
