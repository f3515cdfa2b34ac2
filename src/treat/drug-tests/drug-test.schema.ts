import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';
import { RESULTS } from './drug-test.ts';

const day = z.iso.date();
const words = z.string().trim().max(2000);
const bothLanguages = z.object({ en: z.string(), es: z.string() });
export const SPECIMENS = ['urine', 'oral-fluid', 'breath', 'blood', 'hair'] as const;
export const TEST_REASONS = ['admission', 'planned', 'random', 'clinical', 'asked-for', 'confirms'] as const;

const testShown = z.object({
  id: z.uuid(),
  version: z.number().int(),
  kind: z.enum(['presumptive', 'definitive']),
  specimen: z.enum(SPECIMENS),
  panel: z.array(z.string()),
  reason: z.enum(TEST_REASONS),
  why: z.string(),
  confirms: z.uuid().nullable(),
  state: z.enum(['ordered', 'collected', 'resulted', 'withdrawn']),
  ordered: z.object({ by: z.string(), at: z.string() }),
  collected: z.object({ by: z.string(), on: day }).nullable(),
  resulted: z.object({ by: z.string(), at: z.string() }).nullable(),
  comment: z.string(),
  withdrawnReason: z.string().nullable(),
  /** What it says, beside what is prescribed; empty before there are results. */
  substances: z.array(
    z.object({
      substance: z.string(),
      result: z.enum(RESULTS),
      reading: z.enum(['expected', 'not-expected', 'expected-not-detected', 'plain']),
    }),
  ),
  notOnPanel: z.array(z.string()),
  followUp: z.enum(['none', 'needed', 'ordered', 'done']),
});
export type DrugTestShown = z.infer<typeof testShown>;

export const drugTestsAnswer = z.object({
  participant: participantSeen('test', 'medication'),
  today: day,
  substances: z.array(z.object({ key: z.string(), ...bothLanguages.shape })),
  panels: z.array(z.object({ key: z.string(), ...bothLanguages.shape, substances: z.array(z.string()) })),
  tests: z.array(testShown),
});
export type DrugTestsShown = z.infer<typeof drugTestsAnswer>;

export const newTest = z.object({
  kind: z.enum(['presumptive', 'definitive']),
  specimen: z.enum(SPECIMENS),
  panel: z.array(z.string().max(40)).min(1).max(40),
  reason: z.enum(TEST_REASONS),
  why: words.default(''),
  confirms: z.uuid().nullable().default(null),
});

export const collecting = z.object({ on: day });

export const resulting = z.object({
  results: z.record(z.string().max(40), z.enum(RESULTS)),
  comment: words.default(''),
});

export const withdrawingTest = z.object({ reason: words.min(1, 'Say why.') });
