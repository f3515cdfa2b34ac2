import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import {
  type PreviewFix,
  type PreviewWeek,
  previewWeek,
  type Trade,
} from '../../../schedule/engine/person/preview.ts';
import { dayOf, type Language, useLanguage, useSite } from '../../design/public.ts';
import { busySpans, preferredSpans } from '../../design/WeekGrid/week.ts';
import { reachOf } from '../reach.ts';
import type { Dose, OpenSeats, OpenSession } from '../seats.ts';
import { useSeats } from '../seats.ts';
import { useWalk, type Walk } from '../walk.ts';

/** One whole week of sessions that a person could have. */
export interface FitWeek {
  readonly sessions: readonly OpenSession[];
  readonly minutes: number;
  /** Days of the week from Monday = 0, in order. */
  readonly days: readonly number[];
  readonly trade: Trade;
}

export interface FitView {
  readonly seats: OpenSeats;
  readonly needed: Dose;
  readonly possible: { readonly minutes: number; readonly days: number };
  /** The best first; empty when no whole week fits. */
  readonly weeks: readonly FitWeek[];
  readonly closest: FitWeek | null;
  readonly fixes: readonly PreviewFix[];
}

export type FitAnswer =
  | { readonly is: 'looking' }
  | { readonly is: 'unreachable' }
  | { readonly is: 'here'; readonly view: FitView };

/** Seats are rounded for everybody; this is what a rounded word is worth to the optimiser. */
const SEATS_LEFT = { open: 3, few: 1, waitlist: 0 } as const;

/** The painted week against the program's open seats, computed here: nothing of it leaves the browser. */
export function useFit(): FitAnswer {
  // A stroke is drawn first; what it means for the week follows as soon as the browser has a moment.
  const walk = useDeferredValue(useWalk());
  const answer = useSeats();
  const language = useLanguage();
  const site = useSite();
  const isDual = useIsDual(walk.answers);
  return useMemo(() => {
    if (answer.is !== 'here') return answer;
    const everySite = site?.sites.map(({ id }) => id) ?? [];
    return { is: 'here', view: fitOf(answer.seats, walk, everySite, tagsOf(walk, language, isDual)) };
  }, [walk, answer, language, site, isDual]);
}

export function fitOf(
  seats: OpenSeats,
  walk: Walk,
  everySite: readonly string[],
  tags: readonly string[],
): FitView {
  const needed = seats.dose.iop;
  const sessions = seats.sessions.map((session) => ({ ...session, seatsLeft: SEATS_LEFT[session.seats] }));
  const preview = previewWeek(
    { settings: seats.settings, sessions },
    {
      ...reachOf(walk, everySite),
      tags,
      busy: busySpans(walk.week),
      prefer: preferredSpans(walk.week),
      needs: needed,
    },
  );
  const whole = (week: PreviewWeek): FitWeek => {
    const chosen = seats.sessions
      .filter(({ id }) => week.sessions.includes(id))
      .sort((a, b) => a.start - b.start);
    return {
      sessions: chosen,
      minutes: week.minutes,
      days: [...new Set(chosen.map(({ start }) => dayOf(start)))],
      trade: week.trade,
    };
  };
  return {
    seats,
    needed,
    possible: preview.possible,
    weeks: preview.weeks.map(whole),
    closest: preview.closest ? whole(preview.closest) : null,
    fixes: preview.fixes,
  };
}

/** Mood beside use opens groups for both. The rules load only where there are answers to read. */
function useIsDual(answers: Walk['answers']): boolean {
  const [isDual, setIsDual] = useState(false);
  useEffect(() => {
    let current = true;
    if (Object.keys(answers).length > 0) {
      void import('../../../fit/screener/screener.ts').then(({ resultOf }) => {
        if (current) setIsDual(resultOf(answers).isDual);
      });
    }
    return () => {
      current = false;
    };
  }, [answers]);
  return isDual;
}

/** Which groups are open to this person, as far as their answers tell. */
export function tagsOf({ answers }: Walk, language: Language, isDual: boolean): readonly string[] {
  const hasFamily = answers.home === 'help' || answers.home === 'mixed';
  return ['iop', language, ...(hasFamily ? ['family'] : []), ...(isDual ? ['dual'] : [])];
}
