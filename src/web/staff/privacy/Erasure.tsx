import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  Pill,
  type PillTone,
  Select,
  TextArea,
  TextField,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { Retention } from './Retention.tsx';

const REASONS = ['retention-over', 'the-person-asked', 'program-closes', 'by-order'] as const;
type Reason = (typeof REASONS)[number];

const w = words(
  {
    title: 'Erasure',
    heading: 'Records to be shredded',
    lead: 'Shredding destroys the one key that opens a record, here and in every backup. It cannot be undone once it is done; until then it can be taken back.',
    code: 'Record code',
    reason: 'Why',
    reasons: {
      'retention-over': 'The time to keep it is over',
      'the-person-asked': 'The person asked for it',
      'program-closes': 'The program closes',
      'by-order': 'An order says so',
    },
    days: 'Days in which it can be taken back',
    ask: 'Shred this record when the days are over',
    asked: (date: string) => `Asked for. It is done after ${date} unless you take it back.`,
    takeBack: 'Keep the record after all',
    takeBackOf: (code: string) => `Keep the record after all: ${code}`,
    state: { waiting: 'waiting', held: 'held', 'taken-back': 'taken back', done: 'done' },
    after: (date: string) => `after ${date}`,
    receipt: 'Receipt',
    rows: (n: number) => `${n} rows deleted; the key is destroyed.`,
    none: 'Nothing waits to be shredded',
    noneBody:
      'What is asked for below comes up here with the day on which it is done, and its receipt afterwards.',
    before: 'Before',
    shred: (code: string) => `To be shredded: ${code}`,
    holdOf: (code: string) => `Kept: ${code}`,
    askTitle: 'Have a record shredded',
    holdTitle: 'Hold a record',
    holdBody: 'While it is held it is not shredded, whatever else was asked.',
    why: 'Why it must be kept',
    hold: 'Hold it',
    held: 'Held',
    endHold: 'End the hold',
    endHoldOf: (code: string) => `End the hold: ${code}`,
  },
  {
    title: 'Borrado',
    heading: 'Expedientes por destruir',
    lead: 'Destruir borra la única llave que abre un expediente, aquí y en cada copia. Después no se puede deshacer; hasta entonces sí.',
    code: 'Código',
    reason: 'Por qué',
    reasons: {
      'retention-over': 'Pasó el tiempo de guardarlo',
      'the-person-asked': 'La persona lo pidió',
      'program-closes': 'El programa cierra',
      'by-order': 'Lo manda una orden',
    },
    days: 'Días en que se puede deshacer',
    ask: 'Destruir este expediente cuando pasen los días',
    asked: (date) => `Pedido. Se hace después del ${date} si usted no lo deshace.`,
    takeBack: 'Conservar el expediente',
    takeBackOf: (code) => `Conservar el expediente: ${code}`,
    state: { waiting: 'espera', held: 'retenido', 'taken-back': 'deshecho', done: 'hecho' },
    after: (date) => `después del ${date}`,
    receipt: 'Constancia',
    rows: (n) => `${n} filas borradas; la llave está destruida.`,
    none: 'No hay nada por destruir',
    noneBody: 'Lo que se pide abajo aparece aquí con el día en que se hace, y después con su constancia.',
    before: 'Antes',
    shred: (code) => `Por destruir: ${code}`,
    holdOf: (code) => `Se guarda: ${code}`,
    askTitle: 'Pedir que se destruya un expediente',
    holdTitle: 'Retener un expediente',
    holdBody: 'Mientras está retenido no se destruye, aunque se haya pedido.',
    why: 'Por qué hay que guardarlo',
    hold: 'Retener',
    held: 'Retenido',
    endHold: 'Terminar la retención',
    endHoldOf: (code) => `Terminar la retención: ${code}`,
  },
);

interface Shredding {
  readonly id: string;
  readonly recordCode: string | null;
  readonly reason: Reason;
  readonly notBefore: string;
  readonly state: 'waiting' | 'held' | 'taken-back' | 'done';
  readonly receipt: {
    readonly deleted?: Readonly<Record<string, number>>;
    readonly keyFingerprint?: string;
  } | null;
}
interface Hold {
  readonly id: string;
  readonly recordCode: string | null;
  readonly why: string | null;
}
interface Shreddings {
  readonly shreddings: readonly Shredding[];
  readonly holds: readonly Hold[];
}
const TONES: Readonly<Record<Shredding['state'], PillTone>> = {
  waiting: 'warn',
  held: 'info',
  'taken-back': 'neutral',
  done: 'ok',
};

const isOpen = ({ state }: Shredding): boolean => state === 'waiting' || state === 'held';

const useChange = (then: (after: Shreddings) => void = () => {}) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post<Shreddings>(path, body, { key: newKey() }),
    onSuccess: (after) => {
      client.setQueryData(['shreddings'], after);
      then(after);
    },
  });
};

/** What is to be shredded, what was, and what is held: the privacy officer's alone. */
export default function ErasurePage() {
  const t = useWords(w);
  const language = useLanguage();
  const reading = useQuery({
    queryKey: ['shreddings'],
    queryFn: () => api.get<Shreddings>('/api/guard/shreddings'),
  });
  const changing = useChange();
  const { shreddings = [], holds = [] } = reading.data ?? {};
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      <p className="muted">{t.lead}</p>
      <ErrorSummary problem={changing.error instanceof Problem ? changing.error : null} />
      {shreddings.length === 0 && (
        <EmptyState icon="erase" title={t.none}>
          {t.noneBody}
        </EmptyState>
      )}
      {shreddings.filter(isOpen).map(({ id, recordCode, reason, notBefore, state }) => (
        <Card
          key={id}
          title={t.shred(recordCode ?? '…')}
          aside={<Pill tone={TONES[state]}>{t.state[state]}</Pill>}
        >
          <p>
            {t.reasons[reason]}, {t.after(dateWords(notBefore.slice(0, 10), language))}
          </p>
          <p>
            <Button
              aria-label={t.takeBackOf(recordCode ?? '')}
              onClick={() => changing.mutate({ path: `/api/guard/shreddings/${id}/take-back`, body: {} })}
            >
              {t.takeBack}
            </Button>
          </p>
        </Card>
      ))}
      {holds.map(({ id, recordCode, why }) => (
        <Card key={id} title={t.holdOf(recordCode ?? '…')} aside={<Pill tone="info">{t.held}</Pill>}>
          <p>{why}</p>
          <p>
            <Button
              aria-label={t.endHoldOf(recordCode ?? '')}
              onClick={() => changing.mutate({ path: `/api/guard/holds/${id}/end`, body: {} })}
            >
              {t.endHold}
            </Button>
          </p>
        </Card>
      ))}
      {shreddings.some((one) => !isOpen(one)) && (
        <Card title={t.before}>
          <ul>
            {shreddings
              .filter((one) => !isOpen(one))
              .map(({ id, recordCode, reason, state, receipt }) => (
                <li key={id}>
                  {recordCode ?? '…'}: {t.reasons[reason]} <Pill tone={TONES[state]}>{t.state[state]}</Pill>
                  {receipt !== null && (
                    <p className="sm">
                      {t.receipt}:{' '}
                      {t.rows(Object.values(receipt.deleted ?? {}).reduce((sum, n) => sum + n, 0))}{' '}
                      <code>{receipt.keyFingerprint?.slice(0, 16)}</code>
                    </p>
                  )}
                </li>
              ))}
          </ul>
        </Card>
      )}
      <Ask />
      <HoldOne />
      <Retention />
    </Frame>
  );
}

function Ask() {
  const t = useWords(w);
  const language = useLanguage();
  const [code, setCode] = useState('');
  const [reason, setReason] = useState<Reason>('retention-over');
  const [days, setDays] = useState('30');
  const asking = useChange((after) => {
    const [newest] = after.shreddings;
    if (newest !== undefined) toast({ text: t.asked(dateWords(newest.notBefore.slice(0, 10), language)) });
    setCode('');
  });
  return (
    <Card title={t.askTitle} icon="erase">
      <ErrorSummary
        problem={asking.error instanceof Problem ? asking.error : null}
        fields={{ '/recordCode': 'shred-code', '/days': 'shred-days' }}
      />
      <TextField id="shred-code" label={t.code} value={code} onChange={setCode} autoComplete="off" />
      <Select
        label={t.reason}
        value={reason}
        onChange={setReason}
        options={REASONS.map((value) => ({ value, label: t.reasons[value] }))}
      />
      <TextField id="shred-days" label={t.days} inputMode="numeric" value={days} onChange={setDays} />
      <p>
        <Button
          busy={asking.isPending}
          onClick={() =>
            asking.mutate({
              path: '/api/guard/shreddings',
              body: { recordCode: code, reason, days: Number(days) },
            })
          }
        >
          {t.ask}
        </Button>
      </p>
    </Card>
  );
}

function HoldOne() {
  const t = useWords(w);
  const [code, setCode] = useState('');
  const [why, setWhy] = useState('');
  const holding = useChange(() => {
    setCode('');
    setWhy('');
  });
  return (
    <Card title={t.holdTitle} icon="lock">
      <p className="muted">{t.holdBody}</p>
      <ErrorSummary
        problem={holding.error instanceof Problem ? holding.error : null}
        fields={{ '/recordCode': 'hold-code', '/why': 'hold-why' }}
      />
      <TextField id="hold-code" label={t.code} value={code} onChange={setCode} autoComplete="off" />
      <TextArea id="hold-why" label={t.why} maxLength={1000} value={why} onChange={setWhy} />
      <p>
        <Button
          busy={holding.isPending}
          onClick={() => holding.mutate({ path: '/api/guard/holds', body: { recordCode: code, why } })}
        >
          {t.hold}
        </Button>
      </p>
    </Card>
  );
}
