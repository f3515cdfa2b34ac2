import { sql } from 'kysely';
import { peerName } from '../../guard/consent/chosen.store.ts';
import { sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { Key } from '../../platform/secrets.ts';

/** One happening of a group, or a visit. */
export interface Meeting {
  readonly id: string;
  readonly on: string;
  readonly session: string | null;
  readonly kind: string;
  readonly activity: string;
  readonly label: { readonly en: string; readonly es: string } | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** null: by video. */
  readonly place: { readonly site: string; readonly room: string | null } | null;
  readonly leaders: readonly { readonly id: string; readonly name: string }[];
  readonly breaks: readonly { readonly from: string; readonly until: string }[];
  readonly state: 'planned' | 'ended' | 'cancelled';
  readonly version: number;
}

interface Row {
  readonly id: string;
  readonly on: string;
  readonly session: string | null;
  readonly kind: string;
  readonly activity: string;
  readonly label_en: string | null;
  readonly label_es: string | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly site: string | null;
  readonly room: string | null;
  readonly leaders: Meeting['leaders'];
  readonly breaks: Meeting['breaks'];
  readonly state: Meeting['state'];
  readonly version: number;
}

const meetings = (db: Db, where: ReturnType<typeof sql>) =>
  sql<Row>`
    select m.meeting_id as id, m.on_date as on, m.session_id as session, m.kind, m.activity, m.label_en, m.label_es,
      m.starts_at, m.ends_at, s.name as site, r.name as room, m.breaks, m.state, m.version,
      coalesce((select jsonb_agg(jsonb_build_object('id', st.staff_id, 'name', st.display_name) order by st.display_name)
        from treat.meeting_leader l join guard.staff st on st.org_id = l.org_id and st.staff_id = l.staff_id
        where l.org_id = m.org_id and l.meeting_id = m.meeting_id), '[]') as leaders
    from treat.meeting m
    left join guard.site s on s.org_id = m.org_id and s.site_id = m.site_id
    left join schedule.room r on r.org_id = m.org_id and r.room_id = m.room_id
    where ${where}
    order by m.starts_at, m.meeting_id`.execute(db);

const meetingOf = ({ label_en, label_es, starts_at, ends_at, site, room, ...row }: Row): Meeting => ({
  ...row,
  label: label_en === null || label_es === null ? null : { en: label_en, es: label_es },
  startsAt: starts_at,
  endsAt: ends_at,
  place: site === null ? null : { site, room },
});

export async function meetingById(db: Db, id: string): Promise<Meeting | undefined> {
  const { rows } = await meetings(db, sql`m.meeting_id = ${id}`);
  return rows[0] && meetingOf(rows[0]);
}

/** What somebody leads on a day, in order. */
export async function ledOn(db: Db, actor: Actor, on: string): Promise<readonly Meeting[]> {
  const { rows } = await meetings(
    db,
    sql`m.on_date = ${on} and m.state <> 'cancelled' and exists (
      select from treat.meeting_leader l
      where l.org_id = m.org_id and l.meeting_id = m.meeting_id and l.staff_id = ${actor.id})`,
  );
  return rows.map(meetingOf);
}

interface Headcount {
  readonly expected: number;
  readonly here: number;
  readonly marked: number;
  /** Whose it is, where one person alone stands on it. */
  readonly only: string | null;
}

/** How many stand on each roster, and of how many something is known. */
export async function headcounts(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Headcount>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('treat.attendance')
    .select([
      'meeting_id',
      sql<number>`count(*)::int`.as('expected'),
      sql<number>`count(*) filter (where status in ('here', 'late'))::int`.as('here'),
      sql<number>`count(*) filter (where status <> 'expected')::int`.as('marked'),
      sql<string | null>`case when count(*) = 1 then min(participant_id::text) end`.as('only'),
    ])
    .where('meeting_id', 'in', ids)
    .where('status', '<>', 'off')
    .groupBy('meeting_id')
    .execute();
  return new Map(rows.map(({ meeting_id, ...counts }) => [meeting_id, counts]));
}

/** What people are called on a roster: the name they chose for their peers, else a first name and an initial. */
export async function rosterNames(
  db: Db,
  master: Key,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('guard.identity as i')
    .leftJoin('guard.alias as a', (on) =>
      on.onRef('a.org_id', '=', 'i.org_id').onRef('a.participant_id', '=', 'i.participant_id'),
    )
    .select(['i.participant_id', 'i.name_sealed', 'a.alias_sealed'])
    .where('i.participant_id', 'in', people)
    .execute();
  const sealers = await sealersFor(db, master, people);
  return new Map(
    rows.flatMap((row) => {
      const sealer = sealers.get(row.participant_id);
      if (sealer === undefined) return [];
      const { called } = sealer.open(row.name_sealed) as { called: string };
      const alias = row.alias_sealed === null ? null : (sealer.open(row.alias_sealed) as string);
      return [[row.participant_id, peerName(called, alias)] as const];
    }),
  );
}
