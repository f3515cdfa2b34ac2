import { minutesIn } from './changes.ts';
import type { Plan, Week } from './engine/index.ts';
import { isInvented } from './invented.ts';
import type { NewPlan } from './plan.store.ts';
import { EMPTY_WEEK } from './plan.ts';
import type { InventedWeek } from './scenario.store.ts';
import { newPlan } from './solution.ts';
import { takenIn } from './tiles.ts';
import type { WeekChange } from './whatif.schema.ts';

/** What the planner found for a scenario: the plan of the real people, and the weeks of the invented ones. */
export interface Supposed {
  readonly plan: NewPlan;
  /** Everybody's week, and below everybody without a full one: invented people are among them. */
  readonly weeks: NewPlan['weeks'];
  readonly invented: readonly InventedWeek[];
  readonly short: ReadonlySet<string>;
}

export function supposedPlan(week: Week, plan: Plan, changes: readonly WeekChange[]): Supposed {
  const whole = newPlan(week, plan);
  const taken = takenIn(whole.weeks);
  // A candidate that a change opens for certain is none in the changed week; in the program it still is one.
  const opened = changes.flatMap((change) =>
    change.kind === 'open-group' && (taken.get(change.session) ?? 0) > 0 ? [change.session] : [],
  );
  const short = new Set(whole.short.map(({ person }) => person));
  const sessions = new Map(week.sessions.map((session) => [session.id, session]));
  const real = week.people.filter(({ id }) => !isInvented(id));
  return {
    plan: {
      ...whole,
      weeks: new Map([...whole.weeks].filter(([person]) => !isInvented(person))),
      short: whole.short.filter(({ person }) => !isInvented(person)),
      opened: [...whole.opened, ...opened],
      people: real.length,
    },
    weeks: whole.weeks,
    invented: week.people
      .filter(({ id }) => isInvented(id))
      .map(({ id }) => {
        const has = whole.weeks.get(id) ?? EMPTY_WEEK;
        return { ...has, minutes: minutesIn(has, sessions), isServed: !short.has(id) };
      }),
    short,
  };
}

/**
 * What no plan of the week as it is can beat, once a candidate that a change opened for certain may stay closed again:
 * everybody served, every prescribed minute.
 */
export const looseBound = ({ people }: Week): Plan['bound'] => ({
  served: people.reduce((sum, { weight }) => sum + weight, 0),
  credited: people.reduce((sum, { needs }) => sum + needs.minutes, 0),
});
