/** The groups not opened: whether one of them could run, and who would get a full week in it at once. */
import { checkPlan } from '../check/check.ts';
import type { Assignment, Fix, Person, Plan, Session, Week } from '../format/format.ts';
import { sessionOptions } from '../person/compatible.ts';
import { bestWeek } from '../person/person-week.ts';
import { assignmentOf, optionsOf } from '../search/search.ts';
import { Seating } from '../search/seats.ts';
import type { Beside } from './beside.ts';
import { askOf, Servable } from './servable.ts';

export class CandidateGroups {
  readonly #week: Week;
  readonly #plan: Plan;
  readonly #beside: Beside;
  readonly #unserved: readonly Person[];
  readonly #closed: readonly Session[];
  /** Groups by the id of those whom one more group would serve. */
  readonly #helped = new Map<string, ReadonlySet<string>>();
  readonly #takers = new Map<string, ReadonlySet<string>>();

  constructor(beside: Beside, plan: Plan, unserved: readonly Person[]) {
    this.#week = beside.week;
    this.#plan = plan;
    this.#beside = beside;
    this.#unserved = unserved;
    const { sessions } = beside.week;
    const running = sessions.filter(({ id, status }) => status === 'fixed' || beside.opened.has(id));
    this.#closed = sessions.filter(
      (session) => !running.includes(session) && !running.some((other) => areRivals(session, other)),
    );
  }

  /** The groups that would give this person a full week, each with everybody it would. */
  fixesFor(person: Person): Fix[] {
    return [...this.#helpedBy(person)].flatMap((session) => {
      let takers = this.#takers.get(session);
      if (takers === undefined) {
        takers = this.#fill(session, this.#unserved);
        this.#takers.set(session, takers);
      }
      // Seats may have run out before it was this person's turn.
      if (!takers.has(person.id)) {
        takers = this.#fill(session, [person, ...this.#unserved.filter((other) => other !== person)]);
      }
      return takers.has(person.id) ? [{ kind: 'open-candidate', session, serves: takers.size }] : [];
    });
  }

  /** The groups that, opened, would leave this person a full week beside everybody else's. */
  #helpedBy(person: Person): ReadonlySet<string> {
    const known = this.#helped.get(person.id);
    if (known !== undefined) return known;
    const closed = new Set(
      sessionOptions({ ...this.#week, sessions: [...this.#closed] }, person).map(({ id }) => id),
    );
    const helped =
      closed.size === 0
        ? closed
        : this.#beside.ask(person, ({ seating, carried }) => {
            const { problem } = optionsOf(this.#week, person);
            const free = seating.free(person, problem);
            const isOpen = new Set(free.sessions.map(({ id }) => id));
            // One problem with all of them: days without the group in question are looked at once.
            const sessions = problem.sessions.filter(({ id }) => isOpen.has(id) || closed.has(id));
            const { options, limits } = askOf({ ...problem, ...free, sessions }, carried);
            const servable = new Servable();
            return new Set(
              [...closed].filter((session) => {
                const open = options.filter(({ nth }) => {
                  const id = sessions[nth]?.id;
                  return id === undefined || id === session || isOpen.has(id);
                });
                return servable.isServed(open, limits);
              }),
            );
          });
    this.#helped.set(person.id, helped);
    return helped;
  }

  /** Who would have a full week at the same time, were it opened; nobody when it cannot be. */
  #fill(session: string, inOrder: readonly Person[]): ReadonlySet<string> {
    const opened = [...this.#plan.opened, session];
    const seating = new Seating(this.#week, new Set(opened));
    const weeks = new Map<string, Assignment>();
    for (const assignment of this.#plan.assignments) {
      weeks.set(assignment.person, assignment);
      seating.add(assignment);
    }
    const takers = new Set<string>();
    for (const person of inOrder) {
      if (seating.seatsLeft(session) <= 0) break;
      if (!this.#helpedBy(person).has(session)) continue;
      const before = this.#beside.weekOf(person);
      const { problem } = optionsOf(this.#week, person);
      seating.remove(before);
      const found = bestWeek({ ...problem, ...seating.free(person, problem) });
      const sessions = new Set(found.sessions.map(({ id }) => id));
      const carried = this.#beside.ask(person, (view) => view.carried);
      const isTaker = found.isServed && sessions.has(session) && carried.every((id) => sessions.has(id));
      const after = isTaker ? assignmentOf(person, found) : before;
      seating.add(after);
      weeks.set(person.id, after);
      if (isTaker) takers.add(person.id);
    }
    const changed = { ...this.#plan, opened, assignments: [...weeks.values()].map(copied) };
    return takers.size > 0 && checkPlan(this.#week, changed).ok ? takers : new Set();
  }
}

/** Whether two groups need the same room or the same member of staff at once. */
const areRivals = (one: Session, other: Session): boolean =>
  one.start < other.end &&
  other.start < one.end &&
  ((one.room != null && one.room === other.room) || one.staff.some((member) => other.staff.includes(member)));

const copied = ({ person, sessions, visits }: Assignment): Plan['assignments'][number] => ({
  person,
  sessions: [...sessions],
  visits: visits.map((visit) => ({ ...visit })),
});
