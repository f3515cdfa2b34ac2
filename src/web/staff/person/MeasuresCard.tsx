import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { MeasuresShown, SeriesShown } from '../../../fit/index.ts';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  Dialog,
  dateWords,
  ErrorSummary,
  Pill,
  TextArea,
  Tick,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { measureWords, said } from '../measures-words.ts';
import { AnswerForm } from './AnswerForm.tsx';
import styles from './Person.module.css';

const Chart = lazy(() => import('./Chart.tsx'));

const w = words(
  {
    title: 'Measures',
    ask: 'Ask now…',
    enter: 'Enter answers…',
    none: 'Nothing was answered yet.',
    last: (score: string, band: string, date: string) => `${score}${band && `, ${band}`} on ${date}`,
    noScore: 'no score',
    change: {
      better: 'Better than at first, by more than chance.',
      worse: 'Worse than at first, by more than chance.',
      'no-reliable-change': 'No change beyond chance.',
    },
    response: 'Down by half or more since the first.',
    remission: 'In the range of remission.',
    next: (date: string) => `Next by ${date}`,
    positive: 'positive',
    safety: 'safety question: yes',
    unanswered: 'safety question not answered',
    noWords: 'Asked in person only, or its words are not loaded.',
    waiting: (names: string, date: string) => `Waiting for an answer until ${date}: ${names}`,
    error: 'Entered in error…',
    errorTitle: 'Entered in error?',
    errorHint: 'It stays in the record with this reason, and counts no longer.',
    reason: 'Reason',
    takeBack: 'Take it back',
    withdrawn: (by: string, reason: string) => `Taken back by ${by}: ${reason}`,
    askTitle: 'What should they be asked?',
    askHint: 'They see it on their phone at once. No name of a form is shown to them.',
    send: 'Ask them',
    asked: 'Asked. It waits on their phone.',
    enterTitle: 'Which form did you ask?',
  },
  {
    title: 'Mediciones',
    ask: 'Preguntar ahora…',
    enter: 'Anotar respuestas…',
    none: 'Aún no hay respuestas.',
    last: (score, band, date) => `${score}${band && `, ${band}`} el ${date}`,
    noScore: 'sin puntaje',
    change: {
      better: 'Mejor que al principio, más que por azar.',
      worse: 'Peor que al principio, más que por azar.',
      'no-reliable-change': 'Sin cambio más allá del azar.',
    },
    response: 'Bajó a la mitad o menos desde la primera.',
    remission: 'En el rango de remisión.',
    next: (date) => `La próxima, antes del ${date}`,
    positive: 'positivo',
    safety: 'pregunta de seguridad: sí',
    unanswered: 'pregunta de seguridad sin contestar',
    noWords: 'Solo se pregunta en persona, o sus palabras no están cargadas.',
    waiting: (names, date) => `Espera respuesta hasta el ${date}: ${names}`,
    error: 'Anotado por error…',
    errorTitle: '¿Anotado por error?',
    errorHint: 'Queda en el expediente con esta razón y ya no cuenta.',
    reason: 'Razón',
    takeBack: 'Retirarlo',
    withdrawn: (by, reason) => `Retirado por ${by}: ${reason}`,
    askTitle: '¿Qué preguntarle?',
    askHint: 'Lo ve enseguida en su teléfono. No se le muestra ningún nombre de formulario.',
    send: 'Preguntarle',
    asked: 'Preguntado. Le espera en su teléfono.',
    enterTitle: '¿Qué formulario le preguntó?',
  },
);

/** Everything somebody answered as trends with their bands in words, and what to ask next. */
export function MeasuresCard({ measures }: { readonly measures: MeasuresShown }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const language = useLanguage();
  const [opened, setOpened] = useState<'ask' | 'enter'>();
  const waiting = measures.checkIns.filter(({ state }) => state === 'open');
  const shown = measures.series.filter(({ responses }) => responses.length > 0);
  return (
    <Card
      title={t.title}
      icon="chart"
      aside={
        <span className="row wrap">
          <Button compact onClick={() => setOpened('ask')}>
            {t.ask}
          </Button>
          <Button compact onClick={() => setOpened('enter')}>
            {t.enter}
          </Button>
        </span>
      }
    >
      {waiting.map((one) => (
        <p key={one.id}>
          {t.waiting(
            one.instruments.map((id) => said(m.instrument, id)).join(', '),
            dateWords(one.closesOn, language, { month: 'short', day: 'numeric' }),
          )}
        </p>
      ))}
      {shown.length === 0 && <p className="muted">{t.none}</p>}
      {shown.map((series) => (
        <Series key={series.instrument} series={series} participant={measures.participant} />
      ))}
      {opened === 'ask' && <Ask measures={measures} onClose={() => setOpened(undefined)} />}
      {opened === 'enter' && (
        <AnswerForm
          participant={measures.participant}
          instruments={Object.keys(m.instrument)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Card>
  );
}

function Series({ series, participant }: { readonly series: SeriesShown; readonly participant: string }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const language = useLanguage();
  const [wrong, setWrong] = useState<string>();
  const [newest] = series.responses.filter(({ withdrawn }) => withdrawn === null);
  const name = said(m.instrument, series.instrument);
  const short = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric' });
  return (
    <section className={styles.series} aria-label={name}>
      <p className="row wrap">
        <b>{name}</b>
        {newest && (
          <span>
            {t.last(
              newest.score === null ? partsOf(newest.subscores) : String(newest.score),
              newest.band === null ? '' : said(m.band, newest.band),
              short(newest.on),
            )}
          </span>
        )}
        {newest?.isPositive && <Pill tone="warn">{t.positive}</Pill>}
        {newest?.safety === 'alert' && <Pill tone="bad">{t.safety}</Pill>}
        {newest?.safety === 'unanswered' && <Pill tone="warn">{t.unanswered}</Pill>}
      </p>
      {series.sinceFirst && (
        <p className="sm">
          {t.change[series.sinceFirst]}{' '}
          {series.isRemission ? t.remission : series.isResponse ? t.response : ''}
        </p>
      )}
      <Suspense fallback={null}>
        <div className={series.lines.length > 1 ? styles.parts : undefined}>
          {series.lines
            .filter(({ points }) => points.length > 1)
            .map((line) => (
              <div key={line.key}>
                {line.key !== 'score' && <p className="sm">{said(m.line, line.key)}</p>}
                <Chart
                  line={line}
                  name={line.key === 'score' ? name : `${name}: ${said(m.line, line.key)}`}
                />
              </div>
            ))}
        </div>
      </Suspense>
      {series.responses
        .filter(({ withdrawn }) => withdrawn !== null)
        .map(({ id, withdrawn }) => (
          <p key={id} className="sm muted">
            {withdrawn && t.withdrawn(withdrawn.by, withdrawn.reason)}
          </p>
        ))}
      <p className="row wrap sm muted">
        {series.nextOn && <span>{t.next(short(series.nextOn))}</span>}
        {newest && (
          <Button look="text" compact aria-label={`${t.error} ${name}`} onClick={() => setWrong(newest.id)}>
            {t.error}
          </Button>
        )}
      </p>
      {wrong && <Withdraw response={wrong} participant={participant} onClose={() => setWrong(undefined)} />}
    </section>
  );

  function partsOf(subscores: Readonly<Record<string, number | null>>): string {
    const parts = Object.entries(subscores).flatMap(([key, value]) =>
      value === null ? [] : [`${said(m.line, key)} ${value}`],
    );
    return parts.length === 0 ? t.noScore : parts.join(', ');
  }
}

function Withdraw(props: {
  readonly response: string;
  readonly participant: string;
  readonly onClose: () => void;
}) {
  const t = useWords(w);
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const taking = useMutation({
    mutationFn: () => api.post<MeasuresShown>(`/api/responses/${props.response}/withdraw`, { reason }),
    onSuccess: (measures) => {
      client.setQueryData(['person', props.participant, 'measures'], measures);
      props.onClose();
    },
  });
  return (
    <Dialog
      title={t.errorTitle}
      onClose={props.onClose}
      actions={
        <Button look="primary" busy={taking.isPending} onClick={() => taking.mutate()}>
          {t.takeBack}
        </Button>
      }
    >
      <ErrorSummary
        problem={taking.error instanceof Problem ? taking.error : null}
        fields={{ '/reason': 'withdraw-reason' }}
      />
      <TextArea
        id="withdraw-reason"
        label={t.reason}
        hint={t.errorHint}
        maxLength={4000}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  );
}

function Ask({ measures, onClose }: { readonly measures: MeasuresShown; readonly onClose: () => void }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const asking = useMutation({
    mutationFn: () =>
      api.post<MeasuresShown>(`/api/people/${measures.participant}/check-ins`, { instruments: chosen }),
    onSuccess: (answer) => {
      client.setQueryData(['person', measures.participant, 'measures'], answer);
      toast({ text: t.asked });
      onClose();
    },
  });
  return (
    <Dialog
      title={t.askTitle}
      onClose={onClose}
      actions={
        <Button
          look="primary"
          busy={asking.isPending}
          disabled={chosen.length === 0}
          onClick={() => asking.mutate()}
        >
          {t.send}
        </Button>
      }
    >
      <p className="muted">{t.askHint}</p>
      <ErrorSummary problem={asking.error instanceof Problem ? asking.error : null} />
      {measures.series.map(({ instrument, canBeSent }) =>
        canBeSent ? (
          <Tick
            key={instrument}
            label={said(m.instrument, instrument)}
            checked={chosen.includes(instrument)}
            onChange={(isOn) =>
              setChosen(isOn ? [...chosen, instrument] : chosen.filter((one) => one !== instrument))
            }
          />
        ) : (
          <p key={instrument} className="sm muted">
            {said(m.instrument, instrument)}: {t.noWords}
          </p>
        ),
      )}
    </Dialog>
  );
}
