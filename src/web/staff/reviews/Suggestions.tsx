import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { SuggestionShown } from '../../../fit/index.ts';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  dateWords,
  ErrorSummary,
  hours,
  type Language,
  Pill,
  TextArea,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { levelWords } from '../assessment/assessment.ts';
import { measureWords, said } from '../measures-words.ts';

const w = words(
  {
    directions: { up: 'Maybe more care', down: 'Maybe less care', review: 'Look again' },
    kinds: {
      'hours-short': 'Fewer hours than prescribed',
      'measures-worse': 'Answers got worse',
      'measures-better': 'Answers got better',
      'goals-met': 'Goals are met',
    },
    week: (date: string, had: string, due: string) => `Week of ${date}: ${had} of ${due} hours`,
    change: (name: string, from: number, to: number, on: string) => `${name}: ${from} → ${to} on ${on}`,
    goals: (met: number, total: number) => `${met} of ${total} goals met`,
    table: (row: string, version: string, level: string) =>
      `With this, row ${row} of table ${version} would say ${level}.`,
    begin: 'Begin a review',
    goOn: 'Go on with the review',
    dismiss: 'Not now…',
    dismissTitle: 'Why not now?',
    reason: 'Reason',
    hint: 'It is kept with the suggestion. The same sign stays quiet for two weeks.',
    dismissed: 'Noted. It stays quiet for two weeks.',
    keep: 'Set it aside',
  },
  {
    directions: { up: 'Quizá más atención', down: 'Quizá menos atención', review: 'Revisar' },
    kinds: {
      'hours-short': 'Menos horas de las indicadas',
      'measures-worse': 'Las respuestas empeoraron',
      'measures-better': 'Las respuestas mejoraron',
      'goals-met': 'Metas cumplidas',
    },
    week: (date, had, due) => `Semana del ${date}: ${had} de ${due} horas`,
    change: (name, from, to, on) => `${name}: ${from} → ${to} el ${on}`,
    goals: (met, total) => `${met} de ${total} metas cumplidas`,
    table: (row, version, level) => `Con esto, la fila ${row} de la tabla ${version} diría ${level}.`,
    begin: 'Empezar una revisión',
    goOn: 'Seguir con la revisión',
    dismiss: 'Ahora no…',
    dismissTitle: '¿Por qué no ahora?',
    reason: 'Razón',
    hint: 'Queda con la sugerencia. La misma señal calla dos semanas.',
    dismissed: 'Anotado. Calla dos semanas.',
    keep: 'Dejarla de lado',
  },
);

interface Props {
  readonly participant: string;
  readonly draft: string | null;
  readonly isWaiting: boolean;
  readonly suggestions: readonly SuggestionShown[];
}

/** What speaks for looking at somebody's level again, and the two ways to answer it. */
export function Suggestions({ participant, draft, isWaiting, suggestions }: Props) {
  const t = useWords(w);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [dismissing, setDismissing] = useState<SuggestionShown>();
  const beginning = useMutation({
    mutationFn: (suggestion: string | null) =>
      api.post<{ assessment: string }>(`/api/people/${participant}/assessment`, { suggestion }),
    onSuccess: ({ assessment }) => void navigate({ to: `/assessments/${assessment}` }),
  });
  return (
    <div className="stack-tight">
      <ErrorSummary problem={beginning.error instanceof Problem ? beginning.error : null} />
      {suggestions.map((one) => (
        <div key={one.id} className="stack-tight">
          <p className="row wrap">
            <Pill tone={one.direction === 'up' ? 'warn' : 'info'}>{t.directions[one.direction]}</Pill>
            <b>{t.kinds[one.kind]}</b>
          </p>
          <Evidence evidence={one.evidence} />
          <p className="row wrap">
            <Button
              compact
              busy={beginning.isPending}
              onClick={() => beginning.mutate(one.id)}
              disabled={isWaiting}
            >
              {draft === null ? t.begin : t.goOn}
            </Button>
            <Button look="text" compact onClick={() => setDismissing(one)}>
              {t.dismiss}
            </Button>
          </p>
        </div>
      ))}
      {suggestions.length === 0 && !isWaiting && (
        <p>
          <Button compact busy={beginning.isPending} onClick={() => beginning.mutate(null)}>
            {draft === null ? t.begin : t.goOn}
          </Button>
        </p>
      )}
      {dismissing && (
        <Dismiss
          suggestion={dismissing}
          onClose={() => setDismissing(undefined)}
          onDone={() => {
            setDismissing(undefined);
            toast({ text: t.dismissed });
            void client.invalidateQueries({ queryKey: ['reviews'] });
            void client.invalidateQueries({ queryKey: ['person', participant] });
          }}
        />
      )}
    </div>
  );
}

function Evidence({ evidence }: { readonly evidence: SuggestionShown['evidence'] }) {
  const t = useWords(w);
  const names = useWords(measureWords).instrument;
  const levels = useWords(levelWords).level;
  const language = useLanguage();
  const { weeks = [], changes = [], goals, table } = evidence;
  return (
    <ul>
      {weeks.map((week) => (
        <li key={week.monday}>
          {t.week(
            short(week.monday, language),
            hours(week.deliveredMinutes, language),
            hours(week.prescribedMinutes, language),
          )}
        </li>
      ))}
      {changes.map(({ instrument, from, to, toOn }) => (
        <li key={instrument}>{t.change(said(names, instrument), from, to, short(toOn, language))}</li>
      ))}
      {goals && <li>{t.goals(goals.met, goals.total)}</li>}
      {table && <li>{t.table(table.row, table.version, said(levels, table.level))}</li>}
    </ul>
  );
}

const short = (date: string, language: Language): string =>
  dateWords(date, language, { month: 'short', day: 'numeric' });

function Dismiss({
  suggestion,
  onClose,
  onDone,
}: {
  readonly suggestion: SuggestionShown;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const t = useWords(w);
  const [reason, setReason] = useState('');
  const dismissing = useMutation({
    mutationFn: () => api.post(`/api/suggestions/${suggestion.id}/dismiss`, { reason }),
    onSuccess: onDone,
  });
  return (
    <Dialog
      title={t.dismissTitle}
      onClose={onClose}
      actions={
        <Button look="primary" busy={dismissing.isPending} onClick={() => dismissing.mutate()}>
          {t.keep}
        </Button>
      }
    >
      <ErrorSummary
        problem={dismissing.error instanceof Problem ? dismissing.error : null}
        fields={{ '/reason': 'dismiss-reason' }}
      />
      <TextArea
        id="dismiss-reason"
        label={t.reason}
        hint={t.hint}
        maxLength={4000}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  );
}
