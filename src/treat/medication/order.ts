import { classesOf } from './medicines.ts';
import { daysAfter, type MedicationRecord, type Taken } from './record.ts';
import type { Rule } from './rule-format.ts';
import { type Spoken, spokenBy } from './rules.ts';

/** An order as the rules see it, whether or not anybody signed it. */
export interface Ordered {
  readonly kind: 'start' | 'change' | 'stop';
  readonly medicine: string;
  readonly classes: readonly string[];
  /** The line it changes or ends. */
  readonly entry: string | null;
  readonly startsOn: string;
  readonly endsHow: 'completed' | 'tapered' | 'at-once' | null;
}

/** The line that an order not signed yet would begin. */
export const SUPPOSED = 'supposed';

/**
 * The record as it would be on the day the order begins. The line it changes or ends is over the day before, so that
 * an old dose does not count beside the new one.
 */
export function withOrder(record: MedicationRecord, order: Ordered): MedicationRecord {
  const on = order.startsOn > record.on ? order.startsOn : record.on;
  const others = record.medicines.map(
    (taken): Taken =>
      taken.id === order.entry
        ? {
            ...taken,
            until: daysAfter(on, -1),
            endedHow: order.kind === 'stop' ? order.endsHow : 'changed',
          }
        : taken,
  );
  if (order.kind === 'stop') return { ...record, on, medicines: others };
  const before = record.medicines.find(({ id }) => id === order.entry);
  const begun: Taken = {
    id: SUPPOSED,
    medicine: order.medicine,
    classes: classesOf(order.medicine, order.classes),
    since: before === undefined ? on : before.since,
    until: null,
    endedHow: null,
  };
  return { ...record, on, medicines: [...others, begun] };
}

/** What the rules say because of this order: those that speak about the medicine it begins, changes or ends. */
export function warningsOf(
  rules: readonly Rule[],
  record: MedicationRecord,
  order: Ordered,
): readonly Spoken[] {
  const about = order.kind === 'stop' ? order.entry : SUPPOSED;
  return [
    ...(order.kind === 'stop' ? [] : allergyTo(record, order.medicine)),
    ...spokenBy(rules, withOrder(record, order)).filter(({ evidence }) =>
      evidence.some(({ entry }) => entry === about),
    ),
  ];
}

/** An allergy to the medicine itself, by its key. Allergies told in words are read by people. */
function allergyTo({ findings, on }: MedicationRecord, medicine: string): readonly Spoken[] {
  const allergy = findings.find(
    ({ kind, code, until }) => kind === 'allergy' && code === medicine && (until === null || until >= on),
  );
  if (allergy === undefined) return [];
  return [
    {
      rule: 'allergy',
      severity: 'stop-and-call',
      acknowledgeHours: 2,
      subject: `allergy:${medicine}`,
      evidence: [{ what: 'allergy', code: medicine, entry: null, on: allergy.on, value: null }],
    },
  ];
}

/** Whether a reason is written before anybody signs. */
export const needsReason = (warnings: readonly Pick<Spoken, 'severity'>[]): boolean =>
  warnings.some(({ severity }) => severity === 'stop-and-call');
