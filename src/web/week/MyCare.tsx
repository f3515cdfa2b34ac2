import { useQuery } from '@tanstack/react-query';
import { api, Problem } from '../api.ts';
import {
  Button,
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  Page,
  useLanguage,
  useSite,
  useWords,
  words,
} from '../design/index.ts';
import { Bottom } from './Bottom.tsx';

const w = words(
  {
    title: 'My care',
    loading: 'Loading…',
    none: 'Nothing was decided yet',
    noneBody: 'After you talk with a counselor, you will read here what was decided and why.',
    why: 'Why',
    like: 'What it is like',
    hours: (h: number, days: number | null) =>
      days === null ? `${h} hours a week` : `${h} hours a week, on ${days} days or more`,
    since: (date: string) => `Since ${date}`,
    from: (date: string) => `From ${date}`,
    by: (names: string, date: string) => `Decided with you by ${names} on ${date}.`,
    again: (date: string) => `You look at it again together by ${date}.`,
    other: 'If you see it differently',
    otherBody:
      'Tell your counselor. You can ask for another look, or for a second opinion. It changes nothing about how you are treated.',
    call: (phone: string) => `You can also call us: ${phone}.`,
    print: 'Print',
  },
  {
    title: 'Mi atención',
    loading: 'Cargando…',
    none: 'Aún no se ha decidido nada',
    noneBody: 'Después de hablar con un consejero, aquí leerá qué se decidió y por qué.',
    why: 'Por qué',
    like: 'Cómo es',
    hours: (h, days) =>
      days === null ? `${h} horas por semana` : `${h} horas por semana, en ${days} días o más`,
    since: (date) => `Desde el ${date}`,
    from: (date) => `A partir del ${date}`,
    by: (names, date) => `Lo decidió con usted ${names} el ${date}.`,
    again: (date) => `Lo revisan otra vez antes del ${date}.`,
    other: 'Si usted lo ve de otro modo',
    otherBody:
      'Dígaselo a su consejero. Puede pedir que se revise, o una segunda opinión. No cambia cómo se le trata.',
    call: (phone) => `También puede llamarnos: ${phone}.`,
    print: 'Imprimir',
  },
);

interface TwoLanguages {
  readonly en: string;
  readonly es: string;
}
interface MyDecision {
  readonly name: TwoLanguages;
  readonly because: TwoLanguages;
  readonly means: TwoLanguages;
  readonly hoursPerWeek: number | null;
  readonly daysPerWeek: number | null;
  readonly since: string | null;
  readonly reviewOn: string | null;
  readonly decidedOn: string;
  readonly decidedBy: readonly string[];
}

/** What was decided about the person's care, in plain words, with the reason and the way to see it differently. */
export default function MyCare() {
  const t = useWords(w);
  const language = useLanguage();
  const site = useSite();
  const reading = useQuery({
    queryKey: ['my', 'decision'],
    queryFn: () => api.get<{ decision: MyDecision | null }>('/api/my/decision'),
  });
  const decision = reading.data?.decision;
  const date = (on: string) => dateWords(on, language);
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Page title={t.title} back="/more" tabs={<Bottom />}>
      <h1>{decision ? decision.name[language] : t.title}</h1>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {decision === null && (
        <EmptyState icon="heart" title={t.none}>
          {t.noneBody}
        </EmptyState>
      )}
      {decision && (
        <>
          <Card>
            {decision.hoursPerWeek !== null && (
              <p>
                <b>{t.hours(decision.hoursPerWeek, decision.daysPerWeek)}</b>
              </p>
            )}
            {decision.since && <p>{(decision.since <= today ? t.since : t.from)(date(decision.since))}</p>}
            <p className="muted">{t.by(decision.decidedBy.join(', '), date(decision.decidedOn))}</p>
            {decision.reviewOn && <p>{t.again(date(decision.reviewOn))}</p>}
          </Card>
          <Card title={t.why}>
            <p>{decision.because[language]}</p>
          </Card>
          {decision.because.en !== decision.means.en && (
            <Card title={t.like}>
              <p>{decision.means[language]}</p>
            </Card>
          )}
          <Card title={t.other}>
            <p>{t.otherBody}</p>
            {site && <p>{t.call(site.phone)}</p>}
          </Card>
          <p>
            <Button icon="print" onClick={() => window.print()}>
              {t.print}
            </Button>
          </p>
        </>
      )}
    </Page>
  );
}
