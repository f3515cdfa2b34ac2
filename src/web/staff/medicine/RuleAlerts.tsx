import { useState } from 'react';
import type { RuleAlertShown } from '../../../treat/index.ts';
import { Problem } from '../../api.ts';
import {
  Button,
  Card,
  ErrorSummary,
  instantWords,
  Pill,
  TextArea,
  useLanguage,
  useSite,
  useWords,
  words,
} from '../../design/index.ts';
import styles from './Medicine.module.css';
import { useCommand } from './medicine.ts';
import { Warning } from './Warnings.tsx';

const w = words(
  {
    title: 'What must be looked at',
    note: 'The program reminds and records. It never doses, and nobody is told to stop a medicine.',
    owner: (name: string) => `Looked at by ${name}`,
    mine: 'Yours',
    due: (when: string) => `by ${when}`,
    overdue: 'Overdue',
    answer: 'What was done…',
    done: 'What was done',
    save: 'Note this',
    said: 'Noted.',
    answered: (name: string, done: string) => `${name}: ${done}`,
  },
  {
    title: 'Lo que hay que mirar',
    note: 'El programa recuerda y anota. Nunca dosifica, y a nadie se le dice que deje una medicina.',
    owner: (name) => `Lo atiende ${name}`,
    mine: 'Suya',
    due: (when) => `antes de ${when}`,
    overdue: 'Vencida',
    answer: 'Qué se hizo…',
    done: 'Qué se hizo',
    save: 'Anotar esto',
    said: 'Anotado.',
    answered: (name, done) => `${name}: ${done}`,
  },
);

/** What the rules told about somebody's medicines, each with who looks at it and by when. */
export function RuleAlerts({
  person,
  alerts,
  mayWrite,
}: {
  readonly person: string;
  readonly alerts: readonly RuleAlertShown[];
  readonly mayWrite: boolean;
}) {
  const t = useWords(w);
  if (alerts.length === 0) return null;
  return (
    <Card title={t.title} icon="warning">
      <p className="sm muted">{t.note}</p>
      {alerts.map((alert) => (
        <One key={alert.id} person={person} alert={alert} mayWrite={mayWrite} />
      ))}
    </Card>
  );
}

function One({
  person,
  alert,
  mayWrite,
}: {
  readonly person: string;
  readonly alert: RuleAlertShown;
  readonly mayWrite: boolean;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const site = useSite();
  const [isOpen, setOpen] = useState(false);
  const [done, setDone] = useState('');
  const answering = useCommand(person, { said: t.said, after: () => setOpen(false) });
  return (
    <div className={styles.line}>
      <Warning warning={alert} />
      {alert.acknowledged ? (
        <p className="sm">{t.answered(alert.acknowledged.by, alert.acknowledged.done)}</p>
      ) : (
        <p className="row wrap sm muted">
          <span>{t.owner(alert.owner.name)}</span>
          {alert.owner.isMe && <Pill tone="info">{t.mine}</Pill>}
          {site && <span>{t.due(instantWords(alert.dueAt, site.zone, language))}</span>}
          {alert.isOverdue && <Pill tone="bad">{t.overdue}</Pill>}
        </p>
      )}
      {!alert.acknowledged && mayWrite && !isOpen && (
        <p>
          <Button compact aria-label={`${t.answer} ${alert.rule}`} onClick={() => setOpen(true)}>
            {t.answer}
          </Button>
        </p>
      )}
      {isOpen && (
        <div className="stack-tight">
          <ErrorSummary
            problem={answering.error instanceof Problem ? answering.error : null}
            fields={{ '/done': `done-${alert.id}` }}
          />
          <TextArea id={`done-${alert.id}`} label={t.done} maxLength={2000} value={done} onChange={setDone} />
          <p>
            <Button
              busy={answering.isPending}
              onClick={() =>
                answering.mutate({
                  path: `/alerts/${alert.id}/acknowledge`,
                  body: { done },
                  version: alert.version,
                })
              }
            >
              {t.save}
            </Button>
          </p>
        </div>
      )}
    </div>
  );
}
