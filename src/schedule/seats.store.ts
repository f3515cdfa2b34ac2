import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import type { Monday } from './calendar.ts';

/** Minutes kept free around a stay, start grid and longest run of treatment. @see daybridge-week/1 settings */
export const TRAVEL = { travel: 30, tick: 10, maxConsecutive: 240 } as const;

export interface OpenSession {
  readonly id: string;
  readonly kind: string;
  readonly activity: string;
  readonly label: { readonly en: string; readonly es: string };
  readonly start: number;
  readonly end: number;
  readonly site: string | null;
  readonly requires: string[];
  readonly taken: number;
  readonly max: number;
}

/** The fixed groups of a week with the seats taken in the newest published plan up to that week. */
export async function openSessions(db: Db, week: Monday): Promise<readonly OpenSession[]> {
  const rows = await db
    .with('newest', (q) =>
      q
        .selectFrom('schedule.plan')
        .select('plan_id')
        .where('state', '=', 'published')
        .where('week', '<=', week)
        .orderBy('week', 'desc')
        .limit(1),
    )
    .selectFrom('schedule.session as s')
    .leftJoin('schedule.room as r', (on) =>
      on.onRef('r.org_id', '=', 's.org_id').onRef('r.room_id', '=', 's.room_id'),
    )
    .leftJoin('schedule.placement as p', (on) =>
      on
        .onRef('p.org_id', '=', 's.org_id')
        .onRef('p.session_id', '=', 's.session_id')
        .on('p.plan_id', 'in', (q) => q.selectFrom('newest').select('plan_id')),
    )
    .select([
      's.session_id as id',
      's.kind',
      's.activity',
      's.label_en',
      's.label_es',
      's.start_minute as start',
      's.end_minute as end',
      's.site_id as site',
      's.requires',
      sql<number>`least(s.people_max, coalesce(r.seats, s.people_max))`.as('max'),
      sql<number>`count(p.participant_id)::int`.as('taken'),
    ])
    .where('s.status', '=', 'fixed')
    .where('s.from_on', '<=', sql<string>`${week}::date + 6`)
    .where((q) => q.or([q('s.until_on', 'is', null), q('s.until_on', '>=', week)]))
    .groupBy(['s.org_id', 's.session_id', 'r.seats'])
    .orderBy('s.start_minute')
    .orderBy('s.session_id')
    .execute();
  return rows.map(({ label_en, label_es, ...row }) => ({ ...row, label: { en: label_en, es: label_es } }));
}
