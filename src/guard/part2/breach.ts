import { Temporal } from 'temporal-polyfill';
import type { Category } from '../seen.ts';

/** What is weighed before somebody may say that nothing was compromised. @see 45 CFR 164.402(2) */
export const FACTORS = ['what-it-held', 'who-got-it', 'whether-seen', 'what-was-done'] as const;
export type Factor = (typeof FACTORS)[number];

const DAYS = 60; // 45 CFR 164.404(b), 164.406(b), 164.408
const MANY = 500;

interface Duties {
  /** Everybody affected is told, without delay and at the latest on this day. */
  readonly peopleBy: string;
  /** From 500 people on with the notice to them; fewer are told once a year, for the year of discovery. */
  readonly hhs: { readonly by: string; readonly when: 'at-once' | 'yearly' };
  /** Only where more than 500 people of one state are affected. */
  readonly mediaBy: string | null;
}

/**
 * Who is told of a breach, and by when; days YYYY-MM-DD.
 *
 * @see 42 CFR 2.16(b); 45 CFR 164.404 (people), 164.406 (media: more than 500), 164.408 (HHS: 500 or more)
 */
export function dutiesFor(discoveredOn: string, people: number): Duties {
  const found = Temporal.PlainDate.from(discoveredOn);
  const peopleBy = found.add({ days: DAYS }).toString();
  const yearEnd = Temporal.PlainDate.from({ year: found.year, month: 12, day: 31 });
  return {
    peopleBy,
    hhs:
      people >= MANY
        ? { by: peopleBy, when: 'at-once' }
        : { by: yearEnd.add({ days: DAYS }).toString(), when: 'yearly' },
    mediaBy: people > MANY ? peopleBy : null,
  };
}

/** What a notice to a person must say. @see 45 CFR 164.404(c)(1) */
export interface Told {
  readonly happened: string;
  readonly steps: string;
  readonly doing: string;
  readonly contact: string;
}
export interface Letter extends Told {
  readonly happenedOn: string | null;
  readonly discoveredOn: string;
  readonly parts: readonly Category[];
}

/** What each part of a record is called in a letter. */
const PARTS: Readonly<Record<Category, string>> = {
  record: 'your record code',
  identity: 'your name',
  contact: 'how to reach you',
  schedule: 'your appointments',
  attendance: 'when you came',
  assessment: 'your assessment',
  plan: 'your plan',
  note: 'notes about you',
  counselling_note: 'notes of your counselor',
  measure: 'your answers to questions',
  medication: 'your medicines',
  test: 'your test results',
  money: 'your bills',
  document: 'letters and forms',
  consent: 'what you allowed',
  disclosure: 'who got something from your record',
};

/** The letter as lines to print: nothing on it says what kind of program it comes from. */
export const letterLines = (letter: Letter): readonly string[] => [
  'We write to tell you that somebody may have seen things about you that they should not have seen.',
  `What happened: ${letter.happened}`,
  ...(letter.happenedOn === null ? [] : [`When: ${letter.happenedOn}`]),
  `When we found out: ${letter.discoveredOn}`,
  `What was seen: ${letter.parts.map((part) => PARTS[part]).join(', ')}`,
  `What you can do: ${letter.steps}`,
  `What we are doing: ${letter.doing}`,
  `Whom you can ask: ${letter.contact}`,
];
