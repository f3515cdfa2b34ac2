/** One person before everybody else's weeks: what there is to have at all, and which facts stand in the way of each. */
import type { Because, Person, Session, Week } from '../format/format.ts';
import { needsOf, visitOptions } from '../person/compatible.ts';
import { busyInTheWay, dayOf, type Thing } from '../person/rules.ts';
import { BY_VIDEO, type Limits, type Option, PLACES } from './amounts.ts';
import type { Sums } from './outcomes.ts';
import type { Seating } from './seats.ts';
import { bitsOf, Servable } from './servable.ts';

/** One thing that stands in the way. */
export interface Fact {
  readonly because: Because;
  /** Behind another fact: a full group on a working day is no reason while the work is one, but it stays full. */
  readonly isBehind: boolean;
  /** The busy time it is about. */
  readonly busy?: Person['busy'][number];
}

/** One person before a plan: `seating` holds everybody else. */
export interface View {
  readonly week: Week;
  readonly person: Person;
  readonly seating: Seating;
  readonly opened: ReadonlySet<string>;
  /** Groups of this person that could not run without them: they stay in those, or somebody else loses a week. */
  readonly carried: readonly string[];
}

/** An option, and what would have to change before it is one. */
export interface Blocked extends Option {
  readonly blockers: readonly Fact[];
}

/** Places the person cannot go to count as one place: what matters is that it is none of theirs. */
const ELSEWHERE = PLACES - 2;
const FIRST_VISIT = 8 * 60;
const LAST_VISIT = 21 * 60;

export class Situation {
  /** Every fact there is, hardest to change first. */
  readonly facts: readonly Fact[];
  readonly options: readonly Blocked[];
  readonly #view: View;
  readonly #ownSites: readonly string[];
  readonly #limits: Limits;
  readonly #longest: number;
  readonly #isTagged: boolean;
  readonly #servable = new Servable();
  readonly #busy: ReadonlyMap<Person['busy'][number], Fact>;
  readonly #tags: Fact = { because: { code: 'tags' }, isBehind: false };
  readonly #site: Fact;
  readonly #minDays: Fact;
  readonly #dayLimit: Fact;
  readonly #staffFree: Fact = { because: { code: 'staff-free' }, isBehind: false };
  readonly #activities: readonly Fact[];
  #count = 0;

  constructor(view: View) {
    const { week, person, seating, opened, carried } = view;
    const { needs } = person;
    const fact = (because: Because): Fact => ({ because, isBehind: false });
    this.#view = view;
    this.#ownSites = [...new Set(person.sites)];
    this.#site = fact({ code: 'site', sites: person.sites, video: person.video });
    this.#minDays = fact({ code: 'min-days', days: needs.minDays });
    this.#dayLimit = fact({ code: 'day-limit', minutes: needs.maxMinutesPerDay });
    this.#activities = needs.activities.map(({ activity, minMinutes }) =>
      fact({ code: 'activity', activity, minutes: minMinutes }),
    );
    this.#busy = new Map(
      person.busy.flatMap((busy) =>
        busy.soft === undefined
          ? [[busy, { ...fact({ code: 'busy', busy: [busy.start, busy.end] }), busy }]]
          : [],
      ),
    );
    this.#longest = Math.max(0, ...week.sessions.map(({ start, end }) => end - start));
    this.#limits = {
      ...needsOf(week, person),
      maxConsecutive: week.settings.maxConsecutive,
      travel: week.settings.travel,
      activities: [...needs.activities.map(({ minMinutes }) => minMinutes), ...carried.map(() => 1)],
      staffLeft: seating.scarceStaff(person),
    };
    const seats: Fact[] = [];
    const options: Blocked[] = [];
    for (const session of week.sessions) {
      if (session.status === 'candidate' && !opened.has(session.id)) continue;
      const [option, facts] = this.#sessionOption(session);
      options.push(option);
      seats.push(...facts);
    }
    options.push(...this.#visits());
    this.options = leastBlocked(options);
    const used = new Set(options.flatMap(({ blockers }) => blockers));
    this.#isTagged = used.has(this.#tags);
    this.facts = [
      ...[this.#tags, this.#site].filter((each) => used.has(each)),
      ...(needs.minDays > 0 ? [this.#minDays] : []),
      this.#dayLimit,
      ...this.#activities,
      ...(needs.visits.length > 0 ? [this.#staffFree] : []),
      ...seats,
      ...this.#busy.values(),
    ];
  }

  /** Whether there is a full week when only these facts hold, whatever becomes of the groups this person carries. */
  canBeServed(enforced: ReadonlySet<Fact>): boolean {
    const open = this.options.filter(({ blockers }) => !blockers.some((fact) => enforced.has(fact)));
    return this.#servable.isServed(open, this.#limitsWith(enforced));
  }

  /** Whether there is one beside everybody else when only this one group, busy time or hour is no longer barred. */
  canBeServedWithout(dropped: Fact): boolean {
    const open = this.options.filter(({ blockers }) => blockers.every((fact) => fact === dropped));
    return this.#servable.isServed(open, this.#limits);
  }

  /** Whether there is one with these options more. */
  canBeServedWith(more: readonly Option[]): boolean {
    const all = [...this.#open(), ...more].sort((a, b) => a.start - b.start);
    return this.#servable.isServed(all, this.#limits);
  }

  /** Every week with all visits and activities, however few its minutes and days. */
  weeksOfAnyLength(): Iterable<Sums> {
    return this.#servable.weeks(this.#open(), { ...this.#limits, minutes: 0, minDays: 0 });
  }

  #open(): readonly Option[] {
    return this.options.filter(({ blockers }) => blockers.length === 0);
  }

  /** A new option of this person, blocked by nothing. */
  option(thing: Thing, of: { activity?: string; session?: string; need?: number; staff?: string }): Option {
    const { person, carried } = this.#view;
    const staff = this.#limits.staffLeft.findIndex((left) => left.staff === of.staff);
    return {
      nth: this.#count++,
      start: thing.start,
      end: thing.end,
      site: this.#placeOf(thing.site),
      need: of.need ?? -1,
      staff,
      activities: bitsOf(person.needs.activities, of.activity, carried, of.session),
    };
  }

  /** The busy times a thing meets. */
  busyAt(thing: Thing): readonly Fact[] {
    const { settings } = this.#view.week;
    return [...this.#busy].flatMap(([busy, fact]) =>
      busyInTheWay([busy], thing, settings) >= 0 ? [fact] : [],
    );
  }

  #placeOf(site: string | null): number {
    if (site === null) return BY_VIDEO;
    const own = this.#ownSites.indexOf(site);
    return own < 0 ? ELSEWHERE : own;
  }

  #isReached(site: string | null): boolean {
    return site === null ? this.#view.person.video : this.#ownSites.includes(site);
  }

  #sessionOption(session: Session): [Blocked, readonly Fact[]] {
    const { person, seating } = this.#view;
    const blockers: Fact[] = [];
    if (!session.requires.every((tag) => person.tags.includes(tag))) blockers.push(this.#tags);
    if (!this.#isReached(session.site)) blockers.push(this.#site);
    blockers.push(...this.busyAt(session));
    const isBehind = blockers.length > 0;
    const seats: Fact[] = [];
    if (seating.isApartHere(person.id, session.id)) {
      seats.push({ because: { code: 'apart', session: session.id }, isBehind });
    }
    if (seating.seatsLeft(session.id) <= 0) {
      seats.push({ because: { code: 'full', session: session.id }, isBehind });
    }
    const option = this.option(session, { activity: session.activity, session: session.id });
    return [{ ...option, blockers: [...blockers, ...seats] }, seats];
  }

  /** Visits as their staff are free; and, were they always free, at every other hour of the day. */
  #visits(): Blocked[] {
    const { week, person, seating } = this.#view;
    // Busy time is a fact of its own, and where a visit is as well.
    const anywhere: Person = {
      ...person,
      busy: [],
      video: true,
      sites: [...new Set([...person.sites, ...week.sites.map(({ id }) => id)])],
      needs: {
        ...person.needs,
        visits: person.needs.visits.map((need) => ({ ...need, site: this.#siteOf(need) })),
      },
    };
    const offered = visitOptions(week, anywhere).map((visit) => ({
      ...this.option(visit, visit),
      blockers: [...this.#inTheWay(visit), ...(seating.isStaffFree(visit) ? [] : [this.#staffFree])],
    }));
    return [...offered, ...person.needs.visits.flatMap((need, nth) => this.#atAnyHour(need, nth))];
  }

  #siteOf(need: Person['needs']['visits'][number]): string | null {
    const { person } = this.#view;
    return need.site === undefined ? (person.sites[0] ?? null) : need.site;
  }

  #inTheWay(thing: Thing): Fact[] {
    return [...(this.#isReached(thing.site) ? [] : [this.#site]), ...this.busyAt(thing)];
  }

  #atAnyHour(need: Person['needs']['visits'][number], nth: number): Blocked[] {
    if (need.count === 0) return [];
    const { tick } = this.#view.week.settings;
    const site = this.#siteOf(need);
    const visits: Blocked[] = [];
    for (let day = 0; day < 7; day++) {
      const last = day * 1440 + LAST_VISIT - need.minutes;
      for (let start = Math.ceil((day * 1440 + FIRST_VISIT) / tick) * tick; start <= last; start += tick) {
        const thing = { start, end: start + need.minutes, site };
        if (dayOf(start) !== day) continue;
        const blockers = [...this.#inTheWay(thing), this.#staffFree];
        visits.push({ ...this.option(thing, { need: nth }), blockers });
      }
    }
    return visits;
  }

  #limitsWith(enforced: ReadonlySet<Fact>): Limits {
    const limits = this.#limits;
    const hasDays = enforced.has(this.#dayLimit);
    // When no group that runs is closed to the person by its tags, the tags are no fact and hold.
    const hasTags = enforced.has(this.#tags) || !this.#isTagged;
    return {
      ...limits,
      minutesMax: hasTags ? limits.minutesMax : limits.minutes + this.#longest,
      minDays: enforced.has(this.#minDays) ? limits.minDays : 0,
      maxMinutesPerDay: hasDays ? limits.maxMinutesPerDay : 1440,
      maxConsecutive: hasDays ? limits.maxConsecutive : 1440,
      activities: limits.activities.map((least, nth) =>
        enforced.has(this.#activities[nth] as Fact) ? least : 0,
      ),
      staffLeft: enforced.has(this.#staffFree) ? limits.staffLeft : [],
    };
  }
}

/** Of options alike in everything but what blocks them, those that no other beats; in order of start. */
function leastBlocked(options: readonly Blocked[]): readonly Blocked[] {
  const alike = new Map<string, Blocked[]>();
  for (const option of options) {
    const { start, end, site, need, staff, activities } = option;
    const key = `${start} ${end} ${site} ${need} ${staff} ${activities}`;
    const list = alike.get(key);
    if (list === undefined) alike.set(key, [option]);
    else list.push(option);
  }
  return [...alike.values()]
    .flatMap((list) => {
      const kept: Blocked[] = [];
      for (const option of list.toSorted((a, b) => a.blockers.length - b.blockers.length)) {
        const isBeaten = kept.some(({ blockers }) =>
          blockers.every((fact) => option.blockers.includes(fact)),
        );
        if (!isBeaten) kept.push(option);
      }
      return kept;
    })
    .sort((a, b) => a.start - b.start || a.nth - b.nth);
}
