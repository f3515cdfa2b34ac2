import { useCallback, useEffect, useState } from 'react';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, LinkButton, Page, useWords, words } from '../design/index.ts';
import {
  canUsePasskeys,
  listPasskeys,
  makePasskey,
  PasskeyNotUsed,
  type PasskeyShown,
  removePasskey,
} from './passkeys.ts';
import { SecondStep } from './SecondStep.tsx';
import { type SignInState, signInState } from './state.ts';

const w = words(
  {
    title: 'How you sign in',
    heading: 'How you sign in',
    home: 'Back to my page',
    keys: 'This device',
    keysBody: 'Next time you can sign in with your face, finger or PIN. No password.',
    add: 'Set up this device',
    none: 'No device is set up yet.',
    device: 'A device',
    remove: 'Remove',
    cannot: 'This browser cannot do that.',
    notUsed: 'Your device did not go along. Nothing was changed.',
    step: 'Second step',
    stepOn: 'On. Each sign-in asks for a code from your authenticator.',
    stepBody: 'A code from an authenticator program, each time you sign in.',
    begin: 'Set up a second step',
    type: 'Type this key into your authenticator, or open it there:',
    open: 'Open in my authenticator',
    out: 'Sign out',
    signedOut: 'Please sign in first.',
    signIn: 'Sign in',
  },
  {
    title: 'Cómo entra',
    heading: 'Cómo entra',
    home: 'Volver a mi página',
    keys: 'Este dispositivo',
    keysBody: 'La próxima vez puede entrar con su cara, su huella o su PIN. Sin contraseña.',
    add: 'Configurar este dispositivo',
    none: 'Todavía no hay dispositivos.',
    device: 'Un dispositivo',
    remove: 'Quitar',
    cannot: 'Este navegador no puede hacerlo.',
    notUsed: 'Su dispositivo no lo aceptó. No cambió nada.',
    step: 'Segundo paso',
    stepOn: 'Activo. Al entrar se pide un código de su autenticador.',
    stepBody: 'Un código de un autenticador, cada vez que entra.',
    begin: 'Configurar un segundo paso',
    type: 'Escriba esta clave en su autenticador, o ábrala ahí:',
    open: 'Abrir en mi autenticador',
    out: 'Salir',
    signedOut: 'Primero entre, por favor.',
    signIn: 'Entrar',
  },
);

export default function Keys() {
  const t = useWords(w);
  const [state, setState] = useState<SignInState | null>(null);
  const [fault, setFault] = useState<Problem | null>(null);
  const look = useCallback(async () => {
    try {
      setState(await signInState());
    } catch (reason) {
      if (reason instanceof Problem) setFault(reason);
    }
  }, []);
  useEffect(() => {
    void look();
  }, [look]);
  return (
    <Page title={t.title}>
      <h1>{t.heading}</h1>
      <ErrorSummary problem={fault} />
      {state?.is === 'signed-in' && (
        <>
          <Passkeys />
          {state.kind === 'staff' && <TwoSteps isOn={state.hasSecondStep} onChange={look} />}
          <p className="row wrap">
            {state.home !== '/sign-in/keys' && <LinkButton to={state.home}>{t.home}</LinkButton>}
            <Button
              look="text"
              icon="exit"
              onClick={async () => {
                await api.post('/api/sign-out');
                window.location.replace('/sign-in');
              }}
            >
              {t.out}
            </Button>
          </p>
        </>
      )}
      {state !== null && state.is !== 'signed-in' && (
        <>
          <p>{t.signedOut}</p>
          <LinkButton to="/sign-in" look="primary">
            {t.signIn}
          </LinkButton>
        </>
      )}
    </Page>
  );
}

function Passkeys() {
  const t = useWords(w);
  const [keys, setKeys] = useState<readonly PasskeyShown[]>([]);
  const [said, setSaid] = useState('');
  const look = useCallback(() => listPasskeys().then(setKeys), []);
  useEffect(() => {
    void look();
  }, [look]);
  const add = async () => {
    setSaid('');
    try {
      await makePasskey(t.device);
      await look();
    } catch (fault) {
      if (fault instanceof PasskeyNotUsed || fault instanceof Problem) setSaid(t.notUsed);
      else throw fault;
    }
  };
  return (
    <Card title={t.keys} icon="lock">
      <p>{t.keysBody}</p>
      {keys.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <ul>
          {keys.map(({ id, name, createdAt }) => (
            <li key={id} className="row wrap">
              <span>
                {name ?? t.device} · {createdAt.slice(0, 10)}
              </span>
              <Button
                look="text"
                compact
                onClick={async () => {
                  await removePasskey(id);
                  await look();
                }}
              >
                {t.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canUsePasskeys() ? <Button onClick={add}>{t.add}</Button> : <p className="muted">{t.cannot}</p>}
      <p role="status">{said}</p>
    </Card>
  );
}

function TwoSteps({ isOn, onChange }: { readonly isOn: boolean; readonly onChange: () => Promise<void> }) {
  const t = useWords(w);
  const [begun, setBegun] = useState<{ readonly secret: string; readonly link: string } | null>(null);
  if (isOn) {
    return (
      <Card title={t.step} icon="shield">
        <p>{t.stepOn}</p>
      </Card>
    );
  }
  if (begun === null) {
    return (
      <Card title={t.step} icon="shield">
        <p>{t.stepBody}</p>
        <Button onClick={async () => setBegun(await api.post('/api/sign-in/second-step/begin', {}))}>
          {t.begin}
        </Button>
      </Card>
    );
  }
  return (
    <>
      <Card title={t.step} icon="shield">
        <p>{t.type}</p>
        <p>
          <code>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        <p>
          <a href={begun.link}>{t.open}</a>
        </p>
      </Card>
      <SecondStep onPassed={() => void onChange()} />
    </>
  );
}
