/**
 * The whole week as one integer programme: every hard rule a row, every goal an objective. Columns say which
 * session a person sits in, when a visit starts, which candidate opens, who is served.
 */
import type { Assignment, Person, Week } from '../format/format.ts';
import type { PersonOptions } from '../person/options.ts';
import type { SessionOption, VisitOption } from '../person/person-week.ts';
import { BREAK_MINUTES, clash, DAY, dayOf, EXTRA_DAY_FRICTION, type Thing } from '../person/rules.ts';
import { Programme, type Terms } from './program.ts';

interface Seat extends Thing {
  readonly column: number;
  readonly session?: SessionOption;
  readonly visit?: VisitOption;
}

export interface WeekModel {
  readonly programme: Programme;
  /** Terms and constant of each goal, to be made as large (served, credited) or as small (the rest) as can be. */
  readonly goals: {
    readonly served: Terms;
    readonly credited: Terms;
    readonly opened: Terms;
    readonly moves: { readonly terms: Terms; readonly constant: number };
    readonly friction: Terms;
  };
  /** The plan a solution stands for. */
  read(values: ArrayLike<number>): { assignments: Assignment[]; opened: string[] };
  /** The columns of a plan, to start from. */
  write(assignments: ReadonlyMap<string, Assignment>, opened: ReadonlySet<string>): Float64Array;
}

export function modelOf(week: Week, everybody: readonly PersonOptions[]): WeekModel {
  const programme = new Programme();
  const openColumns = new Map<string, number>();
  for (const session of week.sessions) {
    if (session.status === 'candidate') openColumns.set(session.id, programme.binary());
  }
  const parts = everybody.map((one) => personPart(programme, week, one));
  sessionRows(programme, week, parts, openColumns);
  candidateRows(programme, week, openColumns);
  staffRows(programme, week, parts, openColumns);
  apartRows(programme, week, parts);

  const served: [number, number][] = parts.map(({ person, served: column }) => [column, person.weight]);
  const credited: [number, number][] = parts.map(({ credited: column }) => [column, 1]);
  const opened: [number, number][] = week.sessions.flatMap(({ id, openCost }) => {
    const column = openColumns.get(id);
    return column === undefined ? [] : [[column, openCost] as [number, number]];
  });
  const kept: [number, number][] = parts.flatMap(({ seats }) =>
    seats
      .filter(({ session, visit }) => (session ?? visit)?.isCurrent === true)
      .map(({ column }) => [column, -1] as [number, number]),
  );
  const things = everybody.reduce(
    (sum, { person }) => sum + (person.current?.sessions.length ?? 0) + (person.current?.visits.length ?? 0),
    0,
  );
  return {
    programme,
    goals: {
      served,
      credited,
      opened,
      moves: { terms: kept, constant: things },
      friction: parts.flatMap(({ friction }) => friction),
    },
    read: (values) => ({
      assignments: parts.map(({ person, seats }) => readPerson(person, seats, values)),
      opened: [...openColumns].filter(([, column]) => (values[column] ?? 0) > 0.5).map(([id]) => id),
    }),
    write: (assignments, open) => {
      const values = new Float64Array(programme.columns.length);
      for (const [id, column] of openColumns) values[column] = open.has(id) ? 1 : 0;
      for (const part of parts) writePerson(part, assignments.get(part.person.id), values);
      return values;
    },
  };
}

interface PersonPart {
  readonly person: Person;
  readonly seats: readonly Seat[];
  readonly served: number;
  readonly credited: number;
  readonly days: readonly {
    readonly day: number;
    readonly used: number;
    readonly first: number;
    readonly last: number;
    readonly idle: number;
  }[];
  readonly extraDays: number;
  readonly friction: Terms;
}

function personPart(programme: Programme, week: Week, { person, problem }: PersonOptions): PersonPart {
  const seats: Seat[] = [
    ...problem.sessions.map((session) => ({ ...placeOf(session), column: programme.binary(), session })),
    ...problem.visits.map((visit) => ({ ...placeOf(visit), column: programme.binary(), visit })),
  ];
  const served = programme.binary();
  const credited = programme.continuous(0, person.needs.minutes);
  const minutes: [number, number][] = seats.map((seat) => [seat.column, seat.end - seat.start]);
  const { needs } = person;

  programme.atMost(
    [[credited, 1], ...minutes.map(([column, factor]): [number, number] => [column, -factor])],
    0,
  );
  programme.atLeast([...minutes, [served, -needs.minutes]], 0);
  programme.atMost(minutes, problem.needs.minutesMax);
  for (const { activity, minMinutes } of needs.activities) {
    const terms = seats
      .filter(({ session }) => session?.activity === activity)
      .map((seat): [number, number] => [seat.column, seat.end - seat.start]);
    programme.atLeast([...terms, [served, -minMinutes]], 0);
  }
  needs.visits.forEach(({ count }, nth) => {
    const terms = seats
      .filter(({ visit }) => visit?.need === nth)
      .map((seat): [number, number] => [seat.column, 1]);
    programme.atMost(terms, count);
    programme.atLeast([...terms, [served, -count]], 0);
  });
  oneThingAtATime(programme, week, problem.needs.visits, seats);
  shortRuns(programme, week, problem.needs.visits, seats);

  const days = Array.from({ length: 7 }, (_, day) => {
    const today = seats.filter(({ start }) => dayOf(start) === day);
    const used = programme.binary();
    programme.atMost([[used, 1], ...today.map((seat): [number, number] => [seat.column, -1])], 0);
    for (const seat of today) {
      programme.atMost(
        [
          [seat.column, 1],
          [used, -1],
        ],
        0,
      );
    }
    programme.atMost(
      today.map((seat): [number, number] => [seat.column, seat.end - seat.start]),
      needs.maxMinutesPerDay,
    );
    return { day, used, ...idleColumns(programme, day, today) };
  });
  programme.atLeast([...days.map(({ used }): [number, number] => [used, 1]), [served, -needs.minDays]], 0);
  const extraDays = programme.continuous(0, 7);
  programme.atLeast(
    [[extraDays, 1], ...days.map(({ used }): [number, number] => [used, -1])],
    -needs.minDays,
  );

  const friction: [number, number][] = [
    ...seats
      .map((seat): [number, number] => [seat.column, (seat.session ?? seat.visit)?.friction ?? 0])
      .filter(([, cost]) => cost > 0),
    ...days.map(({ idle }): [number, number] => [idle, 1]),
    [extraDays, EXTRA_DAY_FRICTION],
  ];
  return { person, seats, served, credited, days, extraDays, friction };
}

const placeOf = ({ start, end, site }: Thing): Thing => ({ start, end, site });

/** Idle time of a day: from the first start to the last end, less the treatment in between. */
function idleColumns(programme: Programme, day: number, today: readonly Seat[]) {
  const first = programme.continuous(0, DAY);
  const last = programme.continuous(0, DAY);
  const idle = programme.continuous(0, DAY);
  for (const { column, start, end } of today) {
    const [from, to] = [start - day * DAY, end - day * DAY];
    programme.atMost(
      [
        [first, 1],
        [column, DAY - from],
      ],
      DAY,
    );
    programme.atLeast(
      [
        [last, 1],
        [column, -to],
      ],
      0,
    );
  }
  if (today.length > 0) {
    // On an unused day both ends can meet anywhere, so nothing is charged.
    programme.atLeast(
      [
        [idle, 1],
        [last, -1],
        [first, 1],
        ...today.map((seat): [number, number] => [seat.column, seat.end - seat.start]),
      ],
      0,
    );
  }
  return { first, last, idle };
}

/** Cliques of things that overlap, and the pairs that travel between sites forbids. */
function oneThingAtATime(
  programme: Programme,
  week: Week,
  counts: readonly number[],
  seats: readonly Seat[],
): void {
  const starts = [...new Set(seats.map(({ start }) => start))].sort((a, b) => a - b);
  for (const at of starts) {
    const here = seats.filter(({ start, end }) => start <= at && at < end);
    if (here.length > 1)
      programme.atMost(
        here.map(({ column }): [number, number] => [column, 1]),
        1,
      );
  }
  const sessions = seats.filter(({ session }) => session !== undefined);
  const overlaps = (a: Thing, b: Thing) => a.start < b.end && b.start < a.end;
  for (const [nth, one] of sessions.entries()) {
    for (const other of sessions.slice(nth + 1)) {
      if (clash(one, other, week.settings) && !overlaps(one, other)) {
        programme.atMost(
          [
            [one.column, 1],
            [other.column, 1],
          ],
          1,
        );
      }
    }
    counts.forEach((count, need) => {
      const far = seats.filter(
        (seat) => seat.visit?.need === need && clash(one, seat, week.settings) && !overlaps(one, seat),
      );
      if (far.length > 0) {
        programme.atMost(
          [[one.column, count], ...far.map(({ column }): [number, number] => [column, 1])],
          count,
        );
      }
    });
  }
  const visits = seats.filter(({ visit }) => visit !== undefined);
  for (const [nth, one] of visits.entries()) {
    for (const other of visits.slice(nth + 1)) {
      if (one.site !== other.site && clash(one, other, week.settings) && !overlaps(one, other)) {
        programme.atMost(
          [
            [one.column, 1],
            [other.column, 1],
          ],
          1,
        );
      }
    }
  }
}

/** Forbids every shortest chain of things, breaks under 15 minutes, that runs longer than allowed. */
function shortRuns(
  programme: Programme,
  week: Week,
  counts: readonly number[],
  seats: readonly Seat[],
): void {
  const inOrder = [...seats].sort((a, b) => a.start - b.start || a.end - b.end);
  const extend = (chain: readonly Seat[], runStart: number, from: number) => {
    const last = chain.at(-1);
    if (last === undefined) return;
    if (last.end - runStart > week.settings.maxConsecutive) {
      programme.atMost(
        chain.map(({ column }): [number, number] => [column, 1]),
        chain.length - 1,
      );
      return;
    }
    for (let nth = from; nth < inOrder.length; nth++) {
      const seat = inOrder[nth];
      if (
        seat === undefined ||
        seat.start - last.end >= BREAK_MINUTES ||
        dayOf(seat.start) !== dayOf(last.start)
      )
        break;
      if (seat.start < last.end) continue;
      // More visits of a kind than asked for are forbidden already: such a chain needs no row of its own.
      const need = seat.visit?.need;
      if (
        need !== undefined &&
        chain.filter(({ visit }) => visit?.need === need).length >= (counts[need] ?? 0)
      )
        continue;
      extend([...chain, seat], runStart, nth + 1);
    }
  };
  inOrder.forEach((seat, nth) => extend([seat], seat.start, nth + 1));
}

const rosterTerms = (parts: readonly PersonPart[], session: string): [number, number][] =>
  parts.flatMap(({ seats }) =>
    seats.filter((seat) => seat.session?.id === session).map((seat): [number, number] => [seat.column, 1]),
  );

function sessionRows(
  programme: Programme,
  week: Week,
  parts: readonly PersonPart[],
  open: ReadonlyMap<string, number>,
): void {
  const rooms = new Map(week.rooms.map((room) => [room.id, room.seats]));
  for (const session of week.sessions) {
    const roster = rosterTerms(parts, session.id);
    const seats = session.room == null ? session.max : Math.min(session.max, rooms.get(session.room) ?? 0);
    const candidate = open.get(session.id);
    if (candidate === undefined) {
      if (roster.length > seats) programme.atMost(roster, seats);
      continue;
    }
    programme.atMost([...roster, [candidate, -seats]], 0);
    programme.atLeast([...roster, [candidate, -session.min]], 0);
    for (const [column] of roster) {
      programme.atMost(
        [
          [column, 1],
          [candidate, -1],
        ],
        0,
      );
    }
  }
}

/** A candidate opens only with its room and staff free of every other session. */
function candidateRows(programme: Programme, week: Week, open: ReadonlyMap<string, number>): void {
  for (const [nth, one] of week.sessions.entries()) {
    for (const other of week.sessions.slice(nth + 1)) {
      const columns = [open.get(one.id), open.get(other.id)].filter((column) => column !== undefined);
      if (columns.length === 0 || one.start >= other.end || other.start >= one.end) continue;
      const sameRoom = one.room != null && one.room === other.room;
      if (!sameRoom && !one.staff.some((member) => other.staff.includes(member))) continue;
      programme.atMost(
        columns.map((column): [number, number] => [column, 1]),
        columns.length - 1,
      );
    }
  }
}

/** Staff hold one thing at a time and stay within their minutes of the day and week; sessions led count. */
function staffRows(
  programme: Programme,
  week: Week,
  parts: readonly PersonPart[],
  open: ReadonlyMap<string, number>,
): void {
  for (const member of week.staff) {
    const visits = parts.flatMap(({ seats }) => seats.filter((seat) => seat.visit?.staff === member.id));
    const led = week.sessions.filter(({ staff }) => staff.includes(member.id));
    const fixed = led.filter(({ status }) => status === 'fixed');
    for (const visit of visits) {
      // Never beside a group that runs anyway: the column can only be 0.
      if (fixed.some((session) => session.start < visit.end && visit.start < session.end)) {
        programme.atMost([[visit.column, 1]], 0);
      }
    }
    const candidates = led.flatMap((session) => {
      const column = open.get(session.id);
      return column === undefined ? [] : [{ column, start: session.start, end: session.end }];
    });
    for (const at of new Set([...visits, ...candidates].map(({ start }) => start))) {
      const here = [...visits, ...candidates].filter(({ start, end }) => start <= at && at < end);
      if (here.length > 1)
        programme.atMost(
          here.map(({ column }): [number, number] => [column, 1]),
          1,
        );
    }
    const minutesOf = (things: readonly { column: number; start: number; end: number }[]) =>
      things.map((thing): [number, number] => [thing.column, thing.end - thing.start]);
    const ledMinutes = (sessions: typeof fixed) =>
      sessions.reduce((sum, { start, end }) => sum + end - start, 0);
    // Groups beyond the limit are the program's own choice; they only leave no minutes for visits.
    programme.atMost(
      minutesOf([...visits, ...candidates]),
      Math.max(0, member.maxMinutes - ledMinutes(fixed)),
    );
    for (let day = 0; day < 7; day++) {
      const today = <T extends { start: number }>(things: readonly T[]) =>
        things.filter(({ start }) => dayOf(start) === day);
      programme.atMost(
        minutesOf([...today(visits), ...today(candidates)]),
        Math.max(0, member.maxMinutesPerDay - ledMinutes(today(fixed))),
      );
    }
  }
}

function apartRows(programme: Programme, week: Week, parts: readonly PersonPart[]): void {
  const byId = new Map(parts.map((part) => [part.person.id, part]));
  for (const [one, other] of week.apart) {
    const theirs = new Map(
      byId.get(other)?.seats.flatMap((seat) => (seat.session ? [[seat.session.id, seat.column]] : [])),
    );
    for (const seat of byId.get(one)?.seats ?? []) {
      const column = seat.session === undefined ? undefined : theirs.get(seat.session.id);
      if (column === undefined) continue;
      programme.atMost(
        [
          [seat.column, 1],
          [column, 1],
        ],
        1,
      );
    }
  }
}

function readPerson(person: Person, seats: readonly Seat[], values: ArrayLike<number>): Assignment {
  const taken = seats.filter(({ column }) => (values[column] ?? 0) > 0.5).sort((a, b) => a.start - b.start);
  return {
    person: person.id,
    sessions: taken.flatMap(({ session }) => (session === undefined ? [] : [session.id])),
    visits: taken.flatMap(({ visit }) =>
      visit === undefined
        ? []
        : [{ kind: person.needs.visits[visit.need]?.kind ?? '', staff: visit.staff, start: visit.start }],
    ),
  };
}

function writePerson(part: PersonPart, assignment: Assignment | undefined, values: Float64Array): void {
  const { person, seats } = part;
  const taken = seats.filter((seat) =>
    seat.session !== undefined
      ? assignment?.sessions.includes(seat.session.id)
      : assignment?.visits.some(
          ({ kind, staff, start }) =>
            kind === person.needs.visits[seat.visit?.need ?? -1]?.kind &&
            staff === seat.visit?.staff &&
            start === seat.start,
        ),
  );
  for (const { column } of taken) values[column] = 1;
  const minutes = taken.reduce((sum, { start, end }) => sum + end - start, 0);
  values[part.credited] = Math.min(minutes, person.needs.minutes);
  let used = 0;
  for (const day of part.days) {
    const today = taken.filter(({ start }) => dayOf(start) === day.day);
    if (today.length === 0) continue;
    used++;
    values[day.used] = 1;
    const first = Math.min(...today.map(({ start }) => start)) - day.day * DAY;
    const last = Math.max(...today.map(({ end }) => end)) - day.day * DAY;
    values[day.first] = first;
    values[day.last] = last;
    values[day.idle] = last - first - today.reduce((sum, { start, end }) => sum + end - start, 0);
  }
  values[part.extraDays] = Math.max(0, used - person.needs.minDays);
  const isServed =
    minutes >= person.needs.minutes &&
    used >= person.needs.minDays &&
    person.needs.visits.every(
      ({ count }, nth) => taken.filter(({ visit }) => visit?.need === nth).length >= count,
    ) &&
    person.needs.activities.every(
      ({ activity, minMinutes }) =>
        taken.reduce(
          (sum, seat) => sum + (seat.session?.activity === activity ? seat.end - seat.start : 0),
          0,
        ) >= minMinutes,
    );
  values[part.served] = isServed ? 1 : 0;
}
