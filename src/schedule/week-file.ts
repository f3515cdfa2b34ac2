import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import type { Monday } from './calendar.ts';
import type { Week } from './engine/index.ts';
import { exceptionsIn, withExceptions } from './exception.store.ts';
import { publishedBefore, weeksIn } from './plan.store.ts';
import type { PersonWeek } from './plan.ts';
import { TRAVEL } from './seats.store.ts';

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

type Session = Week['sessions'][number];
type Person = Week['people'][number];

/**
 * The optimiser's file of one week: groups that meet in it, rooms, staff and their hours, everybody with a need
 * then, their busy time, who stays apart, and as `current` what people have now: the published plan of this week,
 * else of the latest week before it. What is different in this week only is in it. Only ids: no name, no record code.
 */
export async function weekFile(db: Db, week: Monday): Promise<Week> {
  return withExceptions(await usualWeek(db, week), await exceptionsIn(db, week));
}

/** The week as the program always has it. */
export async function usualWeek(db: Db, week: Monday): Promise<Week> {
  const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
  const sites = await db.selectFrom('guard.site').select('site_id as id').orderBy('site_id').execute();
  const rooms = await db
    .selectFrom('schedule.room')
    .select(['room_id as id', 'site_id as site', 'seats'])
    .orderBy('room_id')
    .execute();
  const sessions = await sessionsIn(db, week);
  const staff = await staffIn(db, week);
  const people = await peopleIn(db, week);
  return {
    format: 'daybridge-week/1',
    week,
    zone,
    settings: { ...TRAVEL },
    sites,
    rooms,
    staff,
    sessions,
    people: await withCurrent(db, week, people, sessions, staff),
    apart: await apartIn(db, new Set(people.map(({ id }) => id))),
  };
}

/** Groups whose day of this week lies between their first and last day. */
async function sessionsIn(db: Db, week: Monday): Promise<Session[]> {
  const day = sql<string>`${week}::date + s.start_minute / 1440`;
  const rows = await db
    .selectFrom('schedule.session as s')
    .select([
      's.session_id',
      's.kind',
      's.activity',
      's.start_minute',
      's.end_minute',
      's.site_id',
      's.room_id',
      's.requires',
      's.people_min',
      's.people_max',
      's.status',
      's.open_cost',
      sql<string[]>`array(
        select l.staff_id::text from schedule.session_staff l
        where l.org_id = s.org_id and l.session_id = s.session_id order by 1)`.as('staff'),
    ])
    .where('s.from_on', '<=', day)
    .where((q) => q.or([q('s.until_on', 'is', null), q('s.until_on', '>=', day)]))
    .orderBy('s.session_id')
    .execute();
  return rows.map((row) => ({
    id: row.session_id,
    kind: row.kind,
    activity: row.activity,
    start: row.start_minute,
    end: row.end_minute,
    site: row.site_id,
    ...(row.room_id === null ? {} : { room: row.room_id }),
    staff: row.staff,
    requires: row.requires,
    min: row.people_min,
    max: row.people_max,
    status: row.status as Session['status'],
    openCost: row.open_cost,
  }));
}

/** Everybody on the staff; who has left by then keeps no hours. */
async function staffIn(db: Db, week: Monday): Promise<Week['staff']> {
  const rows = await db
    .selectFrom('guard.staff as s')
    .select([
      's.staff_id as id',
      's.tags',
      sql<[number, number][]>`coalesce((
        select jsonb_agg(jsonb_build_array(h.start_minute, h.end_minute) order by h.start_minute)
        from schedule.staff_hours h
        where h.org_id = s.org_id and h.staff_id = s.staff_id
          and (s.left_on is null or s.left_on > ${week}::date + 6)), '[]')`.as('free'),
    ])
    .orderBy('s.staff_id')
    .execute();
  return rows.map(({ id, tags, free }) => ({
    id,
    tags,
    free: touchingJoined(free),
    // Their hours are the limit: the program keeps no other.
    maxMinutes: WEEK_MINUTES,
    maxMinutesPerDay: DAY_MINUTES,
  }));
}

/** Hours entered as 9-12 and 12-17 are one stretch: a visit may lie across noon. */
function touchingJoined(intervals: readonly (readonly [number, number])[]): [number, number][] {
  const joined: [number, number][] = [];
  for (const [start, end] of intervals) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** People with something prescribed in a week. */
const needsIn = (db: Db, week: Monday) =>
  db
    .selectFrom('schedule.need as n')
    .innerJoin('guard.participant as p', (on) =>
      on.onRef('p.org_id', '=', 'n.org_id').onRef('p.participant_id', '=', 'n.participant_id'),
    )
    .where('p.stage', '=', 'participant')
    .where('n.from_on', '<=', sql<string>`${week}::date + 6`)
    .where((q) => q.or([q('n.until_on', 'is', null), q('n.until_on', '>=', week)]));

/** How many people have something prescribed in a week. */
export async function peopleWithNeed(db: Db, week: Monday): Promise<number> {
  const { people } = await needsIn(db, week)
    .select(sql<number>`count(*)::int`.as('people'))
    .executeTakeFirstOrThrow();
  return people;
}

async function peopleIn(db: Db, week: Monday): Promise<Person[]> {
  const rows = await needsIn(db, week)
    .select([
      'n.participant_id',
      'n.minutes',
      'n.days_min',
      'n.minutes_per_day_max',
      'n.visits',
      'n.activities',
      'n.tags',
      'n.sites',
      'n.video',
      'n.weight',
    ])
    .orderBy('n.participant_id')
    .execute();
  const busy = await busyOf(db);
  return rows.map((row) => ({
    id: row.participant_id,
    weight: row.weight,
    tags: row.tags,
    sites: row.sites,
    video: row.video,
    busy: busy.get(row.participant_id) ?? [],
    needs: {
      minutes: row.minutes,
      minDays: row.days_min,
      maxMinutesPerDay: row.minutes_per_day_max,
      visits: visitsOf(row.visits as Person['needs']['visits'], row.sites),
      activities: row.activities as Person['needs']['activities'],
    },
  }));
}

/** A visit is at the person's first site unless said otherwise; who comes to no site has it by video. */
const visitsOf = (visits: Person['needs']['visits'], sites: readonly string[]): Person['needs']['visits'] =>
  visits.map((visit) => (visit.site === undefined && sites.length === 0 ? { ...visit, site: null } : visit));

/** Busy time by person; what somebody wishes for ("best") takes no time. */
async function busyOf(db: Db): Promise<ReadonlyMap<string, Person['busy']>> {
  const rows = await db
    .selectFrom('schedule.busy')
    .select(['participant_id', 'start_minute', 'end_minute', 'travel_minutes', 'soft_cost'])
    .where('kind', '!=', 'best')
    .orderBy('participant_id')
    .orderBy('start_minute')
    .orderBy('end_minute')
    .execute();
  const byPerson = new Map<string, Person['busy']>();
  for (const row of rows) {
    const busy = byPerson.get(row.participant_id) ?? [];
    busy.push({
      start: row.start_minute,
      end: row.end_minute,
      ...(row.travel_minutes === null ? {} : { travel: row.travel_minutes }),
      ...(row.soft_cost === null ? {} : { soft: row.soft_cost }),
    });
    byPerson.set(row.participant_id, busy);
  }
  return byPerson;
}

async function apartIn(db: Db, people: ReadonlySet<string>): Promise<[string, string][]> {
  const rows = await db
    .selectFrom('schedule.apart')
    .select(['participant_id', 'other_id'])
    .where('ended_at', 'is', null)
    .orderBy('participant_id')
    .orderBy('other_id')
    .execute();
  return rows
    .filter((pair) => people.has(pair.participant_id) && people.has(pair.other_id))
    .map((pair) => [pair.participant_id, pair.other_id]);
}

/** What each person has now, as far as it still exists this week: nobody can keep a group that has ended. */
async function withCurrent(
  db: Db,
  week: Monday,
  people: readonly Person[],
  sessions: readonly Session[],
  staff: Week['staff'],
): Promise<Person[]> {
  const published = await publishedBefore(db, week);
  if (published === undefined) return [...people];
  const weeks = await weeksIn(db, published.id);
  const sessionIds = new Set(sessions.map(({ id }) => id));
  const staffIds = new Set(staff.map(({ id }) => id));
  return people.map((person) => {
    const had = weeks.get(person.id);
    return had === undefined ? person : { ...person, current: stillThere(had, sessionIds, staffIds) };
  });
}

const stillThere = (
  { sessions, visits }: PersonWeek,
  sessionIds: ReadonlySet<string>,
  staffIds: ReadonlySet<string>,
): NonNullable<Person['current']> => ({
  sessions: sessions.filter((id) => sessionIds.has(id)),
  visits: visits
    .filter(({ staff }) => staffIds.has(staff))
    .map(({ kind, staff, start }) => ({ kind, staff, start })),
});
