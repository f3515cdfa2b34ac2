/**
 * The invented people of the demo program. Nobody here exists. Each shows a kind of life that treatment has to
 * leave room for; what makes next week's plan interesting is said beside the person.
 */
export type Kind =
  | 'nine-to-five'
  | 'nights'
  | 'shifts'
  | 'parent'
  | 'elder-care'
  | 'student'
  | 'family-support'
  | 'private'
  | 'mild'
  | 'co-occurring'
  | 'step-down'
  | 'step-up';

export type Level = 'OP' | 'IOP' | 'PHP';
export type Inputs = Readonly<Record<string, string | number>>;

export interface Dose {
  readonly minutes: number;
  readonly days: number;
}

export interface DemoPerson {
  readonly code: string;
  readonly called: string;
  readonly full: string;
  readonly language: 'en' | 'es';
  readonly kinds: readonly Kind[];
  readonly level: Level;
  readonly dose: Dose;
  readonly isDual: boolean;
  /** Inputs of the level-of-care table that differ from "nothing to note". */
  readonly inputs: Inputs;
  readonly life: string;
  /** Where they can be, the usual place first; none: by video only. */
  readonly sites: readonly string[];
  readonly video: boolean;
  readonly counselor: string;
  readonly individualByVideo: boolean;
  readonly medication: boolean;
  /** Takes part in the family hour. */
  readonly family: boolean;
  /** Takes part in a skills group. */
  readonly skills: boolean;
  /** Weeks since the first week: 0 is this week, -1 begins next week. */
  readonly weeksIn: number;
  /** How often they come, of all times: 0..1. */
  readonly comes: number;
  /** A level of care before the present one, and the groups they came to then. */
  readonly before?: {
    readonly level: Level;
    readonly dose: Dose;
    readonly inputs: Inputs;
    readonly weeks: number;
    readonly groups: readonly string[];
  };
}

/** Somebody who finished: the weeks since their last one, and the groups they came to. */
export interface DemoFormer extends DemoPerson {
  readonly endedWeeksAgo: number;
  readonly groups: readonly string[];
}

export const NINE_HOURS: Dose = { minutes: 540, days: 3 };
export const TWELVE_HOURS: Dose = { minutes: 720, days: 4 };
export const TWENTY_HOURS: Dose = { minutes: 1200, days: 5 };
export const ONE_EVENING: Dose = { minutes: 140, days: 1 };

type Given = Pick<DemoPerson, 'code' | 'called' | 'full' | 'kinds' | 'inputs' | 'life' | 'weeksIn'> &
  Partial<DemoPerson>;
type Usual = Pick<DemoPerson, 'level' | 'dose' | 'sites' | 'counselor'> & Partial<DemoPerson>;

/** People with the same usual place, dose and counselor; each may differ. */
export const group = (usual: Usual, people: readonly Given[]): DemoPerson[] =>
  people.map((given) => ({
    language: 'en',
    isDual: false,
    video: false,
    individualByVideo: false,
    medication: false,
    family: false,
    skills: false,
    comes: 0.92,
    ...usual,
    ...given,
  }));
