/**
 * What an assessment holds beside the table's inputs: substances, conditions, medication, home, people, duties, earlier
 * treatment, what the person wants, and the evidence behind each input. Every field may be left out: a draft keeps
 * whatever is there. Words of the person and the clinician, so it is stored sealed.
 */
import { z } from 'zod';
import { INPUT_RULES, type InputKey } from '../level-of-care/level-of-care-inputs.ts';

// More than anybody needs, little enough to read.
const LIST_MAX = 20;
const line = z.string().trim().max(200);
const text = z.string().trim().max(4000);
const day = z.iso.date();

/** The classes that the DSM-5 counts apart. @see field guide 1.10 */
export const SUBSTANCE_CLASSES = [
  'alcohol',
  'cannabis',
  'cocaine',
  'hallucinogen',
  'inhalant',
  'opioid',
  'pcp',
  'sedative',
  'stimulant',
  'tobacco',
  'other',
] as const;

export const CRITERIA = 11;

const substance = z.strictObject({
  name: z.enum(SUBSTANCE_CLASSES),
  ownWords: line.default(''),
  route: z
    .enum(['swallowed', 'smoked', 'vaped', 'snorted', 'injected', 'other', 'unknown'])
    .nullable()
    .default(null),
  frequency: z
    .enum(['not-now', 'less-than-monthly', 'monthly', 'weekly', 'several-a-week', 'daily'])
    .nullable()
    .default(null),
  /** Years. */
  firstUseAge: z.number().int().min(0).max(110).nullable().default(null),
  lastUseOn: day.nullable().default(null),
  /** Taken as prescribed under supervision: tolerance and withdrawal do not count. */
  isSupervised: z.boolean().default(false),
  /** The eleven criteria in their order: met, not met, or null for not assessed. */
  criteria: z.array(z.boolean().nullable()).min(CRITERIA).max(CRITERIA).default(Array(CRITERIA).fill(null)),
});
export type Substance = z.output<typeof substance>;

const condition = z.strictObject({
  name: line,
  state: z.enum(['reported', 'diagnosed', 'in-treatment', 'past']).nullable().default(null),
  severity: z.enum(['mild', 'moderate', 'severe']).nullable().default(null),
  remarks: text.default(''),
});

const medication = z.strictObject({
  name: line,
  dose: line.default(''),
  forWhat: line.default(''),
  isForOpioidUse: z.boolean().default(false),
  prescribedBy: line.default(''),
});

const home = z.strictObject({
  kind: z
    .enum(['own', 'family', 'friends', 'recovery-housing', 'shelter', 'no-place', 'institution', 'other'])
    .nullable()
    .default(null),
  livesWith: line.default(''),
  useAtHome: z.enum(['no', 'yes', 'unknown']).nullable().default(null),
  isSafe: z.enum(['yes', 'no', 'unsure']).nullable().default(null),
  remarks: text.default(''),
});

/** Somebody who stands behind the person. Told by the person; that they may know anything is a consent's to say. */
const supporter = z.strictObject({
  called: line,
  relation: z
    .enum(['partner', 'parent', 'child', 'family', 'friend', 'sponsor', 'employer', 'other'])
    .nullable()
    .default(null),
  knows: z.boolean().nullable().default(null),
  canHelpWith: line.default(''),
});

/** Minutes from midnight, wall time at the program; a duty may end after midnight (22:00 to 06:00). */
const minute = z.number().int().min(0).max(1440);
const hours = z.strictObject({
  /** ISO days of the week: Monday 1 to Sunday 7. */
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  start: minute,
  end: minute,
});
export type DutyHours = z.output<typeof hours>;

const duty = z.strictObject({
  kind: z.enum(['work', 'children', 'elder-care', 'classes', 'other']),
  what: line.default(''),
  hours: z.array(hours).max(LIST_MAX).default([]),
  /** Whether the week must leave room for it, or would only rather. */
  isFixed: z.boolean().default(true),
});
export type Duty = z.output<typeof duty>;

const earlier = z.strictObject({
  level: z.enum(['OP', 'IOP', 'PHP', 'RES', 'WM', 'other']),
  /** A year, a month or a day: as far as the person remembers. */
  when: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'A year, a month (2026-03) or a day.')
    .nullable()
    .default(null),
  isCompleted: z.boolean().nullable().default(null),
  remarks: text.default(''),
});

export const detailsSchema = z.strictObject({
  /** Years. */
  age: z.number().int().min(0).max(120).nullable().default(null),
  substances: z.array(substance).max(LIST_MAX).default([]),
  conditions: z.array(condition).max(LIST_MAX).default([]),
  medications: z.array(medication).max(LIST_MAX).default([]),
  home: home.nullable().default(null),
  support: z.array(supporter).max(LIST_MAX).default([]),
  /** Whether it matters that nobody finds out. */
  needsPrivacy: z.boolean().nullable().default(null),
  duties: z.array(duty).max(LIST_MAX).default([]),
  earlierTreatment: z.array(earlier).max(LIST_MAX).default([]),
  wants: text.default(''),
});
export type Details = z.output<typeof detailsSchema>;

export const NO_DETAILS: Details = detailsSchema.parse({});

/** Where the answer to an input comes from. The first two begin a form; what they say is asked again before signing. */
export const EVIDENCE_SOURCES = [
  'screener',
  'last-assessment',
  'instrument',
  'criteria',
  'observation',
  'interview',
  'referral',
  'record',
] as const;

const evidenceItem = z.strictObject({
  source: z.enum(EVIDENCE_SOURCES),
  sentence: z.string().trim().max(1000).default(''),
  /** A response to an instrument, with the score it had. */
  response: z.uuid().nullable().default(null),
  instrument: z.string().max(40).nullable().default(null),
  score: z
    .union([z.number(), z.string().max(60)])
    .nullable()
    .default(null),
  /** Whether a clinician stands behind it: what only began the form must be confirmed before signing. */
  isConfirmed: z.boolean().default(true),
});
export type EvidenceItem = z.output<typeof evidenceItem>;

const INPUT_KEYS = INPUT_RULES.map(({ key }) => key) as [InputKey, ...InputKey[]];

/** The evidence behind each input of the table. */
export const evidenceSchema = z.partialRecord(z.enum(INPUT_KEYS), evidenceItem);
export type Evidence = z.output<typeof evidenceSchema>;
