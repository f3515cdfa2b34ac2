import type { Assignment, Person, Week } from '../../../src/schedule/engine/format/format.ts';
import type { WholeModel } from './model.ts';
import type { Option } from './options.ts';

export interface WeekPlan {
  readonly assignments: readonly Assignment[];
  readonly opened: readonly string[];
}

/** The plan a solution of the whole model stands for. */
export const planOf = (week: Week, { parts, open }: WholeModel, values: ArrayLike<number>): WeekPlan => ({
  assignments: parts.map(({ person, options, first }) =>
    assignmentOf(
      week,
      person,
      options.filter((_, at) => values[first + at]! > 0.5),
    ),
  ),
  opened: [...open].filter(([, column]) => values[column]! > 0.5).map(([at]) => week.sessions[at]!.id),
});

/** One person's line of a plan, from what they take. */
export const assignmentOf = (week: Week, person: Person, taken: readonly Option[]): Assignment => ({
  person: person.id,
  sessions: taken.flatMap(({ session }) => (session < 0 ? [] : [week.sessions[session]!.id])),
  visits: taken.flatMap(({ need, staff, start }) =>
    need < 0 ? [] : [{ kind: person.needs.visits[need]!.kind, staff: week.staff[staff]!.id, start }],
  ),
});
