import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Problem } from '../api.ts';
import { Button, ErrorSummary, TextField, useWords, words } from '../design/index.ts';

const w = words(
  {
    goOn: 'Go on',
    wrong: 'That code does not fit, or it is too old. Look again, or use the newest one.',
    tooMany: 'That was a lot at once. Wait a few minutes, then try again.',
    empty: 'Type the 6 numbers.',
  },
  {
    goOn: 'Seguir',
    wrong: 'Ese código no es correcto o ya venció. Mire otra vez, o use el más nuevo.',
    tooMany: 'Fueron muchos intentos. Espere unos minutos y pruebe otra vez.',
    empty: 'Escriba los 6 números.',
  },
);

// The one thing to do here is to type, or paste, the code.
const focusOnArrival = (input: HTMLInputElement | null) => input?.focus();

export interface CodeFieldProps {
  readonly label: string;
  readonly goOn?: string;
  /** Throws the server's Problem when the code does not fit. */
  readonly use: (code: string) => Promise<void>;
  /** Other ways on, beside the button. */
  readonly children?: ReactNode;
}

/** Six numbers to type or paste, from a letter or an authenticator, and the button that uses them. */
export function CodeField({ label, goOn, use, children }: CodeFieldProps) {
  const t = useWords(w);
  const id = useId();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed = code.replace(/\s/g, '');
    setProblem(null);
    setError(typed === '' ? t.empty : null);
    if (typed === '' || busy) return;
    setBusy(true);
    try {
      await use(typed);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      if (cause.status === 422) setError(t.wrong);
      else if (cause.status === 429) setError(t.tooMany);
      else setProblem(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <ErrorSummary problem={problem} errors={error === null ? [] : [{ message: error, fieldId: id }]} />
      <TextField
        id={id}
        ref={focusOnArrival}
        label={label}
        value={code}
        onChange={setCode}
        error={error ?? undefined}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
      />
      <div className="row wrap">
        <Button look="primary" type="submit" busy={busy}>
          {goOn ?? t.goOn}
        </Button>
        {children}
      </div>
    </form>
  );
}
