import { z } from '@hono/zod-openapi';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { participantSeen } from '../seen.ts';
import { aliasOf, chooseAlias, isPrivate, setPrivate } from './chosen.store.ts';
import { consentsOf, consentWhole, revokeConsent, sealerOf, seenBy, signConsent } from './consent.store.ts';
import { isIntact } from './document.ts';
import { CONSENT_KINDS, ENDS, FORMS, RECIPIENT_KINDS } from './forms.ts';
import { previewAs } from './preview.ts';
import { restrictionsOf } from './restriction.store.ts';
import { consentSummary, documentSchema, draftSchema, sharingSchema, signSchema } from './schema.ts';
import { purposesIn } from './words.ts';

const both = z.object({ en: z.string(), es: z.string() });
const ofConsent = z.object({ consent: z.uuid() });

/** The person's own page: who may see what, and stopping it. */
export function ownConsentRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Sharing', audience: 'participant', purpose: 'self' } as const;
  const master = house.masterKey;

  endpoint(
    app,
    house,
    {
      ...common,
      audience: 'signed-in',
      method: 'get',
      path: '/api/consent-forms',
      summary: 'The forms by which somebody lets others see their record',
      answer: z.object({
        forms: z.array(
          z.object({
            kind: z.enum(CONSENT_KINDS),
            version: z.string(),
            title: both,
            says: both,
            statements: z.record(z.string(), both),
            purposes: z.array(z.string()),
            recipients: z.array(z.enum(RECIPIENT_KINDS)),
            ends: z.array(z.enum(ENDS)),
            alone: z.enum(['may-join', 'with-its-own-kind', 'alone']),
          }),
        ),
      }),
    },
    async () => ({ body: { forms: CONSENT_KINDS.map((kind) => FORMS[kind]) } }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/my/sharing',
      summary: 'Who may see my record, and what I asked to be kept from whom',
      answer: sharingSchema.extend({ alias: z.string().nullable() }),
    },
    async ({ db, actor }) => {
      const sealer = await sealerOf(db, master, actor.id);
      const consents = await consentsOf(db, sealer, actor.id);
      return {
        body: {
          participant: actor.id,
          consents,
          restrictions: await restrictionsOf(db, sealer, actor.id),
          isPrivate: await isPrivate(db, actor.id),
          hasTpo: consents.some(({ kind, state }) => kind === 'tpo' && state === 'in-force'),
          alias: await aliasOf(db, sealer, actor.id),
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
      path: '/api/my/sharing/:consent',
      summary: 'One consent in full, to read and to print',
      params: ofConsent,
      answer: documentSchema,
    },
    async ({ db, actor, params }) => ({ body: await wholeFor(db, house, actor.id, params.consent) }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/my/sharing/preview',
      summary: 'What somebody would see, before anything is signed',
      body: draftSchema,
      answer: z.object({
        participant: participantSeen('consent'),
        sees: z.array(z.object({ category: z.string(), rows: z.number().int() })),
      }),
    },
    async ({ db, actor, body }) => {
      const categories = (body.categories ?? []).filter((it) => it !== 'counselling_note');
      const purposes = body.purposes ?? [];
      const sees =
        categories.length === 0 || purposes.length === 0
          ? []
          : await previewAs(db, actor, {
              participant: actor.id,
              isSupporter: body.recipient?.kind === 'supporter',
              categories,
              purposes,
            });
      return { body: { participant: actor.id, sees: [...sees] } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/my/sharing',
      summary: 'Sign a consent',
      command: true,
      body: signSchema,
      answer: z.object({ participant: participantSeen('consent'), consent: consentSummary }),
      status: 201,
    },
    async ({ db, actor, body, now }) => {
      const { signature, agreed: _, ...sent } = body;
      const consent = await signConsent(db, actor, master, now, {
        participant: actor.id,
        sent,
        signature: { name: signature, by: 'participant', how: 'typed' },
      });
      const { summary } = await consentWhole(db, master, actor.id, consent);
      return { body: { participant: actor.id, consent: summary } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/my/sharing/:consent/stop',
      summary: 'Stop a consent now',
      command: true,
      params: ofConsent,
      body: z.strictObject({ words: z.string().trim().max(500).optional() }),
      answer: z.object({
        participant: participantSeen('consent'),
        consent: consentSummary,
        isStopped: z.boolean(),
        why: z.enum(['case-not-over']).nullable(),
      }),
    },
    async ({ db, actor, params, body }) => {
      const stopped = await revokeConsent(db, actor, master, {
        participant: actor.id,
        consent: params.consent,
        words: body.words ?? '',
      });
      const { summary } = await consentWhole(db, master, actor.id, params.consent);
      return { body: { participant: actor.id, consent: summary, ...stopped } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/my/privacy',
      summary: 'Make my record private, or not',
      body: z.strictObject({ isPrivate: z.boolean() }),
      answer: z.object({ participant: participantSeen('record'), isPrivate: z.boolean() }),
    },
    async ({ db, actor, body }) => {
      await setPrivate(db, actor.id, body.isPrivate);
      return { body: { participant: actor.id, isPrivate: body.isPrivate } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'put',
      path: '/api/my/alias',
      summary: 'What my peers call me',
      body: z.strictObject({ alias: z.string().trim().min(1).max(40) }),
      answer: z.object({ participant: participantSeen('identity'), alias: z.string() }),
    },
    async ({ db, actor, body }) => {
      await chooseAlias(db, actor, await sealerOf(db, master, actor.id), body.alias);
      return { body: { participant: actor.id, alias: body.alias } };
    },
  );
}

/** A consent with all its words and what was seen by it. */
export async function wholeFor(
  db: Parameters<typeof consentWhole>[0],
  house: House,
  participant: string,
  consent: string,
): Promise<z.input<typeof documentSchema>> {
  const { summary, document, hash } = await consentWhole(db, house.masterKey, participant, consent);
  const { draft } = document;
  if (draft.signature === undefined) throw refuse('not-found');
  return {
    participant,
    consent: summary,
    title: document.title,
    says: document.says,
    language: draft.language,
    patient: draft.patient ?? '',
    discloser: draft.discloser ?? '',
    information: draft.information ?? '',
    purpose: [purposesIn(draft.purposes ?? [], draft.language), draft.because ?? '']
      .filter(Boolean)
      .join('. '),
    members: [...(draft.recipient?.members ?? [])],
    officials: [...(draft.officials ?? [])],
    caseNumber: draft.caseNumber ?? null,
    study: draft.study ?? null,
    fundraising: draft.fundraising ?? null,
    statements: Object.entries(draft.statements ?? {}).map(([name, words]) => ({ name, words: words ?? '' })),
    signature: draft.signature,
    signedOn: draft.signedOn ?? '',
    formVersion: document.formVersion,
    hash: Buffer.from(hash).toString('hex'),
    isIntact: isIntact(document, hash),
    seen: await seenBy(db, participant, summary.recipient.id),
  };
}
