import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';

/** A seat that somebody was given for this once, instead of what they missed or for hours their week lacks. */
export interface SeatGiven {
  readonly meeting: string;
  /** The Monday of its week. */
  readonly week: string;
  /** Where it begins and ends, in minutes from the Monday on the program's wall. */
  readonly start: number;
  readonly end: number;
  /** Grows when it moves. */
  readonly sequence: number;
  /** The group of the plan whose seat they gave up for it, and that group's week. */
  readonly instead: { readonly session: string; readonly week: string } | null;
}

/** Seats a person was given between two days (both included); those called off, or taken back, are none. */
export async function seatsGiven(
  db: Db,
  participant: string,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<readonly SeatGiven[]> {
  const { rows } = await sql<
    Omit<SeatGiven, 'instead'> & { readonly session: string | null; readonly sessionWeek: string | null }
  >`
    select m.meeting_id as meeting, date_trunc('week', m.on_date)::date::text as week, w.start,
      w.start + (extract(epoch from m.ends_at - m.starts_at) / 60)::int as end, m.version - 1 as sequence,
      i.session_id as session, date_trunc('week', i.on_date)::date::text as "sessionWeek"
    from treat.attendance a
    join treat.meeting m on m.org_id = a.org_id and m.meeting_id = a.meeting_id
    join guard.org o on o.org_id = m.org_id
    left join treat.meeting i on i.org_id = a.org_id and i.meeting_id = a.makes_up
    cross join lateral (
      select ((m.on_date - date_trunc('week', m.on_date)::date) * 1440
        + extract(epoch from (m.starts_at at time zone o.zone) - m.on_date::timestamp) / 60)::int as start) w
    where a.participant_id = ${participant} and a.source = 'make-up' and a.status <> 'off' and m.state <> 'cancelled'
      and m.on_date between ${from} and ${until}
    order by m.starts_at`.execute(db);
  return rows.map(({ session, sessionWeek, ...row }) => ({
    ...row,
    instead: session === null || sessionWeek === null ? null : { session, week: sessionWeek },
  }));
}

/** Seats given, of everybody, that begin within a time. */
export const seatsSoon = (db: Db, from: Date, until: Date) =>
  db
    .selectFrom('treat.attendance as a')
    .innerJoin('treat.meeting as m', (on) =>
      on.onRef('m.org_id', '=', 'a.org_id').onRef('m.meeting_id', '=', 'a.meeting_id'),
    )
    .leftJoin('guard.site as s', (on) =>
      on.onRef('s.org_id', '=', 'm.org_id').onRef('s.site_id', '=', 'm.site_id'),
    )
    .select(['a.participant_id as participant', 'm.starts_at as at', 's.name as place'])
    .where('a.source', '=', 'make-up')
    .where('a.status', '=', 'expected')
    .where('m.state', '=', 'planned')
    .where('m.starts_at', '>', from)
    .where('m.starts_at', '<=', until)
    .limit(1000)
    .execute();
