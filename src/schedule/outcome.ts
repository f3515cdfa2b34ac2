import { minutesIn } from './changes.ts';
import type { Week } from './engine/index.ts';
import { isInvented } from './invented.ts';
import { EMPTY_WEEK, isSameWeek, type PersonWeek } from './plan.ts';
import type { Outcome } from './whatif.schema.ts';

/** A week with a plan of it. */
export interface PlannedWeek {
  readonly week: Week;
  readonly weeks: ReadonlyMap<string, PersonWeek>;
  readonly opened: readonly string[];
  /** Ids of people without a full week. */
  readonly short: ReadonlySet<string>;
}

/** What a scenario comes to, against the plan it began from: numbers of people and minutes, never who. */
export function outcomeOf(before: PlannedWeek | undefined, after: PlannedWeek): Outcome {
  const had = before === undefined ? NOTHING : figuresOf(before);
  const has = figuresOf(after);
  const moved = before === undefined ? [] : movedBetween(before.weeks, after);
  const invented = after.week.people.filter(({ id }) => isInvented(id));
  return {
    placed: { people: has.placed, of: has.people, change: has.placed - had.placed },
    hours: { people: has.full, change: has.full - had.full, mostShort: has.mostShort },
    moved: {
      people: moved.length,
      visitsOnly: moved.filter(({ was, is }) => isSameWeek({ ...was, visits: [] }, { ...is, visits: [] }))
        .length,
    },
    staffMinutes: { total: has.staffMinutes, change: has.staffMinutes - had.staffMinutes },
    groups: {
      meeting: has.meeting,
      change: has.meeting - had.meeting,
      opened: after.opened.length,
    },
    invented: { placed: invented.filter(({ id }) => !after.short.has(id)).length, of: invented.length },
  };
}

const NOTHING = { people: 0, placed: 0, full: 0, mostShort: 0, staffMinutes: 0, meeting: 0 };

/** Only real people are counted. */
function figuresOf({ week, weeks, opened, short }: PlannedWeek): typeof NOTHING {
  const sessions = new Map(week.sessions.map((session) => [session.id, session]));
  const people = week.people.filter(({ id }) => !isInvented(id));
  const lacking = people.map(
    ({ id, needs }) => needs.minutes - minutesIn(weeks.get(id) ?? EMPTY_WEEK, sessions),
  );
  const meeting = week.sessions.filter(
    (session) => !isSeatFromHome(session) && (session.status === 'fixed' || opened.includes(session.id)),
  );
  const led = meeting.map(({ start, end, staff }) => (end - start) * staff.length);
  const visits = [...weeks.values()].flatMap((each) => each.visits.map(({ minutes }) => minutes));
  return {
    people: people.length,
    placed: people.filter(({ id }) => !short.has(id)).length,
    full: lacking.filter((minutes) => minutes <= 0).length,
    mostShort: Math.max(0, ...lacking),
    staffMinutes: [...led, ...visits].reduce((sum, minutes) => sum + minutes, 0),
    meeting: meeting.length,
  };
}

/** The copy of a group in which one person takes part by video: it is no group of its own. */
const isSeatFromHome = ({ id, staff }: Week['sessions'][number]): boolean =>
  isInvented(id) && staff.length === 0;

const movedBetween = (before: ReadonlyMap<string, PersonWeek>, { week, weeks }: PlannedWeek) =>
  week.people
    .map(({ id }) => ({ was: before.get(id), is: weeks.get(id) ?? EMPTY_WEEK }))
    .filter(
      (each): each is { was: PersonWeek; is: PersonWeek } =>
        each.was !== undefined && !isSameWeek(each.was, each.is),
    );
