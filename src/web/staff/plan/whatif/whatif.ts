import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Outcome, ScenarioShown, ScenariosShown, WeekChange } from '../../../../schedule/index.ts';
import { api } from '../../../api.ts';

export type { Outcome, ScenarioShown, ScenariosShown, WeekChange };
export type Obstacle = ScenarioShown['obstacles'][number];
export type ExceptionShown = ScenariosShown['exceptions'][number];
export type Disruption = ExceptionShown['change'];
export type ChangeKind = WeekChange['kind'];

/** How long a what-if is worked on: it stands beside the draft, so it may take as long as that did. */
const WHAT_IF_SECONDS = 20;

const pathOf = (week: string): string => `/api/plan/${week}/scenarios`;

/** What was tried beside the plan of a week, oldest first, as the tabs stand. */
export const useScenarios = (week: string) =>
  useQuery({
    queryKey: ['plan', week, 'scenarios'],
    queryFn: () => api.get<ScenariosShown>(pathOf(week)),
    select: ({ scenarios, exceptions }) => ({
      exceptions,
      scenarios: scenarios.filter(({ state }) => state !== 'used').toSorted((a, b) => a.number - b.number),
    }),
  });

/** A question beside the draft: any change, a repair of a plan, or a way out that the board names. */
export type Question =
  | { readonly is: 'what-if'; readonly changes: readonly WeekChange[] }
  | { readonly is: 'repair'; readonly change: Disruption }
  | { readonly is: 'fix'; readonly planId: string; readonly person: string; readonly fix: number };

interface Begun {
  readonly scenario: ScenarioShown;
}

const asked = (week: string, question: Question) => {
  switch (question.is) {
    case 'what-if':
      return api.post<Begun>(pathOf(week), { changes: question.changes, seconds: WHAT_IF_SECONDS });
    case 'repair':
      return api.post<Begun>(`/api/plan/${week}/repair`, { change: question.change });
    case 'fix': {
      const { is: _, ...body } = question;
      return api.post<Begun>(`/api/plan/${week}/fix`, body);
    }
  }
};

/** Asks; the answer comes as a scenario of its own once its run has ended. */
export function useAsk(week: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['ask', week],
    mutationFn: (question: Question) => asked(week, question),
    onSettled: () => client.invalidateQueries({ queryKey: ['plan', week] }),
  });
}

/** Scenarios asked for on this page since it opened, oldest first: what others try does not change what one looks at. */
export function useAsked(week: string): readonly string[] {
  const [openedAt] = useState(Date.now);
  const begun = useMutationState({
    filters: {
      mutationKey: ['ask', week],
      status: 'success',
      predicate: ({ state }) => state.submittedAt >= openedAt,
    },
    select: ({ state }) => (state.data as Begun).scenario.id,
  });
  return begun;
}

// Each is told what to do then when it is made: once it is done, whoever asked may not be on the page any more.
export function useDiscard(week: string, onSuccess?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Pick<ScenarioShown, 'id'>) => api.post(`${pathOf(week)}/${id}/discard`, {}),
    ...(onSuccess ? { onSuccess } : {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['plan', week] }),
  });
}

export function useUse(week: string, onSuccess?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: Pick<ScenarioShown, 'id' | 'version'>) =>
      api.post(`${pathOf(week)}/${id}/use`, {}, { ifMatch: `"${version}"` }),
    ...(onSuccess ? { onSuccess } : {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['plan', week] }),
  });
}

export function useRemoveException(week: string, onSuccess?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Pick<ExceptionShown, 'id'>) =>
      api.post(`/api/plan/${week}/exceptions/${id}/remove`, {}),
    ...(onSuccess ? { onSuccess } : {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['plan', week] }),
  });
}
