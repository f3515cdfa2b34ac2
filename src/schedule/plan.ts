import { Temporal } from 'temporal-polyfill';
import type { Monday } from './calendar.ts';

/** What a person does in a week of a plan: seats in groups and visits. */
export interface PersonWeek {
  readonly sessions: readonly string[];
  readonly visits: readonly PlannedVisit[];
}

/** How long and where were decided with the plan, whatever the need says later. */
export interface PlannedVisit {
  readonly kind: string;
  readonly staff: string;
  readonly start: number;
  readonly minutes: number;
  /** null: by video. */
  readonly site: string | null;
}

export const EMPTY_WEEK: PersonWeek = { sessions: [], visits: [] };

/** How far from today a week may lie: nobody plans further, and older plans are history, not work. */
const WEEKS_MAX = 52;

/** Why this date names no week that can be looked at; undefined when it does. */
export function weekFault(date: string, today: string): string | undefined {
  const day = Temporal.PlainDate.from(date);
  if (day.dayOfWeek !== 1) return 'A week is named by its Monday.';
  const weeks = day.since(Temporal.PlainDate.from(today), { largestUnit: 'weeks' }).weeks;
  if (Math.abs(weeks) > WEEKS_MAX) return 'That week is more than a year away.';
  return undefined;
}

/** A week that has ended is not planned any more. */
export const isOver = (week: Monday, today: string): boolean =>
  Temporal.PlainDate.compare(Temporal.PlainDate.from(week).add({ days: 6 }), Temporal.PlainDate.from(today)) <
  0;

const UNDO_SECONDS = 60;

/** Until when a publication can be taken back. People may have read it after that: then it needs a new plan. */
export const undoUntil = (publishedAt: Date): Date => new Date(publishedAt.getTime() + UNDO_SECONDS * 1000);

/** Evenings are counted apart: they are what people with a job can reach. Minutes of the day. */
const EVENING = 17 * 60;
export const isEvening = (startMinute: number): boolean => startMinute % 1440 >= EVENING;

const visitKey = ({ kind, staff, start }: PlannedVisit): string => `${kind} ${staff} ${start}`;

/** Whether two weeks are the same for the person who lives them. */
export function isSameWeek(a: PersonWeek, b: PersonWeek): boolean {
  return sameSet(a.sessions, b.sessions) && sameSet(a.visits.map(visitKey), b.visits.map(visitKey));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const inB = new Set(b);
  return a.length === b.length && a.every((one) => inB.has(one));
}
