import { useState } from 'react';
import { Problem } from '../api.ts';
import {
  AnchorButton,
  Button,
  Card,
  dateWords,
  ErrorSummary,
  Page,
  telHref,
  useLanguage,
  useSite,
  useWords,
  words,
} from '../design/public.ts';
import { Bottom } from '../week/Bottom.tsx';
import { useSignedIn } from '../week/week.ts';
import { PARTS } from './merge.ts';
import { SafetyForm, safetyWords } from './SafetyForm.tsx';
import styles from './SafetyPlan.module.css';
import { useSafetyPlan } from './useSafetyPlan.ts';

const w = words(
  {
    title: 'My plan',
    heading: 'My safety plan',
    loading: 'Loading…',
    lead: 'What helps when things get hard, step by step. In your own words.',
    now: 'Need help right now?',
    call: 'Call or text 988',
    callNote: 'Free, day and night. You do not have to give your name.',
    danger: 'In danger? Call 911',
    us: (phone: string) => `Call us: ${phone}`,
    none: 'Nothing is written yet. You can write it here, or with your counselor.',
    write: 'Write',
    done: 'Done writing',
    print: 'Print',
    who: 'You and your care team can read this. What stood here before is kept.',
    last: (date: string, who: string) => `Last saved on ${date}, written by ${who}.`,
    you: 'you',
  },
  {
    title: 'Mi plan',
    heading: 'Mi plan de seguridad',
    loading: 'Cargando…',
    lead: 'Lo que ayuda cuando todo se pone difícil, paso a paso. Con sus palabras.',
    now: '¿Necesita ayuda ya?',
    call: 'Llame o escriba al 988',
    callNote: 'Gratis, día y noche. No tiene que dar su nombre.',
    danger: '¿En peligro? Llame al 911',
    us: (phone) => `Llámenos: ${phone}`,
    none: 'Todavía no hay nada escrito. Puede escribirlo aquí, o con su consejero.',
    write: 'Escribir',
    done: 'Terminé de escribir',
    print: 'Imprimir',
    who: 'Usted y su equipo pueden leerlo. Lo que había antes se conserva.',
    last: (date, who) => `Se guardó el ${date}. Escribió: ${who}.`,
    you: 'usted',
  },
);

/** The person's safety plan: who to call first, then each step in their words; to read, to write, to print. */
export default function MySafetyPlan() {
  const t = useWords(w);
  const s = useWords(safetyWords);
  const language = useLanguage();
  const site = useSite();
  const [isWriting, setWriting] = useState(false);
  const desk = useSafetyPlan('/api/my/safety-plan');
  const { reading, words: said } = desk;
  useSignedIn(reading.error);
  const written = PARTS.filter((part) => (said?.[part] ?? '').trim() !== '');
  const savedAt = reading.data?.savedAt ?? null;
  return (
    <Page title={t.title} back="/more" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      <Card title={t.now} icon="phone" tone="info">
        <p className={styles.calls}>
          <AnchorButton look="primary" href="tel:988" icon="phone">
            {t.call}
          </AnchorButton>
          <AnchorButton href="tel:911" icon="warning">
            {t.danger}
          </AnchorButton>
          {site && (
            <AnchorButton href={telHref(site.phone)} icon="home">
              {t.us(site.phone)}
            </AnchorButton>
          )}
        </p>
        <p className="sm">{t.callNote}</p>
      </Card>
      <p className="muted">{t.lead}</p>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {said && !isWriting && (
        <>
          {written.length === 0 && <p>{t.none}</p>}
          <ol className={styles.steps}>
            {written.map((part) => (
              <li key={part}>
                <h2>{s.parts[part]}</h2>
                <p className={styles.words}>{said[part]}</p>
              </li>
            ))}
          </ol>
        </>
      )}
      {isWriting && <SafetyForm desk={desk} />}
      {said && (
        <p className="row wrap">
          <Button
            icon="pen"
            look={isWriting ? 'primary' : 'secondary'}
            onClick={() => setWriting(!isWriting)}
          >
            {isWriting ? t.done : t.write}
          </Button>
          {!isWriting && (
            <Button icon="print" onClick={() => window.print()}>
              {t.print}
            </Button>
          )}
        </p>
      )}
      <p className="sm muted">
        {t.who}{' '}
        {savedAt &&
          t.last(
            dateWords(savedAt.slice(0, 10), language, { month: 'long', day: 'numeric' }),
            reading.data?.writer ?? t.you,
          )}
      </p>
    </Page>
  );
}
