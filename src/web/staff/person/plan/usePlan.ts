import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { StalePlanShown, TreatmentPlanShown } from '../../../../treat/index.ts';
import { api, Problem } from '../../../api.ts';

const SAVE_AFTER_MS = 900;
const TRY_AGAIN_MS = 5000;

export type Content = NonNullable<TreatmentPlanShown['draft']>['content'];
export type Problems = Content['problems'][number];
export type Goal = Content['goals'][number];
export type Saving = 'saved' | 'waiting' | 'saving' | 'stale' | 'unsaved';

export const treatmentPlanOf = (person: string) => ({
  queryKey: ['person', person, 'treatment-plan'],
  queryFn: () => api.get<TreatmentPlanShown>(`/api/people/${person}/treatment-plan`),
});

/**
 * The draft of somebody's plan: it saves itself a moment after the last change, one save at a time, tries again while
 * the server cannot be reached, and never drops what was typed.
 */
export function usePlan(person: string) {
  const client = useQueryClient();
  const asked = treatmentPlanOf(person);
  const reading = useQuery(asked);
  const { data } = reading;
  const [content, setContent] = useState<Content>();
  const [saving, setSaving] = useState<Saving>('saved');
  const [fault, setFault] = useState<Problem | null>(null);
  const [theirs, setTheirs] = useState<StalePlanShown>();
  const [plan, setPlan] = useState<string>();
  const version = useRef(0);
  const newest = useRef(content);
  const isBusy = useRef(false);
  newest.current = content;

  const draft = data?.draft ?? null;
  useEffect(() => {
    if (draft === null) {
      setPlan(undefined);
      setContent(undefined);
    } else if (draft.plan !== plan) {
      // Another version was begun, here or elsewhere.
      setPlan(draft.plan);
      setContent(draft.content);
      version.current = data?.version ?? 0;
    }
  }, [draft, plan, data]);

  const save = async () => {
    const sent = newest.current;
    if (isBusy.current || sent === undefined) return;
    isBusy.current = true;
    setSaving('saving');
    try {
      const kept = await api.put<TreatmentPlanShown>(`/api/people/${person}/treatment-plan`, sent, {
        ifMatch: String(version.current),
      });
      version.current = kept.version;
      client.setQueryData(asked.queryKey, kept);
      setFault(null);
      isBusy.current = false;
      if (newest.current === sent) setSaving('saved');
      else await save();
    } catch (reason) {
      isBusy.current = false;
      const problem = reason instanceof Problem ? reason : null;
      setFault(problem);
      if (problem?.status === 412) setTheirs(problem.document.current as StalePlanShown | undefined);
      setSaving(problem?.status === 412 ? 'stale' : 'unsaved');
    }
  };

  const isUnreachable = saving === 'unsaved' && fault?.isUnreachable === true;
  useEffect(() => {
    if (saving !== 'waiting' && !isUnreachable) return;
    const timer = setTimeout(() => void save(), isUnreachable ? TRY_AGAIN_MS : SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  });

  const isSafe = saving === 'saved';
  useEffect(() => {
    if (isSafe) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [isSafe]);

  return {
    reading,
    content,
    saving,
    fault,
    theirs,
    change(changes: (before: Content) => Content) {
      setContent((before) => before && changes(before));
      setSaving((before) => (before === 'stale' ? before : 'waiting'));
    },
    /** Goes on from the newer version with what was chosen of both. */
    settle(merged: Content, onVersion: number) {
      version.current = onVersion;
      setTheirs(undefined);
      setFault(null);
      setContent(merged);
      setSaving('waiting');
    },
    show(answer: TreatmentPlanShown) {
      client.setQueryData(asked.queryKey, answer);
    },
  };
}

type Entry = { readonly id: string };

/** The entries that both have and that are not the same, by id: "goals 0190…". */
export function differing(mine: Content, theirs: Content): readonly string[] {
  const among = (part: 'problems' | 'goals') =>
    (mine[part] as readonly Entry[]).flatMap((one) => {
      const other = (theirs[part] as readonly Entry[]).find(({ id }) => id === one.id);
      return other !== undefined && JSON.stringify(other) !== JSON.stringify(one)
        ? [`${part} ${one.id}`]
        : [];
    });
  const areas = JSON.stringify(mine.areas) === JSON.stringify(theirs.areas) ? [] : ['areas'];
  return [...among('problems'), ...among('goals'), ...areas];
}

/** Both together: what only one of them has stays, and where they differ, theirs where that was chosen. */
export function merged(mine: Content, theirs: Content, takeTheirs: ReadonlySet<string>): Content {
  const of = <T extends Entry>(part: string, own: readonly T[], other: readonly T[]): T[] => [
    ...own.map((one) =>
      takeTheirs.has(`${part} ${one.id}`) ? (other.find(({ id }) => id === one.id) ?? one) : one,
    ),
    ...other.filter(({ id }) => !own.some((one) => one.id === id)),
  ];
  return {
    problems: of('problems', mine.problems, theirs.problems),
    goals: of('goals', mine.goals, theirs.goals).map((goal) => {
      // A way to see it or a help that only the other has is not lost with the choice.
      const other = [...mine.goals, ...theirs.goals].filter(({ id }) => id === goal.id);
      return {
        ...goal,
        objectives: of(
          '',
          goal.objectives,
          other.flatMap(({ objectives }) => objectives),
        ),
        interventions: of(
          '',
          goal.interventions,
          other.flatMap(({ interventions }) => interventions),
        ),
      };
    }),
    areas: takeTheirs.has('areas') ? theirs.areas : mine.areas,
  };
}
