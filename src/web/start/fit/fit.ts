import { useMemo } from 'react';
import { dayName, dayOf, hours, type Language, type Site, timeRange } from '../../design/index.ts';
import type { Dose, OpenSeats, OpenSession } from '../seats.ts';
import { useSeats } from '../seats.ts';
import { useWalk } from '../walk.ts';
import type { fitWords, Trade } from './words.ts';

/** One whole week of sessions that a person could have. */
export interface FitWeek {
  readonly sessions: readonly OpenSession[];
  readonly minutes: number;
  readonly days: readonly number[];
  readonly trade: Trade;
}
interface FixBase {
  readonly id: string;
  readonly minutes: number;
  readonly fits: boolean;
}
export type Fix = FixBase &
  (
    | { readonly kind: 'free'; readonly start: number; readonly end: number }
    | { readonly kind: 'video' }
    | { readonly kind: 'site'; readonly site: string }
    | { readonly kind: 'seat'; readonly session: OpenSession }
  );
export interface FitView {
  readonly seats: OpenSeats;
  readonly needed: Dose;
  readonly possible: { readonly minutes: number; readonly days: number };
  readonly weeks: readonly FitWeek[];
  readonly closest: FitWeek | null;
  readonly fixes: readonly Fix[];
}
export type FitAnswer =
  | { readonly is: 'looking' }
  | { readonly is: 'unreachable' }
  | { readonly is: 'here'; readonly view: FitView };

export function useFit(): FitAnswer {
  const walk = useWalk();
  const answer = useSeats();
  return useMemo(() => {
    if (answer.is !== 'here') return answer;
    const s = answer.seats;
    const free = s.sessions.filter((x) =>
      walk.week.slice(x.start / 30, x.end / 30).every((k) => !k || k === 'best'),
    );
    const byDay = new Map<number, OpenSession>();
    for (const x of free) if (!byDay.has(dayOf(x.start))) byDay.set(dayOf(x.start), x);
    const all = [...byDay.values()];
    const minutes = all.reduce((a, x) => a + x.end - x.start, 0);
    const mk = (l: OpenSession[], trade: Trade): FitWeek => ({
      sessions: l,
      minutes: l.reduce((a, x) => a + x.end - x.start, 0),
      days: l.map((x) => dayOf(x.start)),
      trade,
    });
    const ok = minutes >= s.dose.iop.minutes && byDay.size >= 3;
    const view: FitView = {
      seats: s,
      needed: s.dose.iop,
      possible: { minutes, days: byDay.size },
      weeks: ok ? [mk(all, 'best'), mk(all.slice(-3), 'fewest-days')] : [],
      closest: all.length ? mk(all, 'best') : null,
      fixes: ok
        ? []
        : [
            {
              id: 'a',
              kind: 'free',
              start: 5 * 1440 + 540,
              end: 5 * 1440 + 720,
              minutes: minutes + 180,
              fits: true,
            },
            { id: 'b', kind: 'video', minutes: minutes + 180, fits: false },
          ],
    };
    return { is: 'here', view };
  }, [walk, answer]);
}
export function fixInWords(
  fix: Fix,
  t: typeof fitWords.en | typeof fitWords.es,
  site: Site | undefined,
  language: Language,
): string {
  const when = (a: number, b: number) => `${dayName(dayOf(a), language)} ${timeRange(a, b, language)}`;
  switch (fix.kind) {
    case 'free':
      return t.fixFree(when(fix.start, fix.end));
    case 'video':
      return t.fixVideo;
    case 'site':
      return t.fixSite(site?.sites.find(({ id }) => id === fix.site)?.name ?? '');
    case 'seat':
      return t.fixSeat(when(fix.session.start, fix.session.end));
  }
}
void hours;
