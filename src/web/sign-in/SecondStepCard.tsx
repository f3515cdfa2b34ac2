import { useState } from 'react';
import type { SecondStepSecret } from '../../guard/sign-in/shapes.ts';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, useWords, words } from '../design/index.ts';
import { CodeField } from './CodeField.tsx';

const w = words(
  {
    title: 'Second step',
    on: 'On. Each sign-in asks for a code from your authenticator, but not when you use a device set up above.',
    body: 'A code from an authenticator program, each time you sign in. The code also works offline.',
    begin: 'Set up a second step',
    type: 'Type this key into your authenticator:',
    open: 'Or open it there, if it is on this device',
    code: 'The 6 numbers your authenticator shows',
    turnOn: 'Turn it on',
    end: 'Turn it off',
    endBody: 'To turn it off, show one last code.',
    cancel: 'Not now',
  },
  {
    title: 'Segundo paso',
    on: 'Activo. Al entrar se pide un código de su autenticador, salvo con un dispositivo de arriba.',
    body: 'Un código de un autenticador, cada vez que entra. Funciona también sin conexión.',
    begin: 'Configurar un segundo paso',
    type: 'Escriba esta clave en su autenticador:',
    open: 'O ábrala ahí, si está en este dispositivo',
    code: 'Los 6 números que muestra su autenticador',
    turnOn: 'Activarlo',
    end: 'Desactivarlo',
    endBody: 'Para desactivarlo, muestre un último código.',
    cancel: 'Ahora no',
  },
);

export interface SecondStepCardProps {
  readonly isOn: boolean;
  readonly onChange: () => Promise<void>;
}

/** Sets up the second step with an authenticator, or ends it. */
export function SecondStepCard({ isOn, onChange }: SecondStepCardProps) {
  const t = useWords(w);
  const [secret, setSecret] = useState<SecondStepSecret | null>(null);
  const [isEnding, setEnding] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = async () => {
    setProblem(null);
    try {
      setSecret(await api.post<SecondStepSecret>('/api/sign-in/second-step/begin'));
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      setProblem(cause);
    }
  };
  const send = (path: string) => async (code: string) => {
    await api.post(path, { code });
    setSecret(null);
    setEnding(false);
    await onChange();
  };
  return (
    <Card title={t.title} icon="shield">
      <ErrorSummary problem={problem} />
      {isOn && !isEnding && (
        <>
          <p role="status">{t.on}</p>
          <div>
            <Button onClick={() => setEnding(true)}>{t.end}</Button>
          </div>
        </>
      )}
      {isOn && isEnding && (
        <>
          <p>{t.endBody}</p>
          <CodeField label={t.code} goOn={t.end} use={send('/api/sign-in/second-step/end')}>
            <Button look="text" onClick={() => setEnding(false)}>
              {t.cancel}
            </Button>
          </CodeField>
        </>
      )}
      {!isOn && secret === null && (
        <>
          <p>{t.body}</p>
          <div>
            <Button onClick={() => void begin()}>{t.begin}</Button>
          </div>
        </>
      )}
      {!isOn && secret !== null && (
        <>
          <p>{t.type}</p>
          <p>
            <code>{secret.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
          <p>
            <a className="tap" href={secret.link}>
              {t.open}
            </a>
          </p>
          <CodeField label={t.code} goOn={t.turnOn} use={send('/api/sign-in/second-step')}>
            <Button look="text" onClick={() => setSecret(null)}>
              {t.cancel}
            </Button>
          </CodeField>
        </>
      )}
    </Card>
  );
}
