import type { Fix, Week } from './engine/index.ts';
import { busyInTheWay } from './engine/person/rules.ts';
import { inventedId } from './invented.ts';
import { EMPTY_WEEK, type PersonWeek } from './plan.ts';
import { seatsOf, takenIn } from './tiles.ts';
import { changeSchema, type Obstacle, type WeekChange } from './whatif.schema.ts';

type Why = Obstacle['reason'] | undefined;

/**
 * What the program would have to change before a scenario's plan can count. A plan carries by itself that nobody is
 * placed where nobody can be, and which candidates open; and a change that it does not lean on is no obstacle.
 */
export function obstaclesOf(
  week: Week,
  changes: readonly WeekChange[],
  weeks: ReadonlyMap<string, PersonWeek>,
): Obstacle[] {
  return changes.flatMap((change, nth) => {
    const reason = obstacle(week, change, nth, weeks);
    return reason === undefined ? [] : [{ change: nth, reason }];
  });
}

function obstacle(week: Week, change: WeekChange, nth: number, weeks: ReadonlyMap<string, PersonWeek>): Why {
  switch (change.kind) {
    case 'staff-away':
    case 'room-closed':
    case 'close-group':
      return undefined;
    case 'add-group':
    case 'by-video':
      return takenIn(weeks).has(inventedId(nth)) ? 'group-not-there' : undefined;
    case 'open-group':
    case 'raise-cap':
    case 'move-group':
      return aboutGroup(week, change, takenIn(weeks).get(change.session) ?? 0);
    case 'accept-intakes':
      return 'not-admitted';
    default:
      return aboutPerson(week, change, weeks.get(change.person) ?? EMPTY_WEEK);
  }
}

function aboutGroup(
  week: Week,
  change: Extract<WeekChange, { kind: 'open-group' | 'raise-cap' | 'move-group' }>,
  taken: number,
): Why {
  if (taken === 0) return undefined;
  const session = week.sessions.find(({ id }) => id === change.session);
  if (session === undefined) return 'gone';
  if (change.kind === 'move-group') return session.start === change.start ? undefined : 'group-not-moved';
  const rooms = new Map(week.rooms.map((room) => [room.id, room]));
  return taken > seatsOf(session, rooms) ? 'not-enough-seats' : undefined;
}

function aboutPerson(
  week: Week,
  change: Extract<WeekChange, { kind: 'free-busy' | 'other-staff' | 'lower-step' }>,
  { sessions, visits }: PersonWeek,
): Why {
  const person = week.people.find(({ id }) => id === change.person);
  if (person === undefined) return 'gone';
  if (change.kind === 'lower-step') {
    const { minutes, minDays } = person.needs;
    return minutes > change.minutes || minDays > change.days ? 'still-prescribed' : undefined;
  }
  if (change.kind === 'other-staff') {
    const asked = person.needs.visits.find(({ kind }) => kind === change.visit)?.staff ?? [];
    const isHeldByOther = visits.some(({ kind, staff }) => kind === change.visit && !asked.includes(staff));
    return isHeldByOther ? 'staff-not-asked' : undefined;
  }
  const things = [
    ...week.sessions.filter(({ id }) => sessions.includes(id)),
    ...visits.map(({ start, minutes, site }) => ({ start, end: start + minutes, site })),
  ];
  const isBusy = things.some((thing) => busyInTheWay(person.busy, thing, week.settings) >= 0);
  return isBusy ? 'still-busy' : undefined;
}

/** The change that a fix of the optimiser means; undefined when it means none that a scenario can try. */
export function changeOfFix(fix: Fix, person: string): WeekChange | undefined {
  const { kind, session, busy, visit, staff, minutes, days } = fix;
  const [start, end] = Array.isArray(busy) ? busy : [];
  const meant: Readonly<Record<string, object>> = {
    'open-candidate': { kind: 'open-group', session },
    'add-seat': { kind: 'raise-cap', session, seats: 1 },
    'by-video': { kind, person, session },
    'free-busy': { kind, person, start, end },
    'other-staff': { kind, person, visit, staff },
    'lower-step': { kind, person, minutes, days },
  };
  const read = changeSchema.safeParse(meant[kind]);
  return read.success ? read.data : undefined;
}
