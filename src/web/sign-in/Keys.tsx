import { useCallback, useEffect, useState } from 'react';
import type { Me } from '../../guard/sign-in/me.routes.ts';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, LinkButton, Page, useWords, words } from '../design/index.ts';
import { EmailCode } from './EmailCode.tsx';
import { KeyList } from './KeyList.tsx';
import { PresenceGate } from './Presence.tsx';
import { SecondStepCard } from './SecondStepCard.tsx';
import { Sessions } from './Sessions.tsx';
import { type SignInState, signInState } from './state.ts';

const w = words(
  {
    title: 'How you sign in',
    heading: 'How you sign in',
    who: (name: string) => `Signed in: ${name}`,
    home: 'Back to my page',
    email: 'Code by e-mail',
    emailOn: 'On. We can send you a code when you sign in.',
    emailBody: 'Say where codes should go. We send one now, to be sure it is your address.',
    emailKept: 'We keep no copy of the address, only a scrambled form of it.',
    emailOther: 'Use another address',
    sent: 'A code is on its way. It works for 10 minutes.',
    out: 'Sign out',
    signedOut: 'Please sign in first.',
    signIn: 'Sign in',
  },
  {
    title: 'Cómo entra',
    heading: 'Cómo entra',
    who: (name) => `Sesión de: ${name}`,
    home: 'Volver a mi página',
    email: 'Código por correo',
    emailOn: 'Activo. Podemos enviarle un código cuando entre.',
    emailBody: 'Diga a dónde enviar los códigos. Enviamos uno ahora, para saber que el correo es suyo.',
    emailKept: 'No guardamos copia del correo, solo una forma cifrada.',
    emailOther: 'Usar otro correo',
    sent: 'El código va en camino. Sirve por 10 minutos.',
    out: 'Salir de la cuenta',
    signedOut: 'Primero entre, por favor.',
    signIn: 'Entrar',
  },
);

/** Who I am here, and every way I can come in next time. */
export default function Keys() {
  const t = useWords(w);
  const [state, setState] = useState<SignInState | null>(null);
  const [me, setMe] = useState<Me | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = useCallback(async () => {
    try {
      const now = await signInState();
      setState(now);
      if (now.is === 'signed-in') setMe(await api.get<Me>('/api/me'));
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      setProblem(cause);
    }
  }, []);
  useEffect(() => {
    void look();
  }, [look]);
  const signOut = async () => {
    await api.post('/api/sign-out');
    window.location.replace('/sign-in');
  };
  return (
    <Page title={t.title}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        {me && <p className="muted">{t.who(me.name)}</p>}
      </div>
      <ErrorSummary problem={problem} />
      {state?.is === 'signed-in' && (
        <>
          <KeyList onChange={look} />
          {state.canMail && <Email isOn={state.hasEmail} onChange={look} />}
          {state.kind === 'staff' && <SecondStepCard isOn={state.hasSecondStep} onChange={look} />}
          <Sessions state={state} onChange={look} />
          <div className="row wrap">
            {state.home !== '/sign-in/keys' && <LinkButton to={state.home}>{t.home}</LinkButton>}
            <Button look="text" icon="exit" onClick={() => void signOut()}>
              {t.out}
            </Button>
          </div>
        </>
      )}
      {(state?.is === 'signed-in' || state?.is === 'locked') && <PresenceGate onUnlocked={look} />}
      {(state?.is === 'signed-out' || state?.is === 'owes-second-step') && (
        <>
          <p>{t.signedOut}</p>
          <div>
            <LinkButton to="/sign-in" look="primary">
              {t.signIn}
            </LinkButton>
          </div>
        </>
      )}
    </Page>
  );
}

interface EmailProps {
  readonly isOn: boolean;
  readonly onChange: () => Promise<void>;
}

function Email({ isOn, onChange }: EmailProps) {
  const t = useWords(w);
  const [isChanging, setChanging] = useState(false);
  return (
    <Card title={t.email} icon="mail">
      {isOn && !isChanging ? (
        <>
          <p role="status">{t.emailOn}</p>
          <div>
            <Button onClick={() => setChanging(true)}>{t.emailOther}</Button>
          </div>
        </>
      ) : (
        <>
          <p>{t.emailBody}</p>
          <p className="sm muted">{t.emailKept}</p>
          <EmailCode
            ask="/api/sign-in/email"
            use="/api/sign-in/email/confirm"
            sent={t.sent}
            onDone={() => {
              setChanging(false);
              void onChange();
            }}
          />
        </>
      )}
    </Card>
  );
}
