import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

export const MESSAGE_KINDS = ['reminder', 'week-changed', 'check-in', 'see-record', 'ask'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
export const CHANNELS = ['sms', 'email', 'push'] as const;
export type Channel = (typeof CHANNELS)[number];
export type Language = 'en' | 'es';

const both = z.object({ en: z.string().min(1).max(160), es: z.string().min(1).max(160) });
/** @see words.json */
export const WORDS = z
  .object({
    about: z.string(),
    subject: both,
    replies: both,
    kinds: z.object(
      Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, both])) as Record<MessageKind, typeof both>,
    ),
    at: both,
  })
  .parse(JSON.parse(readFileSync(new URL('./words.json', import.meta.url), 'utf8')));

/** What the words are made of: a moment, and a place that is said only to those who want it said. */
export const factsSchema = z.object({
  at: z.iso.datetime().optional(),
  place: z.string().max(60).optional(),
});
export type Facts = z.infer<typeof factsSchema>;

export interface Said {
  readonly subject: string;
  readonly text: string;
}

/** The message as it goes out. `zone` is the program's: its wall clock is the one sessions are on. */
export function wordsOf(
  kind: MessageKind,
  channel: Channel,
  facts: Facts,
  how: { language: Language; zone: string; now: Date; maySay: readonly string[] },
): Said {
  const { language, zone, now, maySay } = how;
  const when = facts.at === undefined ? '' : whenWords(facts.at, zone, now, language);
  const place =
    facts.place !== undefined && maySay.includes('place')
      ? WORDS.at[language].replace('{place}', facts.place)
      : '';
  const replies = channel === 'sms' && kind === 'reminder' ? ` ${WORDS.replies[language]}` : '';
  return {
    subject: WORDS.subject[language],
    text: `${WORDS.kinds[kind][language].replace('{when}', when)}${place}${replies}`,
  };
}

/** "5:30 in the afternoon today"; the day is said as it is when the message goes out. */
function whenWords(at: string, zone: string, now: Date, language: Language): string {
  const moment = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const today = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(zone).toPlainDate();
  const days = today.until(moment.toPlainDate()).days;
  const clock = new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  })
    .format(new Date(at))
    .replaceAll('\u202f', ' ')
    .replaceAll('\u00a0', ' ');
  const day =
    days === 0
      ? { en: 'today', es: 'hoy' }[language]
      : days === 1
        ? { en: 'tomorrow', es: 'mañana' }[language]
        : { en: 'on ', es: 'el ' }[language] +
          new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: zone }).format(new Date(at));
  return `${clock} ${day}`;
}
