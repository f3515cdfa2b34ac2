import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api, Problem } from '../../api.ts';
import { Button, ErrorSummary, TextField, useWords, words } from '../../design/index.ts';
import styles from './People.module.css';

const w = words(
  {
    label: 'Find somebody',
    hint: 'A whole name or one part of it, a phone number, an e-mail address, or a birth date as 1990-02-28.',
    find: 'Find',
    none: 'Nobody you may see has exactly that.',
    asked: 'asked for a call',
    former: 'was here before',
  },
  {
    label: 'Buscar a alguien',
    hint: 'El nombre entero o una parte, un teléfono, un correo, o la fecha de nacimiento como 1990-02-28.',
    find: 'Buscar',
    none: 'Nadie que usted pueda ver tiene exactamente eso.',
    asked: 'pidió una llamada',
    former: 'estuvo aquí antes',
  },
);

interface Found {
  readonly people: readonly {
    readonly participant: string;
    readonly recordCode: string | null;
    readonly called: string | null;
    readonly stage: 'prospect' | 'participant' | 'former';
  }[];
}

/** What was typed, as the one thing it can be. */
export function meant(words: string): Readonly<Record<string, string>> {
  const said = words.trim();
  if (/^\d{4}-\d\d-\d\d$/.test(said)) return { bornOn: said };
  if (said.includes('@')) return { email: said };
  return /^[\d\s().+-]{7,}$/.test(said) ? { phone: said } : { name: said };
}

/** Finds by exact words; what was typed is sent in the body and is kept nowhere. */
export function Find() {
  const t = useWords(w);
  const [said, setSaid] = useState('');
  const finding = useMutation({ mutationFn: () => api.post<Found>('/api/people/find', meant(said)) });
  const find = (event: FormEvent) => {
    event.preventDefault();
    finding.mutate();
  };
  return (
    <form onSubmit={find} className={styles.find}>
      <ErrorSummary problem={finding.error instanceof Problem ? finding.error : null} />
      <TextField label={t.label} hint={t.hint} value={said} onChange={setSaid} autoComplete="off" />
      <Button icon="search" type="submit" busy={finding.isPending}>
        {t.find}
      </Button>
      <div role="status">
        {finding.data?.people.length === 0 && <p>{t.none}</p>}
        {finding.data !== undefined && finding.data.people.length > 0 && (
          <ul>
            {finding.data.people.map(({ participant, recordCode, called, stage }) => (
              <li key={participant}>
                {recordCode === null ? (
                  <>
                    {called} <span className="muted">{t.asked}</span>
                  </>
                ) : (
                  <>
                    <Link to="/people/$person" params={{ person: participant }}>
                      {recordCode}
                    </Link>{' '}
                    {called} {stage === 'former' && <span className="muted">{t.former}</span>}
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </form>
  );
}
