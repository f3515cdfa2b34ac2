/** What the decision gives somebody at a level of care, week by week. */
export interface Prescription {
  readonly level: 'OP' | 'IOP' | 'PHP';
  readonly track: 'standard' | 'dual';
  /** Treatment minutes a week. */
  readonly minutes: number;
  readonly daysMin: number;
  readonly minutesPerDayMax: number;
  readonly visits: readonly { readonly kind: string; readonly minutes: number; readonly perWeek: number }[];
}

export interface VisitNeed {
  readonly kind: string;
  readonly minutes: number;
  readonly count: number;
  readonly staff: readonly string[];
}

/** The prescribed visits, held by the person's own counselor. */
export const visitsFor = ({ visits }: Prescription, counselor: string): readonly VisitNeed[] =>
  visits.map(({ kind, minutes, perWeek }) => ({ kind, minutes, count: perWeek, staff: [counselor] }));

/** The tags a person carries into the planner: level, track, languages. */
export const tagsFor = (prescription: Prescription, language: 'en' | 'es'): readonly string[] => [
  prescription.level.toLowerCase(),
  ...(prescription.track === 'dual' ? ['dual'] : []),
  'en',
  ...(language === 'es' ? ['es'] : []),
];

const OF_THE_LEVEL: readonly string[] = ['op', 'iop', 'php', 'dual'];

/** The tags after a change of level: whatever else was said of the person stays. */
export const tagsAfter = (
  before: readonly string[],
  prescription: Prescription,
  language: 'en' | 'es',
): readonly string[] => [
  ...new Set([...tagsFor(prescription, language), ...before.filter((tag) => !OF_THE_LEVEL.includes(tag))]),
];

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXY'; // none that reads like a digit

/** A record code, "R-2207"; `pick(n)` gives a whole number from 0 to n-1. */
export const recordCode = (pick: (n: number) => number): string =>
  `${LETTERS[pick(LETTERS.length)]}-${String(1000 + pick(9000))}`;
