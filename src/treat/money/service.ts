import type { Credential } from './codes.ts';
import type { Format } from './payer-rules.ts';

/** From when to when somebody was there, as instants ("2026-11-30T23:00:00Z"): the wall clock may be changed in between. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** One thing that was done with one person on one day, as far as money needs to know it. */
export interface Service {
  readonly id: string;
  readonly participant: string;
  /** On the program's wall. */
  readonly on: string;
  readonly format: Format;
  /** A clinical, B structured support, C not counted. */
  readonly class: 'A' | 'B' | 'C';
  readonly stays: readonly Span[];
  /** Nobody's minutes count in them. */
  readonly breaks: readonly Span[];
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

const MINUTE = 60_000;
type Range = readonly [from: number, until: number];

/** Spans in order and without overlap, in milliseconds. */
function joined(spans: readonly Span[]): readonly Range[] {
  const ranges: [number, number][] = [];
  for (const [from, until] of spans
    .map(({ from, until }): Range => [Date.parse(from), Date.parse(until)])
    .filter(([from, until]) => from < until)
    .sort(([a], [b]) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], until);
    else ranges.push([from, until]);
  }
  return ranges;
}

function without(ranges: readonly Range[], holes: readonly Range[]): readonly Range[] {
  return holes.reduce<readonly Range[]>(
    (left, [from, until]) =>
      left.flatMap(([a, b]): Range[] =>
        until <= a || b <= from
          ? [[a, b]]
          : ([
              [a, from],
              [until, b],
            ].filter(([x = 0, y = 0]) => x < y) as unknown as Range[]),
      ),
    ranges,
  );
}

/**
 * Minutes of each service that may be billed: presence less breaks, rounded down, and no minute twice. Where two
 * services overlap, the one that began first keeps the minutes. Services that do not count take none away.
 */
export function billedMinutes(services: readonly Service[]): ReadonlyMap<string, number> {
  const begins = ({ stays }: Service) => Math.min(...stays.map(({ from }) => Date.parse(from)));
  const minutes = new Map<string, number>();
  let taken: readonly Range[] = [];
  for (const service of [...services].sort((a, b) => begins(a) - begins(b) || a.id.localeCompare(b.id))) {
    if (service.class === 'C') {
      minutes.set(service.id, 0);
      continue;
    }
    const there = without(without(joined(service.stays), joined(service.breaks)), taken);
    taken = [...taken, ...there];
    const present = Math.floor(there.reduce((sum, [from, until]) => sum + until - from, 0) / MINUTE);
    minutes.set(service.id, Math.min(present, service.countedMinutes));
  }
  return minutes;
}
