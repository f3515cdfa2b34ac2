import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import { Button, useLanguage, useWords, words } from '../../design/index.ts';

const w = words(
  {
    ask: 'Write to them',
    sent: (text: string) => `“${text}” goes to them by the ways they chose, if they want messages.`,
    before: 'They were written to already because of this session.',
    failed: 'That did not go through. Try again when the network is back.',
  },
  {
    ask: 'Escribirle',
    sent: (text) => `Se le manda “${text}” por los medios que eligió, si quiere mensajes.`,
    before: 'Ya se le escribió por esta sesión.',
    failed: 'No se pudo mandar. Inténtelo cuando vuelva la red.',
  },
);

interface Asked {
  readonly isNew: boolean;
  readonly text: { readonly en: string; readonly es: string };
}

/** A neutral word to somebody who did not come, and what it says. */
export function AskAfter({
  meeting,
  participant,
}: {
  readonly meeting: string;
  readonly participant: string;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const key = useRef(newKey());
  const asking = useMutation({
    mutationFn: () =>
      api.post<Asked>(`/api/sessions/${meeting}/ask-after`, { participant }, { key: key.current }),
  });
  const { data, error } = asking;
  const refused = error instanceof Problem && !error.isUnreachable ? error.document.title : t.failed;
  return (
    <>
      {data === undefined && (
        <Button compact icon="bell" busy={asking.isPending} onClick={() => asking.mutate()}>
          {t.ask}
        </Button>
      )}
      <span className="sm" role="status">
        {data !== undefined ? (data.isNew ? t.sent(data.text[language]) : t.before) : error ? refused : ''}
      </span>
    </>
  );
}
