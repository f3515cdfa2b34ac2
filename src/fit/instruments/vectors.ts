/** The worked forms of the field guide, run against the instruments in force. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { instrumentOf } from './load.ts';
import { type Scored, scoreInstrument } from './score.ts';

const value = z.union([z.string(), z.number()]).nullable();
const fileSchema = z.strictObject({
  about: z.string(),
  vectors: z.array(
    z.strictObject({
      id: z.string(),
      instrument: z.string(),
      answers: z.array(z.number().nullable()),
      given: z.record(z.string(), value),
      expected: z.strictObject({
        status: z.enum(['complete', 'prorated', 'incomplete', 'invalid', 'inconsistent']),
        score: value,
        band: z.string().nullable(),
        subscores: z.record(z.string(), z.number().nullable()),
        flags: z.array(z.string()),
        fault: z.string().exactOptional(),
      }),
    }),
  ),
});

export type Vector = z.infer<typeof fileSchema>['vectors'][number];

export const VECTORS: readonly Vector[] = fileSchema.parse(
  JSON.parse(await readFile(new URL('./vectors.json', import.meta.url), 'utf8')),
).vectors;

/** Null when the scorer says what the guide says, else both. */
export function vectorFault({ id, instrument, answers, given, expected }: Vector): string | null {
  const found = scoreInstrument(instrumentOf(instrument), answers, given);
  const said = seen(found, expected.fault);
  return JSON.stringify(said) === JSON.stringify(inOrder(expected))
    ? null
    : `${id}: ${JSON.stringify(said)}, not ${JSON.stringify(inOrder(expected))}`;
}

/** A guide's "INVALID" without an item is met by a fault of that kind on any item. */
function seen({ faults, ...scored }: Scored, wanted: string | undefined) {
  const [fault] = faults;
  const isMet = wanted !== undefined && (fault === wanted || fault?.startsWith(`${wanted}:`) === true);
  return inOrder({ ...scored, fault: isMet ? wanted : fault });
}

const inOrder = (
  one: Pick<Scored, 'status' | 'score' | 'band' | 'subscores' | 'flags'> & {
    readonly fault?: string | undefined;
  },
) => ({
  status: one.status,
  score: one.score,
  band: one.band,
  subscores: one.subscores,
  flags: one.flags,
  fault: one.fault ?? null,
});
