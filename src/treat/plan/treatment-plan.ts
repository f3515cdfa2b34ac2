/** What a treatment plan says, and what is missing before it can be signed. Pure. */
import type { Area, AreaRating } from './areas.ts';

export const PROBLEM_KINDS = ['substance', 'mental-health', 'medical', 'life'] as const;
export const PROBLEM_STATES = ['active', 'provisional', 'resolved'] as const;
export const GOAL_STATES = ['on-track', 'slow', 'met', 'set-aside'] as const;
export type GoalStatus = (typeof GOAL_STATES)[number];
export const EVERY = ['week', 'two-weeks', 'month', 'once'] as const;

export interface Problem {
  readonly id: string;
  readonly kind: (typeof PROBLEM_KINDS)[number];
  readonly area: Area;
  readonly words: string;
  /** ICD-10-CM, where there is a diagnosis. */
  readonly icd10: string | null;
  /** provisional: it may come from use alone; looked at again on `reviewOn`. */
  readonly status: (typeof PROBLEM_STATES)[number];
  readonly reviewOn: string | null;
  readonly isArchived: boolean;
}

export interface Objective {
  readonly id: string;
  /** What is counted, and how much of it. */
  readonly words: string;
  readonly targetOn: string | null;
  readonly isArchived: boolean;
}

export interface Intervention {
  readonly id: string;
  /** An activity of the catalogue: "A03". */
  readonly activity: string;
  readonly times: number;
  readonly every: (typeof EVERY)[number];
  readonly words: string;
  readonly isArchived: boolean;
}

export interface Goal {
  readonly id: string;
  /** The person's own. */
  readonly words: string;
  readonly nextStep: string;
  readonly problems: readonly string[];
  readonly objectives: readonly Objective[];
  readonly interventions: readonly Intervention[];
  readonly isArchived: boolean;
}

/** What is said of an area that no goal is about. */
export interface AreaAnswer {
  readonly area: Area;
  readonly answer: 'deferred' | 'referred';
  /** deferred: until when. */
  readonly until: string | null;
  /** Why, or to whom. */
  readonly words: string;
}

export interface PlanContent {
  readonly problems: readonly Problem[];
  readonly goals: readonly Goal[];
  readonly areas: readonly AreaAnswer[];
}

export const EMPTY_PLAN: PlanContent = { problems: [], goals: [], areas: [] };

/** What a plan is measured against. */
export interface PlanBasis {
  readonly today: string;
  readonly track: 'standard' | 'dual';
  /** Of the decision in force. */
  readonly ratings: readonly AreaRating[];
  /** How each goal goes, by id; a goal that is not known yet goes on. */
  readonly statuses: ReadonlyMap<string, GoalStatus>;
  /** Goals of which the person said that they are theirs no more. */
  readonly letGo: ReadonlySet<string>;
}

export interface PlanFault {
  readonly code:
    | 'no-goals'
    | 'dual-one-condition'
    | 'goal-words'
    | 'goal-problem'
    | 'goal-objective'
    | 'goal-let-go'
    | 'objective-words'
    | 'objective-date'
    | 'problem-words'
    | 'problem-review'
    | 'area-open'
    | 'area-date'
    | 'area-referral';
  /** Where it is: "/goals/3/words". */
  readonly pointer: string;
  readonly detail: { readonly en: string; readonly es: string };
}

type There<T> = readonly (readonly [T, number])[];
const there = <T extends { readonly isArchived: boolean }>(all: readonly T[]): There<T> =>
  all.map((one, at) => [one, at] as const).filter(([one]) => !one.isArchived);
const isBlank = (words: string): boolean => words.trim() === '';

/** Goals that are worked on: in the plan, and not set aside. */
export const openGoals = ({ goals }: PlanContent, { statuses }: Pick<PlanBasis, 'statuses'>): There<Goal> =>
  there(goals).filter(([{ id }]) => statuses.get(id) !== 'set-aside');

/** Everything that keeps a plan from being signed, each with where it is. */
export function planFaults(plan: PlanContent, basis: PlanBasis): readonly PlanFault[] {
  const goals = openGoals(plan, basis);
  const listed = new Map(
    plan.problems.filter(({ isArchived }) => !isArchived).map((problem) => [problem.id, problem] as const),
  );
  return [
    ...(goals.length === 0
      ? [
          fault(
            'no-goals',
            '/goals',
            'There is no goal yet. Ask what they want to be different, and write it as they say it.',
            'Aún no hay ninguna meta. Pregunte qué quiere que cambie y escríbalo como lo diga.',
          ),
        ]
      : []),
    ...there(plan.problems).flatMap(([problem, at]) => problemFaults(problem, at, basis)),
    ...goals.flatMap(([goal, at]) => goalFaults(goal, at, listed, basis)),
    ...dualFaults(goals, listed, basis),
    ...basis.ratings.flatMap((rating) => areaFaults(rating, plan, goals, listed, basis)),
  ];
}

const fault = (code: PlanFault['code'], pointer: string, en: string, es: string): PlanFault => ({
  code,
  pointer,
  detail: { en, es },
});

function problemFaults(problem: Problem, at: number, { today }: PlanBasis): readonly PlanFault[] {
  const faults: PlanFault[] = [];
  if (isBlank(problem.words)) {
    faults.push(
      fault(
        'problem-words',
        `/problems/${at}/words`,
        'Say what the problem is.',
        'Diga cuál es el problema.',
      ),
    );
  }
  if (problem.status === 'provisional' && (problem.reviewOn === null || problem.reviewOn < today)) {
    faults.push(
      fault(
        'problem-review',
        `/problems/${at}/reviewOn`,
        'Provisional needs a day, from today on, to look at it again.',
        'Provisional necesita un día, de hoy en adelante, para revisarlo.',
      ),
    );
  }
  return faults;
}

function goalFaults(
  goal: Goal,
  at: number,
  listed: ReadonlyMap<string, Problem>,
  { letGo, today, statuses }: PlanBasis,
): readonly PlanFault[] {
  const path = `/goals/${at}`;
  const faults: PlanFault[] = [];
  if (isBlank(goal.words)) {
    faults.push(
      fault(
        'goal-words',
        `${path}/words`,
        'This goal has no words yet. Write it in the person’s own words.',
        'Esta meta aún no tiene palabras. Escríbala con las palabras de la persona.',
      ),
    );
  }
  if (!goal.problems.some((id) => listed.has(id))) {
    faults.push(
      fault(
        'goal-problem',
        `${path}/problems`,
        'Link this goal to at least one problem on the list.',
        'Una esta meta con al menos un problema de la lista.',
      ),
    );
  }
  // What is met is measured no more.
  const isMet = statuses.get(goal.id) === 'met';
  const objectives = isMet ? [] : there(goal.objectives);
  if (objectives.length === 0 && !isMet) {
    faults.push(
      fault(
        'goal-objective',
        `${path}/objectives`,
        'Say how you will both see that this goal is met.',
        'Diga cómo verán los dos que esta meta se cumplió.',
      ),
    );
  }
  for (const [objective, nth] of objectives) {
    if (isBlank(objective.words)) {
      faults.push(
        fault(
          'objective-words',
          `${path}/objectives/${nth}/words`,
          'Say what is counted, and how much of it.',
          'Diga qué se cuenta y cuánto.',
        ),
      );
    }
    if (objective.targetOn === null || objective.targetOn < today) {
      faults.push(
        fault(
          'objective-date',
          `${path}/objectives/${nth}/targetOn`,
          'Give it a day, from today on.',
          'Póngale un día, de hoy en adelante.',
        ),
      );
    }
  }
  if (letGo.has(goal.id)) {
    faults.push(
      fault(
        'goal-let-go',
        path,
        'The person said that this is not their goal any more. Talk with them, then set it aside or leave it out.',
        'La persona dijo que esta ya no es su meta. Hablen; luego déjela de lado o quítela.',
      ),
    );
  }
  return faults;
}

/** Both conditions at once, neither waits for the other. @see field guide 6.3 point 1; field sources N32 */
function dualFaults(
  goals: There<Goal>,
  listed: ReadonlyMap<string, Problem>,
  { track }: PlanBasis,
): readonly PlanFault[] {
  if (track !== 'dual' || goals.length === 0) return [];
  const kinds = new Set(
    goals.flatMap(([{ problems }]) => problems.map((id) => listed.get(id)).map((problem) => problem?.kind)),
  );
  const faults: PlanFault[] = [];
  if (!kinds.has('substance')) {
    faults.push(
      fault(
        'dual-one-condition',
        '/goals',
        'Both conditions are treated together: no goal is about substance use yet.',
        'Las dos condiciones se tratan juntas: ninguna meta trata aún del consumo.',
      ),
    );
  }
  if (!kinds.has('mental-health')) {
    faults.push(
      fault(
        'dual-one-condition',
        '/goals',
        'Both conditions are treated together: no goal is about mental health yet.',
        'Las dos condiciones se tratan juntas: ninguna meta trata aún de la salud mental.',
      ),
    );
  }
  return faults;
}

const AREA_WORDS: Readonly<Record<Area, { en: string; es: string }>> = {
  withdrawal: { en: 'Withdrawal and medication', es: 'Abstinencia y medicación' },
  health: { en: 'Physical health', es: 'Salud física' },
  mind: { en: 'Mental health and thinking', es: 'Salud mental y pensamiento' },
  use: { en: 'Risk of use', es: 'Riesgo de consumo' },
  home: { en: 'Home, safety, support', es: 'Hogar, seguridad, apoyo' },
  wants: { en: 'What they want', es: 'Lo que quiere' },
};

/** An area rated 2 or more is addressed by a goal, deferred with a date, or referred. @see field sources N9 */
function areaFaults(
  { area, rating, mustBeAnswered }: AreaRating,
  { areas }: PlanContent,
  goals: There<Goal>,
  listed: ReadonlyMap<string, Problem>,
  { today }: PlanBasis,
): readonly PlanFault[] {
  if (!mustBeAnswered) return [];
  const isAddressed = goals.some(([{ problems }]) =>
    problems.some((id) => {
      const problem = listed.get(id);
      return problem?.area === area && problem.status !== 'resolved';
    }),
  );
  if (isAddressed) return [];
  const { en, es } = AREA_WORDS[area];
  const answer = areas.find((one) => one.area === area);
  const path = `/areas/${area}`;
  if (answer === undefined) {
    return [
      fault(
        'area-open',
        path,
        `${en} was rated ${rating}. Link a goal to it, put it off to a day, or say who else takes care of it.`,
        `${es} se valoró en ${rating}. Una una meta, déjelo para un día, o diga quién más se encarga.`,
      ),
    ];
  }
  if (answer.answer === 'deferred' && (answer.until === null || answer.until < today)) {
    return [
      fault(
        'area-date',
        `${path}/until`,
        `${en}: until which day is it put off? From today on.`,
        `${es}: ¿hasta qué día se deja? De hoy en adelante.`,
      ),
    ];
  }
  if (answer.answer === 'referred' && isBlank(answer.words)) {
    return [
      fault(
        'area-referral',
        `${path}/words`,
        `${en}: who else takes care of it?`,
        `${es}: ¿quién más se encarga?`,
      ),
    ];
  }
  return [];
}

/** What a draft may not lose: an entry that is no longer wanted is archived and stays. */
export function lostEntries(before: PlanContent, after: PlanContent): readonly string[] {
  const idsOf = ({ problems, goals }: PlanContent) => [
    ...problems.map(({ id }) => id),
    ...goals.flatMap(({ id, objectives, interventions }) => [
      id,
      ...objectives.map((one) => one.id),
      ...interventions.map((one) => one.id),
    ]),
  ];
  const kept = new Set(idsOf(after));
  return idsOf(before).filter((id) => !kept.has(id));
}

/** An id used twice: a draft is refused whole. */
export function repeatedEntries({ problems, goals }: PlanContent): boolean {
  const once = (ids: readonly string[]) => new Set(ids).size === ids.length;
  return !(
    once(problems.map(({ id }) => id)) &&
    once(goals.map(({ id }) => id)) &&
    once(goals.flatMap(({ objectives }) => objectives.map(({ id }) => id))) &&
    once(goals.flatMap(({ interventions }) => interventions.map(({ id }) => id)))
  );
}
