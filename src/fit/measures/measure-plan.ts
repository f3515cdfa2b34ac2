/** What is asked of whom on which day. Pure: dates in, instruments out. */
import { Temporal } from 'temporal-polyfill';
import type { PlanItem } from './measures.schema.ts';

export type CareLevel = 'OP' | 'IOP' | 'PHP';
export type MeasureEvent = 'return-to-use' | 'missed-sessions' | 'emergency-visit' | 'medication-change';

/** The newest response to an instrument that counts. */
export interface LastResponse {
  readonly instrument: string;
  readonly on: string;
  readonly score: number | null;
  readonly safety: 'alert' | 'unanswered' | 'clear' | null;
}

export interface MeasuredPerson {
  /** The level in force; after discharge the one that was. */
  readonly level: CareLevel;
  readonly admittedOn: string;
  /** null while in care. */
  readonly dischargedOn: string | null;
  readonly last: readonly LastResponse[];
  readonly events: readonly { readonly event: MeasureEvent; readonly on: string }[];
}

export interface Due {
  readonly instrument: string;
  /** The day from which it is due. */
  readonly on: string;
  readonly reason: 'admission' | 'plan' | 'event' | 'discharge';
}

/** An event asks for its forms so long; later it is past. */
const EVENT_DAYS = 14;
/** A follow-up that nobody answered is not asked for weeks later. */
const FOLLOW_UP_DAYS = 14;

const after = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** The day so many working days after `date`, Monday to Friday. */
export function workingDaysAfter(date: string, days: number): string {
  let day = Temporal.PlainDate.from(date);
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek <= 5) left -= 1;
  }
  return day.toString();
}

/** When each instrument of the plan is asked for next, soonest first; each once, with the reason that comes first. */
export function nextDue(items: readonly PlanItem[], person: MeasuredPerson): readonly Due[] {
  const soonest = new Map<string, Due>();
  for (const item of items) {
    if (!item.levels.includes(person.level)) continue;
    for (const due of duesOf(item, person)) {
      const known = soonest.get(due.instrument);
      if (known === undefined || due.on < known.on) soonest.set(due.instrument, due);
    }
  }
  return [...soonest.values()].sort(
    (one, other) => compare(one.on, other.on) || compare(one.instrument, other.instrument),
  );
}

/** What is due on a day or before it. */
export const dueOn = (items: readonly PlanItem[], person: MeasuredPerson, today: string): readonly Due[] =>
  nextDue(items, person).filter(({ on }) => on <= today);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function duesOf({ instrument, when }: PlanItem, person: MeasuredPerson): readonly Due[] {
  const last = person.last.find((one) => one.instrument === instrument);
  const since = (date: string): boolean => last !== undefined && last.on >= date;
  if (when.kind === 'discharge') {
    const { dischargedOn } = person;
    if (dischargedOn === null) return [];
    const open = when.afterDays
      .map((days) => after(dischargedOn, days))
      .filter((day) => !since(day))
      .sort(compare);
    // The newest one whose time has come asks; those before it are past.
    return open.map((on) => ({ instrument, on, reason: 'discharge' as const }));
  }
  if (person.dischargedOn !== null) return [];
  switch (when.kind) {
    case 'admission':
      return since(person.admittedOn) ? [] : [{ instrument, on: person.admittedOn, reason: 'admission' }];
    case 'every': {
      const holds =
        (when.whileAt === null && !when.whileSafety) ||
        (when.whileAt !== null && (last?.score ?? -1) >= when.whileAt) ||
        (when.whileSafety && last?.safety === 'alert');
      if (!holds) return [];
      const from = last !== undefined && since(person.admittedOn) ? last.on : person.admittedOn;
      return [{ instrument, on: after(from, when.days), reason: 'plan' }];
    }
    case 'event':
      return person.events
        .filter(({ event, on }) => event === when.event && !since(on))
        .map(({ on }) => ({ instrument, on, reason: 'event' as const }));
  }
}

/** Whether something that became due then is still worth asking for. */
export function isStillAsked({ reason, on }: Due, today: string): boolean {
  if (reason === 'event') return today <= after(on, EVENT_DAYS);
  if (reason === 'discharge') return today <= after(on, FOLLOW_UP_DAYS);
  return true;
}
