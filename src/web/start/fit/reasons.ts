import { dayOf, hours, type Language } from '../../design/public.ts';
import { busySpans, type PaintedWeek, preferredSpans, type Span } from '../../design/WeekGrid/week.ts';
import { gridWords } from '../../design/WeekGrid/words.ts';
import type { OpenSession } from '../seats.ts';
import { daysInWords, habitsOf } from '../spans.ts';
import type { FitView, FitWeek } from './fit.ts';
import type { fitWords } from './words.ts';

type Words = typeof fitWords.en | typeof fitWords.es;

const KEPT_MAX = 2;

/** Why this week and not another, from what the person painted: each line can be checked on the drawing. */
export function reasonsFor(
  fit: FitWeek,
  week: PaintedWeek,
  { needed }: FitView,
  t: Words,
  language: Language,
): readonly string[] {
  const busy = busySpans(week);
  const gap = smallestGap(fit.sessions, busy);
  const liked = fit.sessions.some((session) => preferredSpans(week).some((span) => overlaps(session, span)));
  // What matters most to people comes first: class and care, then work and rest.
  // The same days before and after work are one line.
  const matters = habitsOf(busy).filter(({ kind }) => kind === 'class' || kind === 'care');
  const kept = new Set(
    matters.map(
      ({ kind, days }) => `${gridWords[language].life[kind].toLowerCase()} (${daysInWords(days, language)})`,
    ),
  );
  return [
    ...(gap === null || gap < 15 ? [] : [t.whyGap(String(gap))]),
    ...[...kept].slice(0, KEPT_MAX).map((what) => t.whyKept(what)),
    ...(liked ? [t.whyLiked] : []),
    t.whyDose(hours(needed.minutes, language), needed.minDays),
  ];
}

/** Least minutes between the end of something the person does and the start of a session that day; null: none. */
export function smallestGap(sessions: readonly OpenSession[], busy: readonly Span[]): number | null {
  const gaps = sessions
    .filter(({ site }) => site !== null)
    .flatMap((session) =>
      busy
        .filter(({ end }) => dayOf(end - 1) === dayOf(session.start) && end <= session.start)
        .map(({ end }) => session.start - end),
    );
  return gaps.length === 0 ? null : Math.min(...gaps);
}

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;
