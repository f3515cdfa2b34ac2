import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';

interface Row {
  readonly participant: string;
  readonly recordCode: string | null;
  readonly called: string | null;
}

/** One of my people as a heading says them, and their record code; empty and null until they are known. */
export function usePersonName(person: string): { readonly name: string; readonly code: string | null } {
  const people = useQuery({
    queryKey: ['people'],
    queryFn: () => api.get<{ people: readonly Row[] }>('/api/people'),
  });
  const row = people.data?.people.find(({ participant }) => participant === person);
  return { name: [row?.recordCode, row?.called].filter(Boolean).join(' '), code: row?.recordCode ?? null };
}
