import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { sealersFor } from '../sealing.ts';
import { participantSeen } from '../seen.ts';

const LIST_MAX = 200;

const worrySchema = z.object({
  id: z.uuid(),
  participant: participantSeen('note', 'identity', 'record'),
  recordCode: z.string().nullable(),
  called: z.string().nullable(),
  by: z.object({ called: z.string(), relation: z.string() }).nullable(),
  saidAt: z.string(),
  words: z.string(),
});
export type WorryShown = z.infer<typeof worrySchema>;

/** What supporters told the care team. Nothing goes back: not even that somebody is in care here. */
export function worryRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'People', audience: 'staff', purpose: 'treatment' } as const;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/worries',
      summary: 'What people close to those on my care teams are worried about, until somebody read it',
      answer: z.object({ worries: z.array(worrySchema) }),
    },
    async ({ db }) => {
      const rows = await db
        .selectFrom('guard.worry as w')
        .innerJoin('guard.participant as p', (on) =>
          on.onRef('p.org_id', '=', 'w.org_id').onRef('p.participant_id', '=', 'w.participant_id'),
        )
        .leftJoin('guard.identity as who', (on) =>
          on.onRef('who.org_id', '=', 'w.org_id').onRef('who.participant_id', '=', 'w.participant_id'),
        )
        .leftJoin('guard.supporter as s', (on) =>
          on.onRef('s.org_id', '=', 'w.org_id').onRef('s.supporter_id', '=', 'w.supporter_id'),
        )
        .select([
          'w.worry_id',
          'w.participant_id',
          'w.said_at',
          'w.words_sealed',
          'p.record_code',
          'who.name_sealed',
          's.about_sealed',
        ])
        .where('w.read_at', 'is', null)
        .orderBy('w.said_at')
        .limit(LIST_MAX)
        .execute();
      const sealers = await sealersFor(
        db,
        house.masterKey,
        rows.map((row) => row.participant_id),
      );
      return {
        body: {
          worries: rows.flatMap((row) => {
            const sealer = sealers.get(row.participant_id);
            if (sealer === undefined) return [];
            return [
              {
                id: row.worry_id,
                participant: row.participant_id,
                recordCode: row.record_code,
                called:
                  row.name_sealed === null
                    ? null
                    : (sealer.open(row.name_sealed) as { called: string }).called,
                by:
                  row.about_sealed === null
                    ? null
                    : (sealer.open(row.about_sealed) as { called: string; relation: string }),
                saidAt: row.said_at.toISOString(),
                words: (sealer.open(row.words_sealed) as { words: string }).words,
              },
            ];
          }),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/worries/:worry/read',
      summary: 'I read this: it is off the list, with my name on it',
      command: true,
      params: z.object({ worry: z.uuid() }),
      body: z.strictObject({}),
      answer: z.object({}),
    },
    async ({ db, actor, params }) => {
      const read = await db
        .updateTable('guard.worry')
        .set({ read_by: actor.id, read_at: sql<Date>`clock_timestamp()` })
        .where('worry_id', '=', params.worry)
        .where('read_at', 'is', null)
        .executeTakeFirst();
      if (read.numUpdatedRows === 0n) throw refuse('not-found');
      return { body: {} };
    },
  );
}
