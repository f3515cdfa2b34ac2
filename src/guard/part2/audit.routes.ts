import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { orgOf } from '../consent/consent.store.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { participantSeen } from '../seen.ts';
import { agreeOnAudit, auditsIn, endAudit, printFor } from './audit.ts';
import { mustBeOfficer, officer, peopleWith, personWith, recordCode } from './officer.ts';

const day = z.iso.date('Choose a day.');
const words = (what: string, most: number) => z.string().trim().min(1, what).max(most);
const agreed = {
  name: words('Say who checks.', 200),
  affiliation: words('Say for whom they check.', 200),
  agreement: words('Say what was agreed in writing, or where it is kept.', 4000),
  afterwards: z.enum(['return', 'destroy']),
};
const audits = z.object({
  audits: z.array(
    z.object({
      id: z.uuid(),
      ...agreed,
      agreedOn: day,
      until: z.iso.datetime(),
      untilOn: day.describe('The last day of it: by then the sheets come back or are destroyed'),
      isOpen: z.boolean(),
      isOverdue: z
        .boolean()
        .describe('Sheets were printed, the day is over, and nobody said what became of them'),
      prints: z.number().int(),
      printsMax: z.number().int(),
      returnedOn: day.nullable(),
      people: z.array(
        z.object({ participant: participantSeen('record'), recordCode: z.string().nullable() }),
      ),
    }),
  ),
});
const params = z.object({ audit: z.uuid() });

/** Somebody checks the program: under a written agreement, until a day, a sheet at a time. @see 42 CFR 2.53 */
export function auditRoutes(app: HttpApp, house: House): void {
  const master = house.masterKey;
  const all = async (db: Db, now: Date) => ({ body: { audits: await auditsIn(db, master, now) } });
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path: '/api/guard/audits',
      summary: 'Who checks the program, whose records, until when, and how many sheets they were given',
      answer: audits,
    },
    async ({ db, actor, now }) => {
      mustBeOfficer(actor);
      return all(db, now);
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/guard/audits',
      summary: 'Write down what was agreed with whoever checks the program',
      fresh: true,
      body: z.strictObject({
        ...agreed,
        agreedOn: day,
        untilOn: day,
        printsMax: z.number().int().min(1).max(200),
        recordCodes: z.array(recordCode).min(1, 'Say whose records.').max(100),
      }),
      answer: audits,
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      mustBeOfficer(actor);
      const { agreedOn, untilOn, printsMax, recordCodes, ...about } = body;
      const { zone } = await orgOf(db);
      const { rows } = await sql<{
        until: Date;
      }>`select ((${untilOn}::date + 1)::timestamp at time zone ${zone}) as until`.execute(db);
      const until = rows[0]?.until ?? now;
      const most = new Date(now.getTime() + 365 * 24 * 60 * 60 * 1000);
      if (until <= now || until > most) {
        throw refuse('invalid', {
          fields: [{ pointer: '/untilOn', detail: 'Choose a day within the next year.' }],
        });
      }
      const people = await peopleWith(db, recordCodes);
      await agreeOnAudit(db, master, actor, now, { agreed: about, agreedOn, until, printsMax, people });
      return all(db, now);
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/guard/audits/:audit/print',
      summary: 'One sheet about one record, marked with whose copy it is',
      fresh: true,
      params,
      body: z.strictObject({ recordCode }),
      answer: z.object({ participant: participantSeen('record', 'consent', 'disclosure') }),
      command: true,
    },
    async ({ db, actor, params: { audit }, body, now }) => {
      mustBeOfficer(actor);
      const participant = await personWith(db, body.recordCode);
      const bytes = await printFor(db, master, actor, now, {
        audit,
        participant,
        recordCode: body.recordCode,
      });
      return { body: { participant }, file: { name: 'sheet.pdf', type: 'application/pdf', bytes } };
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/guard/audits/:audit/end',
      summary: 'End an audit; say when the sheets came back or were destroyed',
      params,
      body: z.strictObject({ returnedOn: day.nullable().default(null) }),
      answer: audits,
      command: true,
    },
    async ({ db, actor, params: { audit }, body, now }) => {
      mustBeOfficer(actor);
      await endAudit(db, now, { audit, returnedOn: body.returnedOn });
      return all(db, now);
    },
  );
}
