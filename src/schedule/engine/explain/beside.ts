/** A plan as everybody's seats and visits, and what a full week is: shared by all that ask about one person in it. */
import type { Assignment, Person, Plan, Session, Week } from '../format/format.ts';
import { dayOf } from '../person/rules.ts';
import { Seating } from '../search/seats.ts';
import type { View } from './situation.ts';

export class Beside {
  readonly week: Week;
  readonly opened: ReadonlySet<string>;
  readonly #seating: Seating;
  readonly #mine: ReadonlyMap<string, Assignment>;
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
