import type { Language } from './words.ts';

/** Whole minutes from Monday 00:00 wall time (0..10080). */
export type WeekMinute = number;

export const DAY_MINUTES = 1440;
export const WEEK_MINUTES = 7 * DAY_MINUTES;

const LOCALE = { en: 'en-US', es: 'es-US' } as const;
// 5 January 1970 was a Monday: week minutes count from there, in UTC so that no zone shifts them.
const A_MONDAY = Date.UTC(1970, 0, 5);

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const found = formatters.get(key);
  if (found) return found;
  const made = new Intl.DateTimeFormat(LOCALE[language], { timeZone: 'UTC', ...options });
  formatters.set(key, made);
  return made;
}

/** Day of the week from Monday = 0. */
export const dayOf = (minute: WeekMinute): number => Math.floor(minute / DAY_MINUTES);
export const minuteOfDay = (minute: WeekMinute): number => minute % DAY_MINUTES;

export function dayName(day: number, language: Language, style: 'long' | 'short' = 'long'): string {
  return formatter(language, { weekday: style }).format(A_MONDAY + day * DAY_MINUTES * 60_000);
}

/** "6:00 pm", "10:30 am"; in Spanish "6:00 p. m.". am and pm are never dropped. */
export function clockTime(minute: WeekMinute, language: Language): string {
  const text = formatter(language, { hour: 'numeric', minute: '2-digit', hour12: true }).format(
    A_MONDAY + minute * 60_000,
  );
  return language === 'en'
    ? text.replace(/\s*([AP])M$/, (_, half: string) => ` ${half.toLowerCase()}m`)
    : text;
}

/** A narrow label for a grid's edge: "7am", "10:30am". */
export function shortTime(minute: WeekMinute, language: Language): string {
  const time = clockTime(minute, language).replace(':00', '');
  return language === 'en' ? time.replace(' ', '') : time.replaceAll(/[\s. ]/g, '');
}

/** "6:00–9:00 pm", "11:00 am–1:00 pm". */
export function timeRange(start: WeekMinute, end: WeekMinute, language: Language): string {
  const from = clockTime(start, language);
  const to = clockTime(end, language);
  const half = (text: string) => text.slice(text.search(/[ap]\.?\s?m/i));
  return half(from) === half(to)
    ? `${from.slice(0, from.search(/[\s ]*[ap]\.?\s?m/i))}–${to}`
    : `${from}–${to}`;
}

/** A calendar date ("2026-11-30") in words: "Monday, November 30". */
export function dateWords(
  date: string,
  language: Language,
  options: Intl.DateTimeFormatOptions = { weekday: 'long', month: 'long', day: 'numeric' },
): string {
  return formatter(language, options).format(new Date(`${date}T00:00:00Z`));
}

/** The date `days` after `date`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 630 → "10.5"; 540 → "9". */
export function hours(minutes: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 1 }).format(minutes / 60);
}

/** "Eastern time" in the reader's language. */
export function zoneName(zone: string, language: Language): string {
  const parts = new Intl.DateTimeFormat(LOCALE[language], { timeZone: zone, timeZoneName: 'longGeneric' });
  return parts.formatToParts(0).find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** An instant as wall time where the program is: "Tuesday, November 24, 12:00 pm (Eastern Time)". */
export function instantWords(instant: string, zone: string, language: Language): string {
  const date = new Date(instant);
  const day = formatter(language, { weekday: 'long', month: 'long', day: 'numeric', timeZone: zone });
  const clock = formatter(language, { hour: 'numeric', minute: '2-digit', hour12: true, timeZone: zone });
  const time = clock.format(date);
  const said =
    language === 'en' ? time.replace(/\s*([AP])M$/, (_, half: string) => ` ${half.toLowerCase()}m`) : time;
  return `${day.format(date)}, ${said} (${zoneName(zone, language)})`;
}
