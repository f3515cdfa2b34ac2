import { minutesIn } from './changes.ts';
import type { Week } from './engine/index.ts';
import { EMPTY_WEEK, isEvening, isSameWeek, type PersonWeek } from './plan.ts';

/** A plan at a glance: numbers of people and seats, never who. */
export interface Tiles {
  readonly placed: { readonly people: number; readonly of: number };
  /** People with all prescribed minutes; `mostShort` is how many the one furthest from it lacks. */
  readonly hours: { readonly people: number; readonly of: number; readonly mostShort: number };
  readonly apart: { readonly kept: number; readonly of: number };
  /** People who live by another week now; `visitsOnly` of them keep every group. */
  readonly moves: { readonly people: number; readonly visitsOnly: number; readonly new: number };
  readonly seats: { readonly taken: number; readonly of: number };
  readonly eveningSeats: { readonly taken: number; readonly of: number };
}

/** Seats that can be taken: the group's limit and the room's. */
export function seatsOf(
  session: Week['sessions'][number],
  rooms: ReadonlyMap<string, { seats: number }>,
): number {
  const room = session.room === undefined || session.room === null ? undefined : rooms.get(session.room);
  return Math.min(session.max, room?.seats ?? session.max);
}

/** How many people sit in each session of a plan. */
export function takenIn(weeks: ReadonlyMap<string, PersonWeek>): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const { sessions } of weeks.values()) {
    for (const id of sessions) taken.set(id, (taken.get(id) ?? 0) + 1);
  }
  return taken;
}

export function tilesOf(
  week: Week,
  plan: {
    readonly weeks: ReadonlyMap<string, PersonWeek>;
    readonly opened: readonly string[];
    readonly people: number;
    readonly short: number;
  },
  before: ReadonlyMap<string, PersonWeek>,
): Tiles {
  const sessions = new Map(week.sessions.map((session) => [session.id, session]));
  const rooms = new Map(week.rooms.map((room) => [room.id, room]));
  const taken = takenIn(plan.weeks);
  const open = week.sessions.filter(({ id, status }) => status === 'fixed' || plan.opened.includes(id));
  const seats = (chosen: readonly Week['sessions'][number][]) => ({
    taken: sum(chosen.map(({ id }) => taken.get(id) ?? 0)),
    of: sum(chosen.map((session) => seatsOf(session, rooms))),
  });
  const lacking = week.people.map(
    (person) => person.needs.minutes - minutesIn(plan.weeks.get(person.id) ?? EMPTY_WEEK, sessions),
  );
  const moved = week.people.filter(({ id }) => {
    const had = before.get(id);
    return had !== undefined && !isSameWeek(had, plan.weeks.get(id) ?? EMPTY_WEEK);
  });
  return {
    placed: { people: plan.people - plan.short, of: plan.people },
    hours: {
      people: lacking.filter((minutes) => minutes <= 0).length,
      of: week.people.length,
      mostShort: Math.max(0, ...lacking),
    },
    apart: {
      kept: week.apart.filter(([a, b]) => !sharesSession(plan.weeks.get(a), plan.weeks.get(b))).length,
      of: week.apart.length,
    },
    moves: {
      people: moved.length,
      visitsOnly: moved.filter(({ id }) => isSameWeek(groupsOf(before.get(id)), groupsOf(plan.weeks.get(id))))
        .length,
      new: week.people.filter(({ id }) => !before.has(id)).length,
    },
    seats: seats(open),
    eveningSeats: seats(open.filter(({ start }) => isEvening(start))),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const groupsOf = (week: PersonWeek | undefined): PersonWeek => ({
  ...EMPTY_WEEK,
  sessions: week?.sessions ?? [],
});

const sharesSession = (a: PersonWeek | undefined, b: PersonWeek | undefined): boolean =>
  a?.sessions.some((id) => b?.sessions.includes(id)) ?? false;
