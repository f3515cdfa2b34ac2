import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api } from '../../api.ts';
import { Button, dateWords, LinkButton, useLanguage, useWords } from '../../design/index.ts';
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
import { scenarioName } from './whatif/changes.ts';
import { Exceptions } from './whatif/Exceptions.tsx';
import { FailedScenarios } from './whatif/FailedScenarios.tsx';
import { canBeTried } from './whatif/Repair.tsx';
import { ScenarioActions } from './whatif/ScenarioActions.tsx';
import { ScenarioHead } from './whatif/ScenarioHead.tsx';
import { ScenarioProblem } from './whatif/ScenarioProblem.tsx';
import { PANEL, ScenarioTabs, type Tab, tabId } from './whatif/ScenarioTabs.tsx';
import styles from './whatif/WhatIf.module.css';
import { WhatIfDialog } from './whatif/WhatIfDialog.tsx';
import { useAsk, useDiscard, useScenarios } from './whatif/whatif.ts';
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
  const [isComparing, setComparing] = useState(false);
  const reading = useBoard(week, plan);
  const board = reading.data;
  const canTry = board !== undefined && canBeTried(board);
  const tried = useScenarios(week, board !== undefined && board.plan !== null);
  const scenarios = tried.data?.scenarios ?? [];
  const tabs = canTry ? scenarios.filter(({ state }) => state !== 'failed') : [];
  const scenario = scenarios.find(({ planId }) => planId !== null && planId === board?.plan?.id);
  const shown: Tab = isComparing ? 'compare' : (scenario?.id ?? 'plan');

  const refresh = () => client.invalidateQueries({ queryKey: ['plan', week] });
  const goTo = (to: string | null) => {
    setComparing(false);
    void navigate(
      to === null
        ? { to: '/plan/$week', params: { week } }
        : { to: '/plan/$week/$plan', params: { week, plan: to } },
    );
  };
  const show = (tab: Tab) => {
    goTo(scenarios.find(({ id }) => id === tab)?.planId ?? null);
    setComparing(tab === 'compare');
  };
  const discard = useDiscard(week);
  const run = useRunLive(week, board?.run ?? null, (ended) => {
    void refresh();
    const calledOff = scenarios.find(({ id }) => id === ended.scenario && ended.state === 'cancelled');
    // Called off, a scenario is what it was before: nothing.
    if (calledOff !== undefined) discard.mutate(calledOff);
    else if (ended.scenario !== null && ended.planId !== null) goTo(ended.planId);
    else if (ended.scenario === null && plan !== undefined) goTo(null);
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
              <ScenarioActions week={week} scenario={scenario} onGone={() => goTo(null)} />
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
          tries={tries && board && scenarioName(tries, board, words, language)}
        />
      )}
      {board !== undefined && !isRunning && <RunEnded run={run} plan={board.plan} />}
      {board !== undefined && (
        <>
          <FailedScenarios week={week} board={board} scenarios={scenarios} />
          {tabs.length > 0 && <ScenarioTabs board={board} scenarios={tabs} shown={shown} onShow={show} />}
          <Panel isTabbed={tabs.length > 0} tab={shown}>
            {isComparing ? (
              <Compare board={board} scenarios={tabs} onShow={show} />
            ) : (
              <>
                {canTry && tabs.length === 0 && !isRunning && (
                  <p className={styles.teach}>
                    <b>{words.empty}</b> {words.emptyBody}
                  </p>
                )}
                {scenario === undefined ? (
                  <Exceptions board={board} exceptions={tried.data?.exceptions ?? []} />
                ) : (
                  <ScenarioHead
                    board={board}
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
                  isRunning={isRunning}
                  onShow={show}
                />
              </>
            )}
          </Panel>
          {isAsking && <WhatIfDialog board={board} shown={scenario} onClose={() => setAsking(false)} />}
        </>
      )}
    </Frame>
  );
}

interface PanelProps {
  readonly isTabbed: boolean;
  readonly tab: Tab;
  readonly children: ReactNode;
}

/** With tabs above it, what a tab shows is their panel. */
function Panel({ isTabbed, tab, children }: PanelProps) {
  const panel = isTabbed ? { id: PANEL, role: 'tabpanel', 'aria-labelledby': tabId(tab) } : {};
  return (
    <div className={styles.panel} {...panel}>
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
