/** A plan under way: everybody's week, what is still free beside them, and the score, kept as weeks come and go. */
import type { Finder, Prices } from '../core/finder.ts';
import type { House } from '../core/house.ts';
import { NO_WEEK, type OwnWeek } from '../core/own-week.ts';
import type { Someone } from '../core/someone.ts';
import type { Assignment, Score } from '../format/format.ts';

// Worth of the goals for one person's week: each outweighs all that comes after, in whole numbers a double holds.
export const WORTH = { served: 2 ** 41, credited: 2 ** 27, kept: 2 ** 20, friction: 1 } as const;

/** A search tries again and again: it need not find the best placing each time. */
const TRIES_MAX = 150;

export class Draft {
  readonly house: House;
  readonly people: readonly Someone[];
  readonly weeks: OwnWeek[];
  readonly taken: Int32Array;
  /** Who sits in each session, by index. */
  readonly rosters: readonly Set<number>[];
  readonly opened: Uint8Array;
  /** By person: minutes credited with the house to themself, and whether that is a full week. */
  readonly mostCredited: Int32Array;
  readonly isHopeless: Uint8Array;
  /** What a free seat costs whoever takes it, in units of friction: as a rule, and for a moment on top of that. */
  #guide: Float64Array;
  readonly #accent: Float64Array;
  readonly #finder: Finder;
  #prices: Prices;
  readonly #apartSeats = new Map<number, Map<number, number>>();
  readonly #shortest: number;
  served = 0;
  credited = 0;
  openCost = 0;
  moves = 0;
  friction = 0;

  constructor(house: House, people: readonly Someone[], finder: Finder) {
    this.house = house;
    this.people = people;
    this.#finder = finder;
    const staff = house.week.staff.length;
    this.weeks = people.map(() => NO_WEEK);
    this.taken = new Int32Array(house.sessions.length);
    this.rosters = house.sessions.map(() => new Set());
    this.opened = new Uint8Array(house.sessions.length);
    this.mostCredited = Int32Array.from(people, ({ person }) => person.needs.minutes);
    this.isHopeless = new Uint8Array(people.length);
    this.#accent = new Float64Array(house.sessions.length);
    this.#guide = new Float64Array(house.sessions.length);
    this.#prices = {
      session: new Float64Array(house.sessions.length),
      slot: new Float64Array(staff * house.slots),
      minute: new Float64Array(staff * 7),
      isPriced: new Uint8Array(staff),
      left: { day: Int32Array.from(house.dayLeft), week: Int32Array.from(house.weekLeft) },
      triesMax: TRIES_MAX,
      ...WORTH,
    };
    this.#shortest = Math.max(
      0,
      ...people.flatMap(({ person }) => person.needs.visits.map(({ minutes }) => minutes)),
    );
    house.sessions.forEach((_, session) => this.#priceSeat(session));
    for (let member = 0; member < staff; member++) this.#markShort(member);
    for (const one of people) {
      this.moves += one.currentSessions.size + one.currentVisits.length;
      for (const _ of one.apart) this.#apartSeats.set(one.index, new Map());
    }
  }

  get score(): Score {
    return {
      served: this.served,
      credited: this.credited,
      opened: this.openCost,
      moves: this.moves,
      friction: this.friction,
    };
  }

  /** Whether more may yet be found for the person: a full week, or more of one. */
  isWaiting({ index }: Someone): boolean {
    const week = this.weeks[index] as OwnWeek;
    if (week.isServed) return false;
    return this.isHopeless[index] === 0 || week.credited < (this.mostCredited[index] as number);
  }
  runs(session: number): boolean {
    return this.house.isCandidate[session] === 0 || this.opened[session] === 1;
  }
  seatsLeft(session: number): number {
    return (this.house.seats[session] as number) - (this.taken[session] as number);
  }
  /** Sessions somebody kept apart from this person sits in. */
  shunned(one: Someone): ReadonlyMap<number, number> | undefined {
    return this.#apartSeats.get(one.index);
  }

  /** The best week this person could have beside everybody else's; theirs must be taken out first. */
  find(one: Someone): OwnWeek {
    const found = this.#finder.best(one, this.#prices, this.shunned(one));
    return found.visits.length > 1 ? this.#withinMinutes(one, found) : found;
  }

  put(one: Someone, week: OwnWeek): void {
    this.weeks[one.index] = week;
    this.#count(one, week, 1);
  }
  take(one: Someone): OwnWeek {
    const week = this.weeks[one.index] as OwnWeek;
    this.weeks[one.index] = NO_WEEK;
    this.#count(one, week, -1);
    return week;
  }

  /** Whether this week of theirs is free for the person as things stand. */
  fits(one: Someone, week: OwnWeek): boolean {
    const { session, slot, left } = this.#prices;
    const shunned = this.shunned(one);
    if (week.sessions.some((nth) => session[nth] === Infinity || shunned?.has(nth) === true)) return false;
    const { slots, grain } = this.house;
    const used = new Map<number, number>();
    for (const { staff, start, end } of week.visits) {
      for (let at = start / grain; at < end / grain; at++) {
        if (slot[staff * slots + at] === Infinity) return false;
      }
      const day = staff * 7 + Math.floor(start / 1440);
      used.set(day, (used.get(day) ?? 0) + end - start);
      used.set(-1 - staff, (used.get(-1 - staff) ?? 0) + end - start);
    }
    for (const [key, minutes] of used) {
      const most = key < 0 ? left?.week[-1 - key] : left?.day[key];
      if (most !== undefined && minutes > most) return false;
    }
    return true;
  }

  /** What is free now, as prices: 0 or Infinity. */
  get free(): Prices {
    return this.#prices;
  }

  /** The plan as the file format has it. */
  assignments(): Assignment[] {
    return this.people.map(({ person }, nth) => {
      const { sessions, visits } = this.weeks[nth] as OwnWeek;
      return {
        person: person.id,
        sessions: sessions.map((session) => this.house.sessions[session]?.id ?? ''),
        visits: visits.map(({ need, staff, start }) => ({
          kind: person.needs.visits[need]?.kind ?? '',
          staff: this.house.week.staff[staff]?.id ?? '',
          start,
        })),
      };
    });
  }
  openedIds(): string[] {
    return this.house.sessions.filter((_, nth) => this.opened[nth] === 1).map(({ id }) => id);
  }

  /** Whether the candidate's room and leaders are free of every other thing in the plan. */
  mayOpen(session: number): boolean {
    const { house } = this;
    const at = house.sessions[session];
    if (at === undefined || house.isBarred[session] === 1 || this.opened[session] === 1) return false;
    if ((house.rivals[session] ?? []).some((rival) => this.opened[rival] === 1)) return false;
    const minutes = at.end - at.start;
    return (house.leaders[session] ?? []).every((leader) => {
      const { day, week } = this.#left;
      if (minutes > (day[leader * 7 + Math.floor(at.start / 1440)] as number)) return false;
      if (minutes > (week[leader] as number)) return false;
      for (let slot = at.start / house.grain; slot < at.end / house.grain; slot++) {
        if (this.#prices.slot[leader * house.slots + slot] === Infinity) return false;
      }
      return true;
    });
  }
  open(session: number): void {
    this.#setOpen(session, 1);
  }
  /** Everybody must have been taken out of it. */
  close(session: number): void {
    this.#setOpen(session, 0);
  }

  /** Seats wanted by many cost more than others, so that whoever may take either leaves them. */
  setGuide(prices: Float64Array): void {
    this.#guide = prices;
    this.house.sessions.forEach((_, session) => this.#priceSeat(session));
  }
  setAccent(session: number, price: number): void {
    this.#accent[session] = price;
    this.#priceSeat(session);
  }
  /** What the finder strives for from now on. */
  setWorth(worth: { served: number; credited: number; kept: number; friction: number }): void {
    this.#prices = { ...this.#prices, ...worth };
  }

  get #left(): { day: Int32Array; week: Int32Array } {
    return this.#prices.left as { day: Int32Array; week: Int32Array };
  }

  #setOpen(session: number, isOpen: 0 | 1): void {
    const at = this.house.sessions[session];
    if (at === undefined) return;
    this.opened[session] = isOpen;
    this.openCost += isOpen === 1 ? at.openCost : -at.openCost;
    for (const leader of this.house.leaders[session] ?? []) {
      this.#holdStaff(leader, at.start, at.end, isOpen === 1 ? 1 : -1);
    }
    this.#priceSeat(session);
  }

  #priceSeat(session: number): void {
    const isOpen = this.runs(session) && this.seatsLeft(session) > 0;
    this.#prices.session[session] = isOpen
      ? (this.#guide[session] as number) + (this.#accent[session] as number)
      : Infinity;
  }

  #holdStaff(member: number, start: number, end: number, sign: 1 | -1): void {
    const { slots, grain } = this.house;
    this.#prices.slot.fill(
      sign === 1 ? Infinity : 0,
      member * slots + start / grain,
      member * slots + end / grain,
    );
    const day = member * 7 + Math.floor(start / 1440);
    this.#left.day[day] = (this.#left.day[day] as number) - sign * (end - start);
    this.#left.week[member] = (this.#left.week[member] as number) - sign * (end - start);
    this.#prices.isPriced[member] = 1;
  }

  #markShort(member: number): void {
    const { day, week } = this.#left;
    let least = week[member] as number;
    for (let at = member * 7; at < member * 7 + 7; at++) least = Math.min(least, day[at] as number);
    if (least < this.#shortest) this.#prices.isPriced[member] = 1;
  }

  #count(one: Someone, week: OwnWeek, sign: 1 | -1): void {
    for (const session of week.sessions) {
      this.taken[session] = (this.taken[session] as number) + sign;
      if (sign === 1) this.rosters[session]?.add(one.index);
      else this.rosters[session]?.delete(one.index);
      this.#priceSeat(session);
    }
    for (const { staff, start, end } of week.visits) this.#holdStaff(staff, start, end, sign);
    for (const other of one.apart) {
      const seats = this.#apartSeats.get(other);
      if (seats === undefined) continue;
      for (const session of week.sessions) {
        // Two people may both shun the same third: the seat stays shunned until both have left.
        const next = (this.#shunCounts.get(`${other} ${session}`) ?? 0) + sign;
        this.#shunCounts.set(`${other} ${session}`, next);
        if (next > 0) seats.set(session, Infinity);
        else seats.delete(session);
      }
    }
    if (week.isServed) this.served += sign * one.weight;
    this.credited += sign * week.credited;
    this.moves -= sign * week.kept;
    this.friction += sign * week.friction;
  }
  readonly #shunCounts = new Map<string, number>();

  /** Two visits that fit one by one may together be more than a member of staff has left. */
  #withinMinutes(one: Someone, found: OwnWeek): OwnWeek {
    const { day, week } = this.#left;
    const used = new Map<number, number>();
    let short = -1;
    for (const { staff, start, end } of found.visits) {
      for (const [key, limit] of [
        [staff * 8 + Math.floor(start / 1440), day[staff * 7 + Math.floor(start / 1440)] as number],
        [staff * 8 + 7, week[staff] as number],
      ] as const) {
        used.set(key, (used.get(key) ?? 0) + end - start);
        if ((used.get(key) as number) > limit) short = key;
      }
    }
    if (short < 0) return found;
    // Without this member of staff on that day (or at all) a legal week is found; it may not be the best there is.
    const staff = Math.floor(short / 8);
    const kept = short % 8 === 7 ? (week[staff] as number) : (day[staff * 7 + (short % 8)] as number);
    const set = (value: number) => {
      if (short % 8 === 7) week[staff] = value;
      else day[staff * 7 + (short % 8)] = value;
    };
    set(0);
    this.#prices.isPriced[staff] = 1;
    const again = this.#finder.best(one, this.#prices, this.shunned(one));
    const legal = again.visits.length > 1 ? this.#withinMinutes(one, again) : again;
    set(kept);
    return legal;
  }
}
