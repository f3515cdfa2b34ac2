import type { Db } from '../platform/db/index.ts';
import type { Monday } from './calendar.ts';
import { type Week, WeekFault } from './engine/index.ts';
import { exceptionsIn } from './exception.store.ts';
import { inventedId, isInvented } from './invented.ts';
import { type Labels, labelsIn } from './labels.store.ts';
import type { PlannedWeek } from './outcome.ts';
import {
  type PlanHead,
  planById,
  plansOf,
  publishedBefore,
  shortIn,
  weeksIn,
  workedOn,
} from './plan.store.ts';
import { type InventedWeek, scenarioOf } from './scenario.store.ts';
import { weekFile } from './week-file.ts';
import type { WeekChange } from './whatif.schema.ts';
import { applyChanges } from './whatif.ts';

/** The plan a scenario begins from: the one worked on, else what people live by. */
export async function baseOf(db: Db, monday: Monday): Promise<PlanHead | undefined> {
  return workedOn(await plansOf(db, monday)) ?? (await publishedBefore(db, monday));
}

/**
 * The week with the changes made; people keep what they can of the plan it begins from.
 *
 * @throws WeekFault when a change does not fit
 */
export async function supposedWeek(
  db: Db,
  monday: Monday,
  changes: readonly WeekChange[],
  base: PlanHead | undefined,
): Promise<{ week: Week; before: PlannedWeek | undefined }> {
  const real = await weekFile(db, monday);
  const before = base === undefined ? undefined : await plannedWeek(db, real, base);
  const changed = applyChanges(real, changes, {
    ...(before === undefined ? {} : { current: before.weeks }),
    standing: (await exceptionsIn(db, monday)).map(({ change }) => change),
  });
  if (!changed.ok) throw new WeekFault(changed.misfits);
  return { week: changed.week, before };
}

async function plannedWeek(db: Db, week: Week, plan: PlanHead): Promise<PlannedWeek> {
  const weeks = await weeksIn(db, plan.id);
  const short = new Set((await shortIn(db, plan.id)).map(({ person }) => person));
  // Whoever came since then has no place in it either.
  for (const { id } of week.people) if (!weeks.has(id)) short.add(id);
  return { week, weeks, opened: plan.opened, short };
}

/** What a board is drawn from: the program's week, or the week that its plan supposes. */
export interface Scene {
  /** Of real people. */
  readonly week: Week;
  readonly labels: Labels;
  readonly invented: readonly InventedWeek[];
  /** The plan a supposed one began from. */
  readonly base: PlanHead | undefined;
}

export async function sceneOf(db: Db, monday: Monday, plan: PlanHead | undefined): Promise<Scene> {
  const labels = await labelsIn(db);
  const scenario = plan?.scenario == null ? undefined : await scenarioOf(db, monday, plan.scenario);
  if (scenario === undefined) {
    return { week: await weekFile(db, monday), labels, invented: [], base: undefined };
  }
  const { changes, invented } = scenario;
  const base = scenario.base === null ? undefined : await planById(db, scenario.base);
  const week = await supposedWeek(db, monday, changes, base).then(
    (supposed) => supposed.week,
    (fault: unknown) => {
      // The program has changed so that the scenario does not fit any more: then its people are shown in that one.
      if (fault instanceof WeekFault) return weekFile(db, monday);
      throw fault;
    },
  );
  const people = week.people.filter(({ id }) => !isInvented(id));
  return { week: { ...week, people }, labels: supposedLabels(labels, week, changes), invented, base };
}

/** Groups at the times that the changes give them; a supposed one is called like its model. */
function supposedLabels(labels: Labels, week: Week, changes: readonly WeekChange[]): Labels {
  const models = new Map(
    changes.flatMap((change, nth): [string, string][] => {
      if (change.kind === 'add-group') return [[inventedId(nth), change.like]];
      return change.kind === 'by-video' ? [[inventedId(nth), change.session]] : [];
    }),
  );
  const sessions = new Map(labels.sessions);
  for (const { id, start, end, staff } of week.sessions) {
    const label = labels.sessions.get(models.get(id) ?? id);
    if (label === undefined) continue;
    sessions.set(id, { ...label, start, end, staff: staff.map((one) => labels.staff.get(one) ?? '') });
  }
  return { ...labels, sessions };
}
