import { readFileSync } from 'node:fs';
import { z } from '@hono/zod-openapi';

/** What a consent may be for; each kind has a form of its own. */
export const CONSENT_KINDS = [
  'tpo',
  'specific',
  'counselling-notes',
  'proceedings',
  'criminal-justice',
  'research',
] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** What a written consent must hold, and what some kinds ask for beside it. @see 42 CFR 2.31(a) */
export const ELEMENTS = [
  'patient',
  'discloser',
  'information',
  'recipient',
  'purpose',
  'revocation',
  'reliance',
  'expiry',
  'signature',
  'date',
  'redisclosure',
  'refusal',
  'fundraising',
  'case',
  'officials',
  'study',
] as const;
export type Element = (typeof ELEMENTS)[number];

export const STATEMENTS = ['revocation', 'reliance', 'redisclosure', 'refusal', 'fundraising'] as const;
export type StatementName = (typeof STATEMENTS)[number];

export const RECIPIENT_KINDS = [
  'supporter',
  'organisation',
  'intermediary',
  'class',
  'payer',
  'official',
] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

export const CONSENT_PURPOSES = [
  'treatment',
  'payment',
  'operations',
  'support',
  'legal',
  'research',
] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export const ENDS = ['date', 'end-of-treatment', 'final-disposition', 'none'] as const;
export type End = (typeof ENDS)[number];
export type EndEvent = Exclude<End, 'date'>;

/** What can be shared; counselling notes only by their own form. */
export const SHAREABLE = [
  'identity',
  'contact',
  'schedule',
  'attendance',
  'assessment',
  'plan',
  'note',
  'counselling_note',
  'measure',
  'medication',
  'test',
  'money',
  'document',
] as const;
export type Shareable = (typeof SHAREABLE)[number];

const both = z.object({ en: z.string().min(1), es: z.string().min(1) }).strict();
export type Language = 'en' | 'es';

const formSchema = z
  .object({
    kind: z.enum(CONSENT_KINDS),
    version: z.string().regex(/^[a-z-]+-\d{4}\.\d+$/),
    source: z.array(z.string()).min(1),
    requires: z.array(z.enum(ELEMENTS)).min(10),
    purposes: z.array(z.enum(CONSENT_PURPOSES)).min(1),
    recipients: z.array(z.enum(RECIPIENT_KINDS)).min(1),
    ends: z.array(z.enum(ENDS)).min(1),
    /** Which other forms may be signed with it in one go. 2.31(b)-(d) */
    alone: z.enum(['may-join', 'with-its-own-kind', 'alone']),
    mayConditionCare: z.boolean(),
    title: both,
    says: both,
    statements: z.partialRecord(z.enum(STATEMENTS), both),
  })
  .strict();
export type ConsentForm = z.infer<typeof formSchema>;

const read = (kind: ConsentKind): ConsentForm =>
  formSchema.parse(JSON.parse(readFileSync(new URL(`./forms/${kind}.json`, import.meta.url), 'utf8')));

/** The forms in use: data, read once and checked. A new wording is a new version. */
export const FORMS: Readonly<Record<ConsentKind, ConsentForm>> = Object.fromEntries(
  CONSENT_KINDS.map((kind) => [kind, read(kind)]),
) as Record<ConsentKind, ConsentForm>;
