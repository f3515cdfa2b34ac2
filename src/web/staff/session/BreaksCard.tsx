import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionShown } from '../../../treat/index.ts';
import { api, Problem } from '../../api.ts';
import { Button, Card, Dialog, ErrorSummary, useLanguage, useWords, words } from '../../design/index.ts';
import { Nudger } from './RosterLine.tsx';
import { momentFor, nudged } from './roster.ts';
import { clockRange, exactHours } from './said.ts';

const w = words(
  {
    title: 'Breaks',
    planned: (h: string) => `${h} h without breaks`,
    hint: 'Nobody’s minutes count in a break.',
    none: 'No break yet.',
    add: 'Add a break…',
    remove: (range: string) => `Take back: ${range}`,
    dialog: 'A break',
    from: 'From',
    until: 'Until',
    save: 'Save this break',
  },
  {
    title: 'Pausas',
    planned: (h) => `${h} h sin pausas`,
    hint: 'En una pausa no cuentan los minutos de nadie.',
    none: 'Aún no hay pausa.',
    add: 'Agregar una pausa…',
    remove: (range) => `Quitar: ${range}`,
    dialog: 'Una pausa',
    from: 'Desde',
    until: 'Hasta',
    save: 'Guardar esta pausa',
  },
);

type Break = SessionShown['session']['breaks'][number];
const BREAK_MINUTES = 15;

/** When it paused: whoever holds the session says so, and everybody's minutes are counted anew. */
export function BreaksCard({ shown }: { readonly shown: SessionShown }) {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const { session, zone } = shown;
  const saving = useMutation({
    mutationFn: (breaks: readonly Break[]) =>
      api.put(`/api/sessions/${session.meeting}/breaks`, { breaks }, { ifMatch: `"${session.version}"` }),
    onSuccess: () => setAdding(false),
    onSettled: () => client.invalidateQueries({ queryKey: ['session', session.meeting] }),
  });
  const problem = saving.error instanceof Problem ? saving.error : null;
  return (
    <Card
      title={t.title}
      icon="clock"
      aside={<span className="sm muted">{t.planned(exactHours(session.plannedMinutes, language))}</span>}
    >
      {!isAdding && <ErrorSummary problem={problem} />}
      {session.breaks.length === 0 ? (
        <p className="sm muted">
          {t.none} {t.hint}
        </p>
      ) : (
        <ul className="plain">
          {session.breaks.map((one) => {
            const range = clockRange(one.from, one.until, zone, language);
            return (
              <li key={one.from} className="row between">
                {range}
                <Button
                  compact
                  look="text"
                  icon="close"
                  aria-label={t.remove(range)}
                  onClick={() => saving.mutate(session.breaks.filter(({ from }) => from !== one.from))}
                />
              </li>
            );
          })}
        </ul>
      )}
      <p>
        <Button compact icon="plus" onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      </p>
      {isAdding && (
        <NewBreak
          shown={shown}
          problem={problem}
          isSaving={saving.isPending}
          onClose={() => setAdding(false)}
          onSave={(one) => saving.mutate([...session.breaks, one])}
        />
      )}
    </Card>
  );
}

interface NewBreakProps {
  readonly shown: SessionShown;
  readonly problem: Problem | null;
  readonly isSaving: boolean;
  readonly onClose: () => void;
  readonly onSave: (one: Break) => void;
}

function NewBreak({ shown, problem, isSaving, onClose, onSave }: NewBreakProps) {
  const t = useWords(w);
  const { session, zone, lateAfterMinutes } = shown;
  const [from, setFrom] = useState(() => momentFor(session, lateAfterMinutes, Date.now()));
  const [until, setUntil] = useState(() => nudged(from, BREAK_MINUTES, session));
  return (
    <Dialog
      title={t.dialog}
      onClose={onClose}
      actions={
        <Button look="primary" busy={isSaving} onClick={() => onSave({ from, until })}>
          {t.save}
        </Button>
      }
    >
      <ErrorSummary problem={problem} />
      <p className="muted">{t.hint}</p>
      <Nudger label={t.from} at={from} session={session} zone={zone} onAt={setFrom} />
      <Nudger label={t.until} at={until} session={session} zone={zone} onAt={setUntil} />
    </Dialog>
  );
}
