import { sql } from 'kysely';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { type HeldMeeting, type PlannedSeat, rosterChanges } from './roster.ts';

/**
 * Makes the meetings and rosters of a week (a Monday) what its published plan says, and changes nothing that happened.
 * As `system:roster`; any number of times gives the same.
 */
export async function fillRoster(db: Db, actor: Actor, monday: string): Promise<void> {
  // Two at once would both find a visit missing.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`roster ${actor.org} ${monday}`}, 0))`.execute(
    db,
  );
  const changes = rosterChanges(await plannedSeats(db, monday), await heldMeetings(db, monday), newId);
  const of = { org_id: actor.org };
  const on = new Map([
    ...(await daysOf(db, monday)),
    ...changes.meetings.map((it) => [it.meeting, it] as const),
  ]);
  if (changes.meetings.length > 0) {
    await db
      .insertInto('treat.meeting')
      .values(
        changes.meetings.map((it) => ({
          ...of,
          meeting_id: it.meeting,
          on_date: it.on,
          session_id: it.session,
          kind: it.kind,
          activity: it.activity,
          label_en: it.label.en,
          label_es: it.label.es,
          starts_at: it.startsAt,
          ends_at: it.endsAt,
          site_id: it.site,
          room_id: it.room,
        })),
      )
      .execute();
  }
  if (changes.led.length > 0) {
    await db
      .insertInto('treat.meeting_leader')
      .values(changes.led.map(({ meeting, staff }) => ({ ...of, meeting_id: meeting, staff_id: staff })))
      .execute();
  }
  if (changes.expected.length > 0) {
    await db
      .insertInto('treat.attendance')
      .values(
        changes.expected.map(({ meeting, participant }) => ({
          ...of,
          participant_id: participant,
          meeting_id: meeting,
          on_date: on.get(meeting)?.on ?? monday,
          session_id: on.get(meeting)?.session ?? null,
          status: 'expected',
          counted_minutes: 0,
        })),
      )
      .execute();
  }
  for (const { meeting, startsAt, endsAt } of changes.moved) {
    await db
      .updateTable('treat.meeting')
      .set({ starts_at: startsAt, ends_at: endsAt })
      .where('meeting_id', '=', meeting)
      .execute();
  }
  for (const [status, rows] of [
    ['expected', changes.expectedAgain],
    ['off', changes.off],
  ] as const) {
    if (rows.length === 0) continue;
    await sql`
      update treat.attendance a set status = ${status}, version = a.version + 1
      from unnest(${rows.map((row) => row.meeting)}::uuid[], ${rows.map((row) => row.participant)}::uuid[])
        as row (meeting, participant)
      where a.meeting_id = row.meeting and a.participant_id = row.participant`.execute(db);
  }
  for (const { meeting, staff } of changes.noLongerLed) {
    await db
      .deleteFrom('treat.meeting_leader')
      .where('meeting_id', '=', meeting)
      .where('staff_id', '=', staff)
      .execute();
  }
}

async function plannedSeats(db: Db, monday: string): Promise<readonly PlannedSeat[]> {
  const { rows } = await sql<
    Omit<PlannedSeat, 'label'> & { label_en: string | null; label_es: string | null }
  >`
    select s.participant_id as participant, s.on_date::date as on, s.session_id as session, s.kind, s.activity,
      s.label_en, s.label_es, s.site_id as site, s.room_id as room, s.leaders,
      (s.on_date + make_interval(mins => s.start_minute % 1440)) at time zone o.zone as "startsAt",
      (s.on_date + make_interval(mins => s.start_minute % 1440 + s.end_minute - s.start_minute)) at time zone o.zone
        as "endsAt"
    from schedule.published_seat s join guard.org o on o.org_id = s.org_id
    where s.week = ${monday}`.execute(db);
  return rows.map(({ label_en, label_es, ...seat }) => ({ ...seat, label: { en: label_en, es: label_es } }));
}

async function heldMeetings(db: Db, monday: string): Promise<readonly HeldMeeting[]> {
  const { rows } = await sql<HeldMeeting>`
    select m.meeting_id as meeting, m.on_date as on, m.session_id as session, m.kind, m.starts_at as "startsAt",
      m.ends_at as "endsAt",
      array(select l.staff_id from treat.meeting_leader l
        where l.org_id = m.org_id and l.meeting_id = m.meeting_id order by 1) as leaders,
      coalesce((select jsonb_agg(jsonb_build_object('participant', a.participant_id, 'status', a.status,
          'source', a.source))
        from treat.attendance a where a.org_id = m.org_id and a.meeting_id = m.meeting_id), '[]') as roster
    from treat.meeting m
    where m.on_date between ${monday}::date and ${monday}::date + 6 and m.state <> 'cancelled'`.execute(db);
  return rows;
}

async function daysOf(
  db: Db,
  monday: string,
): Promise<readonly (readonly [string, { on: string; session: string | null }])[]> {
  const rows = await db
    .selectFrom('treat.meeting')
    .select(['meeting_id', 'on_date as on', 'session_id as session'])
    .where('on_date', '>=', monday)
    .where('on_date', '<=', sql<string>`${monday}::date + 6`)
    .execute();
  return rows.map(({ meeting_id, ...day }) => [meeting_id, day] as const);
}
