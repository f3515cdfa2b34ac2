/** The weeks of the staff laid end to end on one line, in ticks, so that one rule holds all visits of a group apart. */
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import { dayOf, type Option } from '../whole/options.ts';
import type { VisitSlot } from './data.ts';
import { type Dzn, set } from './dzn.ts';

const WEEK_MINUTES = 7 * 1440;

export class Timeline {
  readonly #visits: readonly VisitSlot[];
  readonly #tick: number;
  readonly #lengths: readonly number[];
  readonly #offsets: ReadonlyMap<number, number>;
  /** Visits (from 1) that share staff, directly or through others. */
  readonly groups: readonly (readonly number[])[];
  /** By visit: a place of its own before every time, for when it is not held. */
  readonly #notHeld: readonly number[];

  constructor(week: Week, visits: readonly VisitSlot[]) {
    this.#visits = visits;
    const minutes = visits.map(({ person, need }) => week.people[person]!.needs.visits[need]!.minutes);
    const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
    this.#tick = minutes.reduce(divisor, week.settings.tick);
    this.#lengths = minutes.map((length) => length / this.#tick);
    const { groups, offsets } = groupsOf(visits, WEEK_MINUTES / this.#tick);
    this.groups = groups;
    this.#offsets = offsets;
    this.#notHeld = this.#placesOutside();
  }

  /** Where an option of a visit stands on the line. */
  timeOf({ staff, start }: Option): number {
    return this.timeAt(staff, start);
  }
  timeAt(staff: number, minute: number): number {
    return (this.#offsets.get(staff) ?? 0) + minute / this.#tick;
  }

  /** Where each visit stands in the current weeks. */
  now(): number[] {
    const now = [...this.#notHeld];
    this.#visits.forEach(({ person, need, options }, at) => {
      const before = this.#visits[at - 1];
      if (before?.person === person && before.need === need) return;
      const times = options.filter(({ isCurrent }) => isCurrent).map((option) => this.timeOf(option));
      let last = at;
      while (this.#visits[last + 1]?.person === person && this.#visits[last + 1]?.need === need) last++;
      // Of visits of one kind the later ones are held first.
      for (const time of times.toSorted((a, b) => b - a)) if (last >= at) now[last--] = time;
    });
    return now;
  }

  #placesOutside(): number[] {
    const notHeld: number[] = this.#visits.map(() => 0);
    for (const group of this.groups) {
      let free = 0;
      // The last stands nearest, so that visits of a kind not held are in order as well.
      for (const visit of group.toReversed()) {
        free -= this.#lengths[visit - 1]!;
        notHeld[visit - 1] = free;
      }
    }
    return notHeld;
  }

  dzn(): Dzn {
    const timesOf = (options: readonly Option[]) => set(options.map((option) => this.timeOf(option)));
    return {
      visitTicks: this.#lengths,
      notHeld: this.#notHeld,
      times: this.#visits.map(({ options }) => timesOf(options)),
      timesOnFlat: this.#visits.flatMap(({ options }) =>
        Array.from({ length: 7 }, (_, day) => timesOf(options.filter(({ start }) => dayOf(start) === day))),
      ),
    };
  }
}

function groupsOf(visits: readonly VisitSlot[], weekTicks: number) {
  const leader = new Map<number, number>();
  const find = (staff: number): number => {
    const up = leader.get(staff) ?? staff;
    return up === staff ? staff : find(up);
  };
  const staffOf = visits.map(({ options }) => [...new Set(options.map(({ staff }) => staff))]);
  for (const staff of staffOf) for (const member of staff) leader.set(find(member), find(staff[0]!));
  const groups = new Map<number, number[]>();
  staffOf.forEach((staff, at) => {
    const group = find(staff[0]!);
    groups.set(group, [...(groups.get(group) ?? []), at + 1]);
  });
  const offsets = new Map<number, number>();
  const members = new Map<number, number>();
  for (const staff of new Set(staffOf.flat())) {
    const group = find(staff);
    const nth = members.get(group) ?? 0;
    members.set(group, nth + 1);
    offsets.set(staff, nth * weekTicks);
  }
  return { groups: [...groups.values()], offsets };
}
