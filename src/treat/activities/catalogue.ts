import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Who may lead, as scope of practice knows them; a state's own table decides. */
const LEADS = ['LIC', 'ASSOC', 'SUDC', 'MED', 'RN', 'PEER', 'CM', 'OT', 'RT', 'PT', 'EDU'] as const;
const FORMATS = ['individual', 'group', 'family', 'couple', 'phone'] as const;
const EVIDENCE = [
  'required',
  'core',
  'strongest',
  'strong',
  'good',
  'moderate',
  'growing',
  'limited',
  'supportive',
  'practice',
  'monitoring',
] as const;

const inBoth = z.strictObject({ en: z.string().min(2), es: z.string().min(2) });
const key = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
export const catalogueId = z.string().regex(/^A\d{2}$/);
export const activityClass = z.enum(['A', 'B', 'C']);

/** Something a group can be about. */
export const topic = z.strictObject({
  key,
  en: z.string().trim().min(1).max(120),
  es: z.string().trim().min(1).max(120),
});
export type Topic = z.infer<typeof topic>;

const inRange = ([least, most]: readonly [number, number]): boolean => least <= most;
export const catalogued = z.strictObject({
  id: catalogueId,
  en: z.string().min(2),
  es: z.string().min(2),
  formats: z.array(z.enum(FORMATS)).min(1),
  /** The least and the most that is usual. */
  minutes: z.tuple([z.int().min(5).max(240), z.int().min(5).max(240)]).refine(inRange, 'From less to more.'),
  evidence: z.enum(EVIDENCE),
  leads: z.array(z.enum(LEADS)).min(1),
  /** Whoever leads it was trained for it besides. */
  needsTraining: z.boolean(),
  /** What it can count as; the first where a program says nothing. */
  classes: z.array(activityClass).min(1),
  /** What its note holds besides what every note holds. */
  documents: inBoth.nullable(),
  people: z.strictObject({ min: z.int().min(1), max: z.int().min(1).max(60) }).nullable(),
  note: inBoth.nullable(),
  source: z.string().min(5),
});

const isUnique = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;
const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./${name}`, import.meta.url), 'utf8'));

const file = z
  .strictObject({ version: z.string(), about: z.string(), activities: z.array(catalogued).length(36) })
  .refine(({ activities }) => isUnique(activities.map(({ id }) => id)), 'An id is there twice.');

/** What a program of this kind can offer, in the order of its ids. */
export const CATALOGUE: readonly z.infer<typeof catalogued>[] = file.parse(read('catalogue.json')).activities;

export const curriculum = z.strictObject({
  key,
  catalogueId: catalogueId.refine((id) => CATALOGUE.some((one) => one.id === id), 'It is of no activity.'),
  en: z.string().min(2),
  es: z.string().min(2),
  topics: z
    .array(topic)
    .min(1)
    .refine((topics) => isUnique(topics.map((one) => one.key)), 'A topic is there twice.'),
});

/** Sequences of topics that a program can begin with. */
export const CURRICULA: readonly z.infer<typeof curriculum>[] = z
  .strictObject({ version: z.string(), about: z.string(), curricula: z.array(curriculum).min(1) })
  .parse(read('curricula.json')).curricula;
