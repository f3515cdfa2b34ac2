import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, newKey, Problem } from '../../api.ts';

interface Act {
  readonly path: string;
  readonly body?: object;
  readonly version?: number;
}

/** A command of the privacy officer: what was read under `key` is read again once it is done. */
export function useAct<A = unknown>(key: QueryKey, then: (answer: A) => void = () => {}) {
  const client = useQueryClient();
  const acting = useMutation({
    mutationFn: ({ path, body = {}, version }: Act) =>
      api.post<A>(path, body, {
        key: newKey(),
        ...(version === undefined ? {} : { ifMatch: String(version) }),
      }),
    onSuccess: (answer) => {
      then(answer);
      void client.invalidateQueries({ queryKey: key });
    },
  });
  return {
    act: acting.mutate,
    isBusy: acting.isPending,
    answer: acting.data,
    problem: acting.error instanceof Problem ? acting.error : null,
  };
}

/** The days an officer fills in are those on their own wall. */
export const today = (): string => new Date().toLocaleDateString('en-CA');
