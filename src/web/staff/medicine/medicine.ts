import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MedicationShown, MedicinesShown } from '../../../treat/index.ts';
import { api, newKey } from '../../api.ts';
import { toast, useLanguage } from '../../design/index.ts';

export const keyOf = (person: string) => ['person', person, 'medication'] as const;

export const useMedication = (person: string) =>
  useQuery({
    queryKey: keyOf(person),
    queryFn: () => api.get<MedicationShown>(`/api/people/${person}/medication`),
  });

export const useMedicines = () =>
  useQuery({
    queryKey: ['medicines'],
    queryFn: () => api.get<MedicinesShown>('/api/medicines'),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What a medicine is called in the reader's language; one the program does not know, by its own name. */
export function useMedicineName(): (medicine: string, name?: string) => string {
  const language = useLanguage();
  const known = useMedicines().data?.medicines;
  return (medicine, name = '') =>
    known?.find(({ key }) => key === medicine)?.[language] ?? (name === '' ? medicine : name);
}

/** A command about somebody's medicines; what it answers is what the page then shows. */
export function useCommand(person: string, done: { readonly said: string; readonly after: () => void }) {
  const client = useQueryClient();
  const [key, setKey] = useState(newKey);
  return useMutation({
    mutationFn: ({ path, body, version }: { path: string; body: object; version?: number }) =>
      api.post<MedicationShown>(`/api/people/${person}/medication${path}`, body, {
        key,
        ...(version === undefined ? {} : { ifMatch: String(version) }),
      }),
    onSuccess: (answer) => {
      client.setQueryData(keyOf(person), answer);
      void client.invalidateQueries({ queryKey: ['person', person, 'medicine-timeline'] });
      void client.invalidateQueries({ queryKey: ['person', person, 'drug-tests'] });
      void client.invalidateQueries({ queryKey: ['medicine-due'] });
      setKey(newKey());
      toast({ text: done.said });
      done.after();
    },
    onError: () => setKey(newKey()),
  });
}

/** Today where the reader is; the server knows better and says so. */
export const todayHere = (): string => new Intl.DateTimeFormat('en-CA').format(new Date());
