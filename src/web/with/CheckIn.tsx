import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../api.ts';
import {
  Button,
  Card,
  ErrorSummary,
  Page,
  RadioCards,
  toast,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { dayOfInstant } from '../sharing/sharing.ts';
import { useSignedIn } from '../week/week.ts';
import { Tabs } from './Tabs.tsx';
import styles from './With.module.css';

const w = words(
  {
    title: 'How am I doing?',
    heading: 'How am I doing?',
    lead: 'Three questions about you. Only you can see the answers. Nobody else does, here or anywhere.',
    sleep: 'How did you sleep this week?',
    strain: 'How heavy does it feel?',
    company: 'Did you have someone to talk to?',
    sleepOf: { 0: 'Badly', 1: 'Not so well', 2: 'All right', 3: 'Well' },
    strainOf: { 0: 'Too much for me', 1: 'Heavy', 2: 'I can manage', 3: 'Light' },
    companyOf: { 0: 'Nobody', 1: 'Hardly', 2: 'Sometimes', 3: 'Yes, often' },
    need: 'Answer all three, or leave it for another day.',
    keep: 'Keep this for me',
    kept: 'Kept, for you alone.',
    low: 'That sounds like a lot. You do not have to carry it alone. Call or text 988, or look at the groups under “How to help”.',
    before: 'What you said before',
    names: { sleep: 'Sleep', strain: 'Weight', company: 'Company' },
    erase: 'Erase all of it',
    erased: 'Erased.',
  },
  {
    title: '¿Cómo estoy yo?',
    heading: '¿Cómo estoy yo?',
    lead: 'Tres preguntas sobre usted. Solo usted ve las respuestas. Nadie más, ni aquí ni en otro lado.',
    sleep: '¿Cómo durmió esta semana?',
    strain: '¿Cuánto le pesa?',
    company: '¿Tuvo con quién hablar?',
    sleepOf: { 0: 'Mal', 1: 'No muy bien', 2: 'Más o menos bien', 3: 'Bien' },
    strainOf: { 0: 'Es demasiado para mí', 1: 'Pesa mucho', 2: 'Puedo con ello', 3: 'Pesa poco' },
    companyOf: { 0: 'Con nadie', 1: 'Casi con nadie', 2: 'A veces', 3: 'Sí, seguido' },
    need: 'Conteste las tres, o déjelo para otro día.',
    keep: 'Guardar esto para mí',
    kept: 'Guardado, solo para usted.',
    low: 'Eso suena a mucho. No lo tiene que cargar sin ayuda. Llame o escriba al 988, o mire los grupos en “Cómo ayudar”.',
    before: 'Lo que dijo antes',
    names: { sleep: 'Sueño', strain: 'Peso', company: 'Compañía' },
    erase: 'Borrar todo',
    erased: 'Borrado.',
  },
);

const QUESTIONS = ['sleep', 'strain', 'company'] as const;
type Question = (typeof QUESTIONS)[number];
type Value = 0 | 1 | 2 | 3;
const VALUES = ['0', '1', '2', '3'] as const;

interface Kept {
  readonly id: string;
  readonly at: string;
  readonly answers: Readonly<Record<Question, Value>>;
}

/** How the supporter is doing, kept for themself alone. */
export default function CheckIn() {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const [answers, setAnswers] = useState<Partial<Record<Question, Value>>>({});
  const [isAsked, setAsked] = useState(false);
  const reading = useQuery({
    queryKey: ['with', 'check-ins'],
    queryFn: () => api.get<{ checkIns: readonly Kept[] }>('/api/with/check-ins'),
    staleTime: 0,
  });
  useSignedIn(reading.error);
  const refresh = () => client.invalidateQueries({ queryKey: ['with', 'check-ins'] });
  const keeping = useMutation({
    mutationFn: () => api.post('/api/with/check-ins', answers),
    onSuccess: () => {
      setAnswers({});
      setAsked(false);
      toast({ text: t.kept });
      return refresh();
    },
  });
  const erasing = useMutation({
    mutationFn: () => api.delete('/api/with/check-ins'),
    onSuccess: () => {
      toast({ text: t.erased });
      return refresh();
    },
  });
  const fault = reading.error ?? keeping.error ?? erasing.error;
  const isWhole = QUESTIONS.every((question) => answers[question] !== undefined);
  const choicesOf = { sleep: t.sleepOf, strain: t.strainOf, company: t.companyOf };
  const kept = reading.data?.checkIns ?? [];
  const isLow = QUESTIONS.some((question) => kept[0]?.answers[question] === 0);
  return (
    <Page title={t.title} back="/with" tabs={<Tabs />}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.lead}</p>
      </div>
      <ErrorSummary
        problem={fault instanceof Problem ? fault : null}
        errors={isAsked && !isWhole ? [{ message: t.need }] : []}
      />
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(!isWhole);
          if (isWhole) keeping.mutate();
        }}
      >
        {QUESTIONS.map((question) => (
          <RadioCards
            key={question}
            legend={t[question]}
            legendIs="h2"
            value={answers[question] === undefined ? undefined : VALUES[answers[question]]}
            onChange={(value) => setAnswers({ ...answers, [question]: Number(value) as Value })}
            choices={VALUES.map((value) => ({ value, label: choicesOf[question][value] }))}
          />
        ))}
        <p>
          <Button type="submit" look="primary" busy={keeping.isPending}>
            {t.keep}
          </Button>
        </p>
      </form>
      {isLow && (
        <Card tone="dawn" icon="heart">
          <p>{t.low}</p>
        </Card>
      )}
      {kept.length > 0 && (
        <Card title={t.before} icon="clock">
          <ul className={styles.pairs}>
            {kept.map(({ id, at, answers: said }) => (
              <li key={id}>
                <span>{dayOfInstant(at, language)}</span>
                <span className="sm">
                  {QUESTIONS.map(
                    (question) => `${t.names[question]}: ${choicesOf[question][said[question]]}`,
                  ).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
          <p>
            <Button look="text" icon="erase" busy={erasing.isPending} onClick={() => erasing.mutate()}>
              {t.erase}
            </Button>
          </p>
        </Card>
      )}
    </Page>
  );
}
