/**
 * One prospect against the open seats: the best week, other weeks that are a real choice, and, when none fits,
 * what is closest and what would change it. Browser-safe and quick: it runs on the person's own phone, so that
 * nothing about them has to be sent anywhere.
 */
import {
  bestWeek,
  type PersonProblem,
  type PersonWeek,
  type SessionOption,
  type VisitOption,
} from './person-week.ts';
import { type Busy, busyInTheWay, dayOf, softFriction, type Thing, type WeekSettings } from './rules.ts';

export interface OpenSession extends Thing {
  readonly id: string;
  readonly activity: string;
  readonly seatsLeft: number;
  readonly requires: readonly string[];
}

export interface OpenSeats {
  readonly settings: WeekSettings;
  readonly sessions: readonly OpenSession[];
}

export interface Prospect {
  readonly tags: readonly string[];
  readonly sites: readonly string[];
  readonly video: boolean;
  readonly busy: readonly Busy[];
  /** Times the person would like best. */
  readonly prefer: readonly { readonly start: number; readonly end: number }[];
  readonly needs: { readonly minutes: number; readonly minDays: number; readonly maxMinutesPerDay: number };
}

/** What a week is good for: each alternative has another accent. */
export type Trade = 'best' | 'fewest-days' | 'no-evenings' | 'with-video' | 'one-place' | 'shorter-days';

export interface PreviewWeek {
  readonly trade: Trade;
  readonly sessions: readonly string[];
  readonly minutes: number;
  readonly days: number;
}

export type PreviewFix =
  | {
      readonly kind: 'free';
      readonly start: number;
      readonly end: number;
      readonly minutes: number;
      readonly fits: boolean;
    }
  | { readonly kind: 'video'; readonly minutes: number; readonly fits: boolean }
  | { readonly kind: 'site'; readonly site: string; readonly minutes: number; readonly fits: boolean }
  | { readonly kind: 'seat'; readonly session: string; readonly minutes: number; readonly fits: boolean };

export interface Preview {
  /** The most minutes that fit in a week, and the days they fall on, whatever is prescribed. */
  readonly possible: { readonly minutes: number; readonly days: number };
  /** The best first; empty when no whole week fits. */
  readonly weeks: readonly PreviewWeek[];
  /** The nearest to a whole week, when none fits. */
  readonly closest: PreviewWeek | null;
  /** Single changes that bring more, the easiest first; only when none fits. */
  readonly fixes: readonly PreviewFix[];
}

const EVENING_FROM = 17 * 60;
const WEEKS_MAX = 3;
const FIXES_MAX = 4;
/** What a time the person likes is worth, in minutes of friction per session. */
const LIKED = 45;
/** A cost that outweighs any waiting or travel: the accent decides first. */
const ACCENT = 2000;

/** The best week and its alternatives, or what is closest. Takes a few milliseconds for sixty sessions. */
export function previewWeek(open: OpenSeats, person: Prospect): Preview {
  const possible = hoursThatFit(open, person);
  const best = weekWith(open, person, 'best');
  if (!best.isServed) {
    return {
      possible,
      weeks: [],
      closest: best.sessions.length === 0 ? null : asWeek('best', best),
      fixes: fixesFor(open, person, best.minutes),
    };
  }
  const weeks: PreviewWeek[] = [asWeek('best', best)];
  for (const trade of ['fewest-days', 'no-evenings', 'with-video', 'one-place', 'shorter-days'] as const) {
    if (weeks.length >= WEEKS_MAX) break;
    const other = weekWith(open, person, trade);
    if (other.isServed && keepsAccent(trade, other, best) && !weeks.some((week) => isSame(week, other))) {
      weeks.push(asWeek(trade, other));
    }
  }
  return { possible, weeks, closest: null, fixes: [] };
}

/** The most treatment that fits beside this life: for the meter that moves while a week is painted. */
export function hoursThatFit(open: OpenSeats, person: Prospect): { minutes: number; days: number } {
  const most = bestWeek({
    ...problemOf(open, person, optionsFor(open, person)),
    needs: { ...needsOf(person), minutes: 7 * 1440, minDays: 7, minutesMax: 7 * 1440 },
  });
  return { minutes: most.minutes, days: most.days };
}

const needsOf = (person: Prospect): PersonProblem['needs'] => ({
  ...person.needs,
  visits: [],
  activities: [],
  minutesMax: person.needs.minutes + person.needs.maxMinutesPerDay,
});

function problemOf(open: OpenSeats, person: Prospect, sessions: readonly SessionOption[]): PersonProblem {
  const noVisits: readonly VisitOption[] = [];
  return { sessions, visits: noVisits, needs: needsOf(person), settings: open.settings };
}

function optionsFor(open: OpenSeats, person: Prospect): readonly SessionOption[] {
  return open.sessions.flatMap((session) => {
    const { id, activity, start, end, site } = session;
    if (session.seatsLeft <= 0 || !session.requires.every((tag) => person.tags.includes(tag))) return [];
    if (site === null ? !person.video : !person.sites.includes(site)) return [];
    if (busyInTheWay(person.busy, session, open.settings) >= 0) return [];
    const isLiked = person.prefer.some((at) => at.start < end && start < at.end);
    const friction = softFriction(person.busy, session) - (isLiked ? LIKED : 0);
    return [{ id, activity, start, end, site, friction, isCurrent: false }];
  });
}

function weekWith(open: OpenSeats, person: Prospect, trade: Trade): PersonWeek {
  const options = optionsFor(open, person);
  const problem = problemOf(open, person, options);
  if (trade === 'shorter-days') {
    const longest = Math.max(0, ...options.map(({ start, end }) => end - start));
    return bestWeek({
      ...problem,
      needs: {
        ...problem.needs,
        maxMinutesPerDay: Math.min(problem.needs.maxMinutesPerDay, longest),
        minDays: problem.needs.minDays + 1,
      },
    });
  }
  if (trade === 'one-place') {
    const weeks = person.sites.map((site) =>
      bestWeek({ ...problem, sessions: options.filter((each) => each.site === site || each.site === null) }),
    );
    return weeks.find(({ isServed }) => isServed) ?? bestWeek({ ...problem, sessions: [] });
  }
  const accent = ACCENTS[trade];
  return bestWeek(accent === undefined ? problem : { ...problem, accent });
}

const isEvening = ({ end }: Thing): boolean => end % 1440 === 0 || end % 1440 > EVENING_FROM;

const ACCENTS: Partial<Record<Trade, (session: SessionOption) => number>> = {
  'fewest-days': () => ACCENT / 10,
  'no-evenings': (session) => (isEvening(session) ? ACCENT : 0),
  'with-video': (session) => (session.site === null ? 0 : ACCENT / 10),
};

/** Whether a week really is what its name says, and the best one is not already. */
function keepsAccent(trade: Trade, week: PersonWeek, best: PersonWeek): boolean {
  switch (trade) {
    case 'fewest-days':
      return week.days < best.days;
    case 'no-evenings':
      return !week.sessions.some(isEvening) && best.sessions.some(isEvening);
    case 'with-video':
      return countVideo(week) > countVideo(best);
    case 'one-place':
      return places(week) < places(best);
    case 'shorter-days':
      return week.days > best.days;
    default:
      return true;
  }
}

const countVideo = ({ sessions }: PersonWeek): number => sessions.filter(({ site }) => site === null).length;
const places = ({ sessions }: PersonWeek): number =>
  new Set(sessions.map(({ site }) => site).filter((site) => site !== null)).size;

const isSame = (week: PreviewWeek, other: PersonWeek): boolean =>
  week.sessions.length === other.sessions.length &&
  other.sessions.every(({ id }) => week.sessions.includes(id));

const asWeek = (trade: Trade, week: PersonWeek): PreviewWeek => ({
  trade,
  sessions: week.sessions.map(({ id }) => id),
  minutes: week.minutes,
  days: new Set(week.sessions.map(({ start }) => dayOf(start))).size,
});

/** Each single change is tried for real; what brings nothing is left out. Easiest: video, another place, time, a seat. */
function fixesFor(open: OpenSeats, person: Prospect, minutesNow: number): PreviewFix[] {
  const tryOut = (seats: OpenSeats, someone: Prospect) => {
    const week = weekWith(seats, someone, 'best');
    return { minutes: week.minutes, fits: week.isServed };
  };
  const fixes: PreviewFix[] = [];
  if (!person.video) fixes.push({ kind: 'video', ...tryOut(open, { ...person, video: true }) });
  for (const site of new Set(open.sessions.map(({ site: at }) => at))) {
    if (site === null || person.sites.includes(site)) continue;
    fixes.push({ kind: 'site', site, ...tryOut(open, { ...person, sites: [...person.sites, site] }) });
  }
  person.busy.forEach((busy, nth) => {
    if (busy.soft !== undefined) return;
    const freer = { ...person, busy: person.busy.filter((_, at) => at !== nth) };
    fixes.push({ kind: 'free', start: busy.start, end: busy.end, ...tryOut(open, freer) });
  });
  for (const session of open.sessions) {
    if (session.seatsLeft > 0) continue;
    const roomier = {
      ...open,
      sessions: open.sessions.map((each) => (each === session ? { ...each, seatsLeft: 1 } : each)),
    };
    fixes.push({ kind: 'seat', session: session.id, ...tryOut(roomier, person) });
  }
  return fixes
    .filter(({ fits, minutes }) => fits || minutes > minutesNow)
    .sort((a, b) => Number(b.fits) - Number(a.fits) || b.minutes - a.minutes || length(a) - length(b))
    .slice(0, FIXES_MAX);
}

/** A shorter time to free is the easier one. */
const length = (fix: PreviewFix): number => (fix.kind === 'free' ? fix.end - fix.start : 0);
