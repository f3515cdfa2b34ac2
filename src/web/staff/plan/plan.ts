import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type {
  BecauseShown,
  FixShown,
  PlanBoard,
  PlanChanges,
  PlanShown,
  RunShown,
} from '../../../schedule/index.ts';
import { api } from '../../api.ts';
import { addDays } from '../../design/index.ts';

export type { BecauseShown, FixShown, PlanBoard, PlanChanges, PlanShown, RunShown };
export type PlanSession = PlanBoard['sessions'][number];

/** The Monday after `today`: the week a coordinator plans for. Dates as "2026-11-30". */
export function comingMonday(today: string): string {
  const day = new Date(`${today}T00:00:00Z`).getUTCDay(); // Sunday = 0
  return addDays(today, day === 0 ? 1 : 8 - day);
}

/** Today's date on the wall of the program (or of this device until the program's zone is known). */
export const todayIn = (zone: string | undefined): string =>
  new Intl.DateTimeFormat('en-CA', zone === undefined ? {} : { timeZone: zone }).format(new Date());

const boardPath = (week: string, plan: string | undefined): string =>
  `/api/plan/${week}${plan === undefined ? '' : `?plan=${plan}`}`;

/** The board of a week, for one plan or the one worked on. */
export const useBoard = (week: string, plan: string | undefined) =>
  useQuery({
    queryKey: ['plan', week, plan ?? 'worked'],
    queryFn: () => api.get<PlanBoard>(boardPath(week, plan)),
    // From one tab to the next the board stays until the other is there.
    placeholderData: keepPreviousData,
  });

export const useChanges = (week: string, plan: string) =>
  useQuery({
    queryKey: ['plan', week, plan, 'changes'],
    queryFn: () => api.get<PlanChanges>(`/api/plan/${week}/changes?plan=${plan}`),
  });

export const isGoing = (run: RunShown | null): run is RunShown =>
  run !== null && (run.state === 'queued' || run.state === 'running');

/**
 * Follows a run while it goes; `onEnd` once it has ended. The stream opens again by itself when the connection
 * drops, and the run goes on whether anybody watches or not.
 */
export function useRunLive(
  week: string,
  run: RunShown | null,
  onEnd: (ended: RunShown) => void,
): RunShown | null {
  const [live, setLive] = useState<RunShown | null>(null);
  const going = isGoing(run) ? run.id : null;
  // What is done at the end knows the page as it is then, not as it was when the run began.
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (going === null) return;
    const stream = new EventSource(`/api/plan/${week}/runs/${going}/events`);
    stream.addEventListener('run', (event) => {
      const now = JSON.parse(event.data) as RunShown;
      setLive(now);
      if (isGoing(now)) return;
      stream.close();
      end.current(now);
    });
    return () => stream.close();
  }, [week, going]);
  return live !== null && live.id === run?.id && isGoing(run) ? live : run;
}

/** Sessions of one row of the board begin within the same hour of the day. */
export const hourOf = (minute: number): number => Math.floor((minute % 1440) / 60);

export const dayOfWeek = (minute: number): number => Math.floor(minute / 1440);
