import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ROUTES, SITES } from './codes.ts';

const days = z.number().int().min(1).max(400);
const injection = z.strictObject({
  everyDays: days,
  /** Days after the last one: the window in which the next may be given. */
  fromDay: days,
  untilDay: days,
  /** Days after the last one on which somebody reaches out, if it was not given. */
  remindOnDays: z.array(days).min(1),
  sites: z.array(z.enum(SITES)).min(1),
});
export type Injection = z.infer<typeof injection>;

const medicine = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{2,60}$/),
  en: z.string().min(2),
  es: z.string().min(2),
  classes: z.array(z.string().regex(/^[a-z0-9-]+$/)),
  routes: z.array(z.enum(ROUTES)).min(1),
  /** Substances a drug test finds because of it: expected, not unexpected. */
  shows: z.array(z.string()).default([]),
  injection: injection.optional(),
});
export type Medicine = z.infer<typeof medicine>;

const file = z.strictObject({
  version: z.string(),
  about: z.string(),
  toBeConfirmedByPharmacist: z.literal(true),
  medicines: z.array(medicine).min(1),
});

const read = file.parse(JSON.parse(await readFile(new URL('./medicines.json', import.meta.url), 'utf8')));

/** A medicine that is not in the file: its name is in the person's own sealed words, its classes are ticked. */
export const OTHER = 'other';

export const MEDICINES: ReadonlyMap<string, Medicine> = new Map(read.medicines.map((one) => [one.key, one]));

/** Every class a medicine of the file may belong to. */
export const CLASSES: readonly string[] = [
  ...new Set(read.medicines.flatMap(({ classes }) => classes)),
].sort();

/** What the rules call a medicine: its classes by the file, or those ticked where the file does not know it. */
export const classesOf = (key: string, ticked: readonly string[] = []): readonly string[] =>
  MEDICINES.get(key)?.classes ?? ticked;
