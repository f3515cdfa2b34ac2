/** Where and when one more group could be: hours at which a room and somebody to lead it are free. */
import type { Session, Week } from '../format/format.ts';
import { dayOf, type Thing } from '../person/rules.ts';
import type { Seating } from './seats.ts';

/** A time and a place with a room and somebody free. */
export interface Opening extends Thing {
  readonly room: string | null;
  readonly staff: string;
  readonly seats: number;
}

const LENGTHS_MAX = 4;
const STEP = 30;

export class Openings {
  readonly #week: Week;
  readonly #seating: Seating;
  readonly #running: readonly Session[];
  readonly #wanted: ReadonlySet<string>;
  /** How many seats a group of this week mostly has. */
  readonly #seats: number;
  /** Of each site, the best for a group of that size first. */
  readonly #rooms = new Map<string, Week['rooms']>();

  /** `wanted`: staff whose visits people still wait for; they lead one more group last. */
  constructor(week: Week, seating: Seating, opened: ReadonlySet<string>, wanted: ReadonlySet<string>) {
    this.#week = week;
    this.#seating = seating;
    this.#running = week.sessions.filter(({ id, status }) => status === 'fixed' || opened.has(id));
    this.#wanted = wanted;
    const seats = usual(week.sessions.map(({ max }) => max))[0] ?? 0;
    this.#seats = seats;
    const inOrder = week.rooms.toSorted(
      (a, b) =>
        Math.min(b.seats, seats) - Math.min(a.seats, seats) || a.seats - b.seats || (a.id < b.id ? -1 : 1),
    );
    for (const room of inOrder) this.#rooms.set(room.site, [...(this.#rooms.get(room.site) ?? []), room]);
  }

  /** Every opening of a length that groups of this week have, on every half hour. */
  all(): readonly Opening[] {
    const { tick } = this.#week.settings;
    const step = Math.ceil(STEP / tick) * tick;
    const lengths = usual(this.#week.sessions.map(({ start, end }) => end - start)).slice(0, LENGTHS_MAX);
    const sites = [null, ...this.#week.sites.map(({ id }) => id)];
    const starts = new Set<number>();
    for (const { free } of this.#week.staff) {
      for (const [from, to] of free) {
        for (let start = Math.ceil(from / step) * step; start < to; start += step) starts.add(start);
      }
    }
    return [...starts]
      .sort((a, b) => a - b)
      .flatMap((start) =>
        lengths.flatMap((length) =>
          sites.flatMap((site) => this.at({ start, end: start + length, site }) ?? []),
        ),
      );
  }

  /** The opening at this time and place; undefined when there is none. */
  at(thing: Thing): Opening | undefined {
    if (dayOf(thing.start) !== dayOf(thing.end - 1)) return undefined;
    const staff = this.#leader(thing);
    const room = staff === undefined ? undefined : this.#room(thing);
    if (staff === undefined || room === undefined || room.seats === 0) return undefined;
    return { start: thing.start, end: thing.end, site: thing.site, staff, room: room.id, seats: room.seats };
  }

  readonly #leaders = new Map<string, string | undefined>();

  /** Somebody free then who leads groups there already, if there is one; not somebody whose visits are waited for. */
  #leader(thing: Thing): string | undefined {
    const key = `${thing.start} ${thing.end} ${thing.site}`;
    if (this.#leaders.has(key)) return this.#leaders.get(key);
    const free = this.#freeAt(thing);
    const rank = (id: string) => (this.#wanted.has(id) ? 2 : 0) + (this.#leadsAt(thing.site).has(id) ? 0 : 1);
    const [first] = free.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    this.#leaders.set(key, first);
    return first;
  }

  readonly #free = new Map<string, readonly string[]>();

  #freeAt({ start, end }: Thing): readonly string[] {
    const key = `${start} ${end}`;
    let free = this.#free.get(key);
    if (free === undefined) {
      free = this.#week.staff
        .filter((member) => member.free.some(([from, to]) => from <= start && end <= to))
        .map(({ id }) => id)
        .filter((staff) =>
          this.#seating.isStaffFree({
            start,
            end,
            staff,
            site: null,
            need: 0,
            friction: 0,
            isCurrent: false,
          }),
        );
      this.#free.set(key, free);
    }
    return free;
  }

  readonly #leads = new Map<string | null, ReadonlySet<string>>();

  #leadsAt(site: string | null): ReadonlySet<string> {
    let leads = this.#leads.get(site);
    if (leads === undefined) {
      leads = new Set(this.#running.filter((session) => session.site === site).flatMap(({ staff }) => staff));
      this.#leads.set(site, leads);
    }
    return leads;
  }

  readonly #taken = new Map<string, ReadonlySet<string>>();

  #takenAt({ start, end }: Thing): ReadonlySet<string> {
    const key = `${start} ${end}`;
    let taken = this.#taken.get(key);
    if (taken === undefined) {
      const meanwhile = this.#running.filter((other) => other.start < end && start < other.end);
      taken = new Set(meanwhile.flatMap(({ room }) => room ?? []));
      this.#taken.set(key, taken);
    }
    return taken;
  }

  /** The smallest room that seats a group of the usual size, or the largest there is; none where no rooms are kept. */
  #room(thing: Thing): { id: string | null; seats: number } | undefined {
    const rooms = this.#rooms.get(thing.site ?? '');
    if (rooms === undefined) return { id: null, seats: this.#seats };
    const taken = this.#takenAt(thing);
    const best = rooms.find(({ id }) => !taken.has(id));
    return best === undefined ? undefined : { id: best.id, seats: Math.min(best.seats, this.#seats) };
  }
}

/** The different values, the most frequent first. */
export function usual<T extends number | string>(values: readonly T[]): readonly T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)).map(([value]) => value);
}
