import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, newKey, Problem } from '../api.ts';
import {
  Button,
  Card,
  ErrorSummary,
  RadioCards,
  TextField,
  Tick,
  useHeadingFocus,
  useLanguage,
  useWords,
} from '../design/index.ts';
import { useSignedIn } from '../week/week.ts';
import { Asked, type StepProps } from './Asked.tsx';
import { Chips } from './Chips.tsx';
import { draftFrom, partsFor } from './draft.ts';
import { newWords } from './new.words.ts';
import styles from './Sharing.module.css';
import { type Kind, type Part, partWords } from './sharing.ts';

interface FormWords {
  readonly kind: Kind;
  readonly says: { readonly en: string; readonly es: string };
  readonly statements: Readonly<Record<string, { readonly en: string; readonly es: string }>>;
}

/** What the other will see, asked of the database itself. */
export function Preview({ answers, go }: StepProps) {
  const t = useWords(newWords);
  const names = useWords(partWords);
  const language = useLanguage();
  const reading = useQuery({
    queryKey: ['sharing-preview', answers],
    queryFn: () =>
      api.post<{ sees: readonly { category: Part; rows: number }[] }>(
        '/api/my/sharing/preview',
        draftFrom(answers, language),
      ),
    staleTime: 0,
  });
  useSignedIn(reading.error);
  const sees = new Set(reading.data?.sees.map(({ category }) => category));
  const shared = draftFrom(answers, language).categories;
  const now = shared.filter((part) => sees.has(part));
  const later = shared.filter((part) => !sees.has(part));
  const never = partsFor(answers.whom).filter((part) => !shared.includes(part));
  const list = (title: string, parts: readonly Part[], isNot = false) =>
    parts.length > 0 && (
      <>
        <h2>{title}</h2>
        <Chips parts={parts.map((part) => names[part])} isNot={isNot} />
      </>
    );
  return (
    <Asked isAnswered={reading.data !== undefined} go={go}>
      {() => (
        <>
          <h1>{t.preview(answers.whom === 'program' ? t.them : answers.name)}</h1>
          <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
          {reading.data && (
            <Card>
              {list(t.seesNow, now)}
              {list(t.later, later)}
              {list(t.never, never, true)}
            </Card>
          )}
        </>
      )}
    </Asked>
  );
}

/** All the words, the tick, the name. */
export function Sign({ answers, change }: StepProps) {
  const t = useWords(newWords);
  const language = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [hasAgreed, setAgreed] = useState(false);
  const [signature, setSignature] = useState('');
  const [key, setKey] = useState(newKey);
  const draft = draftFrom(answers, language);
  const forms = useQuery({
    queryKey: ['consent-forms'],
    queryFn: () => api.get<{ forms: readonly FormWords[] }>('/api/consent-forms'),
  });
  const form = forms.data?.forms.find(({ kind }) => kind === draft.kind);
  useHeadingFocus();
  const signing = useMutation({
    mutationFn: () =>
      api.post<{ consent: { id: string } }>(
        '/api/my/sharing',
        { ...draft, signature, agreed: hasAgreed },
        { key },
      ),
    onSuccess: async ({ consent }) => {
      await client.invalidateQueries({ queryKey: ['sharing'] });
      await navigate({ to: '/more/sharing/$k', params: { k: consent.id } } as never);
    },
  });
  // A changed form is another intention.
  // biome-ignore lint/correctness/useExhaustiveDependencies: that is what it follows
  useEffect(() => setKey(newKey()), [signature, hasAgreed, answers]);
  const fault = signing.error ?? forms.error;
  const isReady =
    hasAgreed && signature.trim() !== '' && (answers.whom !== 'program' || answers.gifts !== undefined);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) signing.mutate();
      }}
    >
      <h1>{t.sign}</h1>
      <ErrorSummary
        problem={fault instanceof Problem ? fault : null}
        errors={fault instanceof Problem ? fault.fields.map(({ detail }) => ({ message: detail })) : []}
      />
      {form && (
        <Card>
          <p>{form.says[language]}</p>
          <ul className={styles.facts}>
            {Object.entries(form.statements).map(([name, said]) => (
              <li key={name}>{said[language]}</li>
            ))}
          </ul>
        </Card>
      )}
      {answers.whom === 'program' && (
        <RadioCards
          legend={t.gifts}
          value={answers.gifts}
          onChange={(gifts) => change({ gifts })}
          choices={[
            { value: 'may-ask' as const, label: t.giftsYes },
            { value: 'may-not-ask' as const, label: t.giftsNo },
          ]}
        />
      )}
      <Tick label={t.agreed} checked={hasAgreed} onChange={setAgreed} />
      <TextField
        label={t.typed}
        value={signature}
        maxLength={120}
        autoComplete="name"
        onChange={setSignature}
      />
      <p>
        <Button type="submit" look="primary" busy={signing.isPending} aria-disabled={!isReady}>
          {t.done(answers.whom === 'program' ? t.them : answers.name)}
        </Button>
      </p>
    </form>
  );
}
