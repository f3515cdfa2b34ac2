/** The groups not opened: whether one of them could run, and who would get a full week in it at once. */
import { checkPlan } from '../check/check.ts';
import type { Fix, Person, Plan, Session, Week } from '../format/format.ts';
import { sessionOptions } from '../person/compatible.ts';
import { optionsOf } from '../person/options.ts';
import { Beside } from './beside.ts';
import { OneMore } from './one-more.ts';
import { askOf, Servable } from './servable.ts';

/** So many people who could come are looked at, at most, for the seats of one group. */
const TRIED_MAX = 100;
/** So many groups at most are looked at for one person. */
const GROUPS_MAX = 8;

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
      (session) =>
        session.status === 'candidate' &&
        !beside.opened.has(session.id) &&
        !running.some((other) => areRivals(session, other)),
    );
  }

  /** The groups that would give this person a full week, each with everybody it would. */
  fixesFor(person: Person): Fix[] {
    return [...this.#helpedBy(person)].slice(0, GROUPS_MAX).flatMap((session) => {
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
    const closed = sessionOptions({ ...this.#week, sessions: [...this.#closed] }, person);
    const helped =
      closed.length === 0
        ? []
        : this.#beside.ask(person, ({ seating, carried }) => {
            const { problem } = optionsOf(this.#week, person);
            const ask = askOf({ ...problem, ...seating.free(person, problem) }, carried);
            // Somebody who could be placed as it is needs no group opened.
            if (new Servable().isServed(ask.options, ask.limits)) return [];
            const oneMore = new OneMore(ask);
            return closed.filter((session) => oneMore.isServedWith(ask.groupAt(session, session.activity)));
          });
    const ids = new Set(helped.map(({ id }) => id));
    this.#helped.set(person.id, ids);
    return ids;
  }

  /** Who would have a full week at the same time, were it opened; nobody when it cannot be. */
  #fill(session: string, inOrder: readonly Person[]): ReadonlySet<string> {
    const opened = [...this.#plan.opened, session];
    const beside = new Beside(this.#week, { ...this.#plan, opened });
    const takers = new Set<string>();
    const group = this.#closed.find(({ id }) => id === session);
    let tried = 0;
    for (const person of inOrder) {
      if (group === undefined || tried >= TRIED_MAX || !beside.hasSeat(session)) break;
      if (sessionOptions({ ...this.#week, sessions: [group] }, person).length === 0) continue;
      tried++;
      if (!this.#helpedBy(person).has(session)) continue;
      const found = beside.fullWeek(person, session);
      if (found === undefined || !found.sessions.includes(session)) continue;
      beside.give(person, found);
      takers.add(person.id);
    }
    const changed = { ...this.#plan, opened, assignments: beside.assignments };
    return takers.size > 0 && checkPlan(this.#week, changed).ok ? takers : new Set();
  }
}

/** Whether two groups need the same room or the same member of staff at once. */
const areRivals = (one: Session, other: Session): boolean =>
  one.start < other.end &&
  other.start < one.end &&
  ((one.room != null && one.room === other.room) || one.staff.some((member) => other.staff.includes(member)));
