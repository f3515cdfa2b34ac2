import type { Week } from './engine/index.ts';
import type { Disruption } from './whatif.schema.ts';
import type { Setting, WhyNot } from './whatif.ts';

type Session = Week['sessions'][number];
interface Span {
  readonly start: number;
  readonly end: number;
}

const WEEK_END = 7 * 1440;

/** From when to when, in minutes of the week; nothing said is the whole week. */
export const spanOf = ({
  from = 0,
  to = WEEK_END,
}: {
  from?: number | undefined;
  to?: number | undefined;
}) => ({
  start: from,
  end: to,
});

export const meets = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The week without the group, or without what needs the room or the member of staff then. */
export function disrupt({ week, original }: Setting, change: Disruption): Week | WhyNot {
  if (change.kind === 'close-group') {
    if (!original.sessions.some(({ id }) => id === change.session)) return unknownGroup(change.session);
    return { ...week, sessions: week.sessions.filter(({ id }) => id !== change.session) };
  }
  const span = spanOf(change);
  if (span.start >= span.end) return { field: 'to', message: 'It ends before it starts.' };
  if (change.kind === 'room-closed') {
    if (!week.rooms.some(({ id }) => id === change.room)) {
      return { field: 'room', message: `There is no room "${change.room}".` };
    }
    return {
      ...week,
      sessions: week.sessions.filter((session) => session.room !== change.room || !meets(session, span)),
    };
  }
  if (!week.staff.some(({ id }) => id === change.staff)) {
    return { field: 'staff', message: `There is no member of staff "${change.staff}".` };
  }
  return {
    ...week,
    staff: week.staff.map((member) =>
      member.id === change.staff
        ? { ...member, free: member.free.flatMap((free) => without(free, span)) }
        : member,
    ),
    sessions: week.sessions.flatMap((session) => ledByOthers(session, change.staff, span)),
  };
}

/** A group with somebody else to lead it goes on. */
function ledByOthers(session: Session, away: string, span: Span): Session[] {
  if (!session.staff.includes(away) || !meets(session, span)) return [session];
  const staff = session.staff.filter((id) => id !== away);
  return staff.length === 0 ? [] : [{ ...session, staff }];
}

/** What is left of an interval without another. */
export function without([from, to]: readonly [number, number], { start, end }: Span): [number, number][] {
  const left: [number, number][] = [
    [from, Math.min(to, start)],
    [Math.max(from, end), to],
  ];
  return left.filter(([from, to]) => from < to);
}

export const unknownGroup = (session: string): WhyNot => ({
  field: 'session',
  message: `There is no group "${session}" in this week.`,
});
