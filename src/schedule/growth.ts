import type { Plan, Suggestion, Week } from './engine/index.ts';
import { suggestGroups } from './engine/index.ts';

/** A group that could be opened, like one that meets this week. */
export interface GroupLike {
  readonly like: string;
  readonly start: number;
  readonly end: number;
  readonly site: string | null;
  readonly room: string | null;
  readonly staff: readonly string[];
  readonly max: number;
}

/** One to three new groups, and who would have a full week with them and has none now. */
export interface Growth {
  readonly groups: readonly GroupLike[];
  readonly people: readonly string[];
}

const LOOK_MS = 4000;

/** Which new groups would give the most people a full week: looked for only so long, as somebody waits for the answer. */
export async function growthOf(week: Week, plan: Plan): Promise<Growth[]> {
  const startedMs = performance.now();
  const isStopped = async () => {
    await new Promise((resume) => setImmediate(resume));
    return performance.now() - startedMs > LOOK_MS;
  };
  const found = await suggestGroups(week, plan, { isStopped });
  return found.flatMap((suggestion) => grown(week, suggestion) ?? []);
}

/** undefined where a group is like none of the week: nothing could say what it is about. */
function grown(week: Week, { groups, serves }: Suggestion): Growth | undefined {
  const known = groups.flatMap(
    ({ seats, activity, requires, start, end, site, room, staff }): GroupLike[] => {
      const like = week.sessions.find(
        (each) => each.activity === activity && sameTags(each.requires, requires),
      );
      return like === undefined ? [] : [{ like: like.id, start, end, site, room, staff, max: seats }];
    },
  );
  if (known.length < groups.length) return undefined;
  return { groups: known, people: serves.map(({ person }) => person) };
}

const sameTags = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();
