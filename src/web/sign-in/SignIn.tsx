import { type FormEvent, useEffect, useState } from 'react';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, Page, TextField, useWords, words } from '../design/index.ts';
import { canUsePasskeys, PasskeyNotUsed, signInWithPasskey } from './passkeys.ts';
import { SecondStep } from './SecondStep.tsx';
import { type SignInState, signInState } from './state.ts';

const w = words(
  {
    title: 'Sign in',
    heading: 'Sign in',
    linkUsed: 'That link was used already, or it is too old. Ask for a new one, or sign in here.',
    passkey: 'Sign in with this device',
    passkeyBody: 'With your face, finger or PIN, if you set it up before.',
    notUsed: 'Your device did not sign you in. Try again, or use a code.',
    email: 'Your e-mail address',
    send: 'Send me a code',
    emailTitle: 'Get a code by e-mail',
    sent: 'If we know this address, a code is on its way. It works for 10 minutes.',
    code: 'The 6 numbers from the e-mail',
    goOn: 'Go on',
    other: 'Use another address',
    wrong: 'That code does not fit, or it is too old.',
    noMail: 'Signing in for the first time? Use the link that the program gave you.',
  },
  {
    title: 'Entrar',
    heading: 'Entrar',
    linkUsed: 'Ese enlace ya se usó o es muy viejo. Pida uno nuevo, o entre aquí.',
    passkey: 'Entrar con este dispositivo',
    passkeyBody: 'Con su cara, su huella o su PIN, si ya lo configuró.',
    notUsed: 'Su dispositivo no le dejó entrar. Pruebe otra vez, o use un código.',
    email: 'Su correo electrónico',
    send: 'Envíenme un código',
    emailTitle: 'Recibir un código por correo',
    sent: 'Si conocemos este correo, el código va en camino. Sirve por 10 minutos.',
    code: 'Los 6 números del correo',
    goOn: 'Seguir',
    other: 'Usar otro correo',
    wrong: 'Ese código no es correcto o ya venció.',
    noMail: '¿Entra por primera vez? Use el enlace que le dio el programa.',
  },
);

export default function SignIn() {
  const t = useWords(w);
  const [state, setState] = useState<SignInState | null>(null);
  const [fault, setFault] = useState<Problem | null>(null);
  const look = () =>
    signInState().then(
      (now) => (now.is === 'signed-in' ? window.location.replace(now.home) : setState(now)),
      (reason) => setFault(reason instanceof Problem ? reason : null),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    void look();
  }, []);
  const isLinkUsed = new URLSearchParams(window.location.search).get('link') === 'used';
  return (
    <Page title={t.title}>
      <h1>{t.heading}</h1>
      {isLinkUsed && <p role="status">{t.linkUsed}</p>}
      <ErrorSummary problem={fault} />
      {state?.is === 'owes-second-step' && <SecondStep onPassed={(home) => window.location.replace(home)} />}
      {state?.is === 'signed-out' && (
        <>
          {canUsePasskeys() && <Passkey onSignedIn={look} />}
          {state.canMail && <EmailCode onSignedIn={look} />}
          <p className="muted">{t.noMail}</p>
        </>
      )}
    </Page>
  );
}

function Passkey({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const t = useWords(w);
  const [isBusy, setBusy] = useState(false);
  const [isNotUsed, setNotUsed] = useState(false);
  const tryIt = async () => {
    setBusy(true);
    setNotUsed(false);
    try {
      await signInWithPasskey();
      await onSignedIn();
    } catch (fault) {
      if (!(fault instanceof PasskeyNotUsed) && !(fault instanceof Problem)) throw fault;
      setNotUsed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card>
      <Button look="primary" wide icon="lock" busy={isBusy} onClick={tryIt}>
        {t.passkey}
      </Button>
      <p className="sm muted" role="status">
        {isNotUsed ? t.notUsed : t.passkeyBody}
      </p>
    </Card>
  );
}

function EmailCode({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const t = useWords(w);
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [isSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const [fault, setFault] = useState<Problem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setWrong(false);
    setFault(null);
    try {
      if (isSent) {
        await api.post('/api/auth/sign-in/email-otp', { email: email.trim(), otp: code.replace(/\D/g, '') });
        await onSignedIn();
      } else {
        await api.post('/api/auth/email-otp/send-verification-otp', { email: email.trim(), type: 'sign-in' });
        setSent(true);
      }
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      if (isSent && reason.status >= 400 && reason.status < 500 && reason.status !== 429) setWrong(true);
      else setFault(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={t.emailTitle}>
      <ErrorSummary problem={fault} />
      <form onSubmit={submit} className="stack">
        {isSent ? (
          <>
            <p role="status">{t.sent}</p>
            <TextField
              label={t.code}
              value={code}
              onChange={setCode}
              error={isWrong ? t.wrong : undefined}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={12}
              required
            />
          </>
        ) : (
          <TextField
            label={t.email}
            type="email"
            autoComplete="email"
            value={email}
            onChange={setEmail}
            maxLength={200}
            required
          />
        )}
        <p className="row wrap">
          <Button look="primary" type="submit" busy={isBusy}>
            {isSent ? t.goOn : t.send}
          </Button>
          {isSent && (
            <Button
              look="text"
              onClick={() => {
                setSent(false);
                setCode('');
              }}
            >
              {t.other}
            </Button>
          )}
        </p>
      </form>
    </Card>
  );
}
