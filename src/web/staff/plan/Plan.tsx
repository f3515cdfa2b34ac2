import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api } from '../../api.ts';
import {
  addDays,
  Button,
  classes,
  dateWords,
  EmptyState,
  Icon,
  LinkButton,
  Pill,
  useLanguage,
  useWords,
} from '../../design/index.ts';
import { useSite } from '../../site.ts';
import { Frame } from '../Frame.tsx';
import { CantBePlaced } from './CantBePlaced.tsx';
import { GroupBoard } from './GroupBoard.tsx';
import styles from './Plan.module.css';
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
import { SessionDrawer } from './SessionDrawer.tsx';
import { Tiles } from './Tiles.tsx';
import { useUndo } from './undo.ts';
import { Visits } from './Visits.tsx';
import { planWords } from './words.ts';

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
  const language = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const reading = useBoard(week, plan);
  const board = reading.data;
  const refresh = () => client.invalidateQueries({ queryKey: ['plan', week] });
  const run = useRunLive(week, board?.run ?? null, () => {
    void refresh();
    if (plan !== undefined) void navigate({ to: '/plan/$week', params: { week } });
  });
  const start = useMutation({
    mutationFn: () => api.post<{ run: RunShown }>(`/api/plan/${week}/runs`, { seconds: RUN_SECONDS }),
    onSettled: refresh,
  });
  const startButton = (look: 'primary' | 'secondary', words: string) => (
    <Button look={look} compact icon="play" busy={start.isPending} onClick={() => start.mutate()}>
      {words}
    </Button>
  );
  const canRun = board !== undefined && !board.isOver && board.waiting > 0 && !isGoing(run);
  return (
    <Frame
      title={t.title}
      heading={t.heading(dateWords(week, language, { month: 'short', day: 'numeric' }))}
      beside={<Beside week={week} board={board} />}
      actions={
        board?.plan && (
          <>
            <UndoPublishing week={week} plan={board.plans.find(({ undoUntil }) => undoUntil !== null)} />
            {canRun && startButton('secondary', t.runAgain)}
            {board.plan.state === 'draft' && !board.isOver && !isGoing(run) && (
              <LinkButton look="primary" compact to={`/plan/${week}/${board.plan.id}/changes`}>
                {t.review(board.tiles === null ? 0 : board.tiles.moves.people + board.tiles.moves.new)}
              </LinkButton>
            )}
          </>
        )
      }
      reading={reading}
    >
      <PlanProblem fault={start.error} />
      {run !== null && isGoing(run) && <RunStrip week={week} run={run} />}
      {board !== undefined && !isGoing(run) && <RunEnded run={run} plan={board.plan} />}
      {board !== undefined && (
        <Body
          board={board}
          start={canRun ? startButton('primary', t.run) : undefined}
          isRunning={isGoing(run)}
        />
      )}
    </Frame>
  );
}

const RUN_SECONDS = 20;

/** Beside the heading: the state in a pill, the other weeks, the other plans of this one. */
function Beside({ week, board }: { readonly week: string; readonly board: PlanBoard | undefined }) {
  const t = useWords(planWords);
  return (
    <>
      {board && <StatePill board={board} />}
      <nav className={styles.weeks} aria-label={t.weeks}>
        <LinkButton look="text" compact icon="left" to={`/plan/${addDays(week, -7)}`} aria-label={t.before}>
          {null}
        </LinkButton>
        <LinkButton look="text" compact icon="right" to={`/plan/${addDays(week, 7)}`} aria-label={t.after}>
          {null}
        </LinkButton>
      </nav>
      {board && board.plans.length > 1 && <PlanPicker week={week} board={board} />}
    </>
  );
}

function StatePill({ board: { plan, isOver } }: { readonly board: PlanBoard }) {
  const t = useWords(planWords);
  if (plan === null) return <Pill>{isOver ? t.over : t.state.none}</Pill>;
  const tone = { draft: 'warn', published: 'ok', superseded: 'neutral' } as const;
  return <Pill tone={tone[plan.state]}>{t.state[plan.state](plan.draftNumber)}</Pill>;
}

function PlanPicker({ week, board }: { readonly week: string; readonly board: PlanBoard }) {
  const t = useWords(planWords);
  const navigate = useNavigate();
  const line = ({ state, draftNumber, placed, people }: PlanShown) =>
    t.draftLine(t.state[state](draftNumber), placed, people);
  return (
    <select
      className={styles.picker}
      aria-label={t.drafts}
      value={board.plan?.id ?? ''}
      onChange={(event) =>
        void navigate({ to: '/plan/$week/$plan', params: { week, plan: event.target.value } })
      }
    >
      {board.plans.map((plan) => (
        <option key={plan.id} value={plan.id}>
          {line(plan)}
        </option>
      ))}
    </select>
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

interface BodyProps {
  readonly board: PlanBoard;
  readonly start: ReactNode;
  readonly isRunning: boolean;
}

function Body({ board, start, isRunning }: BodyProps) {
  const t = useWords(planWords);
  const [open, setOpen] = useState<string | null>(null);
  const session = board.sessions.find(({ id }) => id === open);
  if (board.sessions.length === 0) {
    return (
      <EmptyState icon="calendar" title={t.noSessions}>
        {t.noSessionsBody}
      </EmptyState>
    );
  }
  return (
    <>
      {board.tiles && <Tiles tiles={board.tiles} />}
      <div className={classes(styles.columns, board.plan === null && styles.unplanned)}>
        <div className={styles.board}>
          <GroupBoard board={board} onOpen={setOpen} />
        </div>
        <aside className={classes('stack', styles.aside)} aria-label={t.cant.title}>
          {board.plan === null && !isRunning ? (
            board.waiting === 0 ? (
              <EmptyState icon="group" title={t.nobody}>
                {t.nobodyBody}
              </EmptyState>
            ) : (
              <EmptyState icon="calendar" title={board.isOver ? t.over : t.noPlan} action={start}>
                {t.noPlanBody(board.waiting)}
              </EmptyState>
            )
          ) : (
            <CantBePlaced board={board} />
          )}
          <p className="xs hint row">
            <Icon name="lock" size={16} />
            {t.cant.codes}
          </p>
        </aside>
        <div className={styles.visitsArea}>
          <Visits board={board} />
        </div>
      </div>
      {session && <SessionDrawer board={board} session={session} onClose={() => setOpen(null)} />}
    </>
  );
}
