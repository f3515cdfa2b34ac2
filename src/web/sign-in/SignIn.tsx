import { useEffect, useState } from 'react';
import type { Next } from '../../guard/sign-in/shapes.ts';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, Page, useWords, words } from '../design/index.ts';
import { CodeField } from './CodeField.tsx';
import { EmailCode } from './EmailCode.tsx';
import { canUsePasskeys, PasskeyNotUsed, signInWithPasskey } from './passkeys.ts';
import { type SignInState, signInState } from './state.ts';

const w = words(
  {
    title: 'Sign in',
    heading: 'Sign in',
    noPassword: 'There is no password to remember.',
    linkUsed: 'That link was used already, or it is too old. Ask for a new one, or sign in here.',
    over: 'You were signed out, because nobody touched the page for a while. Nothing you saved is lost.',
    passkey: 'Sign in with this device',
    passkeyBody: 'With your face, finger or PIN, if you set it up before.',
    notUsed: 'Your device did not sign you in. Try again, or use another way.',
    emailTitle: 'Get a code by e-mail',
    sent: 'If we know this address, a code is on its way. It works for 10 minutes.',
    first: 'Signing in for the first time?',
    firstBody:
      'Use the link that the program gave you. It works once. If it is lost, ask them for a new one.',
    step: 'One more step',
    stepCode: 'The 6 numbers your authenticator shows',
    stepOther: 'Sign in as someone else',
  },
  {
    title: 'Entrar',
    heading: 'Entrar',
    noPassword: 'No hay contraseña que recordar.',
    linkUsed: 'Ese enlace ya se usó o es muy viejo. Pida uno nuevo, o entre aquí.',
    over: 'Cerramos su sesión, porque nadie tocó la página por un rato. No se perdió nada de lo guardado.',
    passkey: 'Entrar con este dispositivo',
    passkeyBody: 'Con su cara, su huella o su PIN, si ya lo configuró.',
    notUsed: 'Su dispositivo no le dejó entrar. Pruebe otra vez, o de otra manera.',
    emailTitle: 'Recibir un código por correo',
    sent: 'Si conocemos este correo, el código va en camino. Sirve por 10 minutos.',
    first: '¿Entra por primera vez?',
    firstBody: 'Use el enlace que le dio el programa. Sirve una vez. Si lo perdió, pida otro.',
    step: 'Un paso más',
    stepCode: 'Los 6 números que muestra su autenticador',
    stepOther: 'Entrar como otra persona',
  },
);

// A whole new page: nothing that was read before signing in stays in memory.
const goTo = (next: string) => window.location.replace(next);

export default function SignIn() {
  const t = useWords(w);
  const [state, setState] = useState<SignInState | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    signInState().then(
      (now) => (now.is === 'signed-in' || now.is === 'locked' ? goTo(now.home) : setState(now)),
      (cause) => setProblem(cause instanceof Problem ? cause : null),
    );
  }, []);
  const asked = new URLSearchParams(window.location.search);
  const isLinkUsed = asked.get('link') === 'used';
  const isOver = asked.has('over');
  return (
    <Page title={t.title}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.noPassword}</p>
      </div>
      {isLinkUsed && (
        <Card tone="info">
          <p role="status">{t.linkUsed}</p>
        </Card>
      )}
      {isOver && (
        <Card tone="info">
          <p role="status">{t.over}</p>
        </Card>
      )}
      <ErrorSummary problem={problem} />
      {state?.is === 'owes-second-step' && <SecondStep />}
      {state?.is === 'signed-out' && (
        <>
          {canUsePasskeys() && <Passkey />}
          {state.canMail && (
            <Card title={t.emailTitle} icon="mail">
              <EmailCode<Next>
                ask="/api/sign-in/code"
                use="/api/sign-in/code/use"
                sent={t.sent}
                onDone={({ next }) => goTo(next)}
              />
            </Card>
          )}
          <div className="stack-tight">
            <h2>{t.first}</h2>
            <p className="muted">{t.firstBody}</p>
          </div>
        </>
      )}
    </Page>
  );
}

function Passkey() {
  const t = useWords(w);
  const [busy, setBusy] = useState(false);
  const [isNotUsed, setNotUsed] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const tryIt = async () => {
    setBusy(true);
    setNotUsed(false);
    setProblem(null);
    try {
      goTo(await signInWithPasskey());
    } catch (cause) {
      if (cause instanceof Problem && cause.status !== 422) setProblem(cause);
      else if (cause instanceof Problem || cause instanceof PasskeyNotUsed) setNotUsed(true);
      else throw cause;
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card>
      <ErrorSummary problem={problem} />
      <Button look="primary" wide icon="lock" busy={busy} onClick={() => void tryIt()}>
        {t.passkey}
      </Button>
      <p className="sm muted" role="status">
        {isNotUsed ? t.notUsed : t.passkeyBody}
      </p>
    </Card>
  );
}

function SecondStep() {
  const t = useWords(w);
  const startOver = async () => {
    await api.post('/api/sign-out');
    goTo('/sign-in');
  };
  return (
    <Card title={t.step} icon="shield">
      <CodeField
        label={t.stepCode}
        use={async (code) => goTo((await api.post<Next>('/api/sign-in/second-step', { code })).next)}
      >
        <Button look="text" onClick={() => void startOver()}>
          {t.stepOther}
        </Button>
      </CodeField>
    </Card>
  );
}
