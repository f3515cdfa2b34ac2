/** Table files: the whole of one is taken, or refused with every fault by its JSON path. */
import { z } from 'zod';
import type { Condition, LevelOfCareTable } from './level-of-care.ts';

// Far beyond any table a program would write, small enough that checking one stays quick.
const ROWS_MAX = 200;
const PARTS_MAX = 50;
const DEPTH_MAX = 8;
const TEXT_MAX = 1000;

const text = z.string().min(1).max(TEXT_MAX);
const name = z.string().min(1).max(60);

const FORMS = 'A condition is {key, in}, {key, atLeast}, {key, below}, {all: […]} or {any: […]}.';

/** Told apart by the word it has, so that a fault is named where it is and not once for each other form. */
const condition = (depth = 0): z.ZodType<Condition> =>
  z.unknown().transform((value, context): Condition => {
    const form = depth < DEPTH_MAX ? formOf(value, depth) : undefined;
    if (form === undefined) {
      const message = depth < DEPTH_MAX ? FORMS : `Conditions are at most ${DEPTH_MAX} deep.`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    const read = form.safeParse(value);
    if (read.success) return read.data;
    for (const { path, message } of read.error.issues)
      context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  });

function formOf(value: unknown, depth: number): z.ZodType<Condition> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = () => z.array(condition(depth + 1)).max(PARTS_MAX);
  if ('all' in value) return z.strictObject({ all: parts() });
  if ('any' in value) return z.strictObject({ any: parts().min(1) });
  if ('in' in value) return z.strictObject({ key: name, in: z.array(name).min(1).max(PARTS_MAX) });
  if ('atLeast' in value) return z.strictObject({ key: name, atLeast: z.number() });
  if ('below' in value) return z.strictObject({ key: name, below: z.number() });
  return undefined;
}

const twoLanguages = z.strictObject({ en: text, es: text });
const level = z.enum(['NONE', 'EI', 'OP', 'IOP', 'PHP', 'RES', 'WM', 'EMERGENCY', 'REFER_MH']);
const minutes = z.number().int().positive().max(10_080);
const hours = z.number().positive().max(168);
const days = z.number().int().min(1).max(7);
const step = z.strictObject({
  pointsFrom: z.number().int().min(0),
  minutes,
  minutesMin: minutes,
  minutesMax: minutes,
  days,
  minutesPerDayMax: minutes,
  weekly: z.strictObject({ hoursMin: hours, hoursMax: hours, days: days.nullable() }),
  visits: z
    .array(z.strictObject({ kind: name, minutes, perWeek: z.number().int().positive() }))
    .max(PARTS_MAX),
});

const tableSchema: z.ZodType<LevelOfCareTable> = z.strictObject({
  version: z
    .string()
    .regex(/^[\w][\w.-]{0,39}$/, 'A version is letters, digits, dots and dashes, 40 at most.'),
  published: z.iso.date(),
  about: text,
  order: z.array(level).min(1),
  rows: z
    .array(
      z.strictObject({
        id: name,
        stage: z.enum(['gate', 'level']),
        when: condition(),
        result: level,
        reason: twoLanguages,
        forPerson: twoLanguages,
        source: text,
      }),
    )
    .min(1)
    .max(ROWS_MAX),
  flags: z
    .array(z.strictObject({ id: name, when: condition(), levels: z.array(level).min(1).exactOptional() }))
    .max(PARTS_MAX),
  points: z.array(z.strictObject({ id: name, when: condition() })).max(PARTS_MAX),
  doses: z.record(name, z.record(name, z.array(step).min(1).max(PARTS_MAX))),
  doseSource: text,
});

export interface TableFault {
  /** JSON path: "$.rows[3].when.in[0]". */
  readonly path: string;
  readonly message: string;
}

export type ParsedTable =
  | { readonly ok: true; readonly table: LevelOfCareTable }
  | { readonly ok: false; readonly faults: readonly TableFault[] };

/** Reads a table as JSON gave it. Whether what it says also makes sense is `checkTable`'s to find. */
export function parseTable(json: unknown): ParsedTable {
  const read = tableSchema.safeParse(json);
  if (read.success) return { ok: true, table: read.data };
  return {
    ok: false,
    faults: read.error.issues.map(({ path, message }) => ({ path: pathInWords(path), message })),
  };
}

/** ["rows", 3, "when"] is "$.rows[3].when". */
export const pathInWords = (parts: readonly PropertyKey[]): string =>
  parts.reduce<string>(
    (path, part) => path + (typeof part === 'number' ? `[${part}]` : `.${String(part)}`),
    '$',
  );
