import { z } from '@hono/zod-openapi';
import type { HttpApp } from '../../platform/http/app.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { participantSeen } from '../seen.ts';
import { announceClosing, carryOut, closingIn, transfer } from './closure.ts';
import { mustBeOfficer, officer, personWith, recordCode } from './officer.ts';

const day = z.iso.date('Choose a day.');
const law = z.strictObject({ citation: z.string().trim().min(5, 'Name the law.').max(300), keepUntil: day });
const closing = z.object({
  closing: z
    .object({
      closesOn: day,
      successor: z.string().nullable(),
      law: law.nullable(),
      doneAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  records: z.array(
    z.object({
      participant: participantSeen('record'),
      recordCode: z.string().nullable(),
      becomes: z.enum(['transferred', 'sealed', 'destroyed']).nullable(),
      label: z.string().nullable(),
    }),
  ),
});

/** A program closes or is taken over: what becomes of each record. @see 42 CFR 2.19 */
export function closureRoutes(app: HttpApp, house: House): void {
  const path = '/api/guard/closing' as const;
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path,
      summary: 'Whether the program closes, and what becomes of each record',
      answer: closing,
    },
    async ({ db, actor }) => {
      mustBeOfficer(actor);
      return { body: await closingIn(db) };
    },
  );
  const act = { ...officer, method: 'post', answer: closing, fresh: true, command: true } as const;
  endpoint(
    app,
    house,
    {
      ...act,
      path,
      summary: 'Say that the program closes, who takes over, and which law asks for records to be kept',
      body: z
        .strictObject({
          closesOn: day,
          successor: z.string().trim().min(1).max(200).nullable().default(null),
          law: law.nullable().default(null),
        })
        .refine((asked) => asked.law === null || asked.law.keepUntil > asked.closesOn, {
          message: 'They are kept until a day after the program closes.',
          path: ['law', 'keepUntil'],
        }),
      status: 201,
    },
    async ({ db, actor, body, now }) => {
      mustBeOfficer(actor);
      await announceClosing(db, actor, now, body);
      return { body: await closingIn(db) };
    },
  );
  endpoint(
    app,
    house,
    {
      ...act,
      path: `${path}/transfers`,
      summary: 'Hand one record over to the program that takes over, because the person signed for it',
      body: z.strictObject({
        recordCode,
        consent: z.uuid(),
        way: z.enum(['print', 'mail', 'fax', 'export']),
      }),
      status: 201,
    },
    async ({ db, actor, body, now }) => {
      mustBeOfficer(actor);
      const participant = await personWith(db, body.recordCode);
      await transfer(db, house.masterKey, actor, now, { participant, consent: body.consent, way: body.way });
      return { body: await closingIn(db) };
    },
  );
  endpoint(
    app,
    house,
    {
      ...act,
      path: `${path}/carry-out`,
      summary: 'Seal what a law asks for, and have all the rest destroyed',
      body: z.strictObject({}),
    },
    async ({ db, actor, now }) => {
      mustBeOfficer(actor);
      await carryOut(db, actor, now);
      return { body: await closingIn(db) };
    },
  );
}
