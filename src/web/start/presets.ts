import { DAY_MINUTES } from '../design/time.ts';
import { type LifeKind, type PaintedWeek, paint, type Span } from '../design/WeekGrid/week.ts';

export type Preset = 'nine-to-five' | 'school-run' | 'nights';
export const PRESETS: readonly Preset[] = ['nine-to-five', 'school-run', 'nights'];

const WORKDAYS = [0, 1, 2, 3, 4];

const onWorkdays = (fromHour: number, toHour: number, kind: LifeKind): readonly Span[] =>
  WORKDAYS.map((day) => ({
    start: day * DAY_MINUTES + fromHour * 60,
    end: day * DAY_MINUTES + toHour * 60,
    kind,
  }));

const SPANS: Readonly<Record<Preset, readonly Span[]>> = {
  'nine-to-five': onWorkdays(9, 17, 'work'),
  'school-run': [...onWorkdays(7, 8, 'care'), ...onWorkdays(15, 16, 'care')],
  // A shift from 10 pm ends at 7 the next morning; then a night worker sleeps.
  nights: [...onWorkdays(22, 24, 'work'), ...onWorkdays(24, 31, 'work'), ...onWorkdays(32, 39, 'rest')],
};

/** Lays a usual week over what is painted; what was pressed last shows. */
export function applyPreset(week: PaintedWeek, preset: Preset): PaintedWeek {
  return SPANS[preset].reduce((now, { start, end, kind }) => paint(now, start, end, kind), week);
}
