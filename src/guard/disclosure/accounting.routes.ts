import { z } from '@hono/zod-openapi';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { orgOf, sealerOf } from '../consent/consent.store.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { participantSeen } from '../seen.ts';
import { accountingCsv, accountingOf, accountingPdf } from './accounting.ts';
import { BASES, WAYS } from './disclose.ts';

const wanted = z.strictObject({
  person: z.string().trim().min(1, 'Say whose, by record code.').max(20),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  basis: z.enum(BASES).optional(),
  only: z.enum(['intermediary']).optional().describe('Through an exchange alone. 42 CFR 2.24'),
});
const accounted = z.object({
  participant: participantSeen('disclosure'),
  recordCode: z.string(),
  zone: z.string(),
  entries: z.array(
    z.object({
      id: z.uuid(),
      at: z.iso.datetime(),
      by: z.string().nullable(),
      basis: z.enum(BASES),
      to: z.string(),
      affiliation: z.string().nullable(),
      way: z.enum(WAYS),
      what: z.string(),
    }),
  ),
});

/** The privacy officer builds what somebody asked for: whose, of which time, of which kind. Codes stay out of addresses. */
export function accountingRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Disclosures', audience: 'staff', purpose: 'operations', method: 'post' } as const;
  const built = async (
    db: Db,
    role: string,
    now: Date,
    { person, from, until, ...kind }: z.output<typeof wanted>,
  ) => {
    if (role !== 'privacy') throw refuse('not-found');
    const row = await db
      .selectFrom('guard.participant')
      .select('participant_id')
      .where('record_code', '=', person)
      .executeTakeFirst();
    if (row === undefined) {
      throw refuse('invalid', {
        fields: [{ pointer: '/person', detail: 'Nobody has this record code.' }],
      });
    }
    const participant = row.participant_id;
    const { zone } = await orgOf(db);
    const sealer = await sealerOf(db, house.masterKey, participant);
    const entries = await accountingOf(db, sealer, participant, now, {
      ...kind,
      fromOn: from,
      untilOn: until,
      zone,
    });
    return { participant, recordCode: person, zone, entries: [...entries] };
  };

  endpoint(
    app,
    house,
    {
      ...common,
      path: '/api/guard/accounting',
      summary: 'What left the record of one person, in a time and of a kind: the preview',
      body: wanted,
      answer: accounted,
    },
    async ({ db, actor, body, now }) => ({ body: await built(db, actor.role, now, body) }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      path: '/api/guard/accounting/file',
      fresh: true,
      summary: 'The same as CSV or PDF, to hand over',
      body: wanted.extend({ as: z.enum(['csv', 'pdf']), language: z.enum(['en', 'es']) }),
      answer: accounted,
    },
    async ({ db, actor, body: { as, language, ...asked }, now }) => {
      const body = await built(db, actor.role, now, asked);
      const { entries, zone } = body;
      const file =
        as === 'csv'
          ? { type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(accountingCsv(entries)) }
          : { type: 'application/pdf', bytes: await accountingPdf(entries, { language, zone, now }) };
      return { body, file: { ...file, name: `list.${as}` } };
    },
  );
}
