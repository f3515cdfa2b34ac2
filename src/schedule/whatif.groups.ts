import type { Week } from './engine/index.ts';
import { inventedId } from './invented.ts';
import { meets, spanOf, unknownGroup } from './whatif.disruptions.ts';
import type { Disruption, WeekChange } from './whatif.schema.ts';
import type { Setting, WhyNot } from './whatif.ts';

type Session = Week['sessions'][number];
type Change<Kind extends WeekChange['kind']> = Extract<WeekChange, { kind: Kind }>;

const DAY = 1440;

/** The group a change is about, or why there is none. */
export function groupOf({ week, original }: Setting, id: string): Session | WhyNot {
  const session = week.sessions.find((each) => each.id === id);
  if (session !== undefined) return session;
  return original.sessions.some((each) => each.id === id)
    ? { field: 'session', message: `Another change takes the group "${id}" out of the week.` }
    : unknownGroup(id);
}

export const replaced = (week: Week, changed: Session): Week => ({
  ...week,
  sessions: week.sessions.map((session) => (session.id === changed.id ? changed : session)),
});

/** A candidate meets for certain. */
export function openGroup(setting: Setting, { session: id }: Change<'open-group'>): Week | WhyNot {
  const session = groupOf(setting, id);
  if ('field' in session) return session;
  if (session.status === 'fixed') return { field: 'session', message: `The group "${id}" meets anyway.` };
  return replaced(setting.week, { ...session, status: 'fixed' });
}

export function moveGroup(setting: Setting, { session: id, start }: Change<'move-group'>): Week | WhyNot {
  const session = groupOf(setting, id);
  if ('field' in session) return session;
  const original = setting.original.sessions.find((each) => each.id === id);
  if (original !== undefined && original.start !== session.start) {
    return { field: 'session', message: `Another change moves the group "${id}".` };
  }
  if (start === session.start) return { field: 'start', message: `The group "${id}" starts then anyway.` };
  const end = start + session.end - session.start;
  if (passesMidnight(start, end)) return { field: 'start', message: PASSES_MIDNIGHT };
  return replaced(setting.week, { ...session, start, end });
}

/** A group like one that the program has, at another time, with its own place and people to lead it. */
export function addGroup({ week, original, nth }: Setting, change: Change<'add-group'>): Week | WhyNot {
  const like = original.sessions.find(({ id }) => id === change.like);
  if (like === undefined) return { ...unknownGroup(change.like), field: 'like' };
  if (change.end <= change.start) return { field: 'end', message: 'It ends before it starts.' };
  if (passesMidnight(change.start, change.end)) return { field: 'end', message: PASSES_MIDNIGHT };
  const stranger = change.staff.find((id) => !week.staff.some((member) => member.id === id));
  if (stranger !== undefined)
    return { field: 'staff', message: `There is no member of staff "${stranger}".` };
  if (new Set(change.staff).size < change.staff.length) {
    return { field: 'staff', message: 'Somebody is listed twice to lead it.' };
  }
  const why = placeFault(week, change);
  if (why !== undefined) return why;
  const { kind, activity, requires, min } = like;
  const { start, end, site, room, staff, max } = change;
  const session: Session = {
    id: inventedId(nth),
    kind,
    activity,
    start,
    end,
    site,
    ...(room === null ? {} : { room }),
    staff,
    requires,
    min: Math.min(min, max),
    max,
    status: 'fixed',
    openCost: 0,
  };
  return { ...week, sessions: [...week.sessions, session] };
}

function placeFault(week: Week, { site, room: id, max }: Change<'add-group'>): WhyNot | undefined {
  if (site !== null && !week.sites.some((each) => each.id === site)) {
    return { field: 'site', message: `There is no site "${site}".` };
  }
  if (id === null) return undefined;
  const room = week.rooms.find((each) => each.id === id);
  if (room === undefined) return { field: 'room', message: `There is no room "${id}".` };
  if (room.site !== site) return { field: 'room', message: `The room "${id}" is at another site.` };
  if (room.seats < max) return { field: 'max', message: `The room "${id}" has only ${room.seats} seats.` };
  return undefined;
}

/** More people in one group; where its room is full before that, chairs are brought for this group alone. */
export function raiseCap(setting: Setting, { session: id, seats: more }: Change<'raise-cap'>): Week | WhyNot {
  const session = groupOf(setting, id);
  if ('field' in session) return session;
  const { week } = setting;
  const room = week.rooms.find((each) => each.id === session.room);
  const max = Math.min(session.max, room?.seats ?? session.max) + more;
  if (room === undefined || room.seats >= max) return replaced(week, { ...session, max });
  return {
    ...week,
    rooms: week.rooms.map((each) => (each === room ? { ...each, seats: max } : each)),
    sessions: week.sessions.map((each) => {
      if (each === session) return { ...each, max };
      if (each.room !== room.id) return each;
      return { ...each, max: Math.min(each.max, room.seats), min: Math.min(each.min, room.seats) };
    }),
  };
}

const PASSES_MIDNIGHT = 'A group is on one day: this one would pass midnight.';
const passesMidnight = (start: number, end: number): boolean =>
  end > 7 * DAY || Math.floor(start / DAY) !== Math.floor((end - 1) / DAY);

/** What stands in the way of a group that a change opens, moves or adds: its room or its staff is needed elsewhere. */
export function takenTwice(
  week: Week,
  disruptions: readonly Disruption[],
  change: WeekChange,
  nth: number,
): WhyNot | undefined {
  if (change.kind !== 'open-group' && change.kind !== 'move-group' && change.kind !== 'add-group')
    return undefined;
  const id = change.kind === 'add-group' ? inventedId(nth) : change.session;
  const session = week.sessions.find((each) => each.id === id);
  // Where there is none, its own change has said why. Of candidates the optimiser opens only what can be.
  if (session === undefined || session.status === 'candidate') return undefined;
  const isAdded = change.kind === 'add-group';
  const place = isAdded ? 'room' : change.kind === 'move-group' ? 'start' : 'session';
  const people = isAdded ? 'staff' : place;
  for (const disruption of disruptions) {
    if (disruption.kind === 'close-group' || !meets(session, spanOf(disruption))) continue;
    if (disruption.kind === 'room-closed' && disruption.room === session.room) {
      return { field: place, message: `The room "${disruption.room}" is closed then.` };
    }
    if (disruption.kind === 'staff-away' && session.staff.includes(disruption.staff)) {
      return { field: people, message: `"${disruption.staff}" is away then.` };
    }
  }
  for (const other of week.sessions) {
    if (other.id === id || other.status === 'candidate' || !meets(session, other)) continue;
    if (session.room != null && other.room === session.room) {
      return { field: place, message: `The room "${session.room}" is used by the group "${other.id}" then.` };
    }
    const leader = session.staff.find((member) => other.staff.includes(member));
    if (leader !== undefined) {
      return { field: people, message: `"${leader}" leads the group "${other.id}" then.` };
    }
  }
  return undefined;
}
