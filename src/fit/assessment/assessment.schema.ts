/** What the assessment's routes take and answer. */
import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';
import { QUESTIONS } from './assessment.ts';
import { detailsSchema, evidenceSchema } from './details.ts';

export const twoLanguages = z.object({ en: z.string(), es: z.string() });
const value = z.union([z.string().max(40), z.number().int().min(0).max(11)]);
export const inputs = z
  .record(z.string().max(40), value)
  .refine((given) => Object.keys(given).length <= QUESTIONS.length, 'There are more answers than questions.');
export const levels = z.enum(['NONE', 'EI', 'OP', 'IOP', 'PHP', 'RES', 'WM', 'EMERGENCY', 'REFER_MH']);

const recommendation = z.object({
  version: z.string(),
  level: z.union([levels, z.literal('INCOMPLETE')]),
  row: z.string(),
  reason: twoLanguages,
  forPerson: twoLanguages.describe('One sentence for the person'),
  considered: z.array(z.object({ row: z.string(), isMatch: z.boolean() })),
  missing: z.array(z.string()),
  flags: z.array(z.string()),
  dose: z
    .object({
      minutes: z.number().int(),
      minutesMin: z.number().int(),
      minutesMax: z.number().int(),
      days: z.number().int(),
      minutesPerDayMax: z.number().int(),
      visits: z.array(z.object({ kind: z.string(), minutes: z.number().int(), perWeek: z.number().int() })),
    })
    .nullable(),
  flips: z.array(z.object({ key: z.string(), to: z.union([z.string(), z.number()]), level: levels })),
});

const question = z.object({
  key: z.string(),
  part: z.string(),
  isRequired: z.boolean(),
  label: twoLanguages,
  help: twoLanguages.nullable(),
  options: z.array(z.object({ value: z.union([z.string(), z.number()]), words: twoLanguages })),
});

const signature = z.object({
  by: z.string(),
  licence: z.string(),
  at: z.iso.datetime(),
  reason: z.string().nullable(),
});

const decision = z.object({
  id: z.uuid(),
  decided: levels,
  recommended: z.string(),
  state: z
    .enum(['in-force', 'waiting', 'returned'])
    .describe('waiting: for the second signature; returned: a colleague did not agree'),
  first: signature,
  second: signature.extend({ agrees: z.boolean() }).nullable(),
  asked: z.string().nullable().describe('The colleague who was asked to sign second'),
  mayISignSecond: z.boolean(),
});

export const assessmentAnswer = z.object({
  id: z.uuid(),
  participant: participantSeen('identity', 'assessment'),
  called: z.string().nullable(),
  recordCode: z.string().nullable(),
  language: z.enum(['en', 'es']),
  kind: z.enum(['admission', 'review']),
  state: z.enum(['draft', 'signed']),
  inputs,
  remarks: z.string(),
  details: detailsSchema,
  evidence: evidenceSchema,
  unconfirmed: z
    .array(z.string())
    .describe('Inputs that only began the form: to be confirmed before signing'),
  criteria: z.array(
    z.object({
      name: z.string(),
      count: z.number().int().nullable(),
      missing: z.number().int(),
      severity: z.string().nullable(),
      flags: z.array(z.string()),
      faults: z.array(z.string()),
    }),
  ),
  suggestedSud: z.number().int().nullable().describe('The highest count of criteria of any substance'),
  contradictions: z.array(z.object({ pointer: z.string(), detail: twoLanguages })),
  savedAt: z.iso.datetime(),
  version: z.number().int(),
  recommendation,
  decision: decision.nullable().describe('The last decision on it'),
  questions: z.array(question),
  sites: z.array(z.object({ id: z.uuid(), name: z.string(), asksSecondSignature: z.boolean() })),
  colleagues: z
    .array(z.object({ id: z.uuid(), name: z.string() }))
    .describe('Who could sign second: counselors whose licence is in force'),
  firstDay: z.string().describe('The Monday from which the next plan can hold this person'),
  lastFirstDay: z.string().describe('The latest first day that may be chosen'),
  licence: z.object({ isInForce: z.boolean(), words: z.string() }),
});
export type AssessmentAnswer = z.input<typeof assessmentAnswer>;
export type AssessmentShown = z.output<typeof assessmentAnswer>;

export const draft = z.object({
  inputs,
  remarks: z.string().max(10_000),
  /** Left out: as it was kept. */
  details: detailsSchema.optional(),
  evidence: evidenceSchema.optional(),
});
export type Draft = z.output<typeof draft>;

/** What a stale save is answered with: the newer version, what was sent, and where the two differ. */
export const staleAnswer = assessmentAnswer.extend({
  sent: draft,
  differing: z.array(z.string()),
});
export type StaleShown = z.output<typeof staleAnswer>;
