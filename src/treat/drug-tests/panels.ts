import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { USES } from '../medication/codes.ts';

const names = { en: z.string().min(2), es: z.string().min(2) };
const substance = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/),
  ...names,
  class: z.enum([...USES, 'cannabis']),
});
const panel = z.strictObject({ key: z.string(), ...names, substances: z.array(z.string()).min(1).max(40) });

const read = z
  .strictObject({
    version: z.string(),
    about: z.string(),
    source: z.string(),
    substances: z.array(substance).min(1),
    panels: z.array(panel).min(1),
    /** What is said of every test that does not look for it, so that nobody takes it for negative. */
    mustBeSaid: z.array(z.string()),
  })
  .parse(JSON.parse(await readFile(new URL('./panels.json', import.meta.url), 'utf8')));

export const SUBSTANCES: ReadonlyMap<string, z.infer<typeof substance>> = new Map(
  read.substances.map((one) => [one.key, one]),
);
export const PANELS = read.panels;
export const MUST_BE_SAID = read.mustBeSaid;
