import { z } from '@hono/zod-openapi';
import type { HttpApp } from '../../platform/http/app.ts';
import { SHAREABLE } from '../consent/forms.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { participantSeen } from '../seen.ts';
import { ordersOf, recordOrder, releaseUnder, SECTIONS } from './legal.ts';
import { mustBeOfficer, officer, personWith, recordCode } from './officer.ts';

const day = z.iso.date('Choose a day.');
const categories = z.array(z.enum(SHAREABLE)).min(1, 'Say which parts.').max(SHAREABLE.length);
const orders = z.object({
  orders: z.array(
    z.object({
      id: z.uuid(),
      participant: participantSeen('disclosure'),
      recordCode: z.string().nullable(),
      to: z
        .object({ name: z.string(), affiliation: z.string() })
        .nullable()
        .describe('Who gets it; null: the key of the record is gone'),
      section: z.enum(SECTIONS),
      categories,
      from: day,
      until: day,
      usedAt: z.iso.datetime().nullable(),
    }),
  ),
});
const inOrder = (span: { from: string; until: string }) => span.from <= span.until;
const backwards = { message: 'It ends before it begins.', path: ['until'] };

/** An order of a court with its subpoena: what it opens leaves once, and nothing else. @see 42 CFR 2.61-2.67 */
export function legalRoutes(app: HttpApp, house: House): void {
  const master = house.masterKey;
  const ofCase = { ...officer, params: z.object({ case: z.uuid() }), answer: orders } as const;
  endpoint(
    app,
    house,
    {
      ...ofCase,
      method: 'get',
      path: '/api/guard/legal-requests/:case/orders',
      summary: 'What the orders of this request open, and what was used',
    },
    async ({ db, actor, params }) => {
      mustBeOfficer(actor);
      return { body: { orders: await ordersOf(db, master, params.case) } };
    },
  );
  endpoint(
    app,
    house,
    {
      ...ofCase,
      method: 'post',
      path: '/api/guard/legal-requests/:case/orders',
      summary: 'Write down what the order opens; the record is held from then on',
      fresh: true,
      body: z
        .strictObject({
          recordCode,
          section: z.enum(SECTIONS),
          categories,
          from: day,
          until: day,
          recipient: z.strictObject({
            name: z.string().trim().min(1, 'Say who gets it.').max(200),
            affiliation: z.string().trim().min(1, 'Say of which court or office.').max(200),
          }),
          hasConfidentialGrounds: z.boolean().default(false),
        })
        .refine(inOrder, backwards),
      status: 201,
      command: true,
    },
    async ({ db, actor, params, body, now }) => {
      mustBeOfficer(actor);
      const { recordCode: code, ...order } = body;
      const participant = await personWith(db, code);
      await recordOrder(db, master, actor, now, { ...order, case: params.case, participant });
      return { body: { orders: await ordersOf(db, master, params.case) } };
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/guard/orders/:order/release',
      summary: 'Let out what the order opens, once',
      fresh: true,
      params: z.object({ order: z.uuid() }),
      body: z
        .strictObject({
          recordCode,
          categories,
          from: day,
          until: day,
          way: z.enum(['print', 'mail', 'fax', 'spoken', 'export']),
          what: z.string().trim().min(1, 'Say in a few words what it is.').max(500),
        })
        .refine(inOrder, backwards),
      answer: z.object({ participant: participantSeen('disclosure'), id: z.uuid(), to: z.string() }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { order }, body, now }) => {
      mustBeOfficer(actor);
      const { recordCode: code, ...asked } = body;
      const participant = await personWith(db, code);
      const { id, to } = await releaseUnder(db, master, actor, now, { ...asked, order, participant });
      return { body: { participant, id, to } };
    },
  );
}
