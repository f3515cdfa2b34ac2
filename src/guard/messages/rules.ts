/** Whether, when and how something may be said to a person. Pure. */
import { Temporal } from 'temporal-polyfill';
import type { Channel } from './words.ts';

/** How the person said they can be reached, when they asked for a call. */
export interface SafeContact {
  readonly channel: 'call' | 'text' | 'email';
  readonly value: string;
  readonly hours: readonly ('morning' | 'afternoon' | 'evening')[];
  readonly ifSomeoneElse: 'say-nothing' | 'say-neutral' | 'ok';
}

/** What they chose since; minutes of the day on the program's wall. */
export interface Choice {
  readonly isOn: boolean;
  readonly channels: readonly Channel[];
  readonly quietFrom: number;
  readonly quietUntil: number;
  readonly maySay: readonly ('place' | 'group')[];
  /** They answered STOP: no text until they answer START or turn it on again. */
  readonly isStopped: boolean;
}

export const DEFAULT_QUIET = { quietFrom: 21 * 60, quietUntil: 8 * 60 } as const;
/** Minutes of the day of the hours named at intake. */
const HOURS = {
  morning: [8 * 60, 12 * 60],
  afternoon: [12 * 60, 17 * 60],
  evening: [17 * 60, 21 * 60],
} as const;

/** Before they chose anything: the safe way they named, and silence where somebody else may read it. */
export const choiceFrom = (contact: SafeContact | null): Choice => ({
  isOn: contact !== null && contact.channel !== 'call' && contact.ifSomeoneElse !== 'say-nothing',
  channels:
    contact === null || contact.channel === 'call' ? [] : [contact.channel === 'text' ? 'sms' : 'email'],
  ...DEFAULT_QUIET,
  maySay: [],
  isStopped: false,
});

export type Verdict =
  | { readonly is: 'now'; readonly channel: Channel }
  | { readonly is: 'later'; readonly at: Date }
  | { readonly is: 'never'; readonly why: 'off' | 'stopped' | 'no-address' | 'too-late' };

interface Asked {
  readonly choice: Choice;
  readonly contact: SafeContact | null;
  readonly hasDevice: boolean;
  readonly notAfter: Date;
  readonly now: Date;
  readonly zone: string;
}

/** What to do with a message that is due: say it, wait for a better hour, or leave it unsaid. */
export function verdictOn({ choice, contact, hasDevice, notAfter, now, zone }: Asked): Verdict {
  if (now >= notAfter) return { is: 'never', why: 'too-late' };
  if (!choice.isOn || choice.channels.length === 0) return { is: 'never', why: 'off' };
  const usable = choice.channels.filter(
    (channel) =>
      (channel === 'push' && hasDevice) ||
      (channel === 'sms' && contact?.channel !== 'email' && contact !== null && !choice.isStopped) ||
      (channel === 'email' && contact?.channel === 'email'),
  );
  // The least visible first: on the person's own device.
  const channel = (['push', 'sms', 'email'] as const).find((one) => usable.includes(one));
  if (channel === undefined) {
    return {
      is: 'never',
      why: choice.isStopped && choice.channels.includes('sms') ? 'stopped' : 'no-address',
    };
  }
  const at = nextGoodMinute(choice, contact?.hours ?? [], now, zone);
  if (at === undefined || at >= notAfter) return { is: 'never', why: 'too-late' };
  return at.getTime() === now.getTime() ? { is: 'now', channel } : { is: 'later', at };
}

const DAY = 24 * 60;

function isGood(minute: number, { quietFrom, quietUntil }: Choice, hours: SafeContact['hours']): boolean {
  const isQuiet =
    quietFrom === quietUntil
      ? false
      : quietFrom < quietUntil
        ? minute >= quietFrom && minute < quietUntil
        : minute >= quietFrom || minute < quietUntil;
  if (isQuiet) return false;
  return hours.length === 0 || hours.some((hour) => minute >= HOURS[hour][0] && minute < HOURS[hour][1]);
}

/** The first moment from now on at which the person may be disturbed; undefined when there is none in two days. */
function nextGoodMinute(
  choice: Choice,
  hours: SafeContact['hours'],
  now: Date,
  zone: string,
): Date | undefined {
  let at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  if (isGood(at.hour * 60 + at.minute, choice, hours)) return now;
  at = at.with({ second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  // By true minutes, not wall minutes: where the clock jumps, a wall time may not be there.
  for (let waited = 1; waited <= 2 * DAY; waited++) {
    at = at.add({ minutes: 1 });
    if (isGood(at.hour * 60 + at.minute, choice, hours)) return new Date(at.epochMilliseconds);
  }
  return undefined;
}

/** Minutes to wait after the first, second … failure; after the last the message is given up. */
export const BACK_OFF_MINUTES = [1, 5, 30, 120] as const;

const STOP = new Set(['stop', 'stopall', 'unsubscribe', 'end', 'quit', 'cancel', 'alto', 'parar', 'fin']);
const START = new Set(['start', 'unstop', 'yes', 'empezar', 'si', 'sí']);

/** What a reply means; anything else is nobody's business and is not kept. */
export function meaningOf(reply: string): 'coming' | 'cannot' | 'stop' | 'start' | undefined {
  const word = reply
    .trim()
    .replace(/[.!]+$/, '')
    .toLowerCase();
  if (word === '1') return 'coming';
  if (word === '2') return 'cannot';
  if (STOP.has(word)) return 'stop';
  return START.has(word) ? 'start' : undefined;
}
