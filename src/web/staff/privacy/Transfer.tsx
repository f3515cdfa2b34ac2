import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  ErrorSummary,
  Select,
  TextField,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { useAct } from './act.ts';
import styles from './Privacy.module.css';

const w = words(
  {
    title: 'Hand a record over',
    lead: (name: string) => `To ${name}, under the consent in which the person names it.`,
    code: 'Record code',
    unknown: 'No record with this code waits to be handed over.',
    none: (name: string) =>
      `There is no consent in force that names ${name}. This record is not handed over.`,
    consent: 'Under which consent',
    signed: (date: string) => `signed ${date}`,
    way: 'How it goes out',
    ways: { export: 'as a file', mail: 'by mail', fax: 'by fax', print: 'on paper' },
    send: 'Write it down as handed over',
    done: (code: string) => `${code} is written down as handed over.`,
  },
  {
    title: 'Entregar un expediente',
    lead: (name) => `A ${name}, con el permiso en que la persona lo nombra.`,
    code: 'Código',
    unknown: 'Ningún expediente con este código espera entrega.',
    none: (name) => `No hay ningún permiso vigente que nombre a ${name}. Este expediente no se entrega.`,
    consent: 'Con qué permiso',
    signed: (date) => `firmado el ${date}`,
    way: 'Cómo sale',
    ways: { export: 'como archivo', mail: 'por correo', fax: 'por fax', print: 'en papel' },
    send: 'Anotarlo como entregado',
    done: (code) => `${code} está anotado como entregado.`,
  },
);

interface Waiting {
  readonly participant: string;
  readonly recordCode: string | null;
}
interface Signed {
  readonly id: string;
  readonly state: string;
  readonly recipient: { readonly name: string };
  readonly signedAt: string;
}
type Way = keyof (typeof w)['en']['ways'];
const WAYS: readonly Way[] = ['export', 'mail', 'fax', 'print'];

/** One record goes to the program that takes over, because its person signed for that. */
export function Transfer(props: { readonly successor: string; readonly undecided: readonly Waiting[] }) {
  const { successor, undecided } = props;
  const t = useWords(w);
  const [code, setCode] = useState('');
  const typed = code.trim().toUpperCase();
  const record = undecided.find(({ recordCode }) => recordCode === typed);
  return (
    <Card title={t.title} icon="right">
      <p className="muted">{t.lead(successor)}</p>
      <div className={styles.search}>
        <TextField label={t.code} maxLength={20} autoComplete="off" value={code} onChange={setCode} />
      </div>
      <div role="status">{typed !== '' && record === undefined && <p>{t.unknown}</p>}</div>
      {record !== undefined && (
        <One key={record.participant} record={record} successor={successor} onDone={() => setCode('')} />
      )}
    </Card>
  );
}

function One(props: { readonly record: Waiting; readonly successor: string; readonly onDone: () => void }) {
  const { record, successor, onDone } = props;
  const t = useWords(w);
  const language = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const [way, setWay] = useState<Way>('export');
  const recordCode = record.recordCode ?? '';
  const reading = useQuery({
    queryKey: ['consents', record.participant],
    queryFn: () => api.get<{ consents: readonly Signed[] }>(`/api/people/${record.participant}/sharing`),
    select: ({ consents }) =>
      consents.filter(({ state, recipient }) => state === 'in-force' && recipient.name === successor),
  });
  const { act, isBusy, problem } = useAct(['closing'], () => {
    toast({ text: t.done(recordCode) });
    onDone();
  });
  const [first] = reading.data ?? [];
  const consent = chosen ?? first?.id;
  if (reading.error instanceof Problem) return <ErrorSummary problem={reading.error} />;
  if (reading.isSuccess && consent === undefined) return <p>{t.none(successor)}</p>;
  if (consent === undefined) return null;
  return (
    <>
      <ErrorSummary problem={problem} />
      <div className={styles.search}>
        <Select
          label={t.consent}
          value={consent}
          onChange={setChosen}
          options={(reading.data ?? []).map(({ id, signedAt }) => ({
            value: id,
            label: t.signed(dateWords(signedAt.slice(0, 10), language)),
          }))}
        />
        <Select
          label={t.way}
          value={way}
          onChange={setWay}
          options={WAYS.map((value) => ({ value, label: t.ways[value] }))}
        />
      </div>
      <p>
        <Button
          busy={isBusy}
          onClick={() => act({ path: '/api/guard/closing/transfers', body: { recordCode, consent, way } })}
        >
          {t.send}
        </Button>
      </p>
    </>
  );
}
