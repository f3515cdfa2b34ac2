import { injectionsDue } from './injections.ts';
import {
  ageOn,
  daysBetween,
  type Finding,
  isTaken,
  isWithin,
  type MedicationRecord,
  newest,
  type Taken,
} from './record.ts';
import type { Condition, Rule } from './rule-format.ts';

/** What made a rule speak: codes, numbers and days. */
export interface Evidence {
  readonly what:
    | 'medicine'
    | 'ended'
    | 'lab'
    | 'condition'
    | 'use'
    | 'test'
    | 'change'
    | 'injection'
    | 'check'
    | 'allergy';
  readonly code: string;
  /** The line of the list, where it is a medicine. */
  readonly entry: string | null;
  readonly on: string | null;
  readonly value: number | null;
}

export interface Spoken {
  readonly rule: string;
  readonly severity: Rule['severity'];
  readonly acknowledgeHours: number;
  /** Codes of what it is about: the same again is the same alert. */
  readonly subject: string;
  readonly evidence: readonly Evidence[];
}

/** Every rule that speaks about this record. Pure: the same record gives the same answer. */
export function spokenBy(rules: readonly Rule[], record: MedicationRecord): readonly Spoken[] {
  return rules.flatMap((rule): Spoken[] => {
    const evidence = found(rule.if, record);
    if (evidence === undefined) return [];
    return [
      {
        rule: rule.id,
        severity: rule.severity,
        acknowledgeHours: rule.acknowledgeHours,
        subject: subjectOf(evidence),
        evidence,
      },
    ];
  });
}

/** A value that changes within the same finding makes no second alert; another line, day or step does. */
const subjectOf = (evidence: readonly Evidence[]): string =>
  [
    ...new Set(
      evidence.map(({ what, code, entry, on }) =>
        [what, code, ...(what === 'medicine' || what === 'ended' ? [entry] : [on])].join(':'),
      ),
    ),
  ]
    .sort()
    .join(' ');

/** What of the record makes the condition true; undefined where it is not. */
function found(condition: Condition, record: MedicationRecord): readonly Evidence[] | undefined {
  if ('all' in condition) {
    const parts = condition.all.map((one) => found(one, record));
    return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
  }
  if ('any' in condition) return orNothing(condition.any.flatMap((one) => found(one, record) ?? []));
  return orNothing(seen(condition, record));
}

const orNothing = (evidence: readonly Evidence[]) => (evidence.length === 0 ? undefined : evidence);

type Plain = Exclude<
  Condition,
  { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] }
>;

function seen(condition: Plain, record: MedicationRecord): readonly Evidence[] {
  if ('takes' in condition) return taking(condition, record);
  if ('lab' in condition) {
    const lab = newest(record, 'lab', condition.lab);
    const value = lab?.value ?? null;
    if (lab === undefined || value === null) return [];
    const isSo =
      value <= (condition.atMost ?? Infinity) &&
      value >= (condition.atLeast ?? -Infinity) &&
      value > (condition.above ?? -Infinity);
    return isSo ? [evidenceOf('lab', lab)] : [];
  }
  if ('condition' in condition) {
    const { condition: code } = condition;
    return record.findings
      .filter(
        ({ kind, code: own, on, until }) =>
          kind === 'condition' && own === code && on <= record.on && (until === null || until >= record.on),
      )
      .slice(0, 1)
      .map((one) => evidenceOf('condition', one));
  }
  if ('use' in condition) return lastFinding(record, 'use', condition.use, condition.withinDays);
  if ('changed' in condition) return lastFinding(record, 'change', condition.changed, condition.withinDays);
  if ('test' in condition) {
    return record.detected
      .filter((one) => one.class === condition.test && isWithin(record, one.on, condition.withinDays))
      .map(
        ({ substance, on }): Evidence => ({ what: 'test', code: substance, entry: null, on, value: null }),
      );
  }
  if ('injectionOverdue' in condition) {
    return injectionsDue(record).flatMap(({ entry, medicine, lastOn, step }): Evidence[] => {
      const taken = record.medicines.find(({ id }) => id === entry);
      return step !== null && taken?.classes.includes(condition.injectionOverdue)
        ? [{ what: 'injection', code: `${medicine}@${step}`, entry, on: lastOn, value: step }]
        : [];
    });
  }
  if ('endedAtOnce' in condition) return ended(record, condition.endedAtOnce, condition.withinDays, true);
  if ('ended' in condition) return ended(record, condition.ended, condition.withinDays, false);
  if ('startedRecently' in condition) {
    return record.medicines
      .filter(
        (one) =>
          isTaken(record, one) &&
          one.classes.includes(condition.startedRecently) &&
          one.since !== null &&
          daysBetween(one.since, record.on) <= condition.withinDays,
      )
      .map(medicineEvidence);
  }
  if ('ageBelow' in condition) {
    const age = ageOn(record);
    return age !== null && age < condition.ageBelow
      ? [{ what: 'lab', code: 'age', entry: null, on: null, value: age }]
      : [];
  }
  if ('noCheck' in condition) {
    const last = newest(record, 'check', condition.noCheck);
    return last !== undefined && daysBetween(last.on, record.on) <= record.pdmpDays
      ? []
      : [{ what: 'check', code: condition.noCheck, entry: null, on: last?.on ?? null, value: null }];
  }
  return returned(condition, record);
}

function taking(
  { takes, otherThan, atLeast = 1, withinDays = 0 }: Extract<Condition, { readonly takes: string }>,
  record: MedicationRecord,
): readonly Evidence[] {
  const fitting = record.medicines.filter(
    (one) =>
      one.classes.includes(takes) &&
      (otherThan === undefined || !one.classes.includes(otherThan)) &&
      (isTaken(record, one) ||
        (one.endedHow !== 'entered-in-error' &&
          one.until !== null &&
          isWithin(record, one.until, withinDays))),
  );
  // The same medicine twice, from here and from elsewhere, is still one.
  return new Set(fitting.map(({ medicine, id }) => (medicine === 'other' ? id : medicine))).size >= atLeast
    ? fitting.map(medicineEvidence)
    : [];
}

const medicineEvidence = ({ id, medicine, since }: Taken): Evidence => ({
  what: 'medicine',
  code: medicine,
  entry: id,
  on: since,
  value: null,
});

const evidenceOf = (what: Evidence['what'], { code, on, value }: Finding): Evidence => ({
  what,
  code,
  entry: null,
  on,
  value,
});

function lastFinding(
  record: MedicationRecord,
  kind: 'use' | 'change',
  code: string,
  days: number,
): readonly Evidence[] {
  const last = newest(record, kind, code);
  return last !== undefined && isWithin(record, last.on, days) ? [evidenceOf(kind, last)] : [];
}

/** Ended lately, and nothing of the same class goes on: a change of dose is no end. */
function ended(
  record: MedicationRecord,
  classes: readonly string[],
  days: number,
  atOnce: boolean,
): readonly Evidence[] {
  return record.medicines
    .filter(
      (one) =>
        one.until !== null &&
        isWithin(record, one.until, days) &&
        (atOnce
          ? one.endedHow === 'at-once'
          : one.endedHow !== 'changed' && one.endedHow !== 'entered-in-error') &&
        classes.some(
          (name) =>
            one.classes.includes(name) &&
            !record.medicines.some(
              (other) => other.id !== one.id && other.classes.includes(name) && goesOn(record, other),
            ),
        ),
    )
    .map(
      ({ id, medicine, until }): Evidence => ({
        what: 'ended',
        code: medicine,
        entry: id,
        on: until,
        value: null,
      }),
    );
}

const goesOn = ({ on }: MedicationRecord, { until, endedHow }: Taken): boolean =>
  endedHow !== 'entered-in-error' && (until === null || until > on);

/** Use after so many days without: the days that were said, else those since the last use that was noted. */
function returned(
  { returnToUse, afterDays, withinDays }: Extract<Condition, { readonly returnToUse: string }>,
  record: MedicationRecord,
): readonly Evidence[] {
  const uses = record.findings
    .filter(({ kind, code, on }) => kind === 'use' && code === returnToUse && on <= record.on)
    .toSorted((a, b) => a.on.localeCompare(b.on));
  const last = uses.at(-1);
  if (last === undefined || !isWithin(record, last.on, withinDays)) return [];
  const before = uses.at(-2);
  const without = last.value ?? (before === undefined ? null : daysBetween(before.on, last.on));
  return without !== null && without >= afterDays ? [evidenceOf('use', last)] : [];
}
