/** Which one, two or three new groups would give the most people a full week who have none, everybody else keeping theirs. */
import { checkPlan } from '../check/check.ts';
import type { Person, Plan, Session, Week } from '../format/format.ts';
import { Beside } from './beside.ts';
import type { IsStopped } from './is-stopped.ts';
import { type Template, templatesFor } from './templates.ts';

/** A group that could be opened: when, where, by whom and for whom. */
export interface NewGroup {
  readonly start: number;
  readonly end: number;
  /** null: by video. */
  readonly site: string | null;
  readonly room: string | null;
  readonly staff: readonly string[];
  readonly activity: string;
  readonly requires: readonly string[];
  readonly seats: number;
}

export interface Suggestion {
  readonly groups: readonly NewGroup[];
  /** Who would have a full week, and has none now. */
  readonly serves: readonly { readonly person: string }[];
  /** Weight of the people served, as in the score. */
  readonly servedBefore: number;
  readonly servedAfter: number;
}

export interface SuggestOptions {
  /** How many groups at most: 1 to 3. */
  readonly most?: number;
  readonly isStopped?: IsStopped;
}

/** So many ways are followed further at each number of groups. */
const WAYS_MAX = 6;

/** A plan with new groups in it, and the people they serve. */
interface Grown {
  readonly week: Week;
  readonly plan: Plan;
  readonly groups: readonly NewGroup[];
  readonly served: readonly Person[];
}

/**
 * The best one, two and three new groups, each suggestion better than the one before it: as many as there are, none
 * when nobody is helped. Every suggestion passes the checker with the people placed. After a stop: what was found.
 */
export async function suggestGroups(
  week: Week,
  plan: Plan,
  { most = 3, isStopped = async () => false }: SuggestOptions = {},
): Promise<Suggestion[]> {
  const before = checkPlan(week, plan);
  if (!before.ok) return [];
  const suggestions: Suggestion[] = [];
  let ways: readonly Grown[] = [{ week, plan, groups: [], served: [] }];
  for (let count = 1; count <= Math.min(most, 3); count++) {
    const grown: Grown[] = [];
    for (const way of ways) {
      if (count > 1 && (await isStopped())) break;
      grown.push(...(await oneGroupMore(way, isStopped)));
    }
    ways = different(grown)
      .sort((a, b) => weightOf(b.served) - weightOf(a.served))
      .slice(0, WAYS_MAX);
    const best = suggestionOf(ways, before.score.served);
    if (best !== undefined && best.servedAfter > (suggestions.at(-1)?.servedAfter ?? before.score.served)) {
      suggestions.push(best);
    }
  }
  return suggestions;
}

/** The same groups chosen in another order are the same way: the one that serves more of them stays. */
function different(grown: readonly Grown[]): Grown[] {
  const byGroups = new Map<string, Grown>();
  for (const way of grown) {
    const key = way.groups
      .map(({ start, end, site, activity, requires }) =>
        JSON.stringify([start, end, site, activity, requires]),
      )
      .sort()
      .join();
    const other = byGroups.get(key);
    if (other === undefined || weightOf(way.served) > weightOf(other.served)) byGroups.set(key, way);
  }
  return [...byGroups.values()];
}

const weightOf = (people: readonly Person[]): number => people.reduce((sum, { weight }) => sum + weight, 0);

/** The first that holds: every group is of use to somebody served, and the checker passes the whole plan. */
function suggestionOf(ways: readonly Grown[], servedBefore: number): Suggestion | undefined {
  for (const { week, plan, groups, served } of ways) {
    const check = checkPlan(week, plan);
    if (!check.ok || check.score.served <= servedBefore) continue;
    const serves = served.map(({ id }) => ({ person: id }));
    return { groups, serves, servedBefore, servedAfter: check.score.served };
  }
  return undefined;
}

/** The plan with one group more, in the few ways that serve most people. */
async function oneGroupMore(way: Grown, isStopped: IsStopped): Promise<Grown[]> {
  const beside = new Beside(way.week, way.plan);
  const unserved = way.week.people.filter((person) => !beside.isServed(person));
  const templates = await templatesFor(beside, unserved, isStopped);
  const grown: Grown[] = [];
  for (const template of templates.slice(0, WAYS_MAX)) {
    // After a stop the best of those looked at is still worth its moment.
    if (grown.length > 0 && (await isStopped())) break;
    grown.push(withGroup(way, template));
  }
  return grown;
}

/** Opens the group and places whom it serves, one after another. */
function withGroup({ week, plan, groups, served }: Grown, { helps, ...opening }: Template): Grown {
  const group = { ...opening, staff: [opening.staff] };
  const session = sessionOf(week, group);
  const grown = { ...week, sessions: [...week.sessions, session] };
  const opened = [...plan.opened, session.id];
  const beside = new Beside(grown, { assignments: plan.assignments, opened });
  const placed: Person[] = [];
  for (const person of helps) {
    if (!beside.hasSeat(session.id)) break;
    const found = beside.fullWeek(person, session.id);
    if (found === undefined) continue;
    beside.give(person, found);
    placed.push(person);
  }
  return {
    week: grown,
    plan: { ...plan, opened, assignments: beside.assignments },
    groups: [...groups, group],
    served: [...served, ...placed],
  };
}

/** The group as a candidate, so that the checker looks at its room and its leader. */
function sessionOf({ sessions }: Week, group: NewGroup): Session {
  const ids = new Set(sessions.map(({ id }) => id));
  let nth = 1;
  while (ids.has(`new-group-${nth}`)) nth++;
  const { seats, start, end, site, room, activity } = group;
  return {
    id: `new-group-${nth}`,
    kind: 'group',
    start,
    end,
    site,
    room,
    activity,
    staff: [...group.staff],
    requires: [...group.requires],
    min: 0,
    max: seats,
    status: 'candidate',
    openCost: 0,
  };
}
