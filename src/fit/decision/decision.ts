import { QUESTIONS } from '../assessment/assessment.ts';
import type {
  Dose,
  Inputs,
  Level,
  LevelOfCareTable,
  Recommendation,
} from '../level-of-care/level-of-care.ts';
import { doseBounds } from '../level-of-care/table.ts';

export interface DecisionWish {
  readonly decided: Level;
  readonly reason: string;
  readonly minutesPerWeek: number | null;
  readonly daysMin: number | null;
  readonly sites: readonly string[];
  readonly video: boolean;
  readonly from: string;
  /** The colleague who is asked to sign second, where a second signature is needed. */
  readonly secondSigner: string | null;
}

/** What a decision is measured against. */
export interface DecisionBasis {
  readonly advice: Recommendation;
  readonly table: LevelOfCareTable;
  readonly inputs: Inputs;
  readonly kind: 'admission' | 'review';
  readonly today: string;
  readonly sites: readonly { readonly id: string; readonly asksSecondSignature: boolean }[];
  /** Inputs that only began the form. */
  readonly unconfirmed: readonly string[];
  /** Colleagues who could sign second, and those of them who see this person already. */
  readonly colleagues: readonly { readonly id: string; readonly seesPerson: boolean }[];
}

interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** Levels this program itself gives: somebody decided for one of them is admitted. */
const OFFERED = ['OP', 'IOP', 'PHP'] as const;
type Offered = (typeof OFFERED)[number];
const isOffered = (level: Level): level is Offered => (OFFERED as readonly Level[]).includes(level);

/** Days from today to the latest first day. A review's is near: the planner works from the new dose at once. */
const FROM_DAYS_MAX = { admission: 120, review: 14 } as const;

export const lastFirstDay = (kind: 'admission' | 'review', today: string): string =>
  new Date(Date.parse(today) + FROM_DAYS_MAX[kind] * 86_400_000).toISOString().slice(0, 10);

/** What keeps a decision from being signed, each with a pointer to the field. */
export function decisionFaults(wish: DecisionWish, basis: DecisionBasis): readonly Fault[] {
  const { advice, unconfirmed } = basis;
  if (advice.level === 'INCOMPLETE') {
    return [
      { pointer: '/decided', detail: `Something needed is not answered yet: ${labels(advice.missing)}.` },
    ];
  }
  const faults: Fault[] = [];
  // Nobody waits for a form in an emergency.
  if (unconfirmed.length > 0 && wish.decided !== 'EMERGENCY') {
    faults.push({
      pointer: '/decided',
      detail: `Confirm first what the form only began with: ${labels(unconfirmed)}.`,
    });
  }
  if (wish.decided !== advice.level && wish.reason === '') {
    faults.push({
      pointer: '/reason',
      detail: 'A decision that differs from the recommendation needs a reason.',
    });
  }
  faults.push(...secondFaults(wish, basis));
  return isOffered(wish.decided) ? [...faults, ...careFaults(wish, wish.decided, basis)] : faults;
}

const labels = (keys: readonly string[]): string =>
  QUESTIONS.filter(({ key }) => keys.includes(key))
    .map(({ label }) => label.en)
    .join(', ');

function careFaults(wish: DecisionWish, level: Offered, basis: DecisionBasis): readonly Fault[] {
  const faults: Fault[] = [];
  const bounds = doseBounds(level, basis.table, ageOf(basis.inputs));
  const minutes = wish.minutesPerWeek ?? doseOf(level, basis).minutes;
  if (minutes < bounds.minutesMin || minutes > bounds.minutesMax) {
    faults.push({
      pointer: '/minutesPerWeek',
      detail: `${level} is ${bounds.minutesMin / 60} to ${bounds.minutesMax / 60} hours a week.`,
    });
  }
  if (wish.sites.length === 0 && !wish.video) {
    faults.push({ pointer: '/sites', detail: 'Choose a place, or video.' });
  }
  if (wish.sites.some((site) => !basis.sites.some(({ id }) => id === site))) {
    faults.push({ pointer: '/sites', detail: 'There is no such place.' });
  }
  if (!(wish.from >= basis.today && wish.from <= lastFirstDay(basis.kind, basis.today))) {
    const within = basis.kind === 'review' ? 'two weeks' : 'the next four months';
    faults.push({ pointer: '/from', detail: `The first day is today or within ${within}.` });
  }
  return faults;
}

/**
 * Whether the decision waits for a second signature: where one of its places asks for it; where it has none (video, care
 * elsewhere), if any place of the program does. An emergency never waits.
 */
export function needsSecond(
  { decided, sites }: Pick<DecisionWish, 'decided' | 'sites'>,
  places: DecisionBasis['sites'],
): boolean {
  if (decided === 'EMERGENCY') return false;
  const chosen = isOffered(decided) ? places.filter(({ id }) => sites.includes(id)) : [];
  return (chosen.length === 0 ? places : chosen).some(({ asksSecondSignature }) => asksSecondSignature);
}

function secondFaults(wish: DecisionWish, { sites, kind, colleagues }: DecisionBasis): readonly Fault[] {
  if (!needsSecond(wish, sites)) return [];
  const pointer = '/secondSigner';
  if (wish.secondSigner !== null) {
    return colleagues.some(({ id }) => id === wish.secondSigner)
      ? []
      : [{ pointer, detail: 'This colleague cannot sign second: choose another one.' }];
  }
  // Of somebody in care only the care team sees anything, so the colleague is let in by being asked.
  if (kind === 'review' && !colleagues.some(({ seesPerson }) => seesPerson)) {
    return [
      { pointer, detail: 'A second signature is needed here: choose the colleague who is asked for it.' },
    ];
  }
  return [];
}

const ageOf = ({ age }: Inputs): string => String(age ?? 'adult');

const doseOf = (level: Offered, { advice, table, inputs }: DecisionBasis): Dose =>
  advice.level === level && advice.dose !== null ? advice.dose : doseBounds(level, table, ageOf(inputs));

/** What the person gets a week; undefined where this program gives nothing (24-hour care, referrals). */
export function prescriptionOf(wish: DecisionWish, basis: DecisionBasis) {
  if (!isOffered(wish.decided)) return undefined;
  const dose = doseOf(wish.decided, basis);
  return {
    level: wish.decided,
    track: basis.advice.flags.includes('DUAL') ? ('dual' as const) : ('standard' as const),
    minutes: wish.minutesPerWeek ?? dose.minutes,
    daysMin: wish.daysMin ?? dose.days,
    minutesPerDayMax: dose.minutesPerDayMax,
    visits: dose.visits,
  };
}
