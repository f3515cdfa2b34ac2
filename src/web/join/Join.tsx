import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Next } from '../../guard/sign-in/shapes.ts';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, Page, TextField, useWords, words } from '../design/public.ts';

const w = words(
  {
    title: 'Come in',
    heading: 'Come in',
    lead: 'Someone sent you this link. You also need the code they told you.',
    code: 'The 6 numbers you were told',
    codeHint: 'They come by voice, not with the link.',
    called: 'What should we call you?',
    calledHint: 'They will see this name and say if it is you.',
    go: 'Go on',
    wrong: 'That link and code do not go together, or they are too old. Look again, or ask for new ones.',
    tooMany: 'That was a lot at once. Wait a minute, then try again.',
    needCode: 'Type the 6 numbers.',
    needName: 'Type a name.',
    quiet: 'Good to know',
    quiet1: 'You choose what you do here. You can leave for good at any time.',
    quiet2: 'This page does not say who sent the link.',
  },
  {
    title: 'Entrar',
    heading: 'Entrar',
    lead: 'Alguien le mandó este enlace. También hace falta el código que le dijo.',
    code: 'Los 6 números que le dijeron',
    codeHint: 'Se dicen en voz alta, no van con el enlace.',
    called: '¿Cómo le llamamos?',
    calledHint: 'Esa persona verá este nombre y dirá si es usted.',
    go: 'Seguir',
    wrong: 'Ese enlace y ese código no van juntos, o ya vencieron. Mire otra vez, o pida otros.',
    tooMany: 'Fueron muchos intentos. Espere un minuto y pruebe otra vez.',
    needCode: 'Escriba los 6 números.',
    needName: 'Escriba un nombre.',
    quiet: 'Bueno saber',
    quiet1: 'Usted elige qué hace aquí. Puede irse para siempre cuando quiera.',
    quiet2: 'Esta página no dice quién mandó el enlace.',
  },
);

/** The link alone opens nothing, and what is wrong is never told apart. */
export default function Join() {
  const t = useWords(w);
  const { token } = useParams({ strict: false }) as { token: string };
  const [code, setCode] = useState('');
  const [called, setCalled] = useState('');
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly { message: string; fieldId: string }[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const digits = code.replace(/\s/g, '');
    const lacks = [
      ...(/^\d{6}$/.test(digits) ? [] : [{ message: t.needCode, fieldId: 'code' }]),
      ...(called.trim() === '' ? [{ message: t.needName, fieldId: 'called' }] : []),
    ];
    setProblem(null);
    setErrors(lacks);
    if (lacks.length > 0) return;
    setBusy(true);
    try {
      const { next } = await api.post<Next>('/api/sign-in/invitation', { token, code: digits, called });
      // A whole new page, and no way back to an address that was used up.
      window.location.replace(next);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      if (cause.status === 422) setErrors([{ message: t.wrong, fieldId: 'code' }]);
      else if (cause.status === 429) setErrors([{ message: t.tooMany, fieldId: 'code' }]);
      else setProblem(cause);
    } finally {
      setBusy(false);
    }
  };
  const errorOf = (fieldId: string) => errors.find((it) => it.fieldId === fieldId)?.message;
  return (
    <Page title={t.title}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.lead}</p>
      </div>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary problem={problem} errors={errors} />
        <TextField
          id="code"
          label={t.code}
          hint={t.codeHint}
          error={errorOf('code')}
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          onChange={setCode}
        />
        <TextField
          id="called"
          label={t.called}
          hint={t.calledHint}
          error={errorOf('called')}
          value={called}
          autoComplete="nickname"
          maxLength={40}
          onChange={setCalled}
        />
        <p>
          <Button type="submit" look="primary" busy={busy}>
            {t.go}
          </Button>
        </p>
      </form>
      <Card title={t.quiet} icon="lock" compact>
        <p>{t.quiet1}</p>
        <p>{t.quiet2}</p>
      </Card>
    </Page>
  );
}
