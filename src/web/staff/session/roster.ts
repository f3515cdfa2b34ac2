import type { SessionShown } from '../../../treat/index.ts';
import type { Mark, MarkOf, RosterRow, Waiting } from './outbox.ts';

export type Held = SessionShown['session'];
/** A row as the person at the door sees it: what the server knows, and on top of it what waits. */
export interface SeenRow extends RosterRow {
  readonly isWaiting: boolean;
}

const MINUTE_MS = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** The roster with the marks that are on their way. Their minutes are what the server will count, but for its rules. */
export function withWaiting(
  roster: readonly RosterRow[],
  items: readonly Waiting[],
  session: Held,
): readonly SeenRow[] {
  const waiting = items
    .filter(({ meeting, refused }) => meeting === session.meeting && refused === null)
    .flatMap(({ marks }) => marks);
  return roster.map((row) => {
    const own = waiting.filter(({ participant }) => participant === row.participant);
    const seen = own.reduce((before, { mark }) => markedRow(before, mark, session), row);
    return { ...seen, isWaiting: own.length > 0 };
  });
}

function markedRow(row: RosterRow, mark: Mark, session: Held): RosterRow {
  const by = session.place === null ? 'video' : 'room';
  const with_ = (
    status: RosterRow['status'],
    stays: RosterRow['stays'],
    reason: RosterRow['reason'] = null,
  ) => {
    const minutes = minutesOf(stays, session);
    const counted = row.week.countedMinutes - row.countedMinutes + minutes;
    return {
      ...row,
      status,
      stays,
      reason,
      deliveredMinutes: minutes,
      countedMinutes: minutes,
      week: { ...row.week, countedMinutes: counted },
    };
  };
  const { endsAt } = session;
  switch (mark.is) {
    case 'expected':
      return with_('expected', []);
    case 'away':
      return with_('away', [], mark.reason);
    case 'here':
      return with_('here', [{ from: session.startsAt, until: endsAt, by }]);
    case 'late':
      return with_('late', [{ from: mark.at, until: endsAt, by }]);
    case 'left': {
      const last = row.stays.at(-1);
      return last === undefined
        ? row
        : with_(row.status, [...row.stays.slice(0, -1), { ...last, until: mark.at }], row.reason);
    }
    case 'back':
      return with_(row.status, [...row.stays, { from: mark.at, until: endsAt, by }], row.reason);
  }
}

/** Whole minutes of stays within the session, its breaks left out. Stays of one person do not overlap. */
function minutesOf(stays: RosterRow['stays'], { startsAt, endsAt, breaks }: Held): number {
  const overlap = (from: string, until: string, start: number, end: number) =>
    Math.max(0, Math.min(Date.parse(until), end) - Math.max(Date.parse(from), start));
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  const ms = stays.reduce((sum, { from, until }) => {
    const out = until ?? endsAt;
    const stayed = overlap(from, out, start, end);
    const paused = breaks.reduce(
      (all, pause) => all + overlap(pause.from, pause.until, Date.parse(from), Date.parse(out)),
      0,
    );
    return sum + Math.max(0, stayed - paused);
  }, 0);
  return Math.floor(ms / MINUTE_MS);
}

/** The marks that make a row what it is now, one after the other: how a newer mark is taken back. */
export function marksOf(row: RosterRow, session: Held): readonly Mark[] {
  if (row.status === 'expected') return [{ is: 'expected' }];
  if (row.status === 'away') return [{ is: 'away', reason: row.reason ?? 'no-word' }];
  const came = row.stays[0]?.from ?? session.startsAt;
  const first: Mark = row.status === 'late' ? { is: 'late', at: came } : { is: 'here' };
  return [
    first,
    ...row.stays.flatMap(({ from, until }, nth): Mark[] => [
      ...(nth === 0 ? [] : [{ is: 'back', at: from } as const]),
      ...(until === null || until >= session.endsAt ? [] : [{ is: 'left', at: until } as const]),
    ]),
  ];
}

/** Everybody of whom nothing is known yet is here. */
export const restAreHere = (rows: readonly SeenRow[], except: string | undefined): readonly MarkOf[] =>
  rows.flatMap(({ participant, version, status }) =>
    status === 'expected' && participant !== except ? [{ participant, version, mark: { is: 'here' } }] : [],
  );

/** Now, kept within the session; once it is over, when being late begins. */
export function momentFor(session: Held, lateAfterMinutes: number, now: number): string {
  const [start, end] = [Date.parse(session.startsAt), Date.parse(session.endsAt)];
  if (now >= end) return iso(start + lateAfterMinutes * MINUTE_MS);
  return iso(Math.floor(Math.max(start, now) / MINUTE_MS) * MINUTE_MS);
}

/** Earlier or later by some minutes, kept within the session. */
export function nudged(at: string, minutes: number, { startsAt, endsAt }: Held): string {
  const wanted = Date.parse(at) + minutes * MINUTE_MS;
  return iso(Math.min(Math.max(wanted, Date.parse(startsAt)), Date.parse(endsAt)));
}
