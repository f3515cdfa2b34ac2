/**
 * Which of the people an intensive outpatient program is made for somebody is, what their week must protect, and who
 * stands behind them. Pure. It never changes a level of care: it says what the week is built around.
 */
import type { Details, Duty } from '../assessment/details.ts';
import { weekMinutesOf } from '../assessment/details-findings.ts';
import type { Inputs } from '../level-of-care/level-of-care.ts';
import { type Answers, pickedOf, under } from '../screener/screener-inputs.ts';

export type Group =
  | 'works'
  | 'works-nights'
  | 'children'
  | 'elder-care'
  | 'studies'
  | 'people-behind'
  | 'privacy'
  | 'mental-health';

/** Where it is known from, the surest first: the assessment, the week the person painted, their own first answers. */
export type Origin = 'assessment' | 'week' | 'screener';

export interface Known {
  readonly details: Details;
  /** What the person chose to send of the public screener; null where nothing was sent. */
  readonly answers: Answers | null;
  readonly inputs: Inputs;
  /** Their usual week, minutes from Monday 00:00. */
  readonly week: readonly { readonly start: number; readonly end: number; readonly kind: string }[];
}

export interface Protected {
  readonly kind: 'work' | 'children' | 'elder-care' | 'care' | 'classes' | 'sleep' | 'other';
  readonly what: string;
  /** Minutes from Monday 00:00, wall time; none where only the duty is known and no time. */
  readonly times: readonly { readonly start: number; readonly end: number }[];
  readonly isFixed: boolean;
  readonly from: Origin;
}

export interface StandsBehind {
  readonly called: string;
  readonly relation: string | null;
  readonly knows: boolean | null;
  readonly canHelpWith: string;
}

export interface WhoBenefits {
  readonly groups: readonly { readonly group: Group; readonly from: Origin }[];
  readonly protect: readonly Protected[];
  readonly behind: readonly StandsBehind[];
}

export function whoBenefits(known: Known): WhoBenefits {
  const tests: readonly (readonly [Group, readonly (Origin | false)[]])[] = [
    ['works', [hasDuty(known, 'work'), inWeek(known, 'work'), says(known, 'load', 'work', 'nights')]],
    ['works-nights', [nightDuty(known), nightWeek(known), says(known, 'load', 'nights')]],
    ['children', [hasDuty(known, 'children'), says(known, 'load', 'children')]],
    ['elder-care', [hasDuty(known, 'elder-care'), says(known, 'load', 'elders')]],
    ['studies', [hasDuty(known, 'classes'), inWeek(known, 'class'), says(known, 'load', 'classes')]],
    ['people-behind', [hasPeople(known), says(known, 'home', 'help')]],
    [
      'privacy',
      // A clear no in the assessment outweighs what was said at first.
      known.details.needsPrivacy === false
        ? []
        : [known.details.needsPrivacy === true && 'assessment', says(known, 'privacy', 'yes')],
    ],
    ['mental-health', [hasCondition(known), says(known, 'mood', 'hard', 'severe', 'voices')]],
  ];
  const groups = tests.flatMap(([group, origins]) => {
    const from = origins.find((origin) => origin !== false);
    return from === undefined ? [] : [{ group, from }];
  });
  return {
    groups,
    protect: protectedIn(known),
    behind: known.details.support.map(({ called, relation, knows, canHelpWith }) => ({
      called,
      relation,
      knows,
      canHelpWith,
    })),
  };
}

const hasDuty = ({ details }: Known, kind: Duty['kind']): Origin | false =>
  details.duties.some((duty) => duty.kind === kind) && 'assessment';

const inWeek = ({ week }: Known, kind: string): Origin | false =>
  week.some((piece) => piece.kind === kind) && 'week';

function says({ answers }: Known, question: string, ...values: readonly string[]): Origin | false {
  if (answers === null) return false;
  return pickedOf(answers, question).some((picked) => values.includes(picked)) && 'screener';
}

const DAY = 1440;
const NIGHT_UNTIL = 5 * 60;
/** Three hours of work between midnight and five: a late shift that runs over is not yet a night's. */
const NIGHT_MINUTES = 3 * 60;

const nightMinutes = ({ start, end }: { readonly start: number; readonly end: number }): number => {
  let minutes = 0;
  for (let day = Math.floor(start / DAY); day * DAY < end; day++) {
    const [from, to] = [Math.max(start, day * DAY), Math.min(end, day * DAY + NIGHT_UNTIL)];
    minutes += Math.max(0, to - from);
  }
  return minutes;
};

const nightDuty = ({ details }: Known): Origin | false =>
  details.duties.some(
    ({ kind, hours }) =>
      kind === 'work' && hours.flatMap(weekMinutesOf).some((piece) => nightMinutes(piece) >= NIGHT_MINUTES),
  ) && 'assessment';

const nightWeek = ({ week }: Known): Origin | false =>
  week.some((piece) => piece.kind === 'work' && nightMinutes(piece) >= NIGHT_MINUTES) && 'week';

const hasPeople = ({ details, inputs }: Known): Origin | false =>
  (details.support.length > 0 || inputs.environment === 'supportive') && 'assessment';

const hasCondition = ({ details, inputs }: Known): Origin | false =>
  (details.conditions.some(({ state }) => state !== 'past') ||
    ['moderate', 'severe'].includes(String(inputs.psych)) ||
    ['stable_treated', 'active_manageable'].includes(String(inputs.psychosis))) &&
  'assessment';

const OF_WEEK: Readonly<Record<string, Protected['kind']>> = {
  work: 'work',
  care: 'care',
  class: 'classes',
  rest: 'sleep',
  other: 'other',
};
const OF_LOAD: Readonly<Record<string, Protected['kind']>> = {
  work: 'work',
  nights: 'work',
  children: 'children',
  elders: 'elder-care',
  classes: 'classes',
};

/** Duties of the assessment; then the hours that the painted week adds; then what was only named, without a time. */
function protectedIn({ details, week, answers }: Known): readonly Protected[] {
  const named = details.duties.map(
    ({ kind, what, hours, isFixed }): Protected => ({
      kind,
      what,
      times: hours.flatMap(weekMinutesOf).sort((one, other) => one.start - other.start),
      isFixed,
      from: 'assessment',
    }),
  );
  const painted = Object.entries(OF_WEEK).flatMap(([painted, kind]): Protected[] => {
    const told = named.filter((duty) => isOneOf(duty.kind, kind)).flatMap((duty) => duty.times);
    const times = week
      .filter((piece) => piece.kind === painted)
      .filter(({ start, end }) => !told.some((at) => at.start <= start && end <= at.end))
      .map(({ start, end }) => ({ start, end }));
    return times.length === 0 ? [] : [{ kind, what: '', times, isFixed: true, from: 'week' }];
  });
  const there = [...named, ...painted];
  const said =
    answers === null ? [] : pickedOf(answers, 'load').flatMap((load) => under(OF_LOAD, load) ?? []);
  const only = [...new Set(said)]
    .filter((kind) => !there.some((duty) => isOneOf(kind, duty.kind)))
    .map((kind): Protected => ({ kind, what: '', times: [], isFixed: true, from: 'screener' }));
  return [...there, ...only];
}

/** A painted "care" is for children or for elders: the week does not say which. */
const isOneOf = (kind: Protected['kind'], other: Protected['kind']): boolean =>
  kind === other || (other === 'care' && (kind === 'children' || kind === 'elder-care'));
