import { mondayOf, weekAfter } from '../schedule/calendar.ts';
import { addDays, at } from './calendar.ts';
import { SESSIONS } from './groups.ts';
import { type Attended, attendedVisit, attendedWeek } from './history.ts';
import { type EVERYBODY, personId } from './people.rows.ts';
import { FORMER, PEOPLE } from './people.ts';
import { SHIPPED } from './placements.ts';
import { siteOfVisit, VISIT_MINUTES } from './plans.rows.ts';
import { ORG_ID } from './program.rows.ts';
import { idOf } from './seed.ts';

const DAY = 1440;
const WEEKS_BACK = 8;
const of = { org_id: ORG_ID };

/** A group or a visit in somebody's week. */
interface Seat {
  readonly code: string;
  readonly monday: string;
  /** What became of it; null: it has not happened yet. */
  readonly came: Attended | null;
  /** Minutes of the week. */
  readonly start: number;
  readonly end: number;
  readonly session: string | null;
  readonly kind: string;
  readonly activity: string;
  readonly leaders: readonly string[];
  readonly siteId: string | null;
  readonly roomId: string | null;
}

/** Calendars are slow to ask, and the same few days and moments come up all the time. */
function remembered<A extends readonly (string | number)[], T>(ask: (...words: A) => T): (...words: A) => T {
  const known = new Map<string, T>();
  return (...words) => {
    const key = words.join(' ');
    const there = known.get(key);
    if (there !== undefined) return there;
    const answer = ask(...words);
    known.set(key, answer);
    return answer;
  };
}
const moment = remembered(at);
const dayAfter = remembered(addDays);
const dayOf = (monday: string, minute: number): string => dayAfter(monday, Math.floor(minute / DAY));

/** Meetings of the weeks behind us and of this week, who leads them, and who was or is expected there. */
export function meetingRows(today: string) {
  const seats = seatsUntil(today);
  const meetings = new Map(seats.map((seat) => [keyOf(seat), seat]));
  return {
    meetings: [...meetings].map(([key, seat]) => ({
      ...of,
      meeting_id: idOf('meeting', key),
      on_date: dayOf(seat.monday, seat.start),
      session_id: seat.session === null ? null : idOf('session', seat.session),
      kind: seat.kind,
      activity: seat.activity,
      label_en: SESSIONS.find((one) => one.key === seat.session)?.en ?? null,
      label_es: SESSIONS.find((one) => one.key === seat.session)?.es ?? null,
      starts_at: moment(dayOf(seat.monday, seat.start), seat.start % DAY),
      ends_at: moment(dayOf(seat.monday, seat.start), (seat.start % DAY) + seat.end - seat.start),
      site_id: seat.siteId,
      room_id: seat.roomId,
      state: dayOf(seat.monday, seat.start) < today ? 'ended' : 'planned',
    })),
    leaders: [...meetings].flatMap(([key, { leaders }]) =>
      leaders.map((leader) => ({
        ...of,
        meeting_id: idOf('meeting', key),
        staff_id: idOf('staff', leader),
      })),
    ),
    attendance: seats.map((seat) => attendanceRow(seat)),
  };
}

const keyOf = ({ code, monday, session, kind, start }: Seat): string =>
  session === null ? `${monday} ${kind} ${start} ${code}` : `${monday} ${session}`;

function attendanceRow(seat: Seat) {
  const { code, monday, came, session, siteId } = seat;
  const on = dayOf(monday, seat.start);
  const isThere = came !== null && came.arrived !== null && came.left !== null;
  return {
    ...of,
    participant_id: personId(code),
    meeting_id: idOf('meeting', keyOf(seat)),
    on_date: on,
    session_id: session === null ? null : idOf('session', session),
    status: came?.status ?? ('expected' as const),
    reason: came?.status === 'away' ? ('told-us' as const) : null,
    stays: JSON.stringify(
      isThere
        ? [
            {
              from: moment(on, came.arrived ?? 0).toISOString(),
              until: moment(on, came.left ?? 0).toISOString(),
              by: siteId === null ? 'video' : 'room',
            },
          ]
        : [],
    ),
    delivered_minutes: came?.counted ?? 0,
    // Less than half of a session counts for nothing: rules.default.json.
    counted_minutes: came === null || 2 * came.counted < seat.end - seat.start ? 0 : came.counted,
  };
}

function seatsUntil(today: string): readonly Seat[] {
  const thisWeek = mondayOf(today);
  const weeksAgo = Array.from({ length: WEEKS_BACK + 1 }, (_, weeks) => weeks);
  return [
    ...PEOPLE.flatMap((person) =>
      weeksAgo.flatMap((weeks) => {
        const monday = weekAfter(thisWeek, -weeks);
        const shipped = (weeks === 0 ? SHIPPED.this : SHIPPED.last).people[person.code];
        if (weeks <= person.weeksIn)
          return [
            ...groupSeats(person, shipped?.sessions ?? [], monday, weeks, today),
            ...visitSeats(person, shipped?.visits ?? [], monday, weeks, today),
          ];
        const earlier = person.before;
        return earlier !== undefined && weeks <= person.weeksIn + earlier.weeks
          ? groupSeats(person, earlier.groups, monday, weeks, today)
          : [];
      }),
    ),
    ...FORMER.flatMap((person) =>
      weeksAgo
        .filter((weeks) => person.endedWeeksAgo < weeks && weeks <= person.weeksIn)
        .flatMap((weeks) => groupSeats(person, person.groups, weekAfter(thisWeek, -weeks), weeks, today)),
    ),
  ];
}

type Person = (typeof EVERYBODY)[number];

function groupSeats(
  person: Person,
  groups: readonly string[],
  monday: string,
  weeksAgo: number,
  today: string,
): readonly Seat[] {
  const attended = attendedWeek(person, groups, monday, weeksAgo, today);
  return groups.map((key): Seat => {
    const session = SESSIONS.find((one) => one.key === key);
    if (session === undefined) throw new Error(`No group "${key}" in the demo program.`);
    return {
      code: person.code,
      monday,
      came: attended.find((one) => one.session === key) ?? null,
      start: session.start,
      end: session.end,
      session: key,
      kind: session.kind,
      activity: session.activity,
      leaders: session.staff,
      siteId: session.site === null ? null : idOf('site', session.site),
      roomId: session.room === null ? null : idOf('room', session.room),
    };
  });
}

function visitSeats(
  person: Person,
  visits: readonly { readonly kind: string; readonly staff: string; readonly start: number }[],
  monday: string,
  weeksAgo: number,
  today: string,
): readonly Seat[] {
  return visits.map(({ kind, staff, start }): Seat => {
    const end = start + (VISIT_MINUTES[kind] ?? 0);
    const on = dayOf(monday, start);
    return {
      code: person.code,
      monday,
      came:
        on < today
          ? attendedVisit(
              person,
              { kind, on, start: start % DAY, end: (start % DAY) + end - start },
              weeksAgo,
            )
          : null,
      start,
      end,
      session: null,
      kind,
      activity: kind,
      leaders: [staff],
      siteId: siteOfVisit(person.code, kind),
      roomId: null,
    };
  });
}
