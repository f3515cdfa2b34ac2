import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, Problem } from '../../api.ts';
import type { AssessmentShown, Value } from './assessment.ts';

const SAVE_AFTER_MS = 700;

export type Saving = 'saved' | 'waiting' | 'saving' | 'stale' | 'unsaved';

/** A draft that saves itself a moment after the last change, one save at a time, and never drops what was typed. */
export function useDraft(id: string) {
  const client = useQueryClient();
  const reading = useQuery({
    queryKey: ['assessment', id],
    queryFn: () => api.get<AssessmentShown>(`/api/assessments/${id}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [inputs, setInputs] = useState<Readonly<Record<string, Value>>>({});
  const [remarks, setRemarks] = useState('');
  const [saving, setSaving] = useState<Saving>('saved');
  const [fault, setFault] = useState<Problem | null>(null);
  const isLoaded = useRef(false);
  const version = useRef(0);
  const newest = useRef({ inputs, remarks });
  const isBusy = useRef(false);
  newest.current = { inputs, remarks };

  const { data } = reading;
  useEffect(() => {
    if (data === undefined) return;
    version.current = data.version;
    if (isLoaded.current) return;
    isLoaded.current = true;
    setInputs(data.inputs);
    setRemarks(data.remarks);
  }, [data]);

  const save = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSaving('saving');
    const sent = newest.current;
    try {
      const kept = await api.put<AssessmentShown>(`/api/assessments/${id}`, sent, {
        ifMatch: String(version.current),
      });
      version.current = kept.version;
      client.setQueryData(['assessment', id], kept);
      setFault(null);
      isBusy.current = false;
      if (newest.current.inputs === sent.inputs && newest.current.remarks === sent.remarks)
        setSaving('saved');
      else await save();
    } catch (reason) {
      isBusy.current = false;
      if (reason instanceof Problem) setFault(reason);
      setSaving(reason instanceof Problem && reason.status === 412 ? 'stale' : 'unsaved');
    }
  };

  useEffect(() => {
    if (saving !== 'waiting') return;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  });

  return {
    reading,
    inputs,
    remarks,
    saving,
    fault,
    answer(key: string, value: Value | undefined) {
      const { [key]: _, ...rest } = inputs;
      setInputs(value === undefined ? rest : { ...rest, [key]: value });
      setSaving('waiting');
    },
    remark(text: string) {
      setRemarks(text);
      setSaving('waiting');
    },
    saveNow: () => save(),
    version: () => version.current,
  };
}
