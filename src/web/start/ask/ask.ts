import { busySpans, preferredSpans } from '../../design/WeekGrid/week.ts';
import type { Language } from '../../design/words.ts';
import { reachOf } from '../reach.ts';
import type { Walk } from '../walk.ts';

export type Channel = 'call' | 'text' | 'email';
export type Hours = 'morning' | 'afternoon' | 'evening';
export type IfSomeoneElse = 'say-nothing' | 'say-neutral' | 'ok';

export const CHANNELS: readonly Channel[] = ['call', 'text', 'email'];
export const HOURS: readonly Hours[] = ['morning', 'afternoon', 'evening'];
export const IF_SOMEONE_ELSE: readonly IfSomeoneElse[] = ['say-nothing', 'say-neutral', 'ok'];

/** What the form holds before it is checked. */
export interface AskForm {
  readonly name: string;
  readonly channel: Channel;
  readonly value: string;
  readonly hours: readonly Hours[];
  readonly ifSomeoneElse: IfSomeoneElse;
  readonly sendAnswers: boolean;
  readonly sendWeek: boolean;
}

export const EMPTY_ASK: AskForm = {
  name: '',
  channel: 'call',
  value: '',
  hours: [],
  // The safest for somebody whose phone is not only theirs.
  ifSomeoneElse: 'say-nothing',
  sendAnswers: false,
  sendWeek: false,
};

export type AskFault = 'nameMissing' | 'valueMissing' | 'phoneWrong' | 'emailWrong' | 'hoursMissing';

/** What keeps the form from being sent, per field. */
export function faultsOf(form: AskForm): Partial<Record<'name' | 'value' | 'hours', AskFault>> {
  const value = form.value.trim();
  const reach: AskFault | null =
    value === ''
      ? 'valueMissing'
      : form.channel === 'email'
        ? /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
          ? null
          : 'emailWrong'
        : isPhone(value)
          ? null
          : 'phoneWrong';
  return {
    ...(form.name.trim() === '' ? { name: 'nameMissing' as const } : {}),
    ...(reach ? { value: reach } : {}),
    ...(form.hours.length === 0 ? { hours: 'hoursMissing' as const } : {}),
  };
}

/** Ten digits, however they are written, with or without the country's 1. */
function isPhone(value: string): boolean {
  return /^[\d\s().+-]+$/.test(value) && /^1?\d{10}$/.test(value.replace(/\D/g, ''));
}

/** The body of the request: only what the person ticked, and nothing that names an event. */
export function askBody(form: AskForm, walk: Walk, allSites: readonly string[], language: Language) {
  return {
    name: form.name.trim(),
    contact: {
      channel: form.channel,
      value: form.value.trim(),
      hours: form.hours,
      ifSomeoneElse: form.ifSomeoneElse,
    },
    language,
    ...(form.sendAnswers ? { answers: walk.answers } : {}),
    ...(form.sendWeek
      ? {
          week: {
            busy: busySpans(walk.week),
            prefer: preferredSpans(walk.week).map(({ start, end }) => ({ start, end })),
            ...reachOf(walk, allSites),
          },
        }
      : {}),
  };
}
