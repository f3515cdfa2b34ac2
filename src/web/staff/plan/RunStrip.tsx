import { useMutation } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { Button, Card, Icon, ProgressStrip, useWords } from '../../design/index.ts';
import { PlanProblem } from './PlanProblem.tsx';
import type { PlanShown, RunShown } from './plan.ts';
import { type PlanWords, planWords } from './words.ts';

interface Props {
  readonly week: string;
  readonly run: RunShown;
  /** What a run tries, when it works out a scenario. */
  readonly tries?: string | undefined;
}

/** A run under way: stage, time, best so far, how near that is to the best possible, and the two ways out. */
export function RunStrip({ week, run, tries }: Props) {
  const t = useWords(planWords);
  const wish = useMutation({
    mutationFn: (what: 'use-best' | 'cancel') => api.post(`/api/plan/${week}/runs/${run.id}/${what}`, {}),
  });
  const { elapsedMs, limitMs, best } = run.progress;
  const stage = run.wish === 'use-best' ? 'ending' : run.state === 'queued' ? 'waiting' : 'working';
  return (
    <>
      <PlanProblem fault={wish.error} />
      <ProgressStrip
        title={
          <>
            <Icon name="play" />
            {tries !== undefined && stage === 'working' ? t.runTitle.trying(tries) : t.runTitle[stage]}
          </>
        }
        label={t.runLabel}
        done={run.state === 'queued' ? undefined : Math.min(1, elapsedMs / limitMs)}
        status={statusOf(run, t)}
        actions={
          <>
            <Button
              compact
              aria-disabled={best === null}
              busy={wish.isPending || run.wish === 'use-best'}
              onClick={() => best !== null && wish.mutate('use-best')}
            >
              {t.useBest}
            </Button>
            <Button look="text" compact busy={wish.isPending} onClick={() => wish.mutate('cancel')}>
              {t.cancel}
            </Button>
          </>
        }
      />
    </>
  );
}

function statusOf({ state, progress }: RunShown, t: PlanWords): string {
  if (state === 'queued') return t.leave;
  const { elapsedMs, limitMs, best, bound, total } = progress;
  const parts = [t.time(Math.floor(elapsedMs / 1000), Math.round(limitMs / 1000))];
  if (best === null) parts.push(t.noneYet);
  else parts.push(t.best(best, total), t.noRule);
  if (best !== null && bound !== null) {
    const gap = Math.max(0, Math.floor(bound) - best);
    parts.push(gap === 0 ? t.provenBest : t.within(gap));
  }
  return parts.join(' · ');
}

/** How the last run ended, when it left no plan; gone as soon as a newer plan is there. */
export function RunEnded({ run, plan }: { readonly run: RunShown | null; readonly plan: PlanShown | null }) {
  const t = useWords(planWords);
  if (run === null || run.state === 'done' || (plan !== null && plan.createdAt > run.startedAt)) return null;
  if (run.state === 'cancelled') {
    return (
      <p className="sm muted" role="status">
        {t.ended.cancelled}
      </p>
    );
  }
  if (run.fault === null) return null;
  return (
    <Card tone="warn" compact>
      <p role="status">{t.ended[run.fault]}</p>
      {run.progress.faults && (
        <ul className="sm">
          {run.progress.faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
