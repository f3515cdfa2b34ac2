import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SafetyPlanShown, StaleSafetyPlanShown } from '../../treat/index.ts';
import { api, Problem } from '../api.ts';
import { type SafetyWords, together } from './merge.ts';

const SAVE_AFTER_MS = 900;
const TRY_AGAIN_MS = 5000;

type Saving = 'saved' | 'waiting' | 'saving' | 'unsaved';

/**
 * A safety plan that saves itself a moment after the last change, one save at a time. Where somebody else wrote at the
 * same time both are put together, and nothing typed is dropped.
 */
export function useSafetyPlan(path: string) {
  const client = useQueryClient();
  const queryKey = ['safety-plan', path];
  const reading = useQuery({ queryKey, queryFn: () => api.get<SafetyPlanShown>(path) });
  const [words, setWords] = useState<SafetyWords>();
  const [saving, setSaving] = useState<Saving>('saved');
  const [fault, setFault] = useState<Problem | null>(null);
  const [isMerged, setMerged] = useState(false);
  const base = useRef<SafetyPlanShown>(undefined);
  const newest = useRef(words);
  const isBusy = useRef(false);
  newest.current = words;

  const { data } = reading;
  useEffect(() => {
    if (data === undefined || base.current !== undefined) return;
    base.current = data;
    setWords(data.words);
  }, [data]);

  const save = async () => {
    const sent = newest.current;
    const on = base.current;
    if (isBusy.current || sent === undefined || on === undefined) return;
    isBusy.current = true;
    setSaving('saving');
    try {
      const kept = await api.put<SafetyPlanShown>(path, sent, { ifMatch: String(on.version) });
      base.current = kept;
      client.setQueryData(queryKey, kept);
      setFault(null);
      setSaving(newest.current === sent ? 'saved' : 'waiting');
    } catch (reason) {
      const problem = reason instanceof Problem ? reason : null;
      const theirs = problem?.status === 412 ? (problem.document.current as StaleSafetyPlanShown) : undefined;
      if (theirs !== undefined && newest.current !== undefined) {
        setWords(together(on.words, newest.current, theirs.words));
        base.current = theirs;
        setMerged(true);
        setSaving('waiting');
      } else {
        setFault(problem);
        setSaving('unsaved');
      }
    } finally {
      isBusy.current = false;
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
    words,
    saving,
    fault,
    isMerged,
    change(part: keyof SafetyWords, said: string) {
      setWords((before) => before && { ...before, [part]: said });
      setSaving('waiting');
    },
  };
}
