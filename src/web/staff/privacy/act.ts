import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, newKey, Problem } from '../../api.ts';

interface Act {
  readonly path: string;
  readonly body?: object;
  readonly version?: number;
}

/** A command of the privacy officer: what was read under `key` is read again once it is done. */
export function useAct<A = unknown>(key: QueryKey, then: (answer: A) => void = () => {}) {
  const client = useQueryClient();
  // Pressed again after an answer was lost, the same words are the same command.
  const asked = useRef({ words: '', key: '' });
  const acting = useMutation({
    mutationFn: ({ path, body = {}, version }: Act) => {
      const words = JSON.stringify([path, body, version]);
      if (asked.current.words !== words) asked.current = { words, key: newKey() };
      return api.post<A>(path, body, {
        key: asked.current.key,
        ...(version === undefined ? {} : { ifMatch: String(version) }),
      });
    },
    onSuccess: (answer) => {
      asked.current = { words: '', key: '' };
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
