import { readFile } from 'node:fs/promises';
import type { Level, WeeklyDose } from './level-of-care.ts';

/** A worked case of a table: inputs as the field guide writes them, and what must come out. */
export interface Vignette {
  readonly id: string;
  readonly words: string;
  /** Left out is usual, null is not assessed. */
  readonly inputs: Readonly<Record<string, string | number | null>>;
  readonly level: Level | 'INCOMPLETE';
  readonly row: string;
  readonly flags: readonly string[];
  readonly dose: WeeklyDose | null;
}

export const VIGNETTES: { readonly table: string; readonly vignettes: readonly Vignette[] } = JSON.parse(
  await readFile(new URL('./tables/vignettes.json', import.meta.url), 'utf8'),
);
