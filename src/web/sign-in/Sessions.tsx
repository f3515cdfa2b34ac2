import { useCallback, useEffect, useState } from 'react';
import type { SessionsShown } from '../../guard/sign-in/shapes.ts';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, Tick, useLanguage, useWords, words } from '../design/index.ts';
import type { SignedInState } from './state.ts';

const w = words(
  {
    title: 'Where you are signed in',
    here: 'This device',
    unknown: 'A device',
    since: (when: string) => `signed in ${when}`,
    out: 'Sign out there',
    outNamed: (name: string, when: string) => `Sign out there: ${name}, signed in ${when}`,
    others: 'Sign out everywhere else',
    alone: 'You are signed in nowhere else.',
    done: 'Signed out there.',
    mine: 'This is my own phone',
    mineBody:
      'You stay signed in for 30 days. After 20 minutes without a touch, your face, finger or PIN opens it again.',
    mineNeedsKey: 'First set up this device above. Then you can stay signed in on it for 30 days.',
  },
  {
    title: 'Dónde tiene la sesión abierta',
    here: 'Este dispositivo',
    unknown: 'Un dispositivo',
    since: (when) => `abierta el ${when}`,
    out: 'Cerrar allí',
    outNamed: (name, when) => `Cerrar allí: ${name}, abierta el ${when}`,
    others: 'Cerrar en todos los demás',
    alone: 'No tiene la sesión abierta en otro lugar.',
    done: 'Se cerró allí.',
    mine: 'Este es mi propio teléfono',
    mineBody:
      'Su sesión sigue abierta 30 días. Tras 20 minutos sin tocarlo, se abre otra vez con su cara, su huella o su PIN.',
    mineNeedsKey: 'Primero configure este dispositivo arriba. Luego la sesión puede seguir abierta 30 días.',
  },
);

type Session = SessionsShown['sessions'][number];

/** Every device that is signed in as me, and how to end it there. */
export function Sessions({ state, onChange }: { state: SignedInState; onChange: () => Promise<void> }) {
  const t = useWords(w);
  const language = useLanguage();
  const [sessions, setSessions] = useState<readonly Session[] | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = useCallback(async (work: () => Promise<string>) => {
    setSaid('');
    setProblem(null);
    try {
      const outcome = await work();
      setSessions((await api.get<SessionsShown>('/api/sign-in/sessions')).sessions);
      setSaid(outcome);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      setProblem(cause);
    }
  }, []);
  useEffect(() => {
    void attempt(async () => '');
  }, [attempt]);

  const day = (instant: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
  const nameOf = ({ device }: Session) => (device === '' ? t.unknown : device);
  const end = (path: string, how: 'delete' | 'post') =>
    attempt(async () => {
      await api[how](`/api/sign-in/sessions/${path}`);
      return t.done;
    });
  const setMine = (isMine: boolean) =>
    attempt(async () => {
      await api.post('/api/sign-in/mine', { isMine });
      await onChange();
      return '';
    });
  return (
    <Card title={t.title} icon="shield">
      <ErrorSummary problem={problem} />
      {sessions !== null && (
        <ul className="plain stack-tight">
          {sessions.map((session) => (
            <li key={session.id} className="row wrap between">
              <span>
                {nameOf(session)}
                <span className="muted">, {session.isThis ? t.here : t.since(day(session.beganAt))}</span>
              </span>
              {!session.isThis && (
                <Button
                  look="text"
                  aria-label={t.outNamed(nameOf(session), day(session.beganAt))}
                  onClick={() => void end(encodeURIComponent(session.id), 'delete')}
                >
                  {t.out}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {sessions?.length === 1 && <p className="muted">{t.alone}</p>}
      {sessions !== null && sessions.length > 2 && (
        <div>
          <Button onClick={() => void end('end-others', 'post')}>{t.others}</Button>
        </div>
      )}
      {state.kind !== 'staff' &&
        (state.ways.key ? (
          <Tick
            label={t.mine}
            hint={t.mineBody}
            checked={state.isMine}
            onChange={(isMine) => void setMine(isMine)}
          />
        ) : (
          <p className="sm muted">{t.mineNeedsKey}</p>
        ))}
      <p role="status">{said}</p>
    </Card>
  );
}
