import { readFileSync } from 'node:fs';
import { z } from 'zod';

const timed15 = z.strictObject({
  kind: z.literal('timed15'),
  round: z.enum(['full15', 'eightMinute', 'midpoint', 'upTo15']),
});
const unitRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('perDiem'),
    minMinutes: z.int().min(0).max(1440),
    maxPerDay: z.int().min(1).max(4),
    minServices: z.int().min(1).max(20).optional(),
  }),
  timed15,
  z.strictObject({
    kind: z.literal('session'),
    minMinutes: z.int().min(0).max(480),
    maxPerDay: z.int().min(1).max(20),
  }),
  z.strictObject({ kind: z.literal('psychotherapy') }),
]);
/** How minutes become units. */
export type UnitRule = z.infer<typeof unitRule>;
export type Rounding = z.infer<typeof timed15>['round'];

/** Who may give a service, by the kind of licence: field words, not one state's letters. */
export const CREDENTIALS = ['LIC', 'ASSOC', 'SUDC', 'MED', 'RN', 'PEER', 'CM', 'OT', 'EDU'] as const;
export type Credential = (typeof CREDENTIALS)[number];

const codeSchema = z.strictObject({
  code: z.string().regex(/^[A-Z]?\d{4,5}$/),
  /** Our own words: the official descriptors are licensed. */
  label: z.string().min(1),
  unit: z.string(),
  rule: unitRule,
  source: z.string(),
  revenue: z.string().regex(/^\d{4}$/),
  who: z.array(z.enum(CREDENTIALS)).min(1),
  /** Covers a whole day: its parts are not billed beside it. */
  isPerDiem: z.literal(true).optional(),
  isGroup: z.literal(true).optional(),
  /** Where nobody else came, it was this instead. */
  alone: z.string().optional(),
  /** On Medicare's list of which one service a day must be. */
  isPrimary: z.literal(true).optional(),
});
export type Code = z.infer<typeof codeSchema>;

const table = z
  .object({
    sources: z.record(z.string(), z.string()),
    credentials: z.object({ letters: z.record(z.enum(CREDENTIALS), z.array(z.string())) }),
    codes: z.array(codeSchema),
  })
  .refine(({ sources, codes }) => codes.every(({ source }) => source in sources), 'A code without a source.')
  .parse(JSON.parse(readFileSync(new URL('./codes.json', import.meta.url), 'utf8')));

export const CODES: ReadonlyMap<string, Code> = new Map(table.codes.map((code) => [code.code, code]));

/** @throws where there is no such code: rule sets are checked against the table when they are read. */
export function codeOf(code: string): Code {
  const found = CODES.get(code);
  if (found === undefined) throw new Error(`There is no code ${code}.`);
  return found;
}

const BY_LETTERS = new Map(
  Object.entries(table.credentials.letters).flatMap(([credential, letters]) =>
    letters.map((letter): [string, Credential] => [letter, credential as Credential]),
  ),
);

/** What a licence's letters ("LCSW") count as; null for no licence or one we do not know. */
export const credentialOf = (letters: string | null): Credential | null =>
  letters === null ? null : (BY_LETTERS.get(letters.toUpperCase().replaceAll('.', '')) ?? null);
