import { Temporal } from 'temporal-polyfill';
import { instantOf, mondayOf, weekAfter } from '../schedule/calendar.ts';
import type { DemoPerson } from './people/person.ts';
import { ORG } from './program.ts';

const SIGNED_BEFORE_DAYS = 4;
const SIGNED_AT = 15 * 60 + 20;

export const addDays = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** The instant of a minute of a day on the wall of the program. */
export const at = (date: string, minuteOfDay: number): Date => {
  const { dayOfWeek } = Temporal.PlainDate.from(date);
  return new Date(
    instantOf(mondayOf(date), (dayOfWeek - 1) * 1440 + minuteOfDay, ORG.zone).epochMilliseconds,
  );
};

/** The Monday of somebody's first week at their present level. */
export const firstWeek = ({ weeksIn }: Pick<DemoPerson, 'weeksIn'>, today: string): string =>
  weekAfter(mondayOf(today), -weeksIn);

/** The day a decision was signed: some days before its first week, and never later than yesterday. */
export function signedOn(firstMonday: string, today: string): string {
  const planned = addDays(firstMonday, -SIGNED_BEFORE_DAYS);
  const yesterday = addDays(today, -1);
  return planned < yesterday ? planned : yesterday;
}

export const signedAt = (date: string): Date => at(date, SIGNED_AT);
