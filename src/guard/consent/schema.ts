import { z } from '@hono/zod-openapi';
import { participantSeen } from '../seen.ts';
import { CONSENT_KINDS, CONSENT_PURPOSES, ENDS, RECIPIENT_KINDS, SHAREABLE } from './forms.ts';

const NAME_MAX = 120;
const WORDS_MAX = 500;
const words = (max: number) => z.string().trim().max(max);
const day = z.iso.date();

export const expirySchema = z.union([
  z.strictObject({ on: day }),
  z.strictObject({ event: z.enum(ENDS).exclude(['date']) }),
]);

/** What the person fills in. Nothing has a default: what is not sent was not said. */
export const draftSchema = z.strictObject({
  kind: z.enum(CONSENT_KINDS),
  language: z.enum(['en', 'es']),
  categories: z.array(z.enum(SHAREABLE)).max(SHAREABLE.length).optional(),
  recipient: z
    .strictObject({
      kind: z.enum(RECIPIENT_KINDS),
      name: words(NAME_MAX),
      members: z.array(words(NAME_MAX)).max(20).optional(),
      relation: words(NAME_MAX).optional(),
      supporter: z
        .uuid()
        .optional()
        .describe('Somebody who stands behind the person and has been named before'),
    })
    .optional(),
  purposes: z.array(z.enum(CONSENT_PURPOSES)).max(CONSENT_PURPOSES.length).optional(),
  because: words(WORDS_MAX).optional(),
  expiry: expirySchema.optional(),
  fundraising: z.enum(['not-used', 'may-ask', 'may-not-ask']).optional(),
  caseNumber: words(NAME_MAX).optional(),
  officials: z.array(words(NAME_MAX)).max(20).optional(),
  study: words(NAME_MAX).optional(),
});
export type DraftSent = z.output<typeof draftSchema>;

export const signSchema = draftSchema.extend({
  signature: words(NAME_MAX).describe('The name, typed by the person'),
  agreed: z.literal(true),
});

export const paperSchema = draftSchema.extend({
  signature: words(NAME_MAX).describe('The name on the paper'),
  signedBy: z.enum(['participant', 'guardian', 'representative']),
  signedOn: day,
  isConditionOfCare: z.boolean(),
});

export const consentState = z.enum(['waiting-for-guardian', 'not-begun', 'in-force', 'ended', 'stopped']);

export const consentSummary = z.object({
  id: z.uuid(),
  kind: z.enum(CONSENT_KINDS),
  state: consentState,
  recipient: z.object({
    kind: z.enum(RECIPIENT_KINDS),
    name: z.string(),
    relation: z.string().nullable(),
    /** Somebody who signs in; null for all others. */
    id: z.uuid().nullable(),
  }),
  categories: z.array(z.enum(SHAREABLE)),
  purposes: z.array(z.enum(CONSENT_PURPOSES)),
  because: z.string().nullable(),
  until: expirySchema,
  signedAt: z.string(),
  stoppedAt: z.string().nullable(),
  /** False for a consent of a court case until the case is over. */
  canStop: z.boolean(),
  version: z.number().int(),
});
export type ConsentSummary = z.infer<typeof consentSummary>;

export const restrictionSchema = z.object({
  id: z.uuid(),
  from: z.object({
    staff: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    role: z.string().nullable(),
    recipient: z.enum(['health-plan']).nullable(),
  }),
  categories: z.array(z.enum(SHAREABLE)),
  reason: z.string().nullable(),
  askedAt: z.string(),
  answeredAt: z.string().nullable(),
  isAgreed: z.boolean().nullable(),
  mustAgree: z.boolean(),
  endedAt: z.string().nullable(),
  answer: z.string().nullable(),
  version: z.number().int(),
});

export const sharingSchema = z.object({
  participant: participantSeen('consent'),
  consents: z.array(consentSummary),
  restrictions: z.array(restrictionSchema),
  isPrivate: z.boolean(),
  /** Whether a consent for treatment, payment and operations is in force. */
  hasTpo: z.boolean(),
});

export const documentSchema = z.object({
  participant: participantSeen('consent'),
  consent: consentSummary,
  title: z.string(),
  says: z.string(),
  language: z.enum(['en', 'es']),
  patient: z.string(),
  discloser: z.string(),
  information: z.string(),
  purpose: z.string(),
  members: z.array(z.string()),
  officials: z.array(z.string()),
  caseNumber: z.string().nullable(),
  study: z.string().nullable(),
  fundraising: z.enum(['not-used', 'may-ask', 'may-not-ask']).nullable(),
  statements: z.array(z.object({ name: z.string(), words: z.string() })),
  signature: z.object({ name: z.string(), by: z.string(), how: z.string() }),
  signedOn: z.string(),
  formVersion: z.string(),
  /** SHA-256 of what was signed, in hexadecimal, and whether the words kept still match it. */
  hash: z.string(),
  isIntact: z.boolean(),
  /** What they looked at by it: it stays listed when the consent is over. */
  seen: z.array(z.object({ at: z.string(), category: z.string() })),
});
