import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, Page, useLanguage, useWords, words } from '../design/index.ts';
import { useSignedIn } from '../week/week.ts';
import { Invite } from './Invite.tsx';
import styles from './Sharing.module.css';
import { type Consent, dayOfInstant, type Part, partWords, useUntil, useWho } from './sharing.ts';

const w = words(
  {
    title: 'Sharing',
    print: 'Print or save as PDF',
    patient: 'Whose record',
    discloser: 'Who shares',
    recipient: 'Who may see it',
    information: 'What',
    purpose: 'What for',
    until: 'Until when',
    members: 'Through them',
    officials: 'Who watches over the case',
    caseNumber: 'Case',
    study: 'Study',
    fundraising: 'Asking for gifts',
    'not-used': 'Not done with this.',
    'may-ask': 'You said we may ask.',
    'may-not-ask': 'You said we may not ask.',
    revocation: 'How to stop it',
    reliance: 'What can’t be taken back',
    redisclosure: 'If they pass it on',
    refusal: 'If you say no',
    signed: 'Signed',
    by: (name: string, day: string) => `${name}, ${day}`,
    paper: 'on paper',
    typed: 'typed here',
    intact: 'These are the words that were signed.',
    changed: 'These words are not the ones that were signed. Tell the privacy officer.',
    mark: 'Mark of the signed words',
    seen: 'What they looked at',
    nothing: 'Nothing yet.',
    now: 'Now',
  },
  {
    title: 'Compartir',
    print: 'Imprimir o guardar como PDF',
    patient: 'De quién es el expediente',
    discloser: 'Quién comparte',
    recipient: 'Quién lo puede ver',
    information: 'Qué',
    purpose: 'Para qué',
    until: 'Hasta cuándo',
    members: 'Por medio de ellos',
    officials: 'Quién sigue el caso',
    caseNumber: 'Caso',
    study: 'Estudio',
    fundraising: 'Pedir ayuda para el programa',
    'not-used': 'Con esto no se hace.',
    'may-ask': 'Usted dijo que podemos pedir.',
    'may-not-ask': 'Usted dijo que no podemos pedir.',
    revocation: 'Cómo pararlo',
    reliance: 'Qué no se puede borrar',
    redisclosure: 'Si ellos lo dan a otros',
    refusal: 'Si dice que no',
    signed: 'Firmado',
    by: (name, day) => `${name}, ${day}`,
    paper: 'en papel',
    typed: 'escrito aquí',
    intact: 'Estas son las palabras que se firmaron.',
    changed: 'Estas palabras no son las que se firmaron. Avise a la persona de privacidad.',
    mark: 'Marca de las palabras firmadas',
    seen: 'Qué miraron',
    nothing: 'Nada todavía.',
    now: 'Ahora',
  },
);

interface Whole {
  readonly consent: Consent;
  readonly title: string;
  readonly says: string;
  readonly language: 'en' | 'es';
  readonly patient: string;
  readonly discloser: string;
  readonly information: string;
  readonly purpose: string;
  readonly members: readonly string[];
  readonly officials: readonly string[];
  readonly caseNumber: string | null;
  readonly study: string | null;
  readonly fundraising: 'not-used' | 'may-ask' | 'may-not-ask' | null;
  readonly statements: readonly { readonly name: Statement | 'fundraising'; readonly words: string }[];
  readonly signature: { readonly name: string; readonly how: 'typed' | 'paper' };
  readonly signedOn: string;
  readonly hash: string;
  readonly isIntact: boolean;
  readonly seen: readonly { readonly at: string; readonly category: string }[];
}
type Statement = 'revocation' | 'reliance' | 'redisclosure' | 'refusal';

/** The whole form as it was signed, to read and to print. */
export default function One() {
  const t = useWords(w);
  const { k } = useParams({ strict: false }) as { k: string };
  const reading = useQuery({
    queryKey: ['sharing', k],
    queryFn: () => api.get<Whole>(`/api/my/sharing/${k}`),
  });
  useSignedIn(reading.error);
  const whole = reading.data;
  return (
    <Page title={t.title} back="/more/sharing" width="medium">
      {whole === undefined && <h1>{t.title}</h1>}
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {whole && <Form whole={whole} />}
    </Page>
  );
}

function Form({ whole }: { readonly whole: Whole }) {
  const t = useWords(w);
  const language = useLanguage();
  const until = useUntil()(whole.consent);
  const who = useWho()(whole.consent);
  const parts = useWords(partWords);
  const list = (names: readonly string[]) => (names.length === 0 ? null : names.join(', '));
  return (
    <>
      <h1 lang={whole.language}>{whole.title}</h1>
      <p lang={whole.language}>{whole.says}</p>
      {whole.consent.state === 'in-force' && whole.consent.recipient.kind === 'supporter' && (
        <div className={styles.screen}>
          <Invite supporter={whole.consent.recipient.id ?? ''} />
        </div>
      )}
      <dl className={styles.facts}>
        <Fact name={t.patient}>{whole.patient}</Fact>
        <Fact name={t.discloser}>{whole.discloser}</Fact>
        <Fact name={t.recipient}>{whole.consent.kind === 'tpo' ? whole.consent.recipient.name : who}</Fact>
        <Fact name={t.members}>{list(whole.members)}</Fact>
        <Fact name={t.information}>{whole.information}</Fact>
        <Fact name={t.purpose}>{whole.purpose}</Fact>
        <Fact name={t.caseNumber}>{whole.caseNumber}</Fact>
        <Fact name={t.officials}>{list(whole.officials)}</Fact>
        <Fact name={t.study}>{whole.study}</Fact>
        <Fact name={t.until}>{until}</Fact>
        {whole.statements.map(({ name, words: said }) => (
          <Fact key={name} name={t[name]}>
            <span lang={whole.language}>{said}</span>
          </Fact>
        ))}
        {whole.consent.kind === 'tpo' && whole.fundraising && (
          <Fact name={t.now}>{t[whole.fundraising]}</Fact>
        )}
        <Fact name={t.signed}>
          {t.by(whole.signature.name, dayOfInstant(`${whole.signedOn}T12:00:00`, language))} (
          {t[whole.signature.how]})
        </Fact>
        <Fact name={t.mark}>
          <span className={`sm ${styles.hash}`}>{whole.hash}</span>
          <br />
          <span className="sm muted">{whole.isIntact ? t.intact : t.changed}</span>
        </Fact>
      </dl>
      <div className={`stack ${styles.screen}`}>
        <p>
          <Button icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
        </p>
        <Card title={t.seen} icon="eye">
          {whole.seen.length === 0 && <p className="muted">{t.nothing}</p>}
          <ul>
            {whole.seen.slice(0, 50).map(({ at, category }) => (
              <li key={`${at}-${category}`}>
                {parts[category as Part] ?? category} · {dayOfInstant(at, language)}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === null || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
