import { dayName, dayOf, minuteOfDay, timeRange } from '../design/time.ts';
import type { LifeKind, Span } from '../design/WeekGrid/week.ts';
import type { Language } from '../design/words.ts';

/** The same thing at the same time on several days: "Work, Monday to Friday, 9:00 am–5:00 pm". */
export interface Habit {
  readonly kind: LifeKind;
  readonly days: readonly number[];
  /** Minutes of the day; the end may be 1440. */
  readonly from: number;
  readonly to: number;
}

export function habitsOf(spans: readonly Span[]): readonly Habit[] {
  const found = new Map<string, Habit>();
  for (const { kind, start, end } of spans) {
    const from = minuteOfDay(start);
    const to = from + (end - start);
    const key = `${kind} ${from} ${to}`;
    const habit = found.get(key);
    found.set(key, { kind, from, to, days: [...(habit?.days ?? []), dayOf(start)] });
  }
  return [...found.values()];
}

/** "Monday to Friday", "Monday, Wednesday and Friday". */
export function daysInWords(
  days: readonly number[],
  language: Language,
  style: 'long' | 'short' = 'long',
): string {
  const names = days.map((day) => dayName(day, language, style));
  const first = days[0];
  const isRun = days.length > 2 && days.every((day, n) => first !== undefined && day === first + n);
  if (isRun) return `${names[0]} ${language === 'en' ? 'to' : 'a'} ${names.at(-1)}`;
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

export function habitInWords(habit: Habit, language: Language): string {
  return `${daysInWords(habit.days, language)}, ${timeRange(habit.from, habit.to, language)}`;
}
