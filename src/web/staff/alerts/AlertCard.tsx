import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AlertShown } from '../../../fit/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  ErrorSummary,
  Pill,
  pluralEn,
  pluralEs,
  TextArea,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { measureWords, said } from '../measures-words.ts';

const w = words(
  {
    kinds: {
      safety: 'A safety question was answered yes',
      score: 'A score passed its mark',
      worse: 'Answers got worse',
      silent: 'Nothing heard',
      'missed-sessions': 'Sessions missed',
    },
    score: (name: string, score: string, band: string) => `${name}: ${score}${band && `, ${band}`}`,
    items: (list: string) => `Question ${list}`,
    worse: (name: string, from: number, to: string) => `${name}: from ${from} to ${to}`,
    silent: (days: number) =>
      `Asked ${pluralEn(days, { one: '1 day', other: `${days} days` })} ago, no answer yet`,
    missed: (count: number) =>
      `${pluralEn(count, { one: '1 session', other: `${count} sessions` })} in a row`,
    due: (words: string) => `Due ${words}`,
    overdue: (words: string) => `Overdue since ${words}`,
    climbed: 'The whole care team was told',
    owner: (name: string) => `Looked at by ${name}`,
    mine: 'Yours',
    next: (name: string) => `Next: ${name}`,
    take: 'Take it on',
    noLicence: 'A licence in force is needed to take this on.',
    taken: (name: string, licence: string) => `Taken on by ${name}${licence && `, ${licence}`}`,
    done: 'What was done',
    close: 'Close with this',
    closed: (name: string, done: string) => `Closed by ${name}: ${done}`,
    takenToast: 'It is yours now.',
    closedToast: 'Closed.',
  },
  {
    kinds: {
      safety: 'Contestó que sí a una pregunta de seguridad',
      score: 'Un puntaje pasó su marca',
      worse: 'Las respuestas empeoraron',
      silent: 'Sin noticias',
      'missed-sessions': 'Faltó a sesiones',
    },
    score: (name, score, band) => `${name}: ${score}${band && `, ${band}`}`,
    items: (list) => `Pregunta ${list}`,
    worse: (name, from, to) => `${name}: de ${from} a ${to}`,
    silent: (days) =>
      `Se le preguntó hace ${pluralEs(days, { one: '1 día', other: `${days} días` })}; aún sin respuesta`,
    missed: (count) => `${pluralEs(count, { one: '1 sesión seguida', other: `${count} sesiones seguidas` })}`,
    due: (words) => `Para ${words}`,
    overdue: (words) => `Vencida desde ${words}`,
    climbed: 'Se avisó a todo el equipo',
    owner: (name) => `La atiende ${name}`,
    mine: 'Suya',
    next: (name) => `Sigue: ${name}`,
    take: 'Encargarme',
    noLicence: 'Hace falta una licencia vigente para encargarse.',
    taken: (name, licence) => `Se encargó ${name}${licence && `, ${licence}`}`,
    done: 'Qué se hizo',
    close: 'Cerrar con esto',
    closed: (name, done) => `Cerrada por ${name}: ${done}`,
    takenToast: 'Ahora es suya.',
    closedToast: 'Cerrada.',
  },
);

/** One alert: about whom, what raised it, by when, and the next thing to do. */
export function AlertCard({
  alert,
  isOnPerson = false,
}: {
  readonly alert: AlertShown;
  readonly isOnPerson?: boolean;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const [done, setDone] = useState('');
  const acting = useMutation({
    mutationFn: ({ what, body }: { readonly what: 'acknowledge' | 'close'; readonly body: object }) =>
      api.post(`/api/alerts/${alert.id}/${what}`, body, { ifMatch: String(alert.version), key: newKey() }),
    onSuccess: (_, { what }) => {
      toast({ text: what === 'close' ? t.closedToast : t.takenToast });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['alerts'] });
      void client.invalidateQueries({ queryKey: ['person', alert.participant] });
    },
  });
  const due = relative(alert.dueAt, language);
  return (
    <Card
      tone={alert.kind === 'safety' && alert.state !== 'closed' ? 'bad' : 'plain'}
      icon="bell"
      title={t.kinds[alert.kind]}
      aside={
        alert.state === 'open' && (
          <Pill tone={alert.isOverdue ? 'bad' : 'warn'}>{(alert.isOverdue ? t.overdue : t.due)(due)}</Pill>
        )
      }
    >
      {!isOnPerson && (
        <p>
          <Link to="/people/$person" params={{ person: alert.participant }}>
            <b>
              {alert.recordCode} {alert.called}
            </b>
          </Link>
        </p>
      )}
      <Evidence alert={alert} />
      <p className="row wrap sm muted">
        <span>{t.owner(alert.owner.name)}</span>
        {alert.owner.isMe && <Pill tone="info">{t.mine}</Pill>}
        {alert.hasClimbed && <Pill tone="warn">{t.climbed}</Pill>}
      </p>
      {alert.acknowledged && (
        <p className="sm">{t.taken(alert.acknowledged.by, alert.acknowledged.licence)}</p>
      )}
      {alert.closed && <p>{t.closed(alert.closed.by, alert.closed.done)}</p>}
      <ErrorSummary
        problem={acting.error instanceof Problem ? acting.error : null}
        fields={{ '/done': `done-${alert.id}` }}
      />
      {alert.state === 'open' &&
        (alert.mayIAcknowledge ? (
          <p>
            <Button
              look="primary"
              busy={acting.isPending}
              onClick={() => acting.mutate({ what: 'acknowledge', body: {} })}
            >
              {t.take}
            </Button>
          </p>
        ) : (
          <p className="sm">{t.noLicence}</p>
        ))}
      {alert.state === 'acknowledged' && (
        <>
          <TextArea id={`done-${alert.id}`} label={t.done} maxLength={4000} value={done} onChange={setDone} />
          <p>
            <Button busy={acting.isPending} onClick={() => acting.mutate({ what: 'close', body: { done } })}>
              {t.close}
            </Button>
          </p>
        </>
      )}
    </Card>
  );
}

function Evidence({ alert }: { readonly alert: AlertShown }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const language = useLanguage();
  const { instrument, score, band, items, before, days, missed, action, next } = alert.evidence;
  const name = instrument === null ? '' : said(m.instrument, instrument);
  return (
    <>
      {before !== null ? (
        <p>{t.worse(name, before, String(score))}</p>
      ) : (
        score !== null && <p>{t.score(name, String(score), band === null ? '' : said(m.band, band))}</p>
      )}
      {score === null && name !== '' && <p>{name}</p>}
      {items.length > 0 && <p>{t.items(items.join(', '))}</p>}
      {days !== null && <p>{t.silent(days)}</p>}
      {missed !== null && <p>{t.missed(missed)}</p>}
      {action && (
        <p>
          <b>{action[language]}</b>
        </p>
      )}
      {next && <p>{t.next(said(m.instrument, next))}</p>}
    </>
  );
}

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "in 40 minutes", "2 hours ago". */
function relative(at: string, language: string): string {
  const ms = Date.parse(at) - Date.now();
  const [unit, size] = STEPS.find(([, each]) => Math.abs(ms) >= each) ?? STEPS[2];
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(ms / size), unit);
}
