import { QUESTIONS } from './assessment.ts';
import type { Dose, Level, Recommendation } from './level-of-care.ts';
import { doseBounds } from './table.ts';

export interface DecisionWish {
  readonly decided: Level;
  readonly reason: string;
  readonly minutesPerWeek: number | null;
  readonly daysMin: number | null;
  readonly sites: readonly string[];
  readonly video: boolean;
  readonly from: string;
}

/** Levels this program itself gives: somebody decided for one of them is admitted. */
const OFFERED = ['OP', 'IOP', 'PHP'] as const;
type Offered = (typeof OFFERED)[number];
const isOffered = (level: Level): level is Offered => (OFFERED as readonly Level[]).includes(level);

const FROM_DAYS_MAX = 120;

/** What keeps a decision from being signed, each with a pointer to the field. */
export function decisionFaults(
  wish: DecisionWish,
  advice: Recommendation,
  known: { readonly today: string; readonly sites: readonly string[] },
): readonly { pointer: string; detail: string }[] {
  const faults: { pointer: string; detail: string }[] = [];
  if (advice.level === 'INCOMPLETE') {
    const missing = QUESTIONS.filter(({ key }) => advice.missing.includes(key)).map(({ label }) => label.en);
    return [{ pointer: '/decided', detail: `Something needed is not answered yet: ${missing.join(', ')}.` }];
  }
  if (wish.decided !== advice.level && wish.reason === '') {
    faults.push({
      pointer: '/reason',
      detail: 'A decision that differs from the recommendation needs a reason.',
    });
  }
  if (!isOffered(wish.decided)) return faults;
  const dose = doseBounds(wish.decided);
  const minutes = wish.minutesPerWeek ?? doseOf(wish, advice).minutes;
  if (minutes < dose.minutesMin || minutes > dose.minutesMax) {
    faults.push({
      pointer: '/minutesPerWeek',
      detail: `${wish.decided} is ${dose.minutesMin / 60} to ${dose.minutesMax / 60} hours a week.`,
    });
  }
  if (wish.sites.length === 0 && !wish.video) {
    faults.push({ pointer: '/sites', detail: 'Choose a place, or video.' });
  }
  if (wish.sites.some((site) => !known.sites.includes(site))) {
    faults.push({ pointer: '/sites', detail: 'There is no such place.' });
  }
  const days = (Date.parse(wish.from) - Date.parse(known.today)) / 86_400_000;
  if (days < 0 || days > FROM_DAYS_MAX) {
    faults.push({ pointer: '/from', detail: 'The first day is today or within the next four months.' });
  }
  return faults;
}

const doseOf = (wish: DecisionWish, advice: Recommendation): Dose =>
  advice.level === wish.decided && advice.dose !== null ? advice.dose : doseBounds(wish.decided as Offered);

/** What the person gets a week; undefined where this program gives nothing (24-hour care, referrals). */
export function prescriptionOf(wish: DecisionWish, advice: Recommendation) {
  if (!isOffered(wish.decided)) return undefined;
  const dose = doseOf(wish, advice);
  const minutes = wish.minutesPerWeek ?? dose.minutes;
  return {
    level: wish.decided,
    track: advice.flags.includes('DUAL') ? ('dual' as const) : ('standard' as const),
    minutes,
    daysMin: wish.daysMin ?? dose.days,
    minutesPerDayMax: dose.minutesPerDayMax,
    visits: dose.visits,
  };
}
