import { type FormEvent, useState } from 'react';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, TextField, useWords, words } from '../design/index.ts';

const w = words(
  {
    title: 'Second step',
    code: 'The 6 numbers your authenticator shows',
    goOn: 'Go on',
  },
  {
    title: 'Segundo paso',
    code: 'Los 6 números que muestra su autenticador',
    goOn: 'Seguir',
  },
);

/** A code from the authenticator: at every sign-in once it is set up, and to set it up. */
export function SecondStep({ onPassed }: { readonly onPassed: (home: string) => void }) {
  const t = useWords(w);
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Problem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      const { home } = await api.post<{ home: string }>('/api/sign-in/second-step', {
        code: code.replace(/\D/g, ''),
      });
      onPassed(home);
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason;
      setFault(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={t.title}>
      <ErrorSummary problem={fault} fields={{ '/code': 'second-step-code' }} />
      <form onSubmit={submit} className="stack">
        <TextField
          id="second-step-code"
          label={t.code}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          required
        />
        <p>
          <Button look="primary" type="submit" busy={isBusy}>
            {t.goOn}
          </Button>
        </p>
      </form>
    </Card>
  );
}
