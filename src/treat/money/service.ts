import type { ActivityClass } from '../hours/counting.ts';
import { minutesOf, type Span, spansOf, type Written, without } from '../hours/presence.ts';
import type { Credential } from './codes.ts';
import type { Format } from './payer-rules.ts';

/** One thing that was done with one person on one day, as far as money needs to know it. */
export interface Service {
  readonly id: string;
  readonly participant: string;
  /** On the program's wall. */
  readonly on: string;
  readonly format: Format;
  readonly class: ActivityClass;
  readonly stays: readonly Written[];
  /** Nobody's minutes count in them. */
  readonly breaks: readonly Written[];
  /** What counts toward the dose; billing never finds more. */
  readonly countedMinutes: number;
  /** Of whoever led it, the widest. */
  readonly credentials: readonly Credential[];
  /** How many came: a group of one was an individual hour. */
  readonly people: number;
  readonly isTelehealth: boolean;
  readonly hasSignedNote: boolean;
  /** The hour by which its note is due. */
  readonly endedAt: string;
}

/** What money needs to know of a person beside their services. */
export interface Standing {
  readonly hasConsentForPayment: boolean;
  /** The treatment plan in force on a day is signed. */
  readonly isPlanSigned: (on: string) => boolean;
  /** Asked to be kept from the health plan: all of it, or the days the person paid in full. 2.26 */
  readonly isKeptFromPlan: (on: string) => boolean;
}

/**
 * Minutes of each service that may be billed: presence less breaks, rounded down, and no minute twice. Where two
 * services overlap, the one that began first keeps the minutes. Services that do not count take none away.
 */
export function billedMinutes(services: readonly Service[]): ReadonlyMap<string, number> {
  const begins = ({ stays }: Service) => Math.min(...stays.map(({ from }) => Date.parse(from)));
  const minutes = new Map<string, number>();
  let taken: readonly Span[] = [];
  for (const service of [...services].sort((a, b) => begins(a) - begins(b) || a.id.localeCompare(b.id))) {
    if (service.class === 'C') {
      minutes.set(service.id, 0);
      continue;
    }
    const own = without(presentIn(service), taken);
    taken = [...taken, ...own];
    minutes.set(service.id, Math.min(minutesOf(own), service.countedMinutes));
  }
  return minutes;
}

const presentIn = ({ stays, breaks }: Service): readonly Span[] => without(spansOf(stays), spansOf(breaks));

/** Minutes that somebody was there for these and for nothing else: what a day has beside what is paid. */
export const minutesBeside = (these: readonly Service[], others: readonly Service[]): number =>
  minutesOf(without(these.flatMap(presentIn), others.flatMap(presentIn)));
