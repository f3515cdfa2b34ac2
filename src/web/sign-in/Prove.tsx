import { type ReactNode, useState } from 'react';
import { api, Problem } from '../api.ts';
import { Button, ErrorSummary, useWords, words } from '../design/index.ts';
import { CodeField } from './CodeField.tsx';
import { EmailCode } from './EmailCode.tsx';
import { canUsePasskeys, makePasskey, PasskeyNotUsed, proveWithPasskey } from './passkeys.ts';
import type { SignedInState } from './state.ts';

const w = words(
  {
    key: 'Use this device',
    notUsed: 'Your device did not go along. Try again, or use another way.',
    code: 'The 6 numbers your authenticator shows',
    sent: 'A code is on its way. It works for 10 minutes.',
    setUp: 'Set up this device',
    setUpBody: 'You have no way to show it yet. Set up this device now, with your face, finger or PIN.',
    elsewhere: 'You have no way to show it yet. Under “How you sign in” you can set one up.',
  },
  {
    key: 'Usar este dispositivo',
    notUsed: 'Su dispositivo no lo aceptó. Pruebe otra vez, o de otra manera.',
    code: 'Los 6 números que muestra su autenticador',
    sent: 'El código va en camino. Sirve por 10 minutos.',
    setUp: 'Configurar este dispositivo',
    setUpBody: 'Todavía no tiene cómo mostrarlo. Configure este dispositivo con su cara, su huella o su PIN.',
    elsewhere: 'Todavía no tiene cómo mostrarlo. En “Cómo entra” puede configurarlo.',
  },
);

export interface ProveProps {
  readonly ways: SignedInState['ways'];
  /** Offered where no way is set up: not on a lock screen, where anybody may sit. */
  readonly maySetUp: boolean;
  readonly onProven: () => void;
}

/** Every way this person has to show that it is them: device, authenticator, letter. */
export function Prove({ ways, maySetUp, onProven }: ProveProps) {
  const t = useWords(w);
  const isNone = !ways.key && !ways.code && !ways.mail;
  return (
    <>
      {ways.key && canUsePasskeys() && (
        <Attempt label={t.key} use={proveWithPasskey} onDone={onProven}>
          {null}
        </Attempt>
      )}
      {ways.code && (
        <CodeField
          label={t.code}
          use={async (code) => {
            await api.post('/api/sign-in/prove/code', { code });
            onProven();
          }}
        />
      )}
      {ways.mail && (
        <EmailCode ask="/api/sign-in/code" use="/api/sign-in/prove/mail" sent={t.sent} onDone={onProven} />
      )}
      {isNone &&
        maySetUp &&
        (canUsePasskeys() ? (
          <Attempt label={t.setUp} use={makePasskey} onDone={onProven}>
            <p>{t.setUpBody}</p>
          </Attempt>
        ) : (
          <p>{t.elsewhere}</p>
        ))}
    </>
  );
}

interface AttemptProps {
  readonly label: string;
  readonly use: () => Promise<void>;
  readonly onDone: () => void;
  readonly children: ReactNode;
}

/** A button that asks the device. */
function Attempt({ label, use, onDone, children }: AttemptProps) {
  const t = useWords(w);
  const [busy, setBusy] = useState(false);
  const [isNotUsed, setNotUsed] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const tryIt = async () => {
    setBusy(true);
    setNotUsed(false);
    setProblem(null);
    try {
      await use();
      onDone();
    } catch (cause) {
      if (cause instanceof Problem && cause.status !== 422) setProblem(cause);
      else if (cause instanceof Problem || cause instanceof PasskeyNotUsed) setNotUsed(true);
      else throw cause;
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      {children}
      <ErrorSummary problem={problem} />
      <Button look="primary" wide icon="lock" busy={busy} onClick={() => void tryIt()}>
        {label}
      </Button>
      {isNotUsed && <p role="status">{t.notUsed}</p>}
    </div>
  );
}
