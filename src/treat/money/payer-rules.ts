import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CODES } from './codes.ts';

export const LEVELS = ['OP', 'IOP', 'PHP'] as const;
export type Level = (typeof LEVELS)[number];
/** What a service is, whatever code a payer has for it. */
export const FORMATS = ['group', 'individual', 'family', 'medication', 'case-management'] as const;
export type Format = (typeof FORMATS)[number];

const code = z.string().refine((code) => CODES.has(code), 'There is no such code.');
const days = z.int().min(1).max(730);
const perDiem = z.strictObject({
  code,
  minMinutes: z.int().min(1).max(1440),
  maxPerDay: z.int().min(1).max(4),
  minServices: z.int().min(1).max(20).optional(),
});

const ruleSet = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/),
  label: z.strictObject({ en: z.string().min(1), es: z.string().min(1) }),
  sources: z.record(z.string(), z.string().min(1)),
  /** Levels of care paid by the day. */
  levels: z.partialRecord(z.enum(LEVELS), perDiem),
  /** Days paid by how many services they had. */
  tiers: z
    .strictObject({
      fewServices: z.int(),
      manyServices: z.int(),
      needsPrimary: z.boolean(),
      condition: z.partialRecord(z.enum(LEVELS), z.string()),
      revenue: z.partialRecord(z.enum(LEVELS), z.string()),
    })
    .optional(),
  daysPerWeekMin: z.int().min(0).max(7),
  weekStarts: z.enum(['sunday', 'monday']),
  round: z.enum(['full15', 'eightMinute', 'midpoint', 'upTo15']),
  /** What becomes of a day too short for the per diem: its services by themselves, or nothing. */
  shortDay: z.enum(['services', 'lost']),
  /** Paid beside the day they are part of. */
  carveOuts: z.array(z.string()),
  countsClassB: z.boolean(),
  services: z.record(z.enum(FORMATS), code),
  limits: z
    .partialRecord(z.string(), z.strictObject({ unitsPerDay: z.int().min(1), source: z.string() }))
    .optional(),
  modifiers: z.strictObject({
    always: z.array(z.string()),
    telehealth: z.string().nullable(),
    group: z.string().nullable(),
  }),
  places: z.strictObject({ here: z.string(), home: z.string() }),
  telehealth: z.enum(['allowed', 'not-allowed']),
  authorisation: z.enum(['needed', 'not-needed']),
  certifyEveryDays: days.optional(),
  /** A claim has to be in by then, counted from the service. */
  fileWithinDays: days,
  noteWithinHours: z.int().min(1).max(720),
  appeals: z.strictObject({ peerToPeerHours: z.int(), expeditedHours: z.int(), standardDays: days }),
});

const { carveOuts, sets } = z
  .object({ carveOuts: z.record(z.string(), z.array(code)), sets: z.array(ruleSet) })
  .refine(({ carveOuts, sets }) => sets.every((set) => set.carveOuts.every((name) => name in carveOuts)), {
    message: 'A set names a carve-out that there is not.',
  })
  .parse(JSON.parse(readFileSync(new URL('./payer-rules.json', import.meta.url), 'utf8')));

/** A rule set as a payer uses it: its carve-outs as codes, its own numbers in place of the set's. */
export interface PayerRules extends Omit<z.infer<typeof ruleSet>, 'carveOuts'> {
  readonly beside: ReadonlySet<string>;
}

export const RULE_SETS: ReadonlyMap<string, PayerRules> = new Map(
  sets.map(({ carveOuts: names, ...set }) => [
    set.key,
    { ...set, beside: new Set(names.flatMap((name) => carveOuts[name] ?? [])) },
  ]),
);

/** What a payer's contract says in place of the set: only these numbers differ from contract to contract. */
export const ownNumbers = z.strictObject({
  minMinutes: z.int().min(30).max(720).optional().describe('Minutes that make a day'),
  round: ruleSet.shape.round.optional(),
  fileWithinDays: days.optional(),
});
export type OwnNumbers = z.infer<typeof ownNumbers>;

/** The rules of one payer. @throws where a payer names a set that there is not: the store lets none in */
export function rulesOf(key: string, own: OwnNumbers = {}): PayerRules {
  const set = RULE_SETS.get(key);
  if (set === undefined) throw new Error(`There is no rule set "${key}".`);
  const { minMinutes, round = set.round, fileWithinDays = set.fileWithinDays } = own;
  const { IOP } = set.levels;
  return {
    ...set,
    round,
    fileWithinDays,
    // The contract's minutes are those of the intensive outpatient day; a longer day keeps its own.
    levels:
      IOP === undefined || minMinutes === undefined
        ? set.levels
        : { ...set.levels, IOP: { ...IOP, minMinutes } },
  };
}
