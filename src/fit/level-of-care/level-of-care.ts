/** Answers to the table's inputs, as far as they are known. `sud` is a count of criteria, 0-11; the rest are words. */
export type Inputs = Readonly<Record<string, string | number>>;

export type Level = 'NONE' | 'EI' | 'OP' | 'IOP' | 'PHP' | 'RES' | 'WM' | 'EMERGENCY' | 'REFER_MH';

/** The table's small language: no code, only "this input is one of", "at least", "below", all and any. */
export type Condition =
  | { readonly key: string; readonly in: readonly string[] }
  | { readonly key: string; readonly atLeast: number }
  | { readonly key: string; readonly below: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

interface TwoLanguages {
  readonly en: string;
  readonly es: string;
}

export interface TableRow {
  readonly id: string;
  /** Gates fire on whatever is known; levels need every required input. */
  readonly stage: 'gate' | 'level';
  readonly when: Condition;
  readonly result: Level;
  /** Why, in words for staff. */
  readonly reason: TwoLanguages;
  /** Why, in one sentence to the person. */
  readonly forPerson: TwoLanguages;
  readonly source: string;
}

export interface Dose {
  /** Treatment minutes a week to begin with, and the range a clinician may choose from. */
  readonly minutes: number;
  readonly minutesMin: number;
  readonly minutesMax: number;
  readonly days: number;
  readonly minutesPerDayMax: number;
  /** Visits one to one that are part of the week to begin with. */
  readonly visits: readonly { readonly kind: string; readonly minutes: number; readonly perWeek: number }[];
}

/** The hours and days a week that a level asks for, as they are named to payers and to people. */
export interface WeeklyDose {
  readonly hoursMin: number;
  readonly hoursMax: number;
  /** Service days at the least; null where the level sets none. */
  readonly days: number | null;
}

/** The dose from so many points up. */
export type DoseStep = Dose & { readonly pointsFrom: number; readonly weekly: WeeklyDose };

export interface LevelOfCareTable {
  readonly version: string;
  /** The levels from the least to the most intensive; REFER_MH stands beside them. */
  readonly order: readonly Level[];
  readonly rows: readonly TableRow[];
  readonly flags: readonly {
    readonly id: string;
    readonly when: Condition;
    readonly levels?: readonly string[];
  }[];
  readonly points: readonly { readonly id: string; readonly when: Condition }[];
  readonly doses: Readonly<Record<string, Readonly<Record<string, readonly DoseStep[]>>>>;
}

/** One input of the table. @see field guide 2.1 */
export interface InputRule {
  readonly key: string;
  readonly isRequired: boolean;
  /** Every value it can take; the first is the usual one. */
  readonly values: readonly (string | number)[];
}

export interface Recommendation {
  readonly version: string;
  readonly level: Level | 'INCOMPLETE';
  /** The row that decided; "G9" when something required is missing. */
  readonly row: string;
  readonly reason: TwoLanguages;
  readonly forPerson: TwoLanguages;
  /** Every row looked at, in order, up to and including the one that decided. */
  readonly considered: readonly { readonly row: string; readonly isMatch: boolean }[];
  readonly missing: readonly string[];
  readonly flags: readonly string[];
  readonly dose: Dose | null;
  /** Single answers that would change the level. */
  readonly flips: readonly { readonly key: string; readonly to: string | number; readonly level: Level }[];
}

const UNKNOWN = {
  reason: {
    en: 'Something that is needed is not known yet.',
    es: 'Todavía falta algo que se necesita saber.',
  },
  forPerson: {
    en: 'We need to know a bit more before we can say.',
    es: 'Necesitamos saber un poco más antes de decirle.',
  },
};

/** Whether a condition holds. What is unknown never makes one true, and never makes "below" true. */
export function holds(condition: Condition, inputs: Inputs): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, inputs));
  if ('any' in condition) return condition.any.some((part) => holds(part, inputs));
  const value = inputs[condition.key];
  if (value === undefined) return false;
  if ('in' in condition) return condition.in.includes(String(value));
  if (typeof value !== 'number') return false;
  return 'atLeast' in condition ? value >= condition.atLeast : value < condition.below;
}

/**
 * The table's recommendation: gates first, on whatever is known; then, with every required input there, the first
 * row that matches, the least intensive level that is safe. It recommends; a licensed professional decides.
 *
 * @param inputs only what is known; what may be left out takes the usual value of its rule
 */
export function recommend(
  table: LevelOfCareTable,
  rules: readonly InputRule[],
  inputs: Inputs,
): Recommendation {
  const first = decide(table, rules, inputs);
  return { ...first, flips: first.level === 'INCOMPLETE' ? [] : flipsOf(table, rules, inputs, first.level) };
}

/** The recommendation without what would change it: for callers that try many answers. */
export function decide(
  table: LevelOfCareTable,
  rules: readonly InputRule[],
  given: Inputs,
): Omit<Recommendation, 'flips'> {
  const inputs = withUsual(rules, given);
  const missing = rules
    .filter((rule) => rule.isRequired && given[rule.key] === undefined)
    .map((rule) => rule.key);
  const considered: { row: string; isMatch: boolean }[] = [];
  for (const row of table.rows) {
    if (row.stage === 'level' && missing.length > 0) break;
    const isMatch = holds(row.when, inputs);
    considered.push({ row: row.id, isMatch });
    if (!isMatch) continue;
    const flags = row.result === 'EMERGENCY' ? [] : flagsOf(table, inputs, row.result);
    return {
      version: table.version,
      level: row.result,
      row: row.id,
      reason: row.reason,
      forPerson: row.forPerson,
      considered,
      missing,
      flags,
      dose: doseOf(table, inputs, row.result),
    };
  }
  return {
    version: table.version,
    level: 'INCOMPLETE',
    row: 'G9',
    ...UNKNOWN,
    considered,
    missing,
    flags: [],
    dose: null,
  };
}

const withUsual = (rules: readonly InputRule[], given: Inputs): Inputs => ({
  ...Object.fromEntries(
    rules.flatMap((rule) =>
      rule.isRequired || rule.values[0] === undefined ? [] : [[rule.key, rule.values[0]] as const],
    ),
  ),
  ...given,
});

const flagsOf = (table: LevelOfCareTable, inputs: Inputs, level: Level): string[] =>
  table.flags
    .filter((flag) => holds(flag.when, inputs) && (flag.levels === undefined || flag.levels.includes(level)))
    .map((flag) => flag.id);

/** The weekly dose of a level for this person; null where the level has none (24-hour care, referrals). */
export function doseOf(table: LevelOfCareTable, inputs: Inputs, level: Level): Dose | null {
  const step = doseStepOf(table, inputs, level);
  return step && doseFrom(step);
}

/** What a level asks of a week, as the guide names it: 9 hours on 3 days, 20 to 30 hours, 1 to 8 hours. */
export const weeklyDoseOf = (table: LevelOfCareTable, inputs: Inputs, level: Level): WeeklyDose | null =>
  doseStepOf(table, inputs, level)?.weekly ?? null;

export function doseFrom({ pointsFrom: _, weekly: __, ...dose }: DoseStep): Dose {
  return dose;
}

function doseStepOf(table: LevelOfCareTable, inputs: Inputs, level: Level): DoseStep | null {
  const points = table.points.filter((point) => holds(point.when, inputs)).length;
  const steps = table.doses[String(inputs.age ?? 'adult')]?.[level] ?? [];
  return steps.filter(({ pointsFrom }) => pointsFrom <= points).at(-1) ?? null;
}

function flipsOf(table: LevelOfCareTable, rules: readonly InputRule[], inputs: Inputs, level: Level) {
  const known = withUsual(rules, inputs);
  return rules.flatMap((rule) => {
    const at = rule.values.indexOf(known[rule.key] ?? '');
    // The nearest step to either side that leads elsewhere, if any: that is what the clinician should weigh.
    return [rule.values.slice(at + 1), rule.values.slice(0, Math.max(0, at)).reverse()].flatMap((values) => {
      for (const to of values) {
        const other = decide(table, rules, { ...inputs, [rule.key]: to }).level;
        if (other !== level && other !== 'INCOMPLETE') return [{ key: rule.key, to, level: other }];
      }
      return [];
    });
  });
}
