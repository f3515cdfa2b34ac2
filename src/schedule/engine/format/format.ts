import { z } from 'zod';
import { dayOf } from '../person/rules.ts';

/** Whole minutes from Monday 00:00 wall time; an interval is half open and ends by Sunday midnight (10080). */
const minute = z.number().int().min(0).max(10080);
const id = z.string().min(1).max(100);
const tags = z.array(z.string().min(1).max(60)).max(100);
const span = z.tuple([minute, minute]);

const visitNeed = z.strictObject({
  kind: z.string().min(1).max(60).describe('Each kind once a person'),
  minutes: z.number().int().min(5).max(480),
  count: z.number().int().min(0).max(20).describe('How many of them the week needs; never more are given'),
  staff: z.array(id).min(1).max(200).describe('One of these members of staff'),
  site: id.nullable().exactOptional().describe('Left out: the first site of the person; null: by video'),
});

const settings = z.strictObject({
  travel: z
    .number()
    .int()
    .min(0)
    .max(600)
    .describe('Minutes kept free on both sides of an in-person stay, against busy time and between sites'),
  tick: z.number().int().min(1).max(120).describe('Visits start on multiples of so many minutes'),
  maxConsecutive: z
    .number()
    .int()
    .min(1)
    .max(1440)
    .describe('Longest run of treatment in minutes; a break under 15 minutes does not end a run'),
});

const staff = z.strictObject({
  id: id.describe('Unique among the staff'),
  tags: tags.describe('What this member of staff can do; for people, the search does not read it'),
  free: z.array(span).max(500).describe('When visits may be; an interval is half open: [start, end)'),
  maxMinutes: z.number().int().min(0).max(10080).describe('Most minutes of the week, sessions led included'),
  maxMinutesPerDay: z
    .number()
    .int()
    .min(0)
    .max(1440)
    .describe('Most minutes of a day, sessions led included'),
});

const session = z.strictObject({
  id: id.describe('Unique among the sessions'),
  kind: z.string().min(1).max(60).describe('"group" and the like'),
  activity: z.string().min(1).max(100).describe('What is done, as activities are asked for'),
  start: minute.describe('Minutes from Monday 00:00 wall time'),
  end: minute.describe('On the same day; not part of the session itself'),
  site: id.nullable().describe('null: by video'),
  room: id.nullable().exactOptional().describe('At the site of the session; its seats bind as well'),
  staff: z.array(id).max(20).describe('Who leads it'),
  requires: tags.describe('A person must carry all of these tags'),
  min: z.number().int().min(0).max(1000).describe('Fewest people a candidate opens with'),
  max: z.number().int().min(0).max(1000).describe('Most people'),
  status: z.enum(['fixed', 'candidate']).describe('A fixed session meets anyway; a candidate only if opened'),
  openCost: z.number().int().min(0).max(1_000_000).describe('What opening it costs (goal 3)'),
});

const busy = z.strictObject({
  start: minute,
  end: minute,
  travel: z.number().int().min(0).max(600).exactOptional().describe('Instead of settings.travel'),
  soft: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .exactOptional()
    .describe('Allowed, and costs so much for every minute met (goal 5); left out: never'),
});

const needs = z.strictObject({
  minutes: z.number().int().min(0).max(10080).describe('Minutes prescribed for the week'),
  minDays: z.number().int().min(0).max(7).describe('On at least so many days'),
  maxMinutesPerDay: z.number().int().min(0).max(1440),
  visits: z.array(visitNeed).max(10),
  activities: z
    .array(
      z.strictObject({
        activity: z.string().min(1).max(100),
        minMinutes: z.number().int().min(0).max(10080).describe('At least so many of the minutes'),
      }),
    )
    .max(20),
});

const current = z.strictObject({
  sessions: z.array(id).max(200),
  visits: z.array(z.strictObject({ kind: z.string(), staff: id, start: minute })).max(50),
});

const person = z.strictObject({
  id: id.describe('Unique among the people; a code, never a name'),
  weight: z.number().int().min(1).max(1000).describe('What being served counts (goal 1)'),
  tags: tags.describe('Which sessions are meant for this person'),
  sites: z.array(id).max(100).describe('Where this person can be; the first is where visits are'),
  video: z.boolean().describe('Whether this person can join by video'),
  busy: z.array(busy).max(1000).describe('When something else is'),
  needs: needs.describe('What is prescribed; served is who has all of it'),
  current: current.exactOptional().describe('The week they live by now: keeping it is goal 4'),
});

export const weekSchema = z.strictObject({
  format: z.literal('daybridge-week/1'),
  week: z.iso.date().describe('The Monday'),
  zone: z.string().min(1).max(60).describe('IANA time zone of all wall times'),
  settings,
  sites: z.array(z.strictObject({ id })).max(1000),
  rooms: z.array(z.strictObject({ id, site: id, seats: z.number().int().min(0).max(1000) })).max(5000),
  staff: z.array(staff).max(5000),
  sessions: z.array(session).max(20_000),
  people: z.array(person).max(100_000),
  apart: z
    .array(z.tuple([id, id]))
    .max(100_000)
    .describe('Pairs of people who never share a session'),
});

export type Week = z.infer<typeof weekSchema>;
export type Person = Week['people'][number];
export type Session = Week['sessions'][number];
export type VisitNeed = Person['needs']['visits'][number];

export interface Visit {
  readonly kind: string;
  readonly staff: string;
  readonly start: number;
}
export interface Assignment {
  readonly person: string;
  readonly sessions: readonly string[];
  readonly visits: readonly Visit[];
}
/** The five goals, compared in this order: more, more, less, less, less. */
export interface Score {
  readonly served: number;
  readonly credited: number;
  readonly opened: number;
  readonly moves: number;
  readonly friction: number;
}

const score = z.strictObject({
  served: z.number(),
  credited: z.number(),
  opened: z.number(),
  moves: z.number(),
  friction: z.number(),
});
const assignment = z.strictObject({
  person: id,
  sessions: z.array(id),
  visits: z.array(z.strictObject({ kind: z.string(), staff: id, start: minute })),
});
const because = z.looseObject({ code: z.string() });
const fix = z.looseObject({ kind: z.string(), serves: z.number().int() });

export const planSchema = z.strictObject({
  format: z.literal('daybridge-week-plan/1'),
  assignments: z.array(assignment),
  opened: z.array(id),
  score,
  bound: z.strictObject({ served: z.number(), credited: z.number() }),
  gap: z.strictObject({ served: z.number(), credited: z.number() }),
  status: z.enum(['optimal', 'feasible']),
  unserved: z.array(
    z.strictObject({ person: id, minutes: z.number(), because: z.array(because), fixes: z.array(fix) }),
  ),
  stats: z.looseObject({ seconds: z.number() }),
});
export type Plan = z.infer<typeof planSchema>;
export type Because = Plan['unserved'][number]['because'][number];
export type Fix = Plan['unserved'][number]['fixes'][number];

export interface Fault {
  /** JSON path: "$.sessions[3].room". */
  readonly path: string;
  readonly message: string;
}
export type Parsed =
  | { readonly ok: true; readonly week: Week }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const FAULTS_MAX = 1000;

/** Reads a week file: the whole of it is taken, or refused with every fault by its JSON path. */
export function parseWeek(input: unknown): Parsed {
  const read = weekSchema.safeParse(input);
  if (!read.success) {
    return {
      ok: false,
      faults: most(read.error.issues.map((issue) => ({ path: pathOf(issue.path), message: issue.message }))),
    };
  }
  const faults = contradictions(read.data);
  return faults.length === 0 ? { ok: true, week: read.data } : { ok: false, faults: most(faults) };
}

/** So many faults as somebody can read, and how many more there are. */
const most = (faults: readonly Fault[]): readonly Fault[] =>
  faults.length <= FAULTS_MAX
    ? faults
    : [...faults.slice(0, FAULTS_MAX), { path: '$', message: `And ${faults.length - FAULTS_MAX} more.` }];

const pathOf = (parts: readonly PropertyKey[]): string =>
  parts.reduce<string>(
    (path, part) => path + (typeof part === 'number' ? `[${part}]` : `.${String(part)}`),
    '$',
  );

/** Everything in a well-formed week that cannot be true at once. */
function contradictions(week: Week): Fault[] {
  const faults: Fault[] = [];
  const say = (path: string, message: string) => faults.push({ path, message });
  const idsOf = (list: readonly { id: string }[], name: string) => {
    const seen = new Map<string, number>();
    list.forEach((item, at) => {
      const first = seen.get(item.id);
      if (first === undefined) seen.set(item.id, at);
      else say(`$.${name}[${at}].id`, `"${item.id}" is the id of $.${name}[${first}] already.`);
    });
    return seen;
  };
  if (new Date(`${week.week}T00:00:00Z`).getUTCDay() !== 1) say('$.week', 'It is no Monday.');
  if (!isZone(week.zone)) say('$.zone', `There is no time zone "${week.zone}".`);
  const sites = idsOf(week.sites, 'sites');
  const rooms = idsOf(week.rooms, 'rooms');
  const staff = idsOf(week.staff, 'staff');
  const sessions = idsOf(week.sessions, 'sessions');
  const people = idsOf(week.people, 'people');
  const known = (ids: ReadonlyMap<string, number>, name: string, path: string, what: string) => {
    if (!ids.has(name)) say(path, `There is no ${what} "${name}".`);
  };
  const once = <T>(list: readonly T[], path: string, keyOf: (item: T) => string) => {
    const seen = new Set<string>();
    list.forEach((item, nth) => {
      const key = keyOf(item);
      if (seen.has(key)) say(`${path}[${nth}]`, 'It is given twice.');
      seen.add(key);
    });
  };
  const ordered = (start: number, end: number, path: string) => {
    if (end <= start) say(path, `It ends (${end}) before or when it starts (${start}).`);
  };

  week.rooms.forEach((room, at) => known(sites, room.site, `$.rooms[${at}].site`, 'site'));
  week.staff.forEach((member, at) => {
    member.free.forEach(([start, end], nth) => ordered(start, end, `$.staff[${at}].free[${nth}]`));
  });
  week.sessions.forEach((session, at) => {
    const path = `$.sessions[${at}]`;
    ordered(session.start, session.end, `${path}.end`);
    if (session.start < session.end && dayOf(session.start) !== dayOf(session.end - 1))
      say(`${path}.end`, 'It passes midnight: a session is on one day.');
    once(session.staff, `${path}.staff`, (member) => member);
    if (session.site !== null) known(sites, session.site, `${path}.site`, 'site');
    if (session.room != null) {
      known(rooms, session.room, `${path}.room`, 'room');
      const room = week.rooms[rooms.get(session.room) ?? -1];
      if (room !== undefined && room.site !== session.site) {
        say(
          `${path}.room`,
          `Room "${room.id}" is at "${room.site}", the session at ${session.site === null ? 'no site (video)' : `"${session.site}"`}.`,
        );
      }
    }
    session.staff.forEach((member, nth) => known(staff, member, `${path}.staff[${nth}]`, 'member of staff'));
    if (session.min > session.max)
      say(`${path}.min`, `At least ${session.min} but at most ${session.max} people.`);
  });
  doubleBooked(week, say);
  week.people.forEach((person, at) => {
    const path = `$.people[${at}]`;
    person.sites.forEach((site, nth) => known(sites, site, `${path}.sites[${nth}]`, 'site'));
    person.busy.forEach((busy, nth) => ordered(busy.start, busy.end, `${path}.busy[${nth}].end`));
    const kinds = new Set<string>();
    person.needs.visits.forEach((visit, nth) => {
      const where = `${path}.needs.visits[${nth}]`;
      visit.staff.forEach((member, of) => known(staff, member, `${where}.staff[${of}]`, 'member of staff'));
      if (visit.site != null) known(sites, visit.site, `${where}.site`, 'site');
      if (kinds.has(visit.kind)) say(`${where}.kind`, `Visits of kind "${visit.kind}" are asked for twice.`);
      kinds.add(visit.kind);
    });
    once(person.current?.sessions ?? [], `${path}.current.sessions`, (session) => session);
    once(person.current?.visits ?? [], `${path}.current.visits`, ({ kind, staff, start }) =>
      JSON.stringify([kind, staff, start]),
    );
    person.current?.sessions.forEach((session, nth) =>
      known(sessions, session, `${path}.current.sessions[${nth}]`, 'session'),
    );
    person.current?.visits.forEach((visit, nth) =>
      known(staff, visit.staff, `${path}.current.visits[${nth}].staff`, 'member of staff'),
    );
  });
  week.apart.forEach(([one, other], at) => {
    known(people, one, `$.apart[${at}][0]`, 'person');
    known(people, other, `$.apart[${at}][1]`, 'person');
    if (one === other) say(`$.apart[${at}]`, 'Nobody can be kept apart from themself.');
  });
  return faults;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Fixed sessions that need the same room or the same member of staff at the same time. */
function doubleBooked(week: Week, say: (path: string, message: string) => void): void {
  const uses = new Map<string, number[]>();
  week.sessions.forEach((session, at) => {
    if (session.status !== 'fixed') return;
    const keys = session.staff.map((member) => `Member of staff "${member}"`);
    if (session.room != null) keys.push(`Room "${session.room}"`);
    for (const key of new Set(keys)) uses.set(key, [...(uses.get(key) ?? []), at]);
  });
  for (const [what, list] of uses) {
    const inOrder = list
      .map((at) => ({ at, session: week.sessions[at] as Session }))
      .sort((a, b) => a.session.start - b.session.start || a.at - b.at);
    // Whichever of those before runs longest is in the way, not only the one before.
    let latest = inOrder[0]?.session;
    for (const { at, session } of inOrder.slice(1)) {
      if (latest === undefined) break;
      if (session.start < latest.end) {
        const field = what.startsWith('Room') ? 'room' : 'staff';
        say(`$.sessions[${at}].${field}`, `${what} is in session "${latest.id}" then.`);
      }
      if (session.end > latest.end) latest = session;
    }
  }
}
