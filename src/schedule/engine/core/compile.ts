/** The whole week prepared once: the house, and everybody's choices. */
import type { Week } from '../format/format.ts';
import { type House, houseOf } from './house.ts';
import { type Someone, someoneOf } from './someone.ts';

export interface Crowd {
  readonly house: House;
  readonly people: readonly Someone[];
}

export function crowdOf(week: Week): Crowd {
  const house = houseOf(week);
  const at = new Map(week.people.map(({ id }, nth) => [id, nth]));
  const apart: Set<number>[] = week.people.map(() => new Set());
  for (const [one, other] of week.apart) {
    apart[at.get(one) ?? -1]?.add(at.get(other) ?? -1);
    apart[at.get(other) ?? -1]?.add(at.get(one) ?? -1);
  }
  return {
    house,
    people: week.people.map((person, nth) =>
      someoneOf(
        house,
        person,
        nth,
        [...(apart[nth] ?? [])].sort((a, b) => a - b),
      ),
    ),
  };
}
