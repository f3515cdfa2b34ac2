import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionShown } from '../../../treat/index.ts';
import { api, Problem } from '../../api.ts';
import { Button, Dialog, ErrorSummary, TextField, toast, useWords, words } from '../../design/index.ts';

const w = words(
  {
    title: 'Add a walk-in',
    hint: 'Your own people who are not on this roster. Who is kept apart from somebody here cannot be added.',
    find: 'Name or code',
    add: 'Add',
    addOf: (name: string) => `Add ${name}`,
    added: (name: string) => `${name} is on the roster`,
    none: 'Nobody like that among your people.',
    apart: 'This person is kept apart from somebody in this group. Choose another session.',
  },
  {
    title: 'Agregar a alguien sin cita',
    hint: 'Sus personas que no están en esta lista. Quien deba estar lejos de alguien de aquí no se puede agregar.',
    find: 'Nombre o código',
    add: 'Agregar',
    addOf: (name) => `Agregar a ${name}`,
    added: (name) => `${name} está en la lista`,
    none: 'No hay nadie así entre sus personas.',
    apart: 'Esta persona debe estar lejos de alguien de este grupo. Elija otra sesión.',
  },
);

interface Row {
  readonly participant: string;
  readonly recordCode: string | null;
  readonly called: string | null;
}
const SHOWN_MAX = 8;

/** Somebody who comes without being on the plan, from one's own people alone. */
export function WalkIn({ shown, onClose }: { readonly shown: SessionShown; readonly onClose: () => void }) {
  const t = useWords(w);
  const client = useQueryClient();
  const [asked, setAsked] = useState('');
  const { meeting } = shown.session;
  const people = useQuery({
    queryKey: ['people'],
    queryFn: () => api.get<{ people: readonly Row[] }>('/api/people'),
  });
  const adding = useMutation({
    mutationFn: ({ participant }: Row) =>
      api.post<Pick<SessionShown, 'roster'>>(`/api/sessions/${meeting}/people`, { participant }),
    onSuccess: ({ roster }, row) => {
      client.setQueryData<SessionShown>(['session', meeting], (before) => before && { ...before, roster });
      toast({ text: t.added(nameOf(row)) });
      onClose();
    },
  });
  const there = new Set(shown.roster.map(({ participant }) => participant));
  const wanted = asked.trim().toLowerCase();
  const found = (people.data?.people ?? [])
    .filter((row) => !there.has(row.participant) && nameOf(row).toLowerCase().includes(wanted))
    .slice(0, SHOWN_MAX);
  const problem = adding.error instanceof Problem ? adding.error : null;
  const isApart = problem?.document.code === 'kept-apart';
  return (
    <Dialog title={t.title} onClose={onClose}>
      <p className="muted">{t.hint}</p>
      <ErrorSummary problem={isApart ? null : problem} errors={isApart ? [{ message: t.apart }] : []} />
      <TextField label={t.find} value={asked} onChange={setAsked} autoComplete="off" />
      <ul className="plain">
        {found.map((row) => (
          <li key={row.participant} className="row between">
            {nameOf(row)}
            <Button
              compact
              icon="plus"
              aria-label={t.addOf(nameOf(row))}
              busy={adding.isPending}
              onClick={() => adding.mutate(row)}
            >
              {t.add}
            </Button>
          </li>
        ))}
      </ul>
      {people.data && found.length === 0 && <p role="status">{t.none}</p>}
    </Dialog>
  );
}

const nameOf = ({ called, recordCode }: Row): string => [called, recordCode].filter(Boolean).join(' · ');
