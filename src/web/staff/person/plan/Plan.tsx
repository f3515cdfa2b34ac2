import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { TreatmentPlanShown } from '../../../../treat/index.ts';
import { api, Problem } from '../../../api.ts';
import {
  Button,
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  LinkButton,
  Pill,
  useLanguage,
  useWords,
  words,
} from '../../../design/index.ts';
import { dayOfInstant } from '../../../goals/day.ts';
import Locked from '../../emergency/Locked.tsx';
import { Frame } from '../../Frame.tsx';
import { Tabs } from '../Tabs.tsx';
import { Agreed } from './Agreed.tsx';
import { Areas } from './Areas.tsx';
import { Goals } from './Goals.tsx';
import { NotSigned } from './NotSigned.tsx';
import styles from './Plan.module.css';
import { ProblemList } from './ProblemList.tsx';
import { SignDialog } from './SignDialog.tsx';
import { StalePlan } from './StalePlan.tsx';
import { Standing } from './Standing.tsx';
import { usePlan } from './usePlan.ts';
import { planWords } from './words.ts';

const w = words(
  {
    title: 'Plan & goals',
    of: (name: string) => `Plan and goals: ${name}`,
    back: 'Person',
    print: 'Print',
    begin: 'Begin the plan',
    change: 'Change the plan…',
    changeHint: 'What is signed stays as it is. A new version begins beside it.',
    none: 'There is no plan yet',
    noneBody: 'Ask what they want to be different, and write it down as they say it.',
    draft: (n: number) => `Version ${n}, a draft`,
    sign: 'Sign…',
    due: (why: string, date: string) => `${why} due by ${date}`,
    overdue: (why: string, date: string) => `${why} was due by ${date}`,
    later: (why: string, date: string) => `${why} by ${date}`,
    toCheck: 'The interval is this program’s own: check it with your state and payer.',
    waits: 'Signed by the clinician. It waits for the person’s signature on their phone.',
    whyNot: 'They will not sign…',
    older: 'Earlier versions',
    version: (n: number, date: string, by: string) => `Version ${n}, ${date}, ${by}`,
    seen: 'That you looked is noted; the person can see it.',
  },
  {
    title: 'Plan y metas',
    of: (name) => `Plan y metas: ${name}`,
    back: 'Persona',
    print: 'Imprimir',
    begin: 'Empezar el plan',
    change: 'Cambiar el plan…',
    changeHint: 'Lo firmado queda como está. Al lado empieza una versión nueva.',
    none: 'Aún no hay plan',
    noneBody: 'Pregunte qué quiere que cambie y escríbalo como lo diga.',
    draft: (n) => `Versión ${n}, borrador`,
    sign: 'Firmar…',
    due: (why, date) => `${why}: para el ${date}`,
    overdue: (why, date) => `${why}: era para el ${date}`,
    later: (why, date) => `${why} antes del ${date}`,
    toCheck: 'El intervalo es propio del programa: verifíquelo con su estado y pagador.',
    waits: 'Firmado por el profesional. Espera la firma de la persona en su teléfono.',
    whyNot: 'No va a firmar…',
    older: 'Versiones anteriores',
    version: (n, date, by) => `Versión ${n}, ${date}, ${by}`,
    seen: 'Queda anotado que miró; la persona puede verlo.',
  },
);

interface Row {
  readonly participant: string;
  readonly recordCode: string | null;
  readonly called: string | null;
}

/** Somebody's plan: what is agreed, the next version beside it, and how each goal goes. */
export default function Plan() {
  const t = useWords(w);
  const p = useWords(planWords);
  const language = useLanguage();
  const { person } = useParams({ strict: false }) as { person: string };
  const desk = usePlan(person);
  const [opened, setOpened] = useState<'sign' | 'why-not'>();
  const people = useQuery({
    queryKey: ['people'],
    queryFn: () => api.get<{ people: readonly Row[] }>('/api/people'),
  });
  const row = people.data?.people.find(({ participant }) => participant === person);
  const beginning = useMutation({
    mutationFn: () => api.post<TreatmentPlanShown>(`/api/people/${person}/treatment-plan/draft`, {}),
    onSuccess: (answer) => desk.show(answer),
  });
  const { reading, content, saving, theirs } = desk;
  const { data } = reading;
  if (reading.error instanceof Problem && reading.error.status === 404) return <Locked />;
  const name = row ? `${row.recordCode ?? ''} ${row.called ?? ''}` : '';
  const date = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric', year: 'numeric' });
  const agreed = data?.waiting ?? data?.inForce ?? null;
  const older = (data?.versions ?? []).flatMap(({ plan, number, signature }) =>
    signature === null || plan === agreed?.plan ? [] : [{ plan, number, signature }],
  );
  return (
    <Frame
      title={t.title}
      heading={name === '' ? t.title : t.of(name)}
      reading={reading}
      actions={
        <>
          <LinkButton to={`/people/${person}`} compact icon="left">
            {t.back}
          </LinkButton>
          <Button compact icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
        </>
      }
    >
      <Tabs person={person} />
      {data && (
        <>
          <ErrorSummary problem={beginning.error instanceof Problem ? beginning.error : null} />
          <p className="row wrap">
            {data.review && (
              <Pill
                tone={
                  data.review.state === 'overdue' ? 'bad' : data.review.state === 'due' ? 'warn' : 'neutral'
                }
              >
                {(data.review.state === 'overdue'
                  ? t.overdue
                  : data.review.state === 'due'
                    ? t.due
                    : t.later)(p.why[data.review.why], date(data.review.by))}
              </Pill>
            )}
            {data.review?.isToCheck && <span className="xs muted">{t.toCheck}</span>}
          </p>
          {data.waiting && (
            <Card tone="info">
              <p>{t.waits}</p>
              <p className={styles.screen}>
                <Button compact onClick={() => setOpened('why-not')}>
                  {t.whyNot}
                </Button>
              </p>
            </Card>
          )}
          {theirs && content && (
            <StalePlan newer={theirs} mine={content} onSettle={(both, on) => desk.settle(both, on)} />
          )}
          <div className={styles.two}>
            <div className={styles.column}>
              {content && data.draft ? (
                <>
                  <Card
                    title={t.draft(data.draft.number)}
                    icon="pen"
                    aside={
                      <span className="row wrap">
                        <Saved saving={saving} savedAt={data.draft.savedAt} />
                        <Button
                          look="primary"
                          compact
                          disabled={saving !== 'saved'}
                          onClick={() => setOpened('sign')}
                        >
                          {t.sign}
                        </Button>
                      </span>
                    }
                  >
                    {desk.fault && saving === 'unsaved' && !desk.fault.isUnreachable && (
                      <ErrorSummary problem={desk.fault} />
                    )}
                    <ProblemList content={content} onChange={desk.change} />
                  </Card>
                  <Goals content={content} shown={data} onChange={desk.change} />
                  <Areas content={content} shown={data} onChange={desk.change} />
                </>
              ) : agreed ? (
                <Agreed version={agreed} />
              ) : (
                <EmptyState
                  icon="flag"
                  title={t.none}
                  action={
                    <Button look="primary" busy={beginning.isPending} onClick={() => beginning.mutate()}>
                      {t.begin}
                    </Button>
                  }
                >
                  {t.noneBody}
                </EmptyState>
              )}
              {agreed && !data.draft && (
                <p className={styles.screen}>
                  <Button icon="pen" busy={beginning.isPending} onClick={() => beginning.mutate()}>
                    {t.change}
                  </Button>{' '}
                  <span className="sm muted">{t.changeHint}</span>
                </p>
              )}
            </div>
            <div className={styles.column}>
              <Standing shown={data} onShown={desk.show} />
              {agreed && data.draft && <Agreed version={agreed} />}
              {older.length > 0 && (
                <Card title={t.older}>
                  <ul className={styles.plain}>
                    {older.map(({ plan, number, signature }) => (
                      <li key={plan}>{t.version(number, date(dayOfInstant(signature.at)), signature.by)}</li>
                    ))}
                  </ul>
                </Card>
              )}
            </div>
          </div>
          {opened === 'sign' && (
            <SignDialog
              person={person}
              shown={data}
              onClose={() => setOpened(undefined)}
              onSigned={(answer) => {
                desk.show(answer);
                setOpened(undefined);
              }}
            />
          )}
          {opened === 'why-not' && data.waiting && (
            <NotSigned
              person={person}
              plan={data.waiting.plan}
              onClose={() => setOpened(undefined)}
              onKept={(answer) => {
                desk.show(answer);
                setOpened(undefined);
              }}
            />
          )}
        </>
      )}
      <p className="xs muted">{t.seen}</p>
    </Frame>
  );
}

function Saved({ saving, savedAt }: { readonly saving: string; readonly savedAt: string }) {
  const p = useWords(planWords);
  const language = useLanguage();
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-US' : 'es-US', {
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(savedAt));
  return (
    <span className="sm muted" role="status">
      {saving === 'saved'
        ? p.saved(time.replace(/\s*([AP])M$/, (_, half: string) => ` ${half.toLowerCase()}m`))
        : saving === 'unsaved'
          ? p.unsaved
          : saving === 'stale'
            ? p.stale
            : p.saving}
    </span>
  );
}
