import type { InputRule, Inputs, LevelOfCareTable } from './level-of-care.ts';
import { compileTable, type Judged } from './level-of-care-compiled.ts';

export interface PastCase {
  readonly id: string;
  readonly inputs: Inputs;
}

export interface TwoTables {
  readonly before: LevelOfCareTable;
  readonly after: LevelOfCareTable;
  readonly rules: readonly InputRule[];
}

/** Everybody who would go from one level to another. */
export interface Change {
  readonly from: Judged['level'];
  readonly to: Judged['level'];
  readonly count: number;
  readonly ids: readonly string[];
}

export interface Rejudged {
  readonly judged: number;
  /** The most frequent first; nobody whose level stays. */
  readonly changes: readonly Change[];
  /** True when it ended early: `judged` says how far it came. */
  readonly isStopped: boolean;
}

/** So many between two looks at whether to go on: about ten milliseconds. */
const BATCH = 5000;

/**
 * Runs an old and a new table over past assessments: who would be judged differently. It changes nobody's level; a
 * professional looks at each. In between it lets other work go on, and may be stopped.
 *
 * @param onProgress told how many are done, after each batch and at the end
 */
export async function rejudge(
  { before, after, rules }: TwoTables,
  cases: Iterable<PastCase> | AsyncIterable<PastCase>,
  onProgress: (judged: number) => void = () => {},
  isStopped: () => boolean = () => false,
): Promise<Rejudged> {
  const [old, changed] = [compileTable(before, rules), compileTable(after, rules)];
  const found = new Map<string, { from: Judged['level']; to: Judged['level']; ids: string[] }>();
  let judged = 0;
  let stopped = isStopped();
  if (!stopped) {
    for await (const { id, inputs } of cases) {
      const [from, to] = [old.judge(inputs).level, changed.judge(inputs).level];
      judged++;
      if (from !== to) {
        const key = `${from} ${to}`;
        const change = found.get(key) ?? { from, to, ids: [] };
        found.set(key, change);
        change.ids.push(id);
      }
      if (judged % BATCH > 0) continue;
      onProgress(judged);
      await new Promise((goOn) => setTimeout(goOn, 0));
      stopped = isStopped();
      if (stopped) break;
    }
  }
  if (judged % BATCH > 0) onProgress(judged);
  const changes = [...found.values()]
    .map((change) => ({ ...change, count: change.ids.length }))
    .sort((one, other) => other.count - one.count || (one.from + one.to < other.from + other.to ? -1 : 1));
  return { judged, changes, isStopped: stopped };
}
