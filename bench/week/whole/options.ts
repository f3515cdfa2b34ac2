/**
 * What each person could take at all, alone in the world: the columns of every whole model. Written from the
 * specification, without the optimiser's code, so that a fault there is not repeated in what it is held against.
 */
import type { Person, Session, Week } from '../../../src/schedule/engine/format/format.ts';

/** A stay somebody could take: a session, or a visit that starts then with this member of staff. Minutes of the week. */
export interface Option {
  readonly start: number;
  readonly end: number;
  readonly site: string | null;
  /** Index in `week.sessions`; -1 for a visit. */
  readonly session: number;
  /** Index in the person's `needs.visits`; -1 for a session. */
  readonly need: number;
  /** Index in `week.staff`; -1 for a session. */
  readonly staff: number;
  readonly isCurrent: boolean;
}

const DAY = 1440;
export const dayOf = (minute: number): number => Math.floor(minute / DAY);
export const lengthOf = ({ start, end }: { readonly start: number; readonly end: number }): number =>
  end - start;
export const overlaps = (
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): boolean => a.start < b.end && b.start < a.end;

/** Looks people's options up; what does not depend on the person is worked out once. */
export class Options {
  readonly #week: Week;
  readonly #staffAt: ReadonlyMap<string, number>;
  readonly #bySite: ReadonlyMap<string | null, readonly number[]>;
  readonly #ledFixed: readonly (readonly Session[])[];

  constructor(week: Week) {
    this.#week = week;
    this.#staffAt = new Map(week.staff.map(({ id }, at) => [id, at]));
    const bySite = new Map<string | null, number[]>();
    week.sessions.forEach(({ site }, at) => {
      const here = bySite.get(site) ?? [];
      here.push(at);
      bySite.set(site, here);
    });
    this.#bySite = bySite;
    const led: Session[][] = week.staff.map(() => []);
    for (const session of week.sessions) {
      if (session.status !== 'fixed') continue;
      for (const id of session.staff) led[this.#staffAt.get(id) ?? -1]?.push(session);
    }
    this.#ledFixed = led;
  }

  /** In order of start. */
  of(person: Person): Option[] {
    return [...this.#sessionsOf(person), ...this.#visitsOf(person)].sort(
      (a, b) => a.start - b.start || a.end - b.end,
    );
  }

  *#sessionsOf(person: Person): Iterable<Option> {
    const current = new Set(person.current?.sessions);
    const places: (string | null)[] = person.video ? [null, ...person.sites] : [...person.sites];
    const longest = Math.min(person.needs.maxMinutesPerDay, this.#week.settings.maxConsecutive);
    for (const place of new Set(places)) {
      for (const at of this.#bySite.get(place) ?? []) {
        const session = this.#week.sessions[at]!;
        if (session.max === 0 || lengthOf(session) > longest || this.#isBusy(person, session)) continue;
        if (!session.requires.every((tag) => person.tags.includes(tag))) continue;
        const { start, end, site, id } = session;
        yield { start, end, site, session: at, need: -1, staff: -1, isCurrent: current.has(id) };
      }
    }
  }

  *#visitsOf(person: Person): Iterable<Option> {
    const { tick, maxConsecutive } = this.#week.settings;
    for (const [need, { kind, minutes, count, staff, site: asked }] of person.needs.visits.entries()) {
      const site = asked === undefined ? (person.sites[0] ?? null) : asked;
      if (count === 0 || (site === null ? !person.video : !person.sites.includes(site))) continue;
      if (minutes > Math.min(person.needs.maxMinutesPerDay, maxConsecutive)) continue;
      for (const name of new Set(staff)) {
        const member = this.#staffAt.get(name)!;
        for (const start of this.#startsWith(member, minutes, tick)) {
          const stay = { start, end: start + minutes, site };
          if (this.#isBusy(person, stay)) continue;
          const isCurrent =
            person.current?.visits.some(
              (visit) => visit.kind === kind && visit.staff === name && visit.start === start,
            ) ?? false;
          yield { ...stay, session: -1, need, staff: member, isCurrent };
        }
      }
    }
  }

  #startsWith(member: number, minutes: number, tick: number): Set<number> {
    const starts = new Set<number>();
    for (const [from, to] of this.#week.staff[member]?.free ?? []) {
      for (let start = Math.ceil(from / tick) * tick; start + minutes <= to; start += tick) {
        const stay = { start, end: start + minutes };
        if (dayOf(start) !== dayOf(stay.end - 1)) continue;
        if (!this.#ledFixed[member]?.some((session) => overlaps(session, stay))) starts.add(start);
      }
    }
    return starts;
  }

  #isBusy(person: Person, stay: { start: number; end: number; site: string | null }): boolean {
    const usual = this.#week.settings.travel;
    return person.busy.some(({ start, end, soft, travel }) => {
      if (soft !== undefined) return false;
      const margin = stay.site === null ? 0 : (travel ?? usual);
      return stay.start < end + margin && start - margin < stay.end;
    });
  }
}

/** The most minutes a person's week may hold: the need and one session more. */
export function minutesMax(week: Week, person: Person): number {
  let longest = 0;
  for (const session of week.sessions) {
    if (lengthOf(session) > longest && session.requires.every((tag) => person.tags.includes(tag)))
      longest = lengthOf(session);
  }
  return person.needs.minutes + longest;
}
