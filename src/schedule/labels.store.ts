import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';

/** The words a board shows for ids. */
export interface Labels {
  readonly sessions: ReadonlyMap<string, SessionLabel>;
  readonly staff: ReadonlyMap<string, string>;
  readonly sites: ReadonlyMap<string, string>;
  readonly rooms: ReadonlyMap<string, string>;
  /** Record codes. */
  readonly people: ReadonlyMap<string, string>;
}

export interface SessionLabel {
  readonly kind: string;
  readonly label: { readonly en: string; readonly es: string };
  readonly start: number;
  readonly end: number;
  readonly staff: readonly string[];
}

export async function labelsIn(db: Db): Promise<Labels> {
  const sessions = await db
    .selectFrom('schedule.session as s')
    .select([
      's.session_id',
      's.kind',
      's.label_en',
      's.label_es',
      's.start_minute',
      's.end_minute',
      sql<string[]>`array(
        select st.display_name from schedule.session_staff l
        join guard.staff st on st.org_id = l.org_id and st.staff_id = l.staff_id
        where l.org_id = s.org_id and l.session_id = s.session_id order by 1)`.as('staff'),
    ])
    .execute();
  const staff = await db.selectFrom('guard.staff').select(['staff_id', 'display_name']).execute();
  const sites = await db.selectFrom('guard.site').select(['site_id', 'name']).orderBy('name').execute();
  const rooms = await db.selectFrom('schedule.room').select(['room_id', 'name']).execute();
  const people = await db
    .selectFrom('guard.participant')
    .select(['participant_id', 'record_code'])
    .where('record_code', 'is not', null)
    .execute();
  return {
    sessions: new Map(
      sessions.map((row) => [
        row.session_id,
        {
          kind: row.kind,
          label: { en: row.label_en, es: row.label_es },
          start: row.start_minute,
          end: row.end_minute,
          staff: row.staff,
        },
      ]),
    ),
    staff: new Map(staff.map((row) => [row.staff_id, row.display_name])),
    sites: new Map(sites.map((row) => [row.site_id, row.name])),
    rooms: new Map(rooms.map((row) => [row.room_id, row.name])),
    people: new Map(people.map((row) => [row.participant_id, row.record_code ?? ''])),
  };
}
