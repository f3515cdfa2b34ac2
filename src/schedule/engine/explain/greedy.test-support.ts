/** A plan found in one pass, person after person: not the best one, but the same on every machine. */
import type { Assignment, Plan, Week } from '../format/format.ts';
import { assignmentOf, optionsOf } from '../person/options.ts';
import { bestWeek } from '../person/person-week.ts';
import { planOf } from '../testing/oracle.test-support.ts';
import { Seating } from './seats.ts';

export function greedyPlan(week: Week): Plan {
  const seating = new Seating(week, new Set());
  const assignments: Assignment[] = [];
  for (const person of week.people) {
    const { problem } = optionsOf(week, person);
    const found = bestWeek({ ...problem, ...seating.free(person, problem) });
    const assignment = assignmentOf(person, found);
    seating.add(assignment);
    assignments.push(assignment);
  }
  return planOf(assignments);
}
