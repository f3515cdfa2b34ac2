import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Condition, Dose, LevelOfCareTable } from './level-of-care.ts';

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ key: z.string(), in: z.array(z.string()).min(1) }),
    z.strictObject({ key: z.string(), atLeast: z.number() }),
    z.strictObject({ key: z.string(), below: z.number() }),
    z.strictObject({ all: z.array(condition) }),
    z.strictObject({ any: z.array(condition).min(1) }),
  ]),
);
const twoLanguages = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });
const level = z.enum(['NONE', 'EI', 'OP', 'IOP', 'PHP', 'RES', 'WM', 'EMERGENCY', 'REFER_MH']);
const dose = z.strictObject({
  pointsFrom: z.number().int().min(0),
  minutes: z.number().int().positive(),
  minutesMin: z.number().int().positive(),
  minutesMax: z.number().int().positive(),
  days: z.number().int().min(1).max(7),
  minutesPerDayMax: z.number().int().positive(),
  visits: z.array(
    z.strictObject({
      kind: z.string(),
      minutes: z.number().int().positive(),
      perWeek: z.number().int().positive(),
    }),
  ),
});

/** The shape of a table file; a table that does not have it is not loaded. */
export const tableSchema: z.ZodType<LevelOfCareTable> = z.strictObject({
  version: z.string(),
  published: z.iso.date(),
  about: z.string(),
  order: z.array(level),
  rows: z.array(
    z.strictObject({
      id: z.string(),
      stage: z.enum(['gate', 'level']),
      when: condition,
      result: level,
      reason: twoLanguages,
      forPerson: twoLanguages,
      source: z.string(),
    }),
  ),
  flags: z.array(z.strictObject({ id: z.string(), when: condition, levels: z.array(level).exactOptional() })),
  points: z.array(z.strictObject({ id: z.string(), when: condition })),
  doses: z.record(z.string(), z.record(z.string(), z.array(dose))),
  doseSource: z.string(),
});

/** The level-of-care table in force. */
export const TABLE: LevelOfCareTable = tableSchema.parse(
  JSON.parse(await readFile(new URL('./tables/loc-2026.1.json', import.meta.url), 'utf8')),
);

/** The adult dose of a level to begin with and its range, when the recommendation itself brought none. */
export function doseBounds(level: 'OP' | 'IOP' | 'PHP'): Dose {
  const first = TABLE.doses.adult?.[level]?.[0];
  if (first === undefined) throw new Error(`Table ${TABLE.version} has no dose for ${level}.`);
  return first;
}
