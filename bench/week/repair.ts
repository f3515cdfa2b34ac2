/** A week everybody has already, and one thing that goes wrong in it. */
import type { Assignment, Week } from '../../src/schedule/engine/format/format.ts';
import { solveWeek } from '../../src/schedule/engine/index.ts';
import { sampleWeek } from '../../src/schedule/engine/sample/sample.ts';
import type { Size } from './cases.ts';

/** Far more than it takes: the week must be the same however busy the machine is. */
const PLAN_SECONDS = 120;
const WEDNESDAY = { start: 2 * 1440, end: 3 * 1440 };

/** Wednesday goes wrong: odd seeds lose a member of staff, even ones a room, in both cases the one most people meet. */
export async function disruptedWeek(size: Size, seed: number): Promise<Week> {
  const week = sampleWeek({ ...size, seed });
  const { assignments, opened } = await solveWeek(week, { effort: 3, seconds: PLAN_SECONDS, seed: 1 });
  const settled = withCurrent(week, assignments, new Set(opened));
  return seed % 2 === 1 ? withoutWednesday(settled, assignments) : withoutRoom(settled, assignments);
}

/** The plan is everybody's week now, and what it opened runs. */
function withCurrent(week: Week, assignments: readonly Assignment[], opened: ReadonlySet<string>): Week {
  const mine = new Map(assignments.map((assignment) => [assignment.person, assignment]));
  return {
    ...week,
    sessions: week.sessions.map((session) =>
      opened.has(session.id) ? { ...session, status: 'fixed', openCost: 0 } : session,
    ),
    people: week.people.map((person) => {
      const { sessions = [], visits = [] } = mine.get(person.id) ?? {};
      return {
        ...person,
        current: { sessions: [...sessions], visits: visits.map((visit) => ({ ...visit })) },
      };
    }),
  };
}

const isWednesday = ({ start }: { readonly start: number }): boolean =>
  WEDNESDAY.start <= start && start < WEDNESDAY.end;

function withoutWednesday(week: Week, assignments: readonly Assignment[]): Week {
  const led = week.sessions.filter(isWednesday);
  const ill = most(
    week.staff.map(({ id }) => id),
    (id) =>
      met(assignments, new Set(led.flatMap((session) => (session.staff.includes(id) ? [session.id] : [])))),
  );
  const lost = new Set(led.flatMap(({ id, staff }) => (staff.includes(ill) ? [id] : [])));
  return {
    ...closed(week, lost),
    staff: week.staff.map((member) =>
      member.id === ill
        ? { ...member, free: member.free.filter(([start]) => !isWednesday({ start })) }
        : member,
    ),
  };
}

function withoutRoom(week: Week, assignments: readonly Assignment[]): Week {
  const inRoom = (room: string) =>
    new Set(week.sessions.filter((each) => each.room === room && isWednesday(each)).map(({ id }) => id));
  const room = most(
    week.rooms.map(({ id }) => id),
    (id) => met(assignments, inRoom(id)),
  );
  return closed(week, inRoom(room));
}

/** A session that cannot be held stays in the file, as people's current weeks name it, with no seat. */
const closed = (week: Week, lost: ReadonlySet<string>): Week => ({
  ...week,
  sessions: week.sessions.map((session) => (lost.has(session.id) ? { ...session, min: 0, max: 0 } : session)),
});

const met = (assignments: readonly Assignment[], sessions: ReadonlySet<string>): number =>
  assignments.filter((mine) => mine.sessions.some((id) => sessions.has(id))).length;

const most = (ids: readonly string[], count: (id: string) => number): string =>
  ids.reduce((best, id) => (count(id) > count(best) ? id : best));
