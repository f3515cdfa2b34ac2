import { DAY_MINUTES, WEEK_MINUTES, type WeekMinute } from '../time.ts';

/** What fills a person's time. `best` is time they'd like to use; the others are time they can't. */
export type LifeKind = 'work' | 'care' | 'class' | 'rest' | 'best';
export const LIFE_KINDS: readonly LifeKind[] = ['work', 'care', 'class', 'rest', 'best'];

/** A painted week: one entry per half hour from Monday 00:00; null is free. Never changed in place. */
export type PaintedWeek = readonly (LifeKind | null)[];

export interface Span {
  readonly start: WeekMinute;
  readonly end: WeekMinute;
  readonly kind: LifeKind;
}

export const SLOT_MINUTES = 30;
const SLOTS = WEEK_MINUTES / SLOT_MINUTES;

export const EMPTY_WEEK: PaintedWeek = Array<LifeKind | null>(SLOTS).fill(null);

const slotAt = (minute: WeekMinute): number => Math.floor(minute / SLOT_MINUTES);

/** Fills [start, end) widened to whole half hours; what lies outside the week is left out. */
export function paint(
  week: PaintedWeek,
  start: WeekMinute,
  end: WeekMinute,
  kind: LifeKind | null,
): PaintedWeek {
  const from = Math.max(0, slotAt(start));
  const to = Math.min(SLOTS, Math.ceil(end / SLOT_MINUTES));
  return week.map((was, slot) => (slot >= from && slot < to ? kind : was));
}

export function paintSpans(week: PaintedWeek, spans: readonly Span[]): PaintedWeek {
  return spans.reduce((painted, { start, end, kind }) => paint(painted, start, end, kind), week);
}

/** Runs of one kind, split at midnight so that each belongs to one day. */
export function spansOf(week: PaintedWeek): readonly Span[] {
  const spans: Span[] = [];
  week.forEach((kind, slot) => {
    if (!kind) return;
    const start = slot * SLOT_MINUTES;
    const last = spans.at(-1);
    if (last?.kind === kind && last.end === start && start % DAY_MINUTES !== 0) {
      spans[spans.length - 1] = { ...last, end: start + SLOT_MINUTES };
    } else spans.push({ start, end: start + SLOT_MINUTES, kind });
  });
  return spans;
}

export const isBusy = (kind: LifeKind | null): kind is Exclude<LifeKind, 'best'> =>
  kind !== null && kind !== 'best';

export function busySpans(week: PaintedWeek): readonly Span[] {
  return spansOf(week).filter(({ kind }) => isBusy(kind));
}

export function preferredSpans(week: PaintedWeek): readonly Span[] {
  return spansOf(week).filter(({ kind }) => kind === 'best');
}

/** What one grid cell shows: its two halves, top and bottom. */
export function halvesAt(
  week: PaintedWeek,
  start: WeekMinute,
): readonly [top: LifeKind | null, bottom: LifeKind | null] {
  const slot = slotAt(start);
  return [week[slot] ?? null, week[slot + 1] ?? null];
}
