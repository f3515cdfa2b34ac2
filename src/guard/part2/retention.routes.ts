import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { orgOf } from '../consent/consent.store.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { participantSeen } from '../seen.ts';
import { mustBeOfficer, officer, personWith, recordCode } from './officer.ts';
import { ALWAYS_KEPT, keepFor, purge, retentions } from './retention.ts';

const day = z.iso.date();
const kept = z.object({
  records: z.array(
    z.object({
      participant: participantSeen('disclosure'),
      recordCode: z.string().nullable(),
      careEndedOn: day,
      rule: z
        .string()
        .describe('The state whose row of retention.json it follows; other: none is written down'),
      until: day,
      state: z.enum(['kept', 'over', 'held', 'to-be-shredded']),
    }),
  ),
  always: z.record(z.string(), z.object({ years: z.number().int(), source: z.string() })),
});
const purged = kept.extend({ asked: z.number().int(), held: z.number().int() });

/** How long records are kept, and what becomes of those whose time is over. */
export function retentionRoutes(app: HttpApp, house: House): void {
  const path = '/api/guard/retention' as const;
  const all = async (db: Db, now: Date) => ({ records: await retentions(db, now), always: ALWAYS_KEPT });
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path,
      summary: 'Until when records are kept, the first to end first',
      answer: kept,
    },
    async ({ db, actor, now }) => {
      mustBeOfficer(actor);
      return { body: await all(db, now) };
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path,
      summary: 'Care ended: write down until when the record is kept',
      body: z.strictObject({
        recordCode,
        careEndedOn: day,
        ofAgeOn: day.nullable().describe('When they come of age, if they were a minor as care ended'),
      }),
      answer: kept,
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      mustBeOfficer(actor);
      const { zone } = await orgOf(db);
      if (body.careEndedOn > dayIn(zone, now)) {
        throw refuse('invalid', { fields: [{ pointer: '/careEndedOn', detail: 'Care has not ended yet.' }] });
      }
      const participant = await personWith(db, body.recordCode);
      await keepFor(db, actor, now, { participant, careEndedOn: body.careEndedOn, ofAgeOn: body.ofAgeOn });
      return { body: await all(db, now) };
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: `${path}/purge`,
      summary: 'Have every record shredded whose time is over and that nobody holds',
      fresh: true,
      body: z.strictObject({}),
      answer: purged,
      command: true,
    },
    async ({ db, actor, now }) => {
      mustBeOfficer(actor);
      const done = await purge(db, actor, now);
      return { body: { ...(await all(db, now)), ...done } };
    },
  );
}
