/** A plan as everybody's seats and visits, and what a full week is: shared by all that ask about one person in it. */
import type { Assignment, Person, Plan, Session, Week } from '../format/format.ts';
import { assignmentOf, optionsOf } from '../person/options.ts';
import { bestWeek, type SessionOption } from '../person/person-week.ts';
import { dayOf } from '../person/rules.ts';
import { Openings } from './openings.ts';
import { Seating } from './seats.ts';
import type { View } from './situation.ts';

export class Beside {
  readonly week: Week;
  readonly opened: ReadonlySet<string>;
  readonly #seating: Seating;
  readonly #mine: Map<string, Assignment>;
  readonly #sessions: ReadonlyMap<string, Session>;

  constructor(week: Week, plan: Pick<Plan, 'assignments' | 'opened'>) {
    this.week = week;
    this.opened = new Set(plan.opened);
    this.#mine = new Map(plan.assignments.map((assignment) => [assignment.person, assignment]));
    this.#sessions = new Map(week.sessions.map((session) => [session.id, session]));
    this.#seating = new Seating(week, this.opened);
    for (const assignment of plan.assignments) this.#seating.add(assignment);
  }

  weekOf(person: Person): Assignment {
    return this.#mine.get(person.id) ?? { person: person.id, sessions: [], visits: [] };
  }

  /** Another week for the person from now on. */
  give(person: Person, assignment: Assignment): void {
    this.#seating.remove(this.weekOf(person));
    this.#seating.add(assignment);
    this.#mine.set(person.id, assignment);
  }

  get assignments(): Plan['assignments'] {
    return [...this.#mine.values()].map(({ person, sessions, visits }) => ({
      person,
      sessions: [...sessions],
      visits: visits.map((visit) => ({ ...visit })),
    }));
  }

  hasSeat(session: string): boolean {
    return this.#seating.seatsLeft(session) > 0;
  }

  /** A full week for the person, with this group if there is a choice, in which nobody else loses theirs. */
  fullWeek(person: Person, group: string): Assignment | undefined {
    return this.ask(person, ({ week, seating, carried }) => {
      const { problem } = optionsOf(week, person);
      const free = seating.free(person, problem);
      const sessions = oneOfAlike(person, free.sessions, [group, ...carried]);
      const found = bestWeek({ ...problem, ...free, sessions });
      const isKept = carried.every((id) => found.sessions.some((session) => session.id === id));
      return found.isServed && isKept ? assignmentOf(person, found) : undefined;
    });
  }

  /** Asks with the person's own week taken out, and puts it back. */
  ask<T>(person: Person, question: (view: View) => T): T {
    const mine = this.weekOf(person);
    this.#seating.remove(mine);
    try {
      const { week, opened } = this;
      return question({ week, person, seating: this.#seating, opened, carried: this.#carriedBy(person) });
    } finally {
      this.#seating.add(mine);
    }
  }

  /** The opened groups of this person that would be too small without them. */
  #carriedBy(person: Person): readonly string[] {
    return this.#sessionsOf(person).flatMap((session) => {
      if (session.status !== 'candidate') return [];
      const seats = session.room == null ? session.max : Math.min(session.max, this.#seatsIn(session.room));
      return seats - this.#seating.seatsLeft(session.id) < session.min ? [session.id] : [];
    });
  }

  #seatsIn(room: string): number {
    return this.week.rooms.find(({ id }) => id === room)?.seats ?? 0;
  }

  /** Where and when one more group could be. */
  openings(wanted: ReadonlySet<string>): Openings {
    return new Openings(this.week, this.#seating, this.opened, wanted);
  }

  minutesOf(person: Person): number {
    const { visits } = this.weekOf(person);
    const lengths = new Map(person.needs.visits.map(({ kind, minutes }) => [kind, minutes]));
    return (
      this.#sessionsOf(person).reduce((sum, { start, end }) => sum + end - start, 0) +
      visits.reduce((sum, { kind }) => sum + (lengths.get(kind) ?? 0), 0)
    );
  }

  isServed(person: Person): boolean {
    const { needs } = person;
    const { visits } = this.weekOf(person);
    const sessions = this.#sessionsOf(person);
    const days = new Set([...sessions, ...visits].map(({ start }) => dayOf(start)));
    return (
      this.minutesOf(person) >= needs.minutes &&
      days.size >= needs.minDays &&
      needs.visits.every(
        ({ kind, count }) => visits.filter((visit) => visit.kind === kind).length >= count,
      ) &&
      needs.activities.every(
        ({ activity, minMinutes }) =>
          sessions.reduce((sum, each) => sum + (each.activity === activity ? each.end - each.start : 0), 0) >=
          minMinutes,
      )
    );
  }

  #sessionsOf(person: Person): readonly Session[] {
    return this.weekOf(person).sessions.flatMap((id) => this.#sessions.get(id) ?? []);
  }
}

/** Of groups at the same time and place that count for the same one is enough to choose from: these, or the first. */
function oneOfAlike(
  { needs }: Person,
  sessions: readonly SessionOption[],
  preferred: readonly string[],
): SessionOption[] {
  const asked = new Set(needs.activities.map(({ activity }) => activity));
  const byLook = new Map<string, SessionOption>();
  for (const session of sessions) {
    const { id, start, end, site, activity, isCurrent } = session;
    const key = JSON.stringify([start, end, site, asked.has(activity) ? activity : null]);
    if (isCurrent) byLook.set(`current ${id}`, session);
    else if (!byLook.has(key) || preferred.includes(id)) byLook.set(key, session);
  }
  return [...byLook.values()];
}
