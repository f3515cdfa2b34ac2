/** The rows in which people meet: seats, candidates, staff, people kept apart. */
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { cliques } from './conflicts.ts';
import type { Part } from './model.ts';
import { dayOf, lengthOf, overlaps } from './options.ts';
import type { Programme } from './programme.ts';

type Open = ReadonlyMap<number, number>;

/** Seats, the fewest people of a candidate, nobody in a session that stays closed, and people kept apart. */
export function rosterRows(programme: Programme, week: Week, parts: readonly Part[], open: Open): void {
  const rosters: number[][] = week.sessions.map(() => []);
  for (const { options, first } of parts) {
    options.forEach(({ session }, at) => {
      rosters[session]?.push(first + at);
    });
  }
  const roomSeats = new Map(week.rooms.map(({ id, seats }) => [id, seats]));
  week.sessions.forEach(({ room, max, min }, at) => {
    const roster = rosters[at]!.map((column): [number, number] => [column, 1]);
    const seats = room == null ? max : Math.min(max, roomSeats.get(room) ?? 0);
    const candidate = open.get(at);
    if (candidate === undefined) {
      if (roster.length > seats) programme.atMost(roster, seats);
      return;
    }
    programme.atMost([...roster, [candidate, -seats]], 0);
    programme.atLeast([...roster, [candidate, -min]], 0);
    for (const [column] of roster) {
      programme.atMost(
        [
          [column, 1],
          [candidate, -1],
        ],
        0,
      );
    }
  });
  const partOf = new Map(parts.map((part) => [part.person.id, part]));
  for (const [one, other] of week.apart) {
    const theirs = columnsBySession(partOf.get(other));
    for (const [session, column] of columnsBySession(partOf.get(one))) {
      const both = theirs.get(session);
      if (both === undefined) continue;
      programme.atMost(
        [
          [column, 1],
          [both, 1],
        ],
        1,
      );
    }
  }
}

const columnsBySession = (part: Part | undefined): Map<number, number> =>
  new Map(
    part?.options.flatMap(({ session }, at): [number, number][] =>
      session < 0 ? [] : [[session, part.first + at]],
    ),
  );

/** A candidate opens only with its room and staff free of every other session. */
export function candidateRows(programme: Programme, week: Week, open: Open): void {
  const byUse = new Map<string, number[]>();
  week.sessions.forEach(({ room, staff }, at) => {
    for (const use of [...staff.map((id) => `staff ${id}`), ...(room == null ? [] : [`room ${room}`])]) {
      const users = byUse.get(use) ?? [];
      users.push(at);
      byUse.set(use, users);
    }
  });
  for (const [at, column] of open) {
    const session = week.sessions[at]!;
    const uses = [
      ...session.staff.map((id) => `staff ${id}`),
      ...(session.room == null ? [] : [`room ${session.room}`]),
    ];
    const inTheWay = new Set(
      uses
        .flatMap((use) => byUse.get(use) ?? [])
        .filter((other) => other !== at && overlaps(session, week.sessions[other]!)),
    );
    for (const other of inTheWay) {
      const otherColumn = open.get(other);
      if (otherColumn === undefined) programme.forbid(column);
      else if (otherColumn > column) {
        programme.atMost(
          [
            [column, 1],
            [otherColumn, 1],
          ],
          1,
        );
      }
    }
  }
}

interface Duty {
  readonly start: number;
  readonly end: number;
  readonly column: number;
}

/** Staff hold one thing at a time and stay within their minutes of the day and week; sessions led count. */
export function staffRows(programme: Programme, week: Week, parts: readonly Part[], open: Open): void {
  const duties: Duty[][] = week.staff.map(() => []);
  for (const { options, first } of parts) {
    options.forEach(({ staff, start, end }, at) => {
      duties[staff]?.push({ start, end, column: first + at });
    });
  }
  week.staff.forEach(({ id, maxMinutes, maxMinutesPerDay }, at) => {
    const led = week.sessions.flatMap((session, nth) =>
      session.staff.includes(id) ? [{ start: session.start, end: session.end, column: open.get(nth) }] : [],
    );
    const fixed = led.filter(({ column }) => column === undefined);
    const mine = [
      ...duties[at]!,
      ...led.flatMap(({ column, ...stay }) => (column === undefined ? [] : [{ ...stay, column }])),
    ].sort((a, b) => a.start - b.start || a.end - b.end);
    for (const set of cliques(mine)) {
      programme.atMost(
        set.map((nth) => [mine[nth]!.column, 1]),
        1,
      );
    }
    const sum = (stays: readonly { start: number; end: number }[]) =>
      stays.reduce((total, stay) => total + lengthOf(stay), 0);
    const within = (limit: number, stays: readonly Duty[], spent: number) => {
      const left = Math.max(0, limit - spent);
      programme.atMost(
        stays.map((stay) => [stay.column, lengthOf(stay)]),
        left,
      );
    };
    within(maxMinutes, mine, sum(fixed));
    for (let day = 0; day < 7; day++) {
      const isToday = ({ start }: { start: number }) => dayOf(start) === day;
      within(maxMinutesPerDay, mine.filter(isToday), sum(fixed.filter(isToday)));
    }
  });
}
