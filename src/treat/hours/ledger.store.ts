import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { ClassOf } from '../attendance/attendance.store.ts';
import type { LedgerMeeting } from './ledger.ts';
import type { Opening, OwnTimes } from './make-up.ts';
import { type Stay, spansOf, type Written } from './presence.ts';

interface Row {
  readonly participant: string;
  readonly meeting: string;
  readonly on: string;
  readonly kind: string;
  readonly activity: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly site: string | null;
  readonly breaks: readonly Written[];
  readonly state: string;
  readonly status: LedgerMeeting['status'];
  readonly reason: LedgerMeeting['reason'];
  readonly source: LedgerMeeting['source'];
  readonly stays: readonly Stay[];
  readonly startMinute: number;
}

/** What stands on somebody's roster in a week, with its place in minutes of the week on the program's wall. */
export interface RosterOfWeek extends LedgerMeeting {
  readonly startMinute: number;
  readonly site: string | null;
}

/** Rosters of the week of a Monday by person: of everybody whoever asks may see, or of these people. One question. */
export async function rostersOf(
  db: Db,
  monday: string,
  classOf: ClassOf,
  people?: readonly string[],
): Promise<ReadonlyMap<string, readonly RosterOfWeek[]>> {
  if (people?.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select a.participant_id as participant, m.meeting_id as meeting, m.on_date as on, m.kind, m.activity,
      m.starts_at as "startsAt", m.ends_at as "endsAt", m.site_id as site, m.breaks, m.state, a.status, a.reason,
      a.source, a.stays, ${wallMinute(monday)} as "startMinute"
    from treat.attendance a
    join treat.meeting m on m.org_id = a.org_id and m.meeting_id = a.meeting_id
    join guard.org o on o.org_id = m.org_id
    where a.on_date between ${monday}::date and ${monday}::date + 6 and a.status <> 'off'
      ${people === undefined ? sql`` : sql`and a.participant_id = any (${[...people]}::uuid[])`}`.execute(db);
  const rosters = new Map<string, RosterOfWeek[]>();
  for (const { participant, activity, breaks, startsAt, endsAt, state, site, ...row } of rows) {
    const one: RosterOfWeek = {
      ...row,
      site,
      startsAt: startsAt.getTime(),
      endsAt: endsAt.getTime(),
      breaks: spansOf(breaks),
      activityClass: classOf(activity),
      isByVideo: site === null,
      isCalledOff: state === 'cancelled',
    };
    const own = rosters.get(participant);
    if (own === undefined) rosters.set(participant, [one]);
    else own.push(one);
  }
  return rosters;
}

/** Where a meeting begins on the program's wall, in minutes from the Monday. */
export const wallMinute = (monday: string) => sql<number>`
  ((m.on_date - ${monday}::date) * 1440 + extract(epoch from (m.starts_at at time zone o.zone)
    - m.on_date::timestamp) / 60)::int`;

/** What is on somebody's week already, for what has to fit beside it. */
export const thingsOf = (roster: readonly RosterOfWeek[]): OwnTimes['things'] =>
  roster
    .filter(({ isCalledOff, status }) => !isCalledOff && status !== 'away')
    .map(({ startMinute, startsAt, endsAt, site }) => ({
      start: startMinute,
      end: startMinute + Math.round((endsAt - startsAt) / 60_000),
      site,
    }));

/** A session that could stand in for one that was missed. */
export interface MakeUpOpening extends Opening {
  readonly on: string;
  readonly kind: string;
  readonly label: { readonly en: string; readonly es: string } | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string | null;
}

/** Sessions after a moment, within the week of a Monday, with a seat for each of these people. */
export async function openingsFor(
  db: Db,
  people: readonly string[],
  { monday, after }: { readonly monday: string; readonly after: Date },
  classOf: ClassOf,
): Promise<ReadonlyMap<string, readonly MakeUpOpening[]>> {
  if (people.length === 0) return new Map();
  const { rows } = await sql<{
    readonly participant: string;
    readonly meeting: string;
    readonly on: string;
    readonly kind: string;
    readonly activity: string;
    readonly label_en: string | null;
    readonly label_es: string | null;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly site: string | null;
    readonly place: string | null;
    readonly start: number;
  }>`
    select f.participant_id as participant, m.meeting_id as meeting, m.on_date as on, m.kind, m.activity, m.label_en,
      m.label_es, m.starts_at as "startsAt", m.ends_at as "endsAt", m.site_id as site, s.name as place,
      ${wallMinute(monday)} as start
    from guard.make_ups(${[...people]}::uuid[], ${after},
      (select (${monday}::date + 7)::timestamp at time zone zone from guard.org)) f
    join treat.meeting m on m.meeting_id = f.meeting_id
    join guard.org o on o.org_id = m.org_id
    left join guard.site s on s.org_id = m.org_id and s.site_id = m.site_id`.execute(db);
  return Map.groupBy(
    rows.map(({ activity, label_en, label_es, ...row }) => {
      const minutes = Math.round((row.endsAt.getTime() - row.startsAt.getTime()) / 60_000);
      return {
        ...row,
        label: label_en === null || label_es === null ? null : { en: label_en, es: label_es },
        end: row.start + minutes,
        minutes,
        activityClass: classOf(activity),
      };
    }),
    ({ participant }) => participant,
  );
}

/** People somebody cares for now, as far as their hours are theirs to see: what is not seen is not missing. */
export const caredForBy = async (db: Db, staff: string, on: string): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('guard.care_team')
      .select('participant_id')
      .distinct()
      .where('staff_id', '=', staff)
      .where(sql<boolean>`guard.allows(participant_id, 'attendance', 'read')`)
      .where(sql<boolean>`guard.allows(participant_id, 'plan', 'read')`)
      .where('from_on', '<=', on)
      .where((q) => q.or([q('until_on', 'is', null), q('until_on', '>=', on)]))
      .orderBy('participant_id')
      .execute()
  ).map((row) => row.participant_id);
