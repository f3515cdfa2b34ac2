/**
 * The independent checker: it shares no code with the search, looks at each rule where it is plainest, and recomputes
 * the score. A plan that does not pass is never shown to anybody.
 */
import type { Plan, Score, Week } from '../format/format.ts';
import { Faults, type PlanFault } from './faults.ts';
import { checkApart, checkOpened, checkRosters, checkStaff } from './house.ts';
import { type Assignment, knownOf, type Tally } from './known.ts';
import { checkOwnWeek } from './own-week.ts';
import { scoreOf } from './score.ts';

export interface Check {
  readonly ok: boolean;
  readonly faults: readonly PlanFault[];
  readonly score: Score;
}

/** Checks every hard rule of a plan for a week and recomputes its five numbers. */
export function checkPlan(week: Week, plan: Plan): Check {
  const faults = new Faults();
  const known = knownOf(week, plan);
  const tally: Tally = { rosters: new Map(), visits: new Map() };
  const planned = new Map<string, Assignment>();
  for (const [at, id] of plan.opened.entries()) {
    if (known.sessions.get(id)?.status !== 'candidate')
      faults.say(`$.opened[${at}]`, `"${id}" is no candidate session.`);
  }
  if (known.opened.size < plan.opened.length) faults.say('$.opened', 'A session is opened twice.');
  for (const [at, assignment] of plan.assignments.entries()) {
    const path = `$.assignments[${at}]`;
    const person = known.people.get(assignment.person);
    if (person === undefined) {
      faults.say(`${path}.person`, `There is no person "${assignment.person}".`);
      continue;
    }
    if (planned.has(person.id)) faults.say(`${path}.person`, `"${person.id}" has two assignments.`);
    planned.set(person.id, assignment);
    if (!faults.isFull) checkOwnWeek(known, person, assignment, path, tally, faults);
  }
  checkRosters(known, tally, faults);
  checkApart(known, tally, faults);
  checkOpened(known, tally, faults);
  checkStaff(known, tally, faults);
  return { ok: faults.list.length === 0, faults: faults.list, score: scoreOf(known, plan.opened, planned) };
}
