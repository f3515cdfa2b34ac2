import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, Problem } from '../../api.ts';
import { toast, useWords } from '../../design/index.ts';
import type { PlanShown } from './plan.ts';
import { planWords } from './words.ts';

type Published = Pick<PlanShown, 'version' | 'undoUntil'>;

/** Takes a publication back. Says what came of it, whoever asked: the board's button or the toast. */
export function useTakeBack(week: string) {
  const t = useWords(planWords);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version }: Pick<Published, 'version'>) =>
      api.post(`/api/plan/${week}/undo`, {}, { ifMatch: `"${version}"` }),
    onSuccess: () => toast({ text: t.undone }),
    onError: (fault) => {
      const code = fault instanceof Problem ? String(fault.document.code) : '';
      toast({ text: t.problem[code] ?? fault.message });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['plan', week] }),
  });
}

/** Taking back from the board, offered only while the minute runs. */
export function useUndo(week: string, plan: PlanShown | undefined) {
  const takeBack = useTakeBack(week);
  const until = plan?.undoUntil == null ? undefined : Date.parse(plan.undoUntil);
  const [, look] = useState(0);
  useEffect(() => {
    if (until === undefined) return;
    const timer = setTimeout(() => look((times) => times + 1), Math.max(0, until - Date.now()) + 50);
    return () => clearTimeout(timer);
  }, [until]);
  return {
    undo: { isPending: takeBack.isPending, mutate: () => plan && takeBack.mutate(plan) },
    isOpen: until !== undefined && Date.now() < until,
  };
}
