import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/clock.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { mustAllow } from '../may.ts';
import { participantSeen } from '../seen.ts';
import { isPrivate, setPrivate } from './chosen.store.ts';
import {
  consentsOf,
  consentWhole,
  eventCame,
  guardianSigned,
  orgOf,
  revokeConsent,
  sealerOf,
  signConsent,
} from './consent.store.ts';
import { decidesAloneFrom, whoSigns } from './minors.ts';
import { wholeFor } from './own.routes.ts';
import { restrictionsOf } from './restriction.store.ts';
import { consentSummary, documentSchema, paperSchema, sharingSchema } from './schema.ts';

const person = z.object({ participant: z.uuid() });
const oneConsent = person.extend({ consent: z.uuid() });
const changed = z.object({ participant: participantSeen('consent'), consent: consentSummary });
const DAYS = 86_400_000;
const REPRESENTATIVE_DAYS_MAX = 3660;
/** Who sees a proof and names who acts for somebody; the policy of the table says the same. */
const MAY_NAME: readonly string[] = ['counselor', 'privacy'];

/** What the staff does about consents: those on paper, those that end, those that need a second name. */
export function staffConsentRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Sharing', audience: 'staff', purpose: 'operations' } as const;
  const master = house.masterKey;
  const path = '/api/people/:participant/sharing' as const;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path,
      summary: 'The consents and restrictions of somebody I may see',
      params: person,
      answer: sharingSchema,
    },
    async ({ db, params: { participant } }) => {
      const sealer = await sealerOf(db, master, participant);
      await mayReadConsents(db, participant);
      const consents = await consentsOf(db, sealer, participant);
      return {
        body: {
          participant,
          consents,
          restrictions: await restrictionsOf(db, sealer, participant),
          isPrivate: await isPrivate(db, participant),
          hasTpo: consents.some(({ kind, state }) => kind === 'tpo' && state === 'in-force'),
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: `${path}/:consent`,
      summary: 'One consent in full, to read and to print',
      params: oneConsent,
      answer: documentSchema,
    },
    async ({ db, params }) => ({ body: await wholeFor(db, house, params.participant, params.consent) }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path,
      summary: 'Record a consent that was signed on paper',
      command: true,
      params: person,
      body: paperSchema,
      answer: changed,
      status: 201,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'consent', 'write');
      const { signature, signedBy, signedOn, isConditionOfCare, ...sent } = body;
      const consent = await signConsent(db, actor, master, now, {
        participant,
        sent,
        signature: { name: signature, by: signedBy, how: 'paper' },
        signedOn,
        isConditionOfCare,
      });
      const { summary } = await consentWhole(db, master, participant, consent);
      return { body: { participant, consent: summary } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:consent/stop`,
      summary: 'Stop a consent that was taken back in writing',
      command: true,
      params: oneConsent,
      body: z.strictObject({ words: z.string().trim().min(1).max(500) }),
      answer: changed.extend({ isStopped: z.boolean(), why: z.enum(['case-not-over']).nullable() }),
    },
    async ({ db, actor, params, body }) => {
      const stopped = await revokeConsent(db, actor, master, { ...params, words: body.words });
      const { summary } = await consentWhole(db, master, params.participant, params.consent);
      return { body: { participant: params.participant, consent: summary, ...stopped } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:consent/case-over`,
      summary: 'The case a consent was given for is over',
      command: true,
      params: oneConsent,
      body: z.strictObject({}),
      answer: changed,
    },
    async ({ db, params: { participant, consent } }) => {
      if ((await eventCame(db, participant, 'final-disposition', consent)) === 0) throw refuse('not-found');
      const { summary } = await consentWhole(db, master, participant, consent);
      return { body: { participant, consent: summary } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:consent/guardian`,
      summary: 'A parent or guardian signed beside the minor',
      command: true,
      params: oneConsent,
      body: z.strictObject({}),
      answer: changed,
    },
    async ({ db, params: { participant, consent } }) => {
      await guardianSigned(db, participant, consent);
      const { summary } = await consentWhole(db, master, participant, consent);
      return { body: { participant, consent: summary } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/people/:participant/privacy',
      summary: 'Make a record private, or not, as the privacy officer',
      params: person,
      body: z.strictObject({ isPrivate: z.boolean() }),
      answer: z.object({ participant: participantSeen('record'), isPrivate: z.boolean() }),
    },
    async ({ db, actor, params: { participant }, body }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      await setPrivate(db, participant, body.isPrivate);
      return { body: { participant, isPrivate: body.isPrivate } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/people/:participant/representatives',
      summary: 'Name who acts for somebody who cannot, with the proof seen',
      command: true,
      params: person,
      body: z.strictObject({
        supporter: z.uuid(),
        basis: z.enum(['guardian', 'power-of-attorney', 'executor', 'parent']),
        proof: z.string().trim().min(1).max(500),
        from: z.iso.date(),
        until: z.iso.date(),
      }),
      answer: z.object({ participant: participantSeen('consent'), representative: z.uuid() }),
      status: 201,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      if (!MAY_NAME.includes(actor.role)) throw refuse('not-found');
      await mayReadConsents(db, participant);
      const sealer = await sealerOf(db, master, participant);
      const org = await orgOf(db);
      const born = await bornOn(db, sealer, participant);
      const signs = whoSigns(born, org.state, dayIn(org.zone, now));
      const isParental = body.basis === 'parent' || body.basis === 'guardian';
      if (isParental && signs.isMinor && !signs.needsGuardian) {
        throw refusal(
          409,
          'minor-decides',
          'This person says yes or no for themself.',
          'Where they live, somebody of their age consents to this care alone. A parent or guardian sees what the person signs for, and nothing else.',
        );
      }
      const days = (Date.parse(body.until) - Date.parse(body.from)) / DAYS;
      if (days < 0 || days > REPRESENTATIVE_DAYS_MAX) {
        throw refuse('invalid', {
          fields: [{ pointer: '/until', detail: 'Say until when, within ten years.' }],
        });
      }
      if (
        isParental &&
        signs.isMinor &&
        born !== undefined &&
        body.until >= decidesAloneFrom(born, org.state)
      ) {
        throw refuse('invalid', {
          fields: [
            {
              pointer: '/until',
              detail: `From ${decidesAloneFrom(born, org.state)} on they decide for themself.`,
            },
          ],
        });
      }
      const representative = newId();
      await db
        .insertInto('guard.representative')
        .values({
          org_id: actor.org,
          representative_id: representative,
          participant_id: participant,
          supporter_id: body.supporter,
          basis: body.basis,
          proof_sealed: sealer.seal({ proof: body.proof }),
          from_on: body.from,
          until_on: body.until,
          set_by: actor.id,
        })
        .execute();
      return { body: { participant, representative } };
    },
  );
}

type Db = Parameters<typeof consentsOf>[0];

/** That somebody has no consent is not for everybody to know either: the database says whether one may ask. */
export const mayReadConsents = (db: Db, participant: string): Promise<void> =>
  mustAllow(db, participant, 'consent', 'read');

async function bornOn(
  db: Db,
  sealer: Awaited<ReturnType<typeof sealerOf>>,
  participant: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('guard.identity')
    .select('name_sealed')
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  return row === undefined ? undefined : (sealer.open(row.name_sealed) as { born_on?: string }).born_on;
}
