import { type FormEvent, useState } from 'react';
import { api, Problem } from '../api.ts';
import { Button, ErrorSummary, TextField, useLanguage, useWords, words } from '../design/index.ts';
import { CodeField } from './CodeField.tsx';

const w = words(
  {
    email: 'Your e-mail address',
    wrongEmail: 'Type an e-mail address, like name@example.com.',
    send: 'Send me a code',
    tooMany: 'We sent a few codes already. Wait 15 minutes, then ask again.',
    code: 'The 6 numbers from the e-mail',
    other: 'Use another address',
  },
  {
    email: 'Su correo electrónico',
    wrongEmail: 'Escriba un correo, como nombre@ejemplo.com.',
    send: 'Envíenme un código',
    tooMany: 'Ya enviamos varios códigos. Espere 15 minutos y pida otro.',
    code: 'Los 6 números del correo',
    other: 'Usar otro correo',
  },
);

const LOOKS_RIGHT = /^\S+@\S+\.\S+$/;

export interface EmailCodeProps<Answer> {
  readonly ask: string;
  readonly use: string;
  /** What is said once a code may be on its way. */
  readonly sent: string;
  readonly onDone: (answer: Answer) => void;
}

/** An address, then the code that went there: to sign in, and to say where codes should go. */
export function EmailCode<Answer>({ ask, use, sent, onDone }: EmailCodeProps<Answer>) {
  const t = useWords(w);
  const language = useLanguage();
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const address = email.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const looksRight = LOOKS_RIGHT.test(address);
    setProblem(null);
    setError(looksRight ? null : t.wrongEmail);
    if (!looksRight || busy) return;
    setBusy(true);
    try {
      await api.post(ask, { email: address, language });
      setSent(true);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      if (cause.status === 422) setError(t.wrongEmail);
      else if (cause.status === 429) setError(t.tooMany);
      else setProblem(cause);
    } finally {
      setBusy(false);
    }
  };
  if (isSent) {
    return (
      <>
        <p role="status">{sent}</p>
        <CodeField
          label={t.code}
          use={async (code) => onDone(await api.post<Answer>(use, { email: address, code }))}
        >
          <Button look="text" onClick={() => setSent(false)}>
            {t.other}
          </Button>
        </CodeField>
      </>
    );
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary
        problem={problem}
        errors={error === null ? [] : [{ message: error, fieldId: 'sign-in-email' }]}
      />
      <TextField
        id="sign-in-email"
        label={t.email}
        type="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        error={error ?? undefined}
        maxLength={254}
      />
      <div>
        <Button look="primary" type="submit" busy={busy}>
          {t.send}
        </Button>
      </div>
    </form>
  );
}
