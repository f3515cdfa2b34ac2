import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import type { Monday } from './calendar.ts';

export interface Place {
  readonly name: string;
  readonly place: string;
  readonly directions: string;
  readonly room: string | null;
}

export interface Planned {
  readonly id: string;
  readonly kind: string;
  readonly label: { readonly en: string; readonly es: string } | null;
  readonly start: number;
  readonly end: number;
  /** null: by video. */
  readonly place: Place | null;
  readonly with: readonly string[];
}

/** What a published plan holds for one person in one week, in order of time; undefined: nothing is published. */
export async function plannedWeek(
  db: Db,
  participant: string,
  week: Monday,
): Promise<{ planId: string; publishedAt: Date; items: readonly Planned[] } | undefined> {
  const plan = await db
    .selectFrom('schedule.plan')
    .select(['plan_id', 'published_at'])
    .where('week', '=', week)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (plan === undefined || plan.published_at === null) return undefined;
  const groups = await db
    .selectFrom('schedule.placement as p')
    .innerJoin('schedule.session as s', (on) =>
      on.onRef('s.org_id', '=', 'p.org_id').onRef('s.session_id', '=', 'p.session_id'),
    )
    .leftJoin('guard.site as at', (on) =>
      on.onRef('at.org_id', '=', 's.org_id').onRef('at.site_id', '=', 's.site_id'),
    )
    .leftJoin('schedule.room as r', (on) =>
      on.onRef('r.org_id', '=', 's.org_id').onRef('r.room_id', '=', 's.room_id'),
    )
    .select([
      's.session_id as id',
      's.kind',
      's.label_en',
      's.label_es',
      's.start_minute as start',
      's.end_minute as end',
      'at.name as site',
      'at.place',
      'at.directions',
      'r.name as room',
      sql<string[]>`array(
        select st.display_name from schedule.session_staff l
        join guard.staff st on st.org_id = l.org_id and st.staff_id = l.staff_id
        where l.org_id = s.org_id and l.session_id = s.session_id order by 1)`.as('with'),
    ])
    .where('p.plan_id', '=', plan.plan_id)
    .where('p.participant_id', '=', participant)
    .execute();
  const visits = await db
    .selectFrom('schedule.visit as v')
    .innerJoin('guard.staff as st', (on) =>
      on.onRef('st.org_id', '=', 'v.org_id').onRef('st.staff_id', '=', 'v.staff_id'),
    )
    .leftJoin('guard.site as at', (on) =>
      on.onRef('at.org_id', '=', 'v.org_id').onRef('at.site_id', '=', 'v.site_id'),
    )
    .select([
      'v.kind',
      'v.start_minute as start',
      'v.minutes',
      'st.display_name',
      'at.name as site',
      'at.place',
      'at.directions',
    ])
    .where('v.plan_id', '=', plan.plan_id)
    .where('v.participant_id', '=', participant)
    .execute();
  const items: Planned[] = [
    ...groups.map(
      ({ id, kind, label_en, label_es, start, end, site, place, directions, room, with: leaders }) => ({
        id,
        kind,
        label: { en: label_en, es: label_es },
        start,
        end,
        place: site === null ? null : { name: site, place: place ?? '', directions: directions ?? '', room },
        with: leaders,
      }),
    ),
    ...visits.map(({ kind, start, minutes, display_name, site, place, directions }) => ({
      id: `${kind}-${start}`,
      kind,
      label: null,
      start,
      end: start + minutes,
      place:
        site === null ? null : { name: site, place: place ?? '', directions: directions ?? '', room: null },
      with: [display_name],
    })),
  ];
  return {
    planId: plan.plan_id,
    publishedAt: plan.published_at,
    items: items.sort((a, b) => a.start - b.start),
  };
}

/** The hard and wished-for times of a person's usual week. */
export const lifeOf = (db: Db, participant: string) =>
  db
    .selectFrom('schedule.busy')
    .select(['start_minute as start', 'end_minute as end', 'kind'])
    .where('participant_id', '=', participant)
    .orderBy('start_minute')
    .execute();

/** What is prescribed a week. */
export const needOf = (db: Db, participant: string) =>
  db
    .selectFrom('schedule.need')
    .select(['minutes', 'days_min as daysMin'])
    .where('participant_id', '=', participant)
    .executeTakeFirst();
