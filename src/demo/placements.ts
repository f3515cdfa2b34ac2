import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const placed = z.record(
  z.string(),
  z.strictObject({
    sessions: z.array(z.string()),
    visits: z.array(z.strictObject({ kind: z.string(), staff: z.string(), start: z.number().int() })),
  }),
);
const score = z.strictObject({
  served: z.number(),
  credited: z.number(),
  opened: z.number(),
  moves: z.number(),
  friction: z.number(),
});
const plan = z.strictObject({
  people: placed,
  score,
  bound: z.strictObject({ served: z.number(), credited: z.number() }),
  status: z.enum(['optimal', 'feasible']),
  seconds: z.number(),
  unserved: z.array(
    z.strictObject({
      person: z.string(),
      minutes: z.number().int(),
      because: z.array(z.json()),
      fixes: z.array(z.json()),
    }),
  ),
});

/** The weeks the demo program starts with, computed once by place.ts, so that a first start need not wait. */
export const SHIPPED = z
  .strictObject({ last: plan, this: plan })
  .parse(JSON.parse(await readFile(new URL('./placements.json', import.meta.url), 'utf8')));
