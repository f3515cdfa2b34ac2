import { z } from '@hono/zod-openapi';
import type { HttpApp } from '../../platform/http/app.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { sealersFor } from '../sealing.ts';
import { participantSeen } from '../seen.ts';
import { findPeople } from './blind-index.ts';

const found = z.object({
  participant: participantSeen('record', 'identity'),
  recordCode: z.string().nullable(),
  called: z.string().nullable(),
  stage: z.enum(['prospect', 'participant', 'former']),
});

/** Somebody is found again by what is known of them: never by part of a word, and never in an address. */
export function findRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'post',
      path: '/api/people/find',
      summary: 'People I may see who have this name, phone, e-mail or birth date, exactly',
      tag: 'People',
      audience: 'staff',
      purpose: 'treatment',
      body: z
        .object({
          name: z.string().trim().min(2).max(120).optional(),
          phone: z.string().trim().min(7).max(40).optional(),
          email: z.email().max(200).optional(),
          bornOn: z.iso.date().optional(),
        })
        .refine((about) => Object.values(about).some((word) => word !== undefined), {
          message: 'Say a name, a phone number, an e-mail address or a birth date.',
          path: ['name'],
        }),
      answer: z.object({ people: z.array(found) }),
    },
    async ({ db, body: { name, phone, email, bornOn } }) => {
      const ids = await findPeople(db, house.masterKey, {
        ...(name === undefined ? {} : { names: [name] }),
        ...(phone === undefined ? {} : { phone }),
        ...(email === undefined ? {} : { email }),
        ...(bornOn === undefined ? {} : { bornOn }),
      });
      if (ids.length === 0) return { body: { people: [] } };
      const rows = await db
        .selectFrom('guard.participant as p')
        .innerJoin('guard.identity as who', 'who.participant_id', 'p.participant_id')
        .select(['p.participant_id', 'p.record_code', 'p.stage', 'who.name_sealed'])
        .where('p.participant_id', 'in', ids)
        .orderBy('p.record_code')
        .execute();
      const sealers = await sealersFor(db, house.masterKey, ids);
      return {
        body: {
          people: rows.map((row) => ({
            participant: row.participant_id,
            recordCode: row.record_code,
            called:
              (sealers.get(row.participant_id)?.open(row.name_sealed) as { called: string } | undefined)
                ?.called ?? null,
            stage: row.stage as 'prospect' | 'participant' | 'former',
          })),
        },
      };
    },
  );
}
