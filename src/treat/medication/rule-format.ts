import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CHANGES, CHECKS, CONDITIONS, LABS, USES } from './codes.ts';
import { CLASSES } from './medicines.ts';

const days = z.number().int().min(0).max(400);
const aClass = z.string().refine((name) => CLASSES.includes(name), 'No medicine of the file has this class.');

/** One thing a rule looks for. What each of them means is in rules.ts. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | {
      readonly takes: string;
      readonly otherThan?: string | undefined;
      readonly atLeast?: number | undefined;
      readonly withinDays?: number | undefined;
    }
  | {
      readonly lab: string;
      readonly atMost?: number | undefined;
      readonly atLeast?: number | undefined;
      readonly above?: number | undefined;
    }
  | { readonly condition: string }
  | { readonly use: string; readonly withinDays: number }
  | { readonly test: string; readonly withinDays: number }
  | { readonly changed: string; readonly withinDays: number }
  | { readonly injectionOverdue: string }
  | { readonly endedAtOnce: readonly string[]; readonly withinDays: number }
  | { readonly ended: readonly string[]; readonly withinDays: number }
  | { readonly startedRecently: string; readonly withinDays: number }
  | { readonly ageBelow: number }
  | { readonly noCheck: string }
  | { readonly returnToUse: string; readonly afterDays: number; readonly withinDays: number };

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(2) }),
    z.strictObject({ any: z.array(condition).min(2) }),
    z.strictObject({
      takes: aClass,
      otherThan: aClass.optional(),
      atLeast: z.number().int().min(2).optional(),
      withinDays: days.optional(),
    }),
    z.strictObject({
      lab: z.enum(LABS),
      atMost: z.number().optional(),
      atLeast: z.number().optional(),
      above: z.number().optional(),
    }),
    z.strictObject({ condition: z.enum(CONDITIONS) }),
    z.strictObject({ use: z.enum(USES), withinDays: days }),
    z.strictObject({ test: z.enum(USES), withinDays: days }),
    z.strictObject({ changed: z.enum(CHANGES), withinDays: days }),
    z.strictObject({ injectionOverdue: aClass }),
    z.strictObject({ endedAtOnce: z.array(aClass).min(1), withinDays: days }),
    z.strictObject({ ended: z.array(aClass).min(1), withinDays: days }),
    z.strictObject({ startedRecently: aClass, withinDays: days }),
    z.strictObject({ ageBelow: z.number().int() }),
    z.strictObject({ noCheck: z.enum(CHECKS) }),
    z.strictObject({ returnToUse: z.enum(USES), afterDays: days, withinDays: days }),
  ]),
);

export const SEVERITIES = ['stop-and-call', 'prescriber-review', 'information'] as const;

const rule = z.strictObject({
  id: z.string().regex(/^M\d\d(-[a-z]+)?$/),
  severity: z.enum(SEVERITIES),
  /** Within how many hours somebody says what was done. */
  acknowledgeHours: z.number().int().min(1).max(168),
  if: condition,
  // biome-ignore lint/suspicious/noThenProperty: the field guide's own two words, in data that nobody awaits
  then: z.strictObject({ en: z.string().min(10), es: z.string().min(10) }),
  source: z.string().min(5),
  toBeConfirmedByPharmacist: z.boolean(),
});
export type Rule = z.infer<typeof rule>;

const file = z.strictObject({
  version: z.string(),
  about: z.string(),
  pdmpDays: z.strictObject({ source: z.string(), usual: days, states: z.record(z.string().length(2), days) }),
  rules: z.array(rule).min(1),
});

const read = file.parse(JSON.parse(await readFile(new URL('./rules.json', import.meta.url), 'utf8')));

export const RULES: readonly Rule[] = read.rules;
export const RULE_VERSION: string = read.version;

/** How old a look at the prescription monitoring program may be, by state. */
export const pdmpDaysIn = (state: string | null): number =>
  read.pdmpDays.states[state ?? ''] ?? read.pdmpDays.usual;
