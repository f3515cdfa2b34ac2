import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { TreatmentPlanShown } from '../../../../treat/index.ts';
import { api, Problem } from '../../../api.ts';
import {
  Button,
  Card,
  Dialog,
  dateWords,
  ErrorSummary,
  Pill,
  Select,
  TextArea,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../../design/index.ts';
import { goalWords, STATUS_TONES } from '../../../goals/activities.ts';
import { dayOfInstant } from '../../../goals/day.ts';
import styles from './Plan.module.css';
import { STATUSES } from './words.ts';

const w = words(
  {
    title: 'How each goal goes',
    none: 'Goals appear here once the draft is kept.',
    change: 'Change…',
    changeOf: (goal: string) => `Change how it goes: ${goal}`,
    letGo: 'They said it is not their goal any more',
    own: 'added by them',
    they: 'They',
    said: (who: string, date: string) => `${who}, ${date}`,
    became: (status: string) => `now: ${status}`,
    links: (count: number) => (count === 1 ? '1 signed note' : `${count} signed notes`),
    status: 'How it goes',
    progress: 'Where it stands, in a sentence they can read',
    keep: 'Keep this',
    kept: 'Kept.',
    answer: 'Answer them',
    answerHint: 'They read it on their phone.',
    send: 'Send',
    sent: 'Sent.',
  },
  {
    title: 'Cómo va cada meta',
    none: 'Las metas aparecen aquí cuando se guarda el borrador.',
    change: 'Cambiar…',
    changeOf: (goal) => `Cambiar cómo va: ${goal}`,
    letGo: 'Dijo que ya no es su meta',
    own: 'la agregó la persona',
    they: 'La persona',
    said: (who, date) => `${who}, ${date}`,
    became: (status) => `ahora: ${status}`,
    links: (count) => (count === 1 ? '1 nota firmada' : `${count} notas firmadas`),
    status: 'Cómo va',
    progress: 'Dónde está, en una frase que la persona pueda leer',
    keep: 'Guardar esto',
    kept: 'Guardado.',
    answer: 'Responderle',
    answerHint: 'Lo lee en su teléfono.',
    send: 'Enviar',
    sent: 'Enviado.',
  },
);

type GoalShown = TreatmentPlanShown['goals'][number];
interface Props {
  readonly shown: TreatmentPlanShown;
  readonly onShown: (answer: TreatmentPlanShown) => void;
}

/** Each goal as it stands today, and what both said of it. */
export function Standing({ shown, onShown }: Props) {
  const t = useWords(w);
  const g = useWords(goalWords);
  const language = useLanguage();
  const [opened, setOpened] = useState<string>();
  const one = shown.goals.find(({ goal }) => goal === opened);
  const { hash } = useLocation();
  // Whoever comes from a note is led to the goal it speaks to, once the goals are there.
  useEffect(() => {
    if (!hash.startsWith('stands-')) return;
    const frame = requestAnimationFrame(() => document.getElementById(hash)?.scrollIntoView());
    return () => cancelAnimationFrame(frame);
  }, [hash]);
  return (
    <Card title={t.title}>
      {shown.goals.length === 0 && <p className="muted">{t.none}</p>}
      {shown.goals.map((goal) => (
        <section key={goal.goal} id={`stands-${goal.goal}`} className={styles.entry} aria-label={goal.words}>
          <p className="row wrap">
            <span className={styles.words}>“{goal.words}”</span>
            <Pill tone={STATUS_TONES[goal.status]}>{g.status[goal.status]}</Pill>
            {goal.isFromPerson && <Pill>{t.own}</Pill>}
            {goal.isLetGo && <Pill tone="warn">{t.letGo}</Pill>}
          </p>
          {goal.progress && <p className="sm muted">{goal.progress}</p>}
          {goal.links && goal.links.length > 0 && (
            <p className="sm">
              <Link
                to="/people/$person/notes"
                params={{ person: shown.participant }}
                hash={`goal-${goal.goal}`}
              >
                {t.links(goal.links.length)}
                <span className="visually-hidden">: {goal.words}</span>
              </Link>
            </p>
          )}
          {goal.remarks.length > 0 && (
            <ul className={styles.said}>
              {goal.remarks.slice(-4).map((remark) => (
                <li key={remark.at} className="sm">
                  {remark.kind === 'status' && remark.status
                    ? t.became(g.status[remark.status])
                    : remark.kind === 'not-mine'
                      ? t.letGo
                      : remark.words}
                  <span className="xs muted">
                    {' '}
                    {t.said(
                      remark.isFromPerson ? t.they : (remark.by ?? ''),
                      dateWords(dayOfInstant(remark.at), language, { month: 'short', day: 'numeric' }),
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <p className={styles.screen}>
            <Button
              compact
              look="text"
              aria-label={t.changeOf(goal.words)}
              onClick={() => setOpened(goal.goal)}
            >
              {t.change}
            </Button>
          </p>
        </section>
      ))}
      {one && <GoalDialog goal={one} onShown={onShown} onClose={() => setOpened(undefined)} />}
    </Card>
  );
}

function GoalDialog(props: {
  readonly goal: GoalShown;
  readonly onShown: (answer: TreatmentPlanShown) => void;
  readonly onClose: () => void;
}) {
  const t = useWords(w);
  const g = useWords(goalWords);
  const { person } = useParams({ strict: false }) as { person: string };
  const { goal, onShown, onClose } = props;
  const [status, setStatus] = useState(goal.status);
  const [progress, setProgress] = useState(goal.progress);
  const [answer, setAnswer] = useState('');
  const path = `/api/people/${person}/goals/${goal.goal}`;
  const keeping = useMutation({
    mutationFn: () =>
      api.put<TreatmentPlanShown>(path, { status, progress }, { ifMatch: String(goal.version) }),
    onSuccess: (shown) => {
      onShown(shown);
      toast({ text: t.kept });
      onClose();
    },
  });
  const sending = useMutation({
    mutationFn: () => api.post<TreatmentPlanShown>(`${path}/remarks`, { words: answer }),
    onSuccess: (shown) => {
      onShown(shown);
      setAnswer('');
      toast({ text: t.sent });
    },
  });
  const fault = keeping.error ?? sending.error;
  return (
    <Dialog
      title={`“${goal.words}”`}
      onClose={onClose}
      actions={
        <Button look="primary" busy={keeping.isPending} onClick={() => keeping.mutate()}>
          {t.keep}
        </Button>
      }
    >
      <ErrorSummary problem={fault instanceof Problem ? fault : null} fields={{ '/words': 'goal-answer' }} />
      <Select
        label={t.status}
        value={status}
        onChange={setStatus}
        options={STATUSES.map((each) => ({ value: each, label: g.status[each] }))}
      />
      <TextArea label={t.progress} rows={2} maxLength={1000} value={progress} onChange={setProgress} />
      <TextArea
        id="goal-answer"
        label={t.answer}
        hint={t.answerHint}
        rows={2}
        maxLength={1000}
        value={answer}
        onChange={setAnswer}
      />
      <p>
        <Button compact busy={sending.isPending} onClick={() => sending.mutate()}>
          {t.send}
        </Button>
      </p>
    </Dialog>
  );
}
