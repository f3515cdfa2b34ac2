import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { todayHere } from '../plan/day.ts';
import { timelineAnswer } from './medication.schema.ts';
import { type EntryWords, refuseUnlessSeen, sealerOf } from './medication.store.ts';
import { daysAfter } from './record.ts';

const SHOWN_DAYS = 365;

/** What stands beside measures in time: medicines, what was given, and how often somebody came. */
export function timelineRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'Medication',
      audience: 'staff',
      purpose: 'treatment',
      method: 'get',
      path: '/api/people/:participant/medication/timeline',
      summary: 'Medicines, doses given and attendance of the last year, to be seen beside measures',
      params: z.object({ participant: z.uuid() }),
      answer: timelineAnswer,
    },
    async ({ db, params: { participant }, now }) => {
      await refuseUnlessSeen(db, participant, 'medication');
      const { today } = await todayHere(db, now);
      const from = daysAfter(today, -SHOWN_DAYS);
      const sealer = await sealerOf(db, house.masterKey, participant);
      const lines = await db
        .selectFrom('treat.medicine_entry as e')
        .leftJoin('treat.medicine_order as o', (join) =>
          join.onRef('o.org_id', '=', 'e.org_id').onRef('o.order_id', '=', 'e.order_id'),
        )
        .select(['e.entry_id', 'e.medicine', 'e.words_sealed', 'e.since_on', 'e.until_on', 'o.starts_on'])
        .where('e.participant_id', '=', participant)
        .where((is) => is.or([is('e.until_on', 'is', null), is('e.until_on', '>=', from)]))
        .where(sql<boolean>`e.ended_how is distinct from 'entered-in-error'`)
        .orderBy('e.since_on')
        .orderBy('e.entry_id')
        .limit(100)
        .execute();
      const given = await db
        .selectFrom('treat.administration as a')
        .innerJoin('treat.medicine_entry as e', (join) =>
          join.onRef('e.org_id', '=', 'a.org_id').onRef('e.entry_id', '=', 'a.entry_id'),
        )
        .select(['e.medicine', 'a.on_date', 'a.status'])
        .where('a.participant_id', '=', participant)
        .where('a.withdrawn_at', 'is', null)
        .where('a.on_date', '>=', from)
        .orderBy('a.on_date')
        .limit(400)
        .execute();
      const weeks = await db
        .selectFrom('treat.attendance')
        .select([
          sql<string>`date_trunc('week', on_date)::date`.as('monday'),
          sql<number>`coalesce(sum(counted_minutes), 0)::int`.as('minutes'),
          sql<number>`count(*) filter (where status in ('here', 'late'))::int`.as('came'),
          sql<number>`count(*) filter (where status = 'away')::int`.as('away'),
        ])
        .where('participant_id', '=', participant)
        .where('status', 'in', ['here', 'late', 'away'])
        .where('on_date', '>=', from)
        .groupBy(sql`date_trunc('week', on_date)`)
        .orderBy(sql`date_trunc('week', on_date)`)
        .execute();
      return {
        body: {
          participant,
          today,
          spans: lines.map((line) => {
            const { name, dose } = sealer.open(line.words_sealed) as EntryWords;
            return {
              entry: line.entry_id,
              medicine: line.medicine,
              name,
              dose,
              // A changed dose is a line of its own, from the day it began.
              from: line.starts_on ?? line.since_on,
              until: line.until_on,
            };
          }),
          given: given.map(({ medicine, on_date, status }) => ({
            medicine,
            on: on_date,
            status: status as 'given' | 'held' | 'missed',
          })),
          weeks,
        },
      };
    },
  );
}
