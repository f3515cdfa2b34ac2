import { readFileSync } from 'node:fs';
import { z } from '@hono/zod-openapi';

const rules = z
  .object({
    read: z.string(),
    note: z.string(),
    ofAge: z.number().int(),
    states: z.record(
      z.string().regex(/^[A-Z]{2}$/),
      z.object({ fromAge: z.number().int().min(0).max(17).nullable(), source: z.string().min(5) }).strict(),
    ),
  })
  .strict()
  .parse(JSON.parse(readFileSync(new URL('./minor-consent.json', import.meta.url), 'utf8')));

/** Who must sign: the person alone, or a parent or guardian too. */
export interface WhoSigns {
  readonly isMinor: boolean;
  readonly needsGuardian: boolean;
  /** The law it follows from; undefined where no row of the state was found or nobody is a minor. */
  readonly source: string | undefined;
}

/** Whole years on a day; both YYYY-MM-DD. */
export function ageOn(bornOn: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return today.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** The first day on which a minor decides about this care alone, where they live; YYYY-MM-DD. */
export function decidesAloneFrom(bornOn: string, state: string | null): string {
  const age = (state === null ? undefined : rules.states[state]?.fromAge) ?? rules.ofAge;
  return `${String(Number(bornOn.slice(0, 4)) + age).padStart(4, '0')}${bornOn.slice(4)}`;
}

/**
 * Where the state lets a minor consent to this care, theirs is the only signature that lets anybody in, a parent too;
 * where it does not, both sign. A state nobody wrote down gets the strictest reading. An unknown birth date is taken
 * for an adult's: it is asked for at admission.
 * @see 42 CFR 2.14
 */
export function whoSigns(bornOn: string | undefined, state: string | null, today: string): WhoSigns {
  if (bornOn === undefined || ageOn(bornOn, today) >= rules.ofAge) {
    return { isMinor: false, needsGuardian: false, source: undefined };
  }
  const rule = state === null ? undefined : rules.states[state];
  const fromAge = rule?.fromAge ?? undefined;
  return {
    isMinor: true,
    needsGuardian: fromAge === undefined || ageOn(bornOn, today) < fromAge,
    source: rule?.source,
  };
}
