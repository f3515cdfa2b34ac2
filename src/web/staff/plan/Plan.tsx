import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { api } from '../../api.ts';
import { Button, classes, dateWords, LinkButton, useLanguage, useWords } from '../../design/index.ts';
import { useSite } from '../../site.ts';
import { Frame } from '../Frame.tsx';
import { Beside } from './Beside.tsx';
import { Body } from './Body.tsx';
import { PlanProblem } from './PlanProblem.tsx';
import {
  comingMonday,
  isGoing,
  type PlanBoard,
  type PlanShown,
  type RunShown,
  todayIn,
  useBoard,
  useRunLive,
} from './plan.ts';
import { RunEnded, RunStrip } from './RunStrip.tsx';
import { useUndo } from './undo.ts';
import { Compare } from './whatif/Compare.tsx';
import { namesIn, scenarioName } from './whatif/changes.ts';
import { Exceptions } from './whatif/Exceptions.tsx';
import { FailedScenarios } from './whatif/FailedScenarios.tsx';
import { canBeTried } from './whatif/Repair.tsx';
import { ScenarioActions } from './whatif/ScenarioActions.tsx';
import { ScenarioHead } from './whatif/ScenarioHead.tsx';
import { ScenarioProblem } from './whatif/ScenarioProblem.tsx';
import { PANEL, ScenarioTabs, type Tab, tabId } from './whatif/ScenarioTabs.tsx';
import styles from './whatif/WhatIf.module.css';
import { WhatIfDialog } from './whatif/WhatIfDialog.tsx';
import { useAsk, useAsked, useDiscard, useScenarios } from './whatif/whatif.ts';
import { whatIfWords } from './whatif/words.ts';
import { planWords } from './words.ts';

const RUN_SECONDS = 20;

/** The plan board of a week: `/plan` is the coming one, `/plan/2026-11-30` another, and one of its drafts below it. */
export default function Plan() {
  const { week, plan } = useParams({ strict: false }) as { week?: string; plan?: string };
  const site = useSite();
  if (week === undefined) {
    return <Navigate to="/plan/$week" params={{ week: comingMonday(todayIn(site?.zone)) }} replace />;
  }
  return <Week key={week} week={week} plan={plan} />;
}

function Week({ week, plan }: { readonly week: string; readonly plan: string | undefined }) {
  const t = useWords(planWords);
  const words = useWords(whatIfWords);
  const language = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const [tab, setTab] = useState<Tab>('plan');
  const tried = useScenarios(week);
  const scenarios = tried.data?.scenarios ?? [];
  const scenario = scenarios.find(({ id, planId }) => id === tab && planId !== null);
  const reading = useBoard(week, scenario?.planId ?? plan);
  const board = reading.data;
  const worked = useBoard(week, plan).data;
  const names = board && namesIn(board, worked);
  const canTry = board !== undefined && canBeTried(board);
  const tabs = canTry ? scenarios.filter(({ state }) => state !== 'failed') : [];
  const isComparing = tab === 'compare' && tabs.some(({ outcome }) => outcome !== null);
  const shown: Tab = isComparing ? tab : (scenario?.id ?? 'plan');

  const refresh = () => client.invalidateQueries({ queryKey: ['plan', week] });
  const discard = useDiscard(week);
  const asked = useAsked(week);
  const answered = scenarios.find(({ id, planId }) => planId !== null && id === asked.at(-1))?.id;
  useEffect(() => {
    if (answered !== undefined) setTab(answered);
  }, [answered]);
  const run = useRunLive(week, board?.run ?? null, (ended) => {
    void refresh();
    const { scenario: worked } = ended;
    // Called off, a scenario is what it was before: nothing.
    if (worked !== null && ended.state === 'cancelled' && asked.includes(worked)) {
      discard.mutate({ id: worked });
    }
    if (worked === null && plan !== undefined) void navigate({ to: '/plan/$week', params: { week } });
  });
  const start = useMutation({
    mutationFn: () => api.post<{ run: RunShown }>(`/api/plan/${week}/runs`, { seconds: RUN_SECONDS }),
    onSettled: refresh,
  });
  const again = useAsk(week);
  const startButton = (look: 'primary' | 'secondary', label: string) => (
    <Button look={look} compact icon="play" busy={start.isPending} onClick={() => start.mutate()}>
      {label}
    </Button>
  );
  const isRunning = isGoing(run);
  const canRun = board !== undefined && !board.isOver && board.waiting > 0 && !isRunning;
  const tries = isRunning ? scenarios.find(({ id }) => id === run.scenario) : undefined;
  return (
    <Frame
      title={t.title}
      heading={t.heading(dateWords(week, language, { month: 'short', day: 'numeric' }))}
      beside={<Beside week={week} board={board} scenario={scenario} />}
      actions={
        board?.plan && (
          <>
            <UndoPublishing week={week} plan={board.plans.find(({ undoUntil }) => undoUntil !== null)} />
            {canTry && (
              <Button
                compact
                icon="plus"
                aria-disabled={isRunning}
                onClick={() => !isRunning && setAsking(true)}
              >
                {words.whatIf}
              </Button>
            )}
            {scenario ? (
              <ScenarioActions week={week} scenario={scenario} onGone={() => setTab('plan')} />
            ) : (
              <>
                {canRun && startButton('secondary', t.runAgain)}
                <Review week={week} board={board} isRunning={isRunning} />
              </>
            )}
          </>
        )
      }
      reading={reading}
    >
      <PlanProblem fault={start.error} />
      <ScenarioProblem fault={again.error} />
      {isRunning && (
        <RunStrip
          week={week}
          run={run}
          tries={tries && names && scenarioName(tries, names, words, language)}
        />
      )}
      {board !== undefined && !isRunning && <RunEnded run={run} plan={board.plan} />}
      {board !== undefined && names !== undefined && (
        <>
          <FailedScenarios week={week} names={names} scenarios={scenarios} />
          {tabs.length > 0 && (
            <ScenarioTabs board={board} names={names} scenarios={tabs} shown={shown} onShow={setTab} />
          )}
          <Panel isTabbed={tabs.length > 0} tab={shown} isComing={reading.isPlaceholderData}>
            {isComparing ? (
              <Compare names={names} scenarios={tabs} onShow={setTab} />
            ) : (
              <>
                {canTry && tabs.length === 0 && !isRunning && (
                  <p className={styles.teach}>
                    <b>{words.empty}</b> {words.emptyBody}
                  </p>
                )}
                {scenario === undefined ? (
                  <Exceptions board={board} names={names} exceptions={tried.data?.exceptions ?? []} />
                ) : (
                  <ScenarioHead
                    names={names}
                    scenario={scenario}
                    onAgain={() =>
                      again.mutate(
                        { is: 'what-if', changes: scenario.changes },
                        { onSuccess: () => discard.mutate(scenario) },
                      )
                    }
                  />
                )}
                <Body
                  board={board}
                  scenarios={scenarios}
                  isScenario={scenario !== undefined}
                  start={canRun ? startButton('primary', t.run) : undefined}
                  isRunning={isRunning || reading.isPlaceholderData}
                  onShow={setTab}
                />
              </>
            )}
          </Panel>
          {isAsking && (
            <WhatIfDialog board={board} names={names} shown={scenario} onClose={() => setAsking(false)} />
          )}
        </>
      )}
    </Frame>
  );
}

interface PanelProps {
  readonly isTabbed: boolean;
  readonly tab: Tab;
  /** The board of the tab is on its way; the one before still stands there. */
  readonly isComing: boolean;
  readonly children: ReactNode;
}

/** With tabs above it, what a tab shows is their panel. */
function Panel({ isTabbed, tab, isComing, children }: PanelProps) {
  const panel = isTabbed ? { id: PANEL, role: 'tabpanel', 'aria-labelledby': tabId(tab) } : {};
  return (
    <div className={classes(styles.panel, isComing && styles.coming)} aria-busy={isComing} {...panel}>
      {children}
    </div>
  );
}

interface ReviewProps {
  readonly week: string;
  readonly board: PlanBoard;
  readonly isRunning: boolean;
}

function Review({ week, board: { plan, isOver, tiles }, isRunning }: ReviewProps) {
  const t = useWords(planWords);
  if (plan?.state !== 'draft' || isOver || isRunning) return null;
  return (
    <LinkButton look="primary" compact to={`/plan/${week}/${plan.id}/changes`}>
      {t.review(tiles === null ? 0 : tiles.moves.people + tiles.moves.new)}
    </LinkButton>
  );
}

/** While the minute runs, publishing can be taken back from the board too. */
function UndoPublishing({ week, plan }: { readonly week: string; readonly plan: PlanShown | undefined }) {
  const t = useWords(planWords);
  const { undo, isOpen } = useUndo(week, plan);
  if (!isOpen) return null;
  return (
    <Button compact icon="undo" busy={undo.isPending} onClick={() => undo.mutate()}>
      {t.undo}
    </Button>
  );
}
