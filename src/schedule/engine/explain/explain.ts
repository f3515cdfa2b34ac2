/** Everybody a plan does not serve: why, and what would change that, beside everybody else's weeks as they are. */

import type { Assignment, Person, Plan, Week } from '../format/format.ts';
import { type IsStopped, optionsOf, type PersonOptions } from '../search/search.ts';
import { Seating } from '../search/seats.ts';
import { CandidateGroups, fixesOf } from './fixes.ts';
import { reasonsOf } from './reasons.ts';

type Unserved = Plan['unserved'][number];

/** Reasons and fixes of everybody unserved. After a stop the rest are named without: `explainPerson` tells theirs. */
export async function explainUnserved(
  week: Week,
  everybody: readonly PersonOptions[],
  plan: Plan,
  isStopped: IsStopped,
): Promise<Unserved[]> {
  const explainer = new Explainer(week, everybody, plan);
  const told: Unserved[] = [];
  for (const { person } of explainer.unserved) {
    told.push((await isStopped()) ? explainer.name(person) : explainer.explain(person));
  }
  return told;
}

/**
 * The same for one person; undefined when the plan gives them a full week.
 *
 * @throws when the week has no such person
 */
export function explainPerson(week: Week, plan: Plan, id: string): Unserved | undefined {
  const person = week.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`There is no person "${id}" in this week.`);
  const everybody = week.people.map((one) => optionsOf(week, one));
  const explainer = new Explainer(week, everybody, plan);
  return explainer.unserved.some((one) => one.person.id === id) ? explainer.explain(person) : undefined;
}

class Explainer {
  readonly unserved: readonly PersonOptions[];
  readonly #week: Week;
  readonly #mine: ReadonlyMap<string, Assignment>;
  readonly #opened: ReadonlySet<string>;
  readonly #seating: Seating;
  readonly #candidates: CandidateGroups;

  constructor(week: Week, everybody: readonly PersonOptions[], plan: Plan) {
    this.#week = week;
    this.#mine = new Map(plan.assignments.map((assignment) => [assignment.person, assignment]));
    this.#opened = new Set(plan.opened);
    this.unserved = everybody.filter(({ person }) => !isServedBy(week, person, this.#mine.get(person.id)));
    this.#seating = new Seating(week, this.#opened);
    for (const assignment of plan.assignments) this.#seating.add(assignment);
    this.#candidates = new CandidateGroups(week, plan, this.unserved);
  }

  name(person: Person): Unserved {
    const minutes = minutesOf(this.#week, person, this.#mine.get(person.id));
    return { person: person.id, minutes, because: [], fixes: [] };
  }

  explain(person: Person): Unserved {
    const assignment = this.#mine.get(person.id);
    if (assignment !== undefined) this.#seating.remove(assignment);
    const view = { week: this.#week, person, seating: this.#seating, opened: this.#opened };
    const because = reasonsOf(view);
    const fixes = fixesOf(view, this.#candidates);
    if (assignment !== undefined) this.#seating.add(assignment);
    return { ...this.name(person), because, fixes };
  }
}

function minutesOf(week: Week, person: Person, assignment: Assignment | undefined): number {
  const lengths = new Map(week.sessions.map(({ id, start, end }) => [id, end - start]));
  const visits = new Map(person.needs.visits.map(({ kind, minutes }) => [kind, minutes]));
  return (
    (assignment?.sessions.reduce((sum, id) => sum + (lengths.get(id) ?? 0), 0) ?? 0) +
    (assignment?.visits.reduce((sum, { kind }) => sum + (visits.get(kind) ?? 0), 0) ?? 0)
  );
}

function isServedBy(week: Week, person: Person, assignment: Assignment | undefined): boolean {
  const things = new Map(week.sessions.map((session) => [session.id, session]));
  const sessions = (assignment?.sessions ?? []).flatMap((id) => things.get(id) ?? []);
  const visits = assignment?.visits ?? [];
  const days = new Set([...sessions, ...visits].map(({ start }) => Math.floor(start / 1440)));
  const { needs } = person;
  return (
    minutesOf(week, person, assignment) >= needs.minutes &&
    days.size >= needs.minDays &&
    needs.visits.every(({ kind, count }) => visits.filter((visit) => visit.kind === kind).length >= count) &&
    needs.activities.every(
      ({ activity, minMinutes }) =>
        sessions.reduce((sum, each) => sum + (each.activity === activity ? each.end - each.start : 0), 0) >=
        minMinutes,
    )
  );
}
