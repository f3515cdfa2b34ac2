/**
 * The search: everybody's best week one after another, the hardest to place first, then rounds in which each
 * person's week is taken out and found again beside the others, then rounds in which a blocker makes room. Always
 * has a legal plan; proves nothing.
 */

import type { Assignment, Person, Week } from '../format/format.ts';
import { needsOf, sessionOptions, visitOptions } from '../person/compatible.ts';
import { bestWeek, EMPTY_WEEK, type PersonProblem, type PersonWeek } from '../person/person-week.ts';
import { Seating } from './seats.ts';

export interface PersonOptions {
  readonly person: Person;
  readonly problem: PersonProblem;
}

/** What somebody could have at all, beside nobody else. */
export const optionsOf = (week: Week, person: Person): PersonOptions => ({
  person,
  problem: {
    sessions: sessionOptions(week, person),
    visits: visitOptions(week, person),
    needs: needsOf(week, person),
    settings: week.settings,
  },
});

/** Asked between people: whether to stop. It gives the rest of the program its turn when one is due. */
export type IsStopped = () => Promise<boolean>;

export const assignmentOf = (person: Person, found: PersonWeek): Assignment => ({
  person: person.id,
  sessions: found.sessions.map(({ id }) => id),
  visits: found.visits.map(({ need, staff, start }) => ({
    kind: person.needs.visits[need]?.kind ?? '',
    staff,
    start,
  })),
});

export interface Draft {
  readonly assignments: Map<string, Assignment>;
  readonly weeks: Map<string, PersonWeek>;
}

/** A plan found by search, with these candidates open. */
export async function search(
  week: Week,
  everybody: readonly PersonOptions[],
  opened: ReadonlySet<string>,
  rounds: number,
  isStopped: IsStopped,
): Promise<Draft> {
  const seating = new Seating(week, opened);
  const draft: Draft = { assignments: new Map(), weeks: new Map() };
  const place = ({ person, problem }: PersonOptions) => {
    const found = bestWeek({ ...problem, ...seating.free(person, problem) });
    const assignment = assignmentOf(person, found);
    seating.add(assignment);
    draft.assignments.set(person.id, assignment);
    draft.weeks.set(person.id, found);
  };
  const takeOut = ({ person }: PersonOptions) => {
    const assignment = draft.assignments.get(person.id);
    if (assignment !== undefined) seating.remove(assignment);
  };
  // Fewest ways first; then the heavier; then by id, so that the order of the file never matters.
  const inOrder = [...everybody].sort(
    (a, b) =>
      a.problem.sessions.length - b.problem.sessions.length ||
      b.person.weight - a.person.weight ||
      (a.person.id < b.person.id ? -1 : 1),
  );
  for (const one of inOrder) {
    if (await isStopped()) {
      draft.assignments.set(one.person.id, assignmentOf(one.person, EMPTY_WEEK));
      draft.weeks.set(one.person.id, EMPTY_WEEK);
    } else place(one);
  }
  await polish(draft, inOrder, { place, takeOut }, rounds, isStopped);
  return draft;
}

/** Each person's week found again beside the others, until a whole round changes nothing. */
async function polish(
  draft: Draft,
  inOrder: readonly PersonOptions[],
  { place, takeOut }: { place(one: PersonOptions): void; takeOut(one: PersonOptions): void },
  rounds: number,
  isStopped: IsStopped,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    let isChanged = false;
    for (const one of inOrder) {
      if (await isStopped()) return;
      const before = JSON.stringify(draft.assignments.get(one.person.id));
      takeOut(one);
      place(one);
      isChanged ||= JSON.stringify(draft.assignments.get(one.person.id)) !== before;
    }
    if (!isChanged) return;
  }
}

/** The same rounds, from a plan that is there already: betters friction without losing a served person. */
export async function polishPlan(
  week: Week,
  everybody: readonly PersonOptions[],
  opened: ReadonlySet<string>,
  assignments: readonly Assignment[],
  rounds: number,
  isStopped: IsStopped,
): Promise<readonly Assignment[]> {
  const seating = new Seating(week, opened);
  const mine = new Map(assignments.map((assignment) => [assignment.person, assignment]));
  for (const assignment of assignments) seating.add(assignment);
  const inOrder = [...everybody].sort((a, b) => (a.person.id < b.person.id ? -1 : 1));
  const draft: Draft = { assignments: mine, weeks: new Map() };
  await polish(
    draft,
    inOrder,
    {
      takeOut: ({ person }) => {
        const assignment = mine.get(person.id);
        if (assignment !== undefined) seating.remove(assignment);
      },
      place: ({ person, problem }) => {
        const assignment = assignmentOf(person, bestWeek({ ...problem, ...seating.free(person, problem) }));
        seating.add(assignment);
        mine.set(person.id, assignment);
      },
    },
    rounds,
    isStopped,
  );
  return [...mine.values()];
}
