import { z } from '@hono/zod-openapi';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal } from '../../platform/http/problem.ts';
import { type Disclosed, disclose } from '../disclosure/disclose.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { mustAllow } from '../may.ts';
import { participantSeen } from '../seen.ts';
import { mustBeOfficer, officer } from './officer.ts';

const day = z.iso.date();
const word = z.string().trim().min(1).max(120);

/** All that may leave to a central registry, to keep somebody from being enrolled twice. @see 42 CFR 2.34(c)(1) */
const registryMessage = z.strictObject({
  name: word,
  bornOn: day,
  medicine: z.strictObject({ name: word, dose: word }),
  dates: z.strictObject({ from: day, until: day.nullable() }),
});
/** All that may leave to a prescription drug monitoring program: what was prescribed and dispensed. @see 42 CFR 2.36 */
const monitoringMessage = z.strictObject({
  name: word,
  bornOn: day,
  medicine: z.strictObject({ name: word, dose: word, quantity: word }),
  dispensedOn: day,
});

const MESSAGES = {
  'central-registry': {
    message: registryMessage,
    what: 'Name, birth date, medicine and dates, to a central registry',
  },
  'drug-monitoring': {
    message: monitoringMessage,
    what: 'What was dispensed, to the drug monitoring program',
  },
} as const;
const message = z.union([
  z.strictObject({ kind: z.literal('central-registry'), fields: registryMessage }),
  z.strictObject({ kind: z.literal('drug-monitoring'), fields: monitoringMessage }),
]);

/** @throws Refusal `off` where no law of the state was set for it; what disclose() refuses */
async function report(
  db: Db,
  house: House,
  actor: Actor,
  now: Date,
  { participant, consent, sent }: { participant: string; consent: string; sent: z.output<typeof message> },
): Promise<Disclosed> {
  if (sent.kind === 'drug-monitoring') {
    const law = await db.selectFrom('guard.monitoring_law').select('citation').executeTakeFirst();
    if (law === undefined) {
      throw refusal(422, 'off', 'No law of the state asks for this here: nothing is reported. Nothing left.');
    }
  }
  return disclose(db, house.masterKey, actor, now, {
    participant,
    basis: 'consent',
    consent,
    categories: ['identity', 'medication'],
    purpose: 'treatment',
    way: 'api',
    what: MESSAGES[sent.kind].what,
    content: JSON.stringify(sent.fields),
  });
}

const setting = z.object({ citation: z.string().nullable() });

/** The two narrow messages that leave with consent alone; the second is off until a law is named. */
export function reportRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'Disclosures',
      audience: 'staff',
      purpose: 'treatment',
      method: 'post',
      path: '/api/people/:participant/reports',
      summary: 'Tell a central registry or the drug monitoring program the few things it may know',
      fresh: true,
      params: z.object({ participant: z.uuid() }),
      body: z.strictObject({ consent: z.uuid(), message }),
      answer: z.object({
        participant: participantSeen('identity', 'medication'),
        id: z.uuid(),
        to: z.string(),
        sent: z.union([registryMessage, monitoringMessage]),
        statement: z.string(),
        scope: z.string(),
      }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'disclosure', 'write');
      const { id, to, accompanying } = await report(db, house, actor, now, {
        participant,
        consent: body.consent,
        sent: body.message,
      });
      return {
        body: { participant, id, to, sent: body.message.fields, statement: '', scope: '', ...accompanying },
      };
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path: '/api/guard/drug-monitoring',
      summary: 'Which law of the state asks for reports to the drug monitoring program; null: none is made',
      answer: setting,
    },
    async ({ db, actor }) => {
      mustBeOfficer(actor);
      const law = await db.selectFrom('guard.monitoring_law').select('citation').executeTakeFirst();
      return { body: { citation: law?.citation ?? null } };
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/guard/drug-monitoring',
      summary: 'Name that law, or end the reports',
      body: z.strictObject({ citation: z.string().trim().min(5, 'Name the law.').max(300).nullable() }),
      answer: setting,
      command: true,
    },
    async ({ db, actor, body: { citation }, now }) => {
      mustBeOfficer(actor);
      await db.deleteFrom('guard.monitoring_law').execute();
      if (citation !== null) {
        await db
          .insertInto('guard.monitoring_law')
          .values({ org_id: actor.org, citation, set_by: actor.id, set_at: now })
          .execute();
      }
      return { body: { citation } };
    },
  );
}
