/** Weeks that people of a sample live by already: legal, found by taking what comes first, far from the best there is. */
import { lots } from '../core/lots.ts';
import type { Person, Session, VisitNeed, Week } from '../format/format.ts';

type Current = NonNullable<Person['current']>;

interface Stay {
  readonly start: number;
  readonly end: number;
  readonly site: string | null;
}

const DAY_MINUTES = 1440;
const BREAK_MINUTES = 15;
const dayOf = ({ start }: Stay): number => Math.floor(start / DAY_MINUTES);
const sum = (stays: readonly Stay[]): number =>
  stays.reduce((total, { start, end }) => total + end - start, 0);
const meets = (a: Stay, b: Stay): boolean => a.start < b.end && b.start < a.end;

/** The same week with a current one for about so large a share of its people, in groups that run and visits. */
export function withCurrentWeeks(week: Week, share: number, seed: number): Week {
  const draw = lots(seed);
  const house = new House(week);
  const people = week.people.map((person) =>
    draw() < share ? { ...person, current: house.place(person, draw) } : person,
  );
  return { ...week, people };
}

class House {
  readonly #week: Week;
  /** Groups by where they are. */
  readonly #groups: ReadonlyMap<string | null, readonly Session[]>;
  readonly #seats: ReadonlyMap<string, number>;
  readonly #staff: ReadonlyMap<string, Week['staff'][number]>;
  readonly #apart = new Map<string, string[]>();
  readonly #rosters = new Map<string, Set<string>>();
  readonly #held = new Map<string, Stay[]>();

  constructor(week: Week) {
    this.#week = week;
    this.#groups = Map.groupBy(
      week.sessions.filter(({ status }) => status === 'fixed'),
      ({ site }) => site,
    );
    this.#seats = new Map(week.rooms.map(({ id, seats }) => [id, seats]));
    this.#staff = new Map(week.staff.map((member) => [member.id, member]));
    for (const [one, other] of week.apart) {
      this.#apart.set(one, [...(this.#apart.get(one) ?? []), other]);
      this.#apart.set(other, [...(this.#apart.get(other) ?? []), one]);
    }
    // A candidate keeps its leader's time, so that it may still open.
    for (const session of week.sessions) for (const member of session.staff) this.#hold(member, session);
  }

  place(person: Person, draw: () => number): Current {
    const mine: Stay[] = [];
    const visits = person.needs.visits.flatMap((need) => this.#visitsOf(person, need, mine, draw));
    const sessions: string[] = [];
    for (const session of inAnyOrder(this.#openTo(person), draw)) {
      if (sum(mine) >= person.needs.minutes) break;
      if (!this.#fits(person, mine, session)) continue;
      mine.push(session);
      sessions.push(session.id);
      this.#rosters.set(session.id, (this.#rosters.get(session.id) ?? new Set()).add(person.id));
    }
    return { sessions, visits };
  }

  #openTo(person: Person): Session[] {
    const places = [...person.sites, ...(person.video ? [null] : [])];
    const others = this.#apart.get(person.id) ?? [];
    return places
      .flatMap((site) => this.#groups.get(site) ?? [])
      .filter((session) => {
        const roster = this.#rosters.get(session.id);
        const seats = Math.min(session.max, this.#seats.get(session.room ?? '') ?? session.max);
        return (
          session.requires.every((tag) => person.tags.includes(tag)) &&
          (roster?.size ?? 0) < seats &&
          !others.some((other) => roster?.has(other))
        );
      });
  }

  #visitsOf(person: Person, need: VisitNeed, mine: Stay[], draw: () => number): Current['visits'] {
    const site = need.site === undefined ? (person.sites[0] ?? null) : need.site;
    const canBeThere = site === null ? person.video : person.sites.includes(site);
    if (!canBeThere) return [];
    const visits: Current['visits'] = [];
    for (const staff of inAnyOrder(need.staff, draw)) {
      for (const start of inAnyOrder(this.#startsOf(staff, need.minutes), draw)) {
        if (visits.length >= need.count) return visits;
        const stay = { start, end: start + need.minutes, site };
        if (!this.#isFree(staff, stay) || !this.#fits(person, mine, stay)) continue;
        mine.push(stay);
        this.#hold(staff, stay);
        visits.push({ kind: need.kind, staff, start });
      }
    }
    return visits;
  }

  #startsOf(staff: string, minutes: number): number[] {
    const { tick } = this.#week.settings;
    return (this.#staff.get(staff)?.free ?? []).flatMap(([from, to]) => {
      const first = Math.ceil(from / tick) * tick;
      const count = Math.max(0, Math.floor((to - minutes - first) / tick) + 1);
      return Array.from({ length: count }, (_, nth) => first + nth * tick);
    });
  }

  #hold(staff: string, stay: Stay): void {
    const held = this.#held.get(staff);
    if (held === undefined) this.#held.set(staff, [stay]);
    else held.push(stay);
  }

  #isFree(staff: string, stay: Stay): boolean {
    const held = this.#held.get(staff) ?? [];
    const limits = this.#staff.get(staff);
    const today = held.filter((other) => dayOf(other) === dayOf(stay));
    return (
      limits !== undefined &&
      !held.some((other) => meets(other, stay)) &&
      sum([...held, stay]) <= limits.maxMinutes &&
      sum([...today, stay]) <= limits.maxMinutesPerDay
    );
  }

  #fits(person: Person, mine: readonly Stay[], stay: Stay): boolean {
    const { travel, maxConsecutive } = this.#week.settings;
    const isAway = mine.every((other) => {
      const isFar = other.site !== null && stay.site !== null && other.site !== stay.site;
      const margin = isFar ? travel : 0;
      return stay.start >= other.end + margin || other.start >= stay.end + margin;
    });
    const isFree = person.busy.every((busy) => {
      const margin = stay.site === null ? 0 : (busy.travel ?? travel);
      return busy.soft !== undefined || stay.start >= busy.end + margin || busy.start >= stay.end + margin;
    });
    const today = [...mine.filter((other) => dayOf(other) === dayOf(stay)), stay];
    return (
      isAway && isFree && sum(today) <= person.needs.maxMinutesPerDay && longestRun(today) <= maxConsecutive
    );
  }
}

/** Minutes from the first to the last of things with breaks so short that they are none. */
function longestRun(today: readonly Stay[]): number {
  let longest = 0;
  let run: Stay | undefined;
  for (const stay of today.toSorted((a, b) => a.start - b.start)) {
    run = run === undefined || stay.start >= run.end + BREAK_MINUTES ? stay : { ...run, end: stay.end };
    longest = Math.max(longest, run.end - run.start);
  }
  return longest;
}

function inAnyOrder<T>(list: readonly T[], draw: () => number): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
