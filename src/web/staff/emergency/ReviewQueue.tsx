import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  Pill,
  TextArea,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import styles from './Emergency.module.css';

const w = words(
  {
    title: 'Opened in an emergency',
    heading: 'Records opened in an emergency',
    none: 'Nobody opened a record in an emergency',
    noneBody: 'Whenever somebody does, it comes up here at once, with its reason and the day it is due.',
    by: (name: string, role: string, when: string) => `${name}, ${role}: ${when}`,
    due: (day: string) => `Review by ${day}`,
    late: (day: string) => `Was due ${day}`,
    open: 'open now',
    right: 'rightly opened',
    wrong: 'should not have been opened',
    nature: 'What happened',
    told: 'Who was told',
    teller: 'By whom',
    says: 'What you found',
    needed: 'Say what you found first.',
    itWas: 'It was right',
    itWasNot: 'It was not right',
  },
  {
    title: 'Abierto en una emergencia',
    heading: 'Expedientes abiertos en una emergencia',
    none: 'Nadie abrió un expediente en una emergencia',
    noneBody: 'Cuando alguien lo haga, aparece aquí al momento, con su motivo y el día para revisarlo.',
    by: (name, role, when) => `${name}, ${role}: ${when}`,
    due: (day) => `Revisar antes del ${day}`,
    late: (day) => `Era para el ${day}`,
    open: 'abierto ahora',
    right: 'se abrió con razón',
    wrong: 'no se debió abrir',
    nature: 'Qué pasó',
    told: 'A quién se le dijo',
    teller: 'Quién lo dijo',
    says: 'Qué encontró usted',
    needed: 'Diga primero qué encontró.',
    itWas: 'Estuvo bien',
    itWasNot: 'No estuvo bien',
  },
);

interface Opened {
  readonly id: string;
  readonly openedAt: string;
  readonly isOpen: boolean;
  readonly by: { readonly name: string; readonly role: string };
  readonly reason: {
    readonly nature: string;
    readonly recipient: { readonly name: string; readonly affiliation: string };
    readonly discloser: string;
  } | null;
  readonly review: {
    readonly dueOn: string;
    readonly isLate: boolean;
    readonly isJustified: boolean | null;
    readonly words: string | null;
  };
  readonly version: number;
}

/** The privacy officer's queue: what waits first, the day it is due, and the answer. */
export default function ReviewQueue() {
  const t = useWords(w);
  const reading = useQuery({
    queryKey: ['emergencies', 'all'],
    queryFn: () => api.get<{ emergencies: readonly Opened[] }>('/api/emergencies'),
    staleTime: 0,
  });
  const all = reading.data?.emergencies ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      {all.length === 0 ? (
        <EmptyState icon="shield" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        all.map((opened) => <One key={opened.id} opened={opened} />)
      )}
    </Frame>
  );
}

function One({ opened }: { readonly opened: Opened }) {
  const t = useWords(w);
  const language = useLanguage();
  const { by, reason, review } = opened;
  const when = new Date(opened.openedAt).toLocaleString(language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
  const day = dateWords(review.dueOn, language, { month: 'long', day: 'numeric' });
  return (
    <Card
      title={t.by(by.name, by.role, when)}
      aside={
        review.isJustified === null ? (
          <Pill tone={review.isLate ? 'bad' : 'warn'}>{(review.isLate ? t.late : t.due)(day)}</Pill>
        ) : (
          <Pill tone={review.isJustified ? 'ok' : 'bad'}>{review.isJustified ? t.right : t.wrong}</Pill>
        )
      }
    >
      {opened.isOpen && (
        <p>
          <Pill tone="info">{t.open}</Pill>
        </p>
      )}
      {reason && (
        <dl className={styles.facts}>
          <div>
            <dt>{t.nature}</dt>
            <dd>{reason.nature}</dd>
          </div>
          <div>
            <dt>{t.told}</dt>
            <dd>
              {reason.recipient.name}, {reason.recipient.affiliation}
            </dd>
          </div>
          <div>
            <dt>{t.teller}</dt>
            <dd>{reason.discloser}</dd>
          </div>
        </dl>
      )}
      {review.isJustified === null ? <Answer opened={opened} /> : <p>{review.words}</p>}
    </Card>
  );
}

function Answer({ opened }: { readonly opened: Opened }) {
  const t = useWords(w);
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const [isTried, setTried] = useState(false);
  const reviewing = useMutation({
    mutationFn: (isJustified: boolean) =>
      api.post(
        `/api/emergencies/${opened.id}/review`,
        { isJustified, words: said },
        { ifMatch: `"${opened.version}"` },
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['emergencies'] }),
  });
  const answer = (isJustified: boolean) => {
    setTried(true);
    if (said.trim() !== '') reviewing.mutate(isJustified);
  };
  return (
    <div className="stack">
      <ErrorSummary problem={reviewing.error instanceof Problem ? reviewing.error : null} />
      <TextArea
        label={t.says}
        error={isTried && said.trim() === '' ? t.needed : undefined}
        value={said}
        maxLength={1000}
        onChange={setSaid}
      />
      <div className="row wrap">
        <Button icon="check" busy={reviewing.isPending} onClick={() => answer(true)}>
          {t.itWas}
        </Button>
        <Button icon="flag" busy={reviewing.isPending} onClick={() => answer(false)}>
          {t.itWasNot}
        </Button>
      </div>
    </div>
  );
}
