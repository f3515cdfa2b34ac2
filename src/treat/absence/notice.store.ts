import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';

type Said = 'coming' | 'cannot';
type AbsenceReason = 'work' | 'health' | 'family' | 'ride' | 'other';

interface Notice {
  readonly said: Said;
  readonly reason: AbsenceReason | null;
}

/** What the person says of one session, in place of what they said before; null takes it back. */
export async function sayOf(
  db: Db,
  actor: Actor,
  meeting: string,
  notice: Notice | null,
  now: Date,
): Promise<void> {
  if (notice === null) {
    await db
      .updateTable('treat.absence_notice')
      .set({ taken_back_at: now })
      .where('participant_id', '=', actor.id)
      .where('meeting_id', '=', meeting)
      .where('taken_back_at', 'is', null)
      .execute();
    return;
  }
  const row = { said: notice.said, reason: notice.reason, said_at: now, taken_back_at: null };
  await db
    .insertInto('treat.absence_notice')
    .values({ org_id: actor.org, participant_id: actor.id, meeting_id: meeting, ...row })
    .onConflict((there) => there.columns(['org_id', 'participant_id', 'meeting_id']).doUpdateSet(row))
    .execute();
}

/** What each person on a roster said of the session. */
export async function saidOfMeeting(db: Db, meeting: string): Promise<ReadonlyMap<string, Said>> {
  const rows = await db
    .selectFrom('treat.absence_notice')
    .select(['participant_id', 'said'])
    .where('meeting_id', '=', meeting)
    .where('taken_back_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.participant_id, row.said as Said]));
}

/** A session on the person's own roster in a week, with what they said of it. */
export interface OwnMeeting {
  readonly meeting: string;
  readonly session: string | null;
  readonly kind: string;
  readonly label: { readonly en: string; readonly es: string } | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly source: string;
  /** Where it begins, in minutes from the Monday on the program's wall. */
  readonly start: number;
  readonly place: {
    readonly name: string;
    readonly place: string;
    readonly directions: string;
    readonly room: string | null;
  } | null;
  readonly with: readonly string[];
  readonly said: Said | null;
  readonly reason: AbsenceReason | null;
}

interface OwnRow extends Omit<OwnMeeting, 'label' | 'place'> {
  readonly label_en: string | null;
  readonly label_es: string | null;
  readonly site: string | null;
  readonly place: string | null;
  readonly directions: string | null;
  readonly room: string | null;
}

const ownRows = (db: Db, participant: string, where: ReturnType<typeof sql>) =>
  sql<OwnRow>`
    select m.meeting_id as meeting, m.session_id as session, m.kind, m.label_en, m.label_es, m.starts_at as "startsAt",
      m.ends_at as "endsAt", a.source, s.name as site, s.place, s.directions, r.name as room, n.said, n.reason,
      ((m.on_date - date_trunc('week', m.on_date)::date) * 1440
        + extract(epoch from (m.starts_at at time zone o.zone) - m.on_date::timestamp) / 60)::int as start,
      array(select st.display_name from treat.meeting_leader l
        join guard.staff st on st.org_id = l.org_id and st.staff_id = l.staff_id
        where l.org_id = m.org_id and l.meeting_id = m.meeting_id order by 1) as with
    from treat.attendance a
    join treat.meeting m on m.org_id = a.org_id and m.meeting_id = a.meeting_id
    join guard.org o on o.org_id = m.org_id
    left join guard.site s on s.org_id = m.org_id and s.site_id = m.site_id
    left join schedule.room r on r.org_id = m.org_id and r.room_id = m.room_id
    left join treat.absence_notice n on n.org_id = a.org_id and n.participant_id = a.participant_id
      and n.meeting_id = a.meeting_id and n.taken_back_at is null
    where a.participant_id = ${participant} and a.status <> 'off' and m.state <> 'cancelled' and ${where}
    order by m.starts_at, m.meeting_id`.execute(db);

const ownOf = ({ label_en, label_es, site, place, directions, room, ...row }: OwnRow): OwnMeeting => ({
  ...row,
  label: label_en === null || label_es === null ? null : { en: label_en, es: label_es },
  place: site === null ? null : { name: site, place: place ?? '', directions: directions ?? '', room },
});

/** Everything on the person's roster in the week of a Monday. */
export async function ownMeetings(
  db: Db,
  participant: string,
  monday: string,
): Promise<readonly OwnMeeting[]> {
  const { rows } = await ownRows(
    db,
    participant,
    sql`a.on_date between ${monday}::date and ${monday}::date + 6`,
  );
  return rows.map(ownOf);
}

export async function ownMeeting(
  db: Db,
  participant: string,
  meeting: string,
): Promise<OwnMeeting | undefined> {
  const { rows } = await ownRows(db, participant, sql`a.meeting_id = ${meeting}`);
  return rows[0] && ownOf(rows[0]);
}
