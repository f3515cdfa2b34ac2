import type { SessionShown } from '../../../treat/index.ts';
import { clockTime, dateWords, type Language } from '../../design/index.ts';

/** An instant as the clock on the program's wall says it: "5:45 pm". */
export function clockAt(at: string, zone: string, language: Language): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return clockTime(number('hour') * 60 + number('minute'), language);
}

/** "5:30–8:30 pm", "11:00 am–1:00 pm". */
export function clockRange(from: string, until: string, zone: string, language: Language): string {
  const [start, end] = [clockAt(from, zone, language), clockAt(until, zone, language)];
  const half = (text: string) => text.slice(text.search(/[ap]\.?\s?m/i));
  return half(start) === half(end)
    ? `${start.slice(0, start.search(/\s?[ap]\.?\s?m/i))}–${end}`
    : `${start}–${end}`;
}

/** 465 → "7.75": to the quarter of an hour and beyond, never a fraction nobody says. */
export const exactHours = (minutes: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(minutes / 60);

type Card = Pick<SessionShown['session'], 'label' | 'kind' | 'on' | 'place'>;

/** What a session is called: by its own name where it has one. */
export const titleOf = (card: Card, language: Language, kinds: Readonly<Record<string, string>>): string =>
  card.label?.[language] ?? kinds[card.kind] ?? card.kind;

export const dayOfWeek = (on: string, language: Language): string =>
  dateWords(on, language, { weekday: 'short' });

/** "Room 2", or the site where the room is not known; null: by video. */
export const placeOf = ({ place }: Card, video: string): string => place?.room ?? place?.site ?? video;

/** "Alex P." → "AP". */
export const initials = (called: string): string =>
  called
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
