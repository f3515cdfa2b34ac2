import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Details, Evidence, EvidenceItem } from '../../../fit/index.ts';
import { api, Problem } from '../../api.ts';
import type { AssessmentShown, StaleShown, Value } from './assessment.ts';

const SAVE_AFTER_MS = 700;
const TRY_AGAIN_MS = 5000;

export type Saving = 'saved' | 'waiting' | 'saving' | 'stale' | 'unsaved';

/** Everything a clinician fills in. */
export interface Form {
  readonly inputs: Readonly<Record<string, Value>>;
  readonly remarks: string;
  readonly details: Details;
  readonly evidence: Evidence;
}

type Change = Partial<Form>;
type Key = keyof Evidence;

const EMPTY: EvidenceItem = {
  source: 'interview',
  sentence: '',
  response: null,
  instrument: null,
  score: null,
  isConfirmed: true,
};

/**
 * A draft that saves itself a moment after the last change, one save at a time, tries again while the server cannot be
 * reached, and never drops what was typed. What a colleague changed meanwhile is shown beside it.
 */
export function useDraft(id: string) {
  const client = useQueryClient();
  const reading = useQuery({
    queryKey: ['assessment', id],
    queryFn: () => api.get<AssessmentShown>(`/api/assessments/${id}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [form, setForm] = useState<Form>();
  const [saving, setSaving] = useState<Saving>('saved');
  const [fault, setFault] = useState<Problem | null>(null);
  const [theirs, setTheirs] = useState<StaleShown>();
  const version = useRef(0);
  const newest = useRef(form);
  const isBusy = useRef(false);
  newest.current = form;

  const { data } = reading;
  useEffect(() => {
    if (data === undefined) return;
    version.current = data.version;
    setForm((before) => before ?? formOf(data));
  }, [data]);

  const save = async () => {
    const sent = newest.current;
    if (isBusy.current || sent === undefined) return;
    isBusy.current = true;
    setSaving('saving');
    try {
      const kept = await api.put<AssessmentShown>(`/api/assessments/${id}`, sent, {
        ifMatch: String(version.current),
      });
      version.current = kept.version;
      client.setQueryData(['assessment', id], kept);
      setFault(null);
      isBusy.current = false;
      if (newest.current === sent) setSaving('saved');
      else await save();
    } catch (reason) {
      isBusy.current = false;
      const problem = reason instanceof Problem ? reason : null;
      setFault(problem);
      if (problem?.status === 412) setTheirs(problem.document.current as StaleShown | undefined);
      setSaving(problem?.status === 412 ? 'stale' : 'unsaved');
    }
  };

  const isUnreachable = saving === 'unsaved' && fault?.isUnreachable === true;
  useEffect(() => {
    if (saving !== 'waiting' && !isUnreachable) return;
    const timer = setTimeout(() => void save(), isUnreachable ? TRY_AGAIN_MS : SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  });

  // Leaving with something unsaved is asked about once more.
  const isSafe = saving === 'saved';
  useEffect(() => {
    if (isSafe) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', stay);
    return () => window.removeEventListener('beforeunload', stay);
  }, [isSafe]);

  const change = (changes: (before: Form) => Change) => {
    setForm((before) => before && { ...before, ...changes(before) });
    setSaving((before) => (before === 'stale' ? before : 'waiting'));
  };

  return {
    reading,
    form,
    saving,
    fault,
    theirs,
    change,
    answer: (key: string, value: Value | undefined) =>
      change(({ inputs, evidence }) => {
        const { [key]: _, ...rest } = inputs;
        return {
          inputs: value === undefined ? rest : { ...rest, [key]: value },
          evidence: afterAnswer(evidence, key as Key, value),
        };
      }),
    explain: (key: string, item: Partial<EvidenceItem>) =>
      change(({ evidence }) => ({
        evidence: { ...evidence, [key]: { ...(evidence[key as Key] ?? EMPTY), ...item } },
      })),
    confirm: (keys: readonly string[]) =>
      change(({ evidence }) => ({
        evidence: Object.fromEntries(
          Object.entries(evidence).map(([key, item]) => [
            key,
            item !== undefined && keys.includes(key) ? { ...item, isConfirmed: true } : item,
          ]),
        ),
      })),
    /** Goes on from the newer version with what was chosen of both. */
    settle(merged: Form, onVersion: number) {
      version.current = onVersion;
      setTheirs(undefined);
      setFault(null);
      setForm(merged);
      setSaving('waiting');
    },
    saveNow: () => save(),
  };
}

export const formOf = ({ inputs, remarks, details, evidence }: Form): Form => ({
  inputs,
  remarks,
  details,
  evidence,
});

/** An answer that was changed is the clinician's own: what it began with no longer stands behind it. */
function afterAnswer(evidence: Evidence, key: Key, value: Value | undefined): Evidence {
  const { [key]: item, ...rest } = evidence;
  if (item === undefined) return evidence;
  const isBegun = item.source === 'screener' || item.source === 'last-assessment';
  return isBegun || value === undefined ? rest : evidence;
}
