/** Goals 1 and 2 as one whole number, and 3 and 4 as a second, so that no solver has to round between them. */
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import type { Part } from './model.ts';
import { lengthOf } from './options.ts';
import type { Terms } from './programme.ts';

/** Terms to be made as large as can be; every plan's sum is a whole number. */
export interface Aim {
  readonly terms: Terms;
}

/** Minutes come in steps of this, so counting the steps keeps the numbers small. */
export function minuteStep(week: Week): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let step = 0;
  for (const session of week.sessions) step = divisor(lengthOf(session), step);
  for (const { needs } of week.people) {
    step = divisor(needs.minutes, step);
    for (const { minutes } of needs.visits) step = divisor(minutes, step);
  }
  return Math.max(1, step);
}

/** What one person served outweighs: everybody's minutes, in steps. */
export const servedWorth = (week: Week): number =>
  week.people.reduce((sum, { needs }) => sum + needs.minutes, 0) / minuteStep(week) + 1;

export function aimsOf(
  week: Week,
  parts: readonly Part[],
  open: ReadonlyMap<number, number>,
): readonly Aim[] {
  const worth = servedWorth(week);
  const step = minuteStep(week);
  const first: Terms = parts.flatMap(({ person, served, credited }): [number, number][] => [
    [served, worth * person.weight],
    [credited, 1 / step],
  ]);
  const kept: Terms = parts.flatMap(({ options, first: column }) =>
    options.flatMap(({ isCurrent }, at): [number, number][] => (isCurrent ? [[column + at, 1]] : [])),
  );
  // Without weeks to keep nobody compares goals 3 and 4 here.
  if (week.people.every(({ current }) => current === undefined)) return [{ terms: first }];
  const costs: Terms = [...open].flatMap(([at, column]): [number, number][] => {
    const cost = week.sessions[at]!.openCost;
    return cost === 0 ? [] : [[column, -cost * (kept.length + 1)]];
  });
  return [{ terms: first }, { terms: [...costs, ...kept] }];
}

/** What an objective of the first aim says of goal 1 and 2; of a bound, what no plan can beat. */
export function readFirstAim(
  week: Week,
  objective: number,
  isBound: boolean,
): { served: number; credited: number } {
  const worth = servedWorth(week);
  const step = minuteStep(week);
  const steps = isBound ? Math.floor(objective + 1e-3) : Math.round(objective);
  const served = Math.floor(steps / worth);
  return { served, credited: (steps - served * worth) * step };
}
