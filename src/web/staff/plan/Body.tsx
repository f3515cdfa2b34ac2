import { type ReactNode, useState } from 'react';
import { classes, EmptyState, Icon, useWords } from '../../design/index.ts';
import { CantBePlaced } from './CantBePlaced.tsx';
import { GroupBoard } from './GroupBoard.tsx';
import { GrowthCard } from './growth/GrowthCard.tsx';
import styles from './Plan.module.css';
import { dayOfWeek, type PlanBoard } from './plan.ts';
import { PreviewCard } from './preview/PreviewCard.tsx';
import { SessionDrawer } from './SessionDrawer.tsx';
import { Tiles } from './Tiles.tsx';
import { Visits } from './Visits.tsx';
import { canBeRepaired, StaffDrawer } from './whatif/Repair.tsx';
import type { ScenarioShown } from './whatif/whatif.ts';
import { planWords } from './words.ts';

interface Props {
  readonly board: PlanBoard;
  readonly scenarios: readonly ScenarioShown[];
  readonly isScenario: boolean;
  readonly start: ReactNode;
  readonly isRunning: boolean;
  readonly onShow: (scenario: string) => void;
}

/** What is open at the side: a group, or somebody of the staff with the day they were come to from. */
type Open =
  | { readonly is: 'group'; readonly id: string }
  | { readonly is: 'staff'; readonly id: string; readonly day?: number };

/** The numbers of a plan, its groups, who has no full week, and its visits. */
export function Body({ board, scenarios, isScenario, start, isRunning, onShow }: Props) {
  const t = useWords(planWords);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const session = open?.is === 'group' ? board.sessions.find(({ id }) => id === open.id) : undefined;
  if (board.sessions.length === 0) {
    return (
      <EmptyState icon="calendar" title={t.noSessions}>
        {t.noSessionsBody}
      </EmptyState>
    );
  }
  return (
    <>
      {board.tiles && !isScenario && <Tiles tiles={board.tiles} />}
      <div className={classes(styles.columns, board.plan === null && styles.unplanned)}>
        <div className={styles.board}>
          <GroupBoard board={board} onOpen={(id) => setOpen({ is: 'group', id })} />
        </div>
        <aside className={classes('stack', styles.aside)} aria-label={t.cant.title}>
          {board.plan === null && !isRunning ? (
            <NoPlan board={board} start={start} />
          ) : (
            <CantBePlaced board={board} scenarios={scenarios} isBusy={isRunning} onShow={onShow} />
          )}
          {canBeRepaired(board) && board.unserved.length > 0 && (
            <GrowthCard key={board.plan?.id} board={board} isBusy={isRunning} />
          )}
          {!board.isOver && <PreviewCard board={board} />}
          <p className="xs hint row">
            <Icon name="lock" size={16} />
            {t.cant.codes}
          </p>
        </aside>
        <div className={styles.visitsArea}>
          <Visits board={board} onStaff={(id) => setOpen({ is: 'staff', id })} />
        </div>
      </div>
      {session && (
        <SessionDrawer
          board={board}
          session={session}
          isBusy={isRunning}
          onStaff={(id) => setOpen({ is: 'staff', id, day: dayOfWeek(session.start) })}
          onClose={close}
        />
      )}
      {open?.is === 'staff' && (
        <StaffDrawer board={board} staff={open.id} day={open.day} isBusy={isRunning} onClose={close} />
      )}
    </>
  );
}

function NoPlan({ board, start }: Pick<Props, 'board' | 'start'>) {
  const t = useWords(planWords);
  if (board.waiting === 0) {
    return (
      <EmptyState icon="group" title={t.nobody}>
        {t.nobodyBody}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="calendar" title={board.isOver ? t.over : t.noPlan} action={start}>
      {t.noPlanBody(board.waiting)}
    </EmptyState>
  );
}
