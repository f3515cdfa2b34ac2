/** What somebody could have at all, beside nobody else, as one problem. */
import type { Assignment, Person, Week } from '../format/format.ts';
import { needsOf, sessionOptions, visitOptions } from './compatible.ts';
import type { PersonProblem, PersonWeek } from './person-week.ts';

export interface PersonOptions {
  readonly person: Person;
  readonly problem: PersonProblem;
}

export const optionsOf = (week: Week, person: Person): PersonOptions => ({
  person,
  problem: {
    sessions: sessionOptions(week, person),
    visits: visitOptions(week, person),
    needs: needsOf(week, person),
    settings: week.settings,
  },
});

export const assignmentOf = (person: Person, found: PersonWeek): Assignment => ({
  person: person.id,
  sessions: found.sessions.map(({ id }) => id),
  visits: found.visits.map(({ need, staff, start }) => ({
    kind: person.needs.visits[need]?.kind ?? '',
    staff,
    start,
  })),
});
