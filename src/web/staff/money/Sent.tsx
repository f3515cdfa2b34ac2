import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SentShown } from '../../../treat/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Dialog,
  EmptyState,
  ErrorSummary,
  Pill,
  TextArea,
  toast,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import peopleStyles from '../people/People.module.css';
import { useMoneyWords } from './said.ts';

const w = words(
  {
    title: 'Claims',
    heading: 'What left',
    none: 'No claim has left yet',
    noneBody: 'Lines come here when a file is made. Each leaves once; a void line may leave again.',
    person: 'Person',
    day: 'Day',
    code: 'Code',
    amount: 'Amount',
    state: 'State',
    sent: (date: string) => `Sent ${date}`,
    void: 'Void',
    take: 'Void it…',
    takeOf: (what: string) => `Void it… ${what}`,
    why: 'Why is it void?',
    hint: 'Tell the payer as well: here it only becomes free to go out again.',
    confirm: 'Void this line',
    done: 'Void. It may go out again.',
  },
  {
    title: 'Facturas',
    heading: 'Lo que salió',
    none: 'Todavía no salió ninguna factura',
    noneBody:
      'Las líneas llegan aquí al hacer un archivo. Cada una sale una vez; una anulada puede salir otra vez.',
    person: 'Persona',
    day: 'Día',
    code: 'Código',
    amount: 'Cantidad',
    state: 'Estado',
    sent: (date) => `Salió el ${date}`,
    void: 'Anulada',
    take: 'Anular…',
    takeOf: (what) => `Anular… ${what}`,
    why: '¿Por qué se anula?',
    hint: 'Avise también al pagador: aquí solo queda libre para salir otra vez.',
    confirm: 'Anular esta línea',
    done: 'Anulada. Puede salir otra vez.',
  },
);
type Sent = SentShown['lines'][number];

/** What was claimed, line by line, and taking one back with its reason. */
export default function SentPage() {
  const t = useWords(w);
  const said = useMoneyWords();
  const [voiding, setVoiding] = useState<Sent | null>(null);
  const reading = useQuery({
    queryKey: ['money', 'sent'],
    queryFn: () => api.get<SentShown>('/api/money/sent'),
  });
  const lines = reading.data?.lines ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      {lines.length === 0 ? (
        <EmptyState icon="inbox" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        <table className={peopleStyles.table}>
          <thead>
            <tr>
              <th scope="col">{t.person}</th>
              <th scope="col">{t.day}</th>
              <th scope="col">{t.code}</th>
              <th scope="col">{t.amount}</th>
              <th scope="col">{t.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <th scope="row">{line.recordCode}</th>
                <td data-label={t.day}>{said.day(line.on)}</td>
                <td data-label={t.code}>{line.code}</td>
                <td data-label={t.amount}>
                  {line.isDay ? said.unit.day(line.units) : said.unit.unit(line.units)}
                </td>
                <td data-label={t.state}>
                  {line.state === 'void' ? <Pill>{t.void}</Pill> : t.sent(said.day(line.sentAt.slice(0, 10)))}
                </td>
                <td>
                  {line.state === 'exported' && (
                    <Button
                      compact
                      aria-label={t.takeOf(`${line.recordCode} ${said.day(line.on)} ${line.code}`)}
                      onClick={() => setVoiding(line)}
                    >
                      {t.take}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {voiding && <Voiding line={voiding} onClose={() => setVoiding(null)} />}
    </Frame>
  );
}

function Voiding({ line, onClose }: { readonly line: Sent; readonly onClose: () => void }) {
  const t = useWords(w);
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const taking = useMutation({
    mutationFn: () =>
      api.post<SentShown>(
        `/api/money/sent/${line.id}/void`,
        { reason },
        { key, ifMatch: String(line.version) },
      ),
    onSuccess: (after) => {
      client.setQueryData(['money', 'sent'], after);
      toast({ text: t.done });
      onClose();
    },
  });
  return (
    <Dialog
      title={t.why}
      onClose={onClose}
      actions={
        <Button look="primary" busy={taking.isPending} onClick={() => taking.mutate()}>
          {t.confirm}
        </Button>
      }
    >
      <ErrorSummary
        problem={taking.error instanceof Problem ? taking.error : null}
        fields={{ '/reason': 'void-reason' }}
      />
      <TextArea
        id="void-reason"
        label={t.why}
        hint={t.hint}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  );
}
