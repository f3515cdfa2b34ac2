/** Runs of treatment longer than allowed, as "not all of these at once". */
import type { Person, Week } from '../../../src/schedule/engine/format/format.ts';
import { longRuns } from '../whole/conflicts.ts';
import type { Option } from '../whole/options.ts';
import type { VisitSlot } from './data.ts';
import { type Dzn, set } from './dzn.ts';
import type { Timeline } from './timeline.ts';

interface SeatStay {
  readonly seat: number;
  readonly option: Option;
}
type Slot = VisitSlot & { readonly visit: number };
interface Part {
  readonly visit: number;
  readonly times: number[];
}

export class Runs {
  readonly #week: Week;
  readonly #timeline: Timeline;
  readonly #runs = new Map<string, { seats: number[]; parts: Part[] }>();

  constructor(week: Week, timeline: Timeline) {
    this.#week = week;
    this.#timeline = timeline;
  }

  add({ needs }: Person, seats: readonly SeatStay[], slots: readonly Slot[]): void {
    const seatOf = new Map(seats.map(({ seat, option }) => [option, seat]));
    const visitOptions = new Set(slots.flatMap(({ options }) => options));
    const stays = [...seatOf.keys(), ...visitOptions].sort((a, b) => a.start - b.start || a.end - b.end);
    const counts = needs.visits.map(({ count }) => count);
    for (const chain of longRuns(stays, counts, this.#week.settings.maxConsecutive)) {
      const run = chain.map((at) => stays[at]!);
      const sat = run.flatMap((option) => seatOf.get(option) ?? []);
      this.#addWays(
        sat,
        run.filter(({ need }) => need >= 0),
        slots,
        [],
      );
    }
  }

  /** Any of the visits of a kind may be the one held then. */
  #addWays(
    seats: number[],
    held: readonly Option[],
    slots: readonly Slot[],
    parts: readonly (readonly [number, number])[],
  ): void {
    const [option, ...rest] = held;
    if (option === undefined) {
      this.#addRun(seats, parts);
      return;
    }
    for (const slot of slots) {
      if (slot.need !== option.need) continue;
      const time = this.#timeline.timeOf(option);
      const others = slots.filter((other) => other !== slot);
      this.#addWays(seats, rest, others, [...parts, [slot.visit, time]]);
    }
  }

  /** Runs that differ only in when their one visit is held are one run with several times. */
  #addRun(seats: number[], parts: readonly (readonly [number, number])[]): void {
    const isAlone = parts.length === 1;
    const key = isAlone ? `${seats} ${parts[0]?.[0]}` : `${seats} ${parts}`;
    const known = this.#runs.get(key);
    if (known !== undefined && isAlone) known.parts[0]!.times.push(parts[0]![1]);
    else this.#runs.set(key, { seats, parts: parts.map(([visit, time]) => ({ visit, times: [time] })) });
  }

  dzn(): Dzn {
    const runs = [...this.#runs.values()];
    const parts = runs.flatMap((run) => run.parts);
    let before = 0;
    return {
      runSeats: runs.map(({ seats }) => set(seats)),
      runParts: runs.map((run) => {
        const first = before;
        before += run.parts.length;
        return set(run.parts.map((_, nth) => first + nth + 1));
      }),
      partVisit: parts.map(({ visit }) => visit),
      partTimes: parts.map(({ times }) => set(times)),
    };
  }
}
