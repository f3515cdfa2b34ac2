import { useState } from 'react';
import { Button, Dialog, dayName, useLanguage, useWords } from '../../../design/index.ts';
import { dayOfWeek, type PlanBoard, type PlanSession } from '../plan.ts';
import { wholeDay } from './changes.ts';
import { DayPicker } from './DayPicker.tsx';
import { formWords } from './formWords.ts';
import { ScenarioProblem } from './ScenarioProblem.tsx';
import styles from './WhatIf.module.css';
import { type Disruption, useAsk } from './whatif.ts';

/** Changes can be tried on the plan worked on, and on what was tried beside it, while the week is still to come. */
export const canBeTried = ({ plan, isOver }: PlanBoard): boolean =>
  plan !== null && plan.state !== 'superseded' && !isOver;

/** A repair is of the plan worked on: what is only supposed has nobody to move. */
export const canBeRepaired = (board: PlanBoard): boolean =>
  canBeTried(board) && board.plan?.scenario === null;

interface GroupProps {
  readonly board: PlanBoard;
  readonly session: PlanSession;
  readonly isBusy: boolean;
  readonly onStaff: (staff: string) => void;
  readonly onAsked: () => void;
}

/** What can come up about one group, each one press away from the plan that moves the fewest people. */
export function GroupRepairs({ board, session, isBusy, onStaff, onAsked }: GroupProps) {
  const { repair: t } = useWords(formWords);
  const language = useLanguage();
  const ask = useAsk(board.week);
  const day = dayOfWeek(session.start);
  const { roomId } = session;
  const repair = (change: Disruption) => {
    if (!isBusy) ask.mutate({ is: 'repair', change }, { onSuccess: onAsked });
  };
  return (
    <section className="stack-tight">
      <h3>{t.title}</h3>
      <p className="sm muted">{t.intro}</p>
      <ScenarioProblem fault={ask.error} />
      <div className={styles.repairs}>
        <Button
          compact
          icon="close"
          busy={ask.isPending}
          aria-disabled={isBusy}
          onClick={() => repair({ kind: 'close-group', session: session.id })}
        >
          {t.group}
        </Button>
        {roomId !== null && session.room !== null && (
          <Button
            compact
            icon="door"
            busy={ask.isPending}
            aria-disabled={isBusy}
            onClick={() => repair({ kind: 'room-closed', room: roomId, ...wholeDay(day) })}
          >
            {t.room(session.room, dayName(day, language))}
          </Button>
        )}
        {session.staffIds.map((id) => (
          <Button key={id} compact icon="person" onClick={() => onStaff(id)}>
            {t.away(board.staff.find((one) => one.id === id)?.name ?? '')}
          </Button>
        ))}
      </div>
    </section>
  );
}

interface StaffProps {
  readonly board: PlanBoard;
  readonly staff: string;
  /** The day to begin with, from Monday = 0; left out, the whole week. */
  readonly day: number | undefined;
  readonly isBusy: boolean;
  readonly onClose: () => void;
}

/** One member of staff: what they hold this week, and the repair for a day or a week without them. */
export function StaffDrawer({ board, staff, day, isBusy, onClose }: StaffProps) {
  const { repair: t } = useWords(formWords);
  const ask = useAsk(board.week);
  const [when, setWhen] = useState(day === undefined ? '' : String(day));
  const name = board.staff.find(({ id }) => id === staff)?.name ?? '';
  const starts = {
    groups: board.sessions
      .filter(({ staffIds, isOpen }) => isOpen && staffIds.includes(staff))
      .map(({ start }) => start),
    visits: board.visits.filter((visit) => visit.staff === staff).map(({ start }) => start),
  };
  const onDay = (list: readonly number[]) =>
    when === '' ? list.length : list.filter((start) => dayOfWeek(start) === Number(when)).length;
  const days = [...new Set([...starts.groups, ...starts.visits].map(dayOfWeek))].sort((a, b) => a - b);
  const change: Disruption = {
    kind: 'staff-away',
    staff,
    ...wholeDay(when === '' ? undefined : Number(when)),
  };
  return (
    <Dialog
      title={name}
      shape="drawer"
      onClose={onClose}
      actions={
        canBeRepaired(board) && (
          <Button
            look="primary"
            icon="play"
            busy={ask.isPending}
            aria-disabled={isBusy}
            onClick={() => !isBusy && ask.mutate({ is: 'repair', change }, { onSuccess: onClose })}
          >
            {t.go}
          </Button>
        )
      }
    >
      <p>{t.leads(starts.groups.length, starts.visits.length)}</p>
      {canBeRepaired(board) && (
        <>
          <DayPicker
            legend={t.awayWhen}
            allWeek
            days={days.map(String)}
            value={when}
            name="staff-away-when"
            onChange={setWhen}
          />
          {when !== '' && <p className="sm muted">{t.onDay(onDay(starts.groups), onDay(starts.visits))}</p>}
          <p className="sm muted">{t.intro}</p>
          <ScenarioProblem fault={ask.error} />
        </>
      )}
    </Dialog>
  );
}
