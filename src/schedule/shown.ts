import type { PlanShown, RunShown } from './plan.schema.ts';
import type { PlanHead } from './plan.store.ts';
import { undoUntil } from './plan.ts';
import type { Run } from './run.store.ts';

/** A plan's head as pages see it. */
export function planShown(plan: PlanHead, now: Date): PlanShown {
  const until =
    plan.state === 'published' && plan.publishedAt !== null ? undoUntil(plan.publishedAt) : undefined;
  return {
    id: plan.id,
    draftNumber: plan.draftNumber ?? 0,
    state: plan.state,
    status: plan.status,
    placed: plan.people - plan.short,
    people: plan.people,
    createdAt: plan.createdAt.toISOString(),
    publishedAt: plan.publishedAt?.toISOString() ?? null,
    scenario: plan.scenario,
    undoUntil: until !== undefined && until >= now ? until.toISOString() : null,
    version: plan.version,
  };
}

/** A run as pages see it. */
export const runShown = ({ week: _week, startedAt, endedAt, progress, ...run }: Run): RunShown => ({
  ...run,
  progress: {
    ...progress,
    ...(progress.faults === undefined ? {} : { faults: [...progress.faults] }),
  } as RunShown['progress'],
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
