/** Everybody a plan does not serve: why, and what would change that, beside everybody else's weeks as they are. */
import type { Person, Plan, Week } from '../format/format.ts';
import { Beside } from './beside.ts';
import { CandidateGroups } from './candidates.ts';
import { fixesOf } from './fixes.ts';
import type { IsStopped } from './is-stopped.ts';
import { reasonsOf } from './reasons.ts';
import { Situation } from './situation.ts';

type Unserved = Plan['unserved'][number];

/** Reasons and fixes of everybody unserved. After a stop the rest are named without: `explainPerson` tells theirs. */
export async function explainUnserved(
  week: Week,
  everybody: readonly { readonly person: Person }[],
  plan: Plan,
  isStopped: IsStopped,
): Promise<Unserved[]> {
  const explainer = new Explainer(
    week,
    everybody.map(({ person }) => person),
    plan,
  );
  const told: Unserved[] = [];
  for (const person of explainer.unserved) {
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
  const explainer = new Explainer(week, week.people, plan);
  return explainer.unserved.includes(person) ? explainer.explain(person) : undefined;
}

class Explainer {
  readonly unserved: readonly Person[];
  readonly #beside: Beside;
  readonly #candidates: CandidateGroups;

  constructor(week: Week, people: readonly Person[], plan: Plan) {
    this.#beside = new Beside(week, plan);
    this.unserved = people.filter((person) => !this.#beside.isServed(person));
    this.#candidates = new CandidateGroups(this.#beside, plan, this.unserved);
  }

  name(person: Person): Unserved {
    return { person: person.id, minutes: this.#beside.minutesOf(person), because: [], fixes: [] };
  }

  explain(person: Person): Unserved {
    const opening = this.#candidates.fixesFor(person);
    return this.#beside.ask(person, (view) => {
      const situation = new Situation(view);
      return {
        ...this.name(person),
        because: reasonsOf(situation, person.needs.minutes),
        fixes: fixesOf(view, situation, opening),
      };
    });
  }
}
