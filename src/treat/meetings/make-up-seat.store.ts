import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';

interface SeatToCome {
  readonly meeting: string;
  readonly on: string;
  readonly kind: string;
  readonly label: { readonly en: string; readonly es: string } | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string | null;
  /** The person asked for it themself and was told that they have it. */
  readonly isAskedFor: boolean;
}

const SEATS_MAX = 50;

/** Seats that somebody was given instead of what they missed, in sessions that have not begun. */
export async function seatsToCome(db: Db, participant: string, now: Date): Promise<readonly SeatToCome[]> {
  const { rows } = await sql<
    Omit<SeatToCome, 'label'> & { readonly label_en: string | null; readonly label_es: string | null }
  >`
    select m.meeting_id as meeting, m.on_date as on, m.kind, m.label_en, m.label_es, m.starts_at as "startsAt",
      m.ends_at as "endsAt", s.name as place, exists (
        select from treat.swap_request r
        where r.org_id = a.org_id and r.participant_id = a.participant_id and r.meeting_id = a.meeting_id
          and r.state = 'joined') as "isAskedFor"
    from treat.attendance a
    join treat.meeting m on m.org_id = a.org_id and m.meeting_id = a.meeting_id
    left join guard.site s on s.org_id = m.org_id and s.site_id = m.site_id
    where a.participant_id = ${participant} and a.source = 'make-up' and a.status = 'expected'
      and m.state = 'planned' and m.starts_at > ${now}
    order by m.starts_at
    limit ${SEATS_MAX}`.execute(db);
  return rows.map(({ label_en, label_es, ...row }) => ({
    ...row,
    label: label_en === null || label_es === null ? null : { en: label_en, es: label_es },
  }));
}

/** Takes a seat back that was given; false where it is marked already, or is none that was given. */
export async function takeSeatBack(db: Db, participant: string, meeting: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('treat.attendance')
    .set({ status: 'off', version: sql<number>`version + 1` })
    .where('participant_id', '=', participant)
    .where('meeting_id', '=', meeting)
    .where('source', '=', 'make-up')
    .where('status', '=', 'expected')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Sessions to come that somebody said they cannot make. */
export async function cannotMake(db: Db, participant: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('treat.absence_notice')
    .select('meeting_id')
    .where('participant_id', '=', participant)
    .where('said', '=', 'cannot')
    .where('taken_back_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.meeting_id));
}
