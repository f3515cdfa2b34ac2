/** The plan that comes with the program, read and proved once. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { instrumentOf } from '../instruments/load.ts';
import { type PlanItem, planItem } from './measures.schema.ts';

const file = z
  .object({
    source: z.string(),
    alone: z.object({ source: z.string(), instruments: z.array(z.string()) }),
    items: z.array(planItem),
  })
  .parse(JSON.parse(await readFile(new URL('./plan.default.json', import.meta.url), 'utf8')));

for (const id of [...file.alone.instruments, ...file.items.map(({ instrument }) => instrument)])
  instrumentOf(id);

export const DEFAULT_PLAN: readonly PlanItem[] = file.items;

/** Whether somebody may answer it alone, on their own phone. */
export const mayBeAnsweredAlone = (instrument: string): boolean =>
  file.alone.instruments.includes(instrument);
