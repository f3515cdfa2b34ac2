import { MEDICINES } from './medicines.ts';
import { daysAfter, daysBetween, isTaken, type MedicationRecord } from './record.ts';

export interface InjectionDue {
  readonly entry: string;
  readonly medicine: string;
  /** The last one given here; null when none was yet. */
  readonly lastOn: string | null;
  readonly fromOn: string;
  readonly dueOn: string;
  readonly untilOn: string;
  readonly phase: 'ahead' | 'window' | 'overdue';
  /** The reminder that stands, in days after the last one; null before the first. */
  readonly step: number | null;
}

/** The next injection of everything on the list that is injected here. Days count from the last one given. */
export function injectionsDue(record: MedicationRecord): readonly InjectionDue[] {
  return record.medicines.flatMap((taken): InjectionDue[] => {
    const plan = MEDICINES.get(taken.medicine)?.injection;
    if (plan === undefined || !isTaken(record, taken)) return [];
    const same = record.medicines.filter(({ medicine }) => medicine === taken.medicine).map(({ id }) => id);
    const lastOn = record.given
      .filter(({ entry }) => same.includes(entry))
      .reduce<string | null>((last, { on }) => (last === null || on > last ? on : last), null);
    if (lastOn === null) {
      const first = taken.since ?? record.on;
      const late = daysBetween(first, record.on);
      return [
        {
          entry: taken.id,
          medicine: taken.medicine,
          lastOn,
          fromOn: first,
          dueOn: first,
          untilOn: first,
          phase: late > 0 ? 'overdue' : late === 0 ? 'window' : 'ahead',
          step: late > 0 ? 0 : null,
        },
      ];
    }
    const days = daysBetween(lastOn, record.on);
    return [
      {
        entry: taken.id,
        medicine: taken.medicine,
        lastOn,
        fromOn: daysAfter(lastOn, plan.fromDay),
        dueOn: daysAfter(lastOn, plan.everyDays),
        untilOn: daysAfter(lastOn, plan.untilDay),
        phase: days < plan.fromDay ? 'ahead' : days > plan.untilDay ? 'overdue' : 'window',
        step: plan.remindOnDays.filter((day) => days >= day).at(-1) ?? null,
      },
    ];
  });
}
