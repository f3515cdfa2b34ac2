import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  ErrorSummary,
  Pill,
  type PillTone,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';

import { type ConsentToSend, SendOut } from './SendOut.tsx';

const w = words(
  {
    title: 'Who may see what',
    tpo: 'Care, payment, operations',
    hasTpo: 'signed',
    noTpo: 'not signed yet',
    none: 'No other consent.',
    private: 'Private record',
    kept: (n: number) => `Asked to be kept from somebody: ${n}`,
    'in-force': 'in force',
    'not-begun': 'not begun',
    ended: 'over',
    stopped: 'stopped',
    'waiting-for-guardian': 'second signature missing',
    until: (day: string) => `until ${day}`,
    send: 'Send something',
    sendTo: (who: string) => `Send something to ${who}`,
  },
  {
    title: 'Quién puede ver qué',
    tpo: 'Atención, pago, trabajo del programa',
    hasTpo: 'firmado',
    noTpo: 'sin firmar',
    none: 'Ningún otro permiso.',
    private: 'Expediente privado',
    kept: (n) => `Pidió que alguien no vea algo: ${n}`,
    'in-force': 'vigente',
    'not-begun': 'aún no empieza',
    ended: 'terminado',
    stopped: 'parado',
    'waiting-for-guardian': 'falta la segunda firma',
    until: (day) => `hasta el ${day}`,
    send: 'Enviar algo',
    sendTo: (who) => `Enviar algo a ${who}`,
  },
);

type State = 'in-force' | 'not-begun' | 'ended' | 'stopped' | 'waiting-for-guardian';
const TONES: Readonly<Record<State, PillTone>> = {
  'in-force': 'ok',
  'not-begun': 'info',
  ended: 'neutral',
  stopped: 'neutral',
  'waiting-for-guardian': 'warn',
};

interface Sharing {
  readonly hasTpo: boolean;
  readonly isPrivate: boolean;
  readonly consents: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: State;
    readonly recipient: ConsentToSend['recipient'];
    readonly categories: ConsentToSend['categories'];
    readonly purposes: ConsentToSend['purposes'];
    readonly until: { readonly on?: string };
  }[];
  readonly restrictions: readonly { readonly id: string; readonly endedAt: string | null }[];
}

/** The consents of one person on their page; mount it where the reader is on the care team. */
export function ConsentsCard({ participant }: { readonly participant: string }) {
  const t = useWords(w);
  const language = useLanguage();
  const reading = useQuery({
    queryKey: ['people', participant, 'sharing'],
    queryFn: () => api.get<Sharing>(`/api/people/${participant}/sharing`),
    staleTime: 0,
  });
  const [sending, setSending] = useState<ConsentToSend>();
  const sharing = reading.data;
  if (reading.error instanceof Problem && reading.error.status === 404) return null;
  const others = sharing?.consents.filter(({ kind }) => kind !== 'tpo') ?? [];
  const kept = sharing?.restrictions.filter(({ endedAt }) => endedAt === null).length ?? 0;
  return (
    <Card title={t.title} icon="shield">
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {sharing && (
        <>
          <p>
            {t.tpo}: <Pill tone={sharing.hasTpo ? 'ok' : 'warn'}>{sharing.hasTpo ? t.hasTpo : t.noTpo}</Pill>{' '}
            {sharing.isPrivate && <Pill tone="info">{t.private}</Pill>}
          </p>
          {others.length === 0 && <p className="muted">{t.none}</p>}
          <ul>
            {others.map(({ id, recipient, state, until, categories, purposes }) => (
              <li key={id}>
                {recipient.name} <Pill tone={TONES[state]}>{t[state]}</Pill>{' '}
                {state === 'in-force' && until.on !== undefined && (
                  <span className="sm muted">
                    {t.until(
                      dateWords(until.on, language, { month: 'long', day: 'numeric', year: 'numeric' }),
                    )}
                  </span>
                )}{' '}
                {state === 'in-force' && (
                  <Button
                    compact
                    aria-label={t.sendTo(recipient.name)}
                    onClick={() => setSending({ id, recipient, categories, purposes })}
                  >
                    {t.send}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {kept > 0 && <p className="sm">{t.kept(kept)}</p>}
          {sending && (
            <SendOut participant={participant} consent={sending} onClose={() => setSending(undefined)} />
          )}
        </>
      )}
    </Card>
  );
}
