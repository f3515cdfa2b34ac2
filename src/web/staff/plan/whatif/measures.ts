import type { Outcome } from './whatif.ts';
import { signed, type WhatIfWords } from './words.ts';

export type MeasureId = 'placed' | 'hours' | 'moved' | 'staff' | 'groups' | 'invented';

export interface Measure {
  readonly id: MeasureId;
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly tone: 'ok' | 'warn' | 'muted';
}

/** The five measures a scenario is held by, each with its difference to the plan it began from. */
export function measuresOf(
  { placed, hours, moved, staffMinutes, groups }: Outcome,
  t: WhatIfWords,
): Measure[] {
  const { measure: m } = t;
  const difference = (change: number, words = signed(change)) => ({
    note: change === 0 ? m.same : m.than(words),
    tone: change === 0 ? ('muted' as const) : change > 0 ? ('ok' as const) : ('warn' as const),
  });
  return [
    {
      id: 'placed',
      name: m.placed,
      value: m.of(placed.people, placed.of),
      ...difference(placed.change),
    },
    { id: 'hours', name: m.hours, value: m.of(hours.people, placed.of), ...difference(hours.change) },
    {
      id: 'moved',
      name: m.moved,
      value: String(moved.people),
      note: moved.people === 0 ? m.movedNone : moved.visitsOnly > 0 ? m.visitsOnly(moved.visitsOnly) : '',
      tone: 'muted',
    },
    {
      id: 'staff',
      name: m.staff,
      value: m.hoursValue(staffMinutes.total),
      note: staffMinutes.change === 0 ? m.same : m.hoursThan(staffMinutes.change),
      tone: 'muted',
    },
    {
      id: 'groups',
      name: m.groups,
      value: String(groups.meeting),
      note: groups.change === 0 ? m.same : m.than(signed(groups.change)),
      tone: 'muted',
    },
  ];
}

/** How many of the people that a scenario invents it places; only where it invents some. */
export function inventedMeasure({ invented }: Outcome, { measure: m }: WhatIfWords): Measure {
  const { placed, of } = invented;
  return {
    id: 'invented',
    name: m.invented,
    value: of === 0 ? '–' : m.of(placed, of),
    note: '',
    tone: 'muted',
  };
}
