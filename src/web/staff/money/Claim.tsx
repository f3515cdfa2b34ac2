import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExportedShown, PreviewShown } from '../../../treat/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import {
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  LinkButton,
  pluralEn,
  pluralEs,
  toast,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import peopleStyles from '../people/People.module.css';
import styles from './Money.module.css';
import { useMoneyWords } from './said.ts';
import { moneyWords } from './words.ts';

const w = words(
  {
    title: 'Claim',
    heading: (payer: string) => `Claim to ${payer}`,
    lead: 'Nothing has left yet. Look it through; each line leaves once, under the person’s consent, and the person can see that it did.',
    held: (n: number) =>
      pluralEn(n, {
        one: '1 line lacks something and stays here',
        other: `${n} lines lack something and stay here`,
      }),
    person: 'Person',
    day: 'Day',
    code: 'Code',
    amount: 'Amount',
    lacks: 'Lacks',
    few: (days: number, needed: number) =>
      `Only ${days} of ${needed} days that week: look before you send it`,
    take: (what: string) => `Take ${what}`,
    send: (n: number) => pluralEn(n, { one: 'Make the file: 1 line', other: `Make the file: ${n} lines` }),
    done: 'The file is on your computer. What left is written down.',
    none: 'Nothing is ready for this payer',
    noneBody: 'Lines come here when their note and plan are signed and the person said yes.',
    back: 'Back to money',
    sent: 'What left',
  },
  {
    title: 'Factura',
    heading: (payer) => `Factura a ${payer}`,
    lead: 'Todavía no salió nada. Revísela; cada línea sale una vez, con el permiso de la persona, y ella puede verlo.',
    held: (n) =>
      pluralEs(n, {
        one: 'A 1 línea le falta algo y se queda',
        other: `A ${n} líneas les falta algo y se quedan`,
      }),
    person: 'Persona',
    day: 'Día',
    code: 'Código',
    amount: 'Cantidad',
    lacks: 'Falta',
    few: (days, needed) => `Solo ${days} de ${needed} días esa semana: mire antes de enviarla`,
    take: (what) => `Incluir ${what}`,
    send: (n) => pluralEs(n, { one: 'Hacer el archivo: 1 línea', other: `Hacer el archivo: ${n} líneas` }),
    done: 'El archivo está en su computadora. Quedó anotado lo que salió.',
    none: 'No hay nada listo para este pagador',
    noneBody: 'Las líneas llegan aquí cuando la nota y el plan están firmados y la persona dijo que sí.',
    back: 'Volver a dinero',
    sent: 'Lo que salió',
  },
);

/** Looks at a claim before it leaves; what lacks something is said row by row and stays. */
export default function Claim() {
  const t = useWords(w);
  const { payer } = useParams({ strict: false }) as { payer: string };
  const client = useQueryClient();
  const reading = useQuery({
    queryKey: ['money', 'claim', payer],
    queryFn: () => api.get<PreviewShown>(`/api/money/claims/${payer}`),
  });
  const rows = reading.data?.rows ?? [];
  const ready = rows.filter(({ problems }) => problems.length === 0);
  const held = rows.filter(({ problems }) => problems.length > 0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = ready.filter(({ key }) => !left.has(key));
  const [key, setKey] = useState(newKey);
  const sending = useMutation({
    mutationFn: () =>
      api.post<ExportedShown>(`/api/money/claims/${payer}`, { keys: chosen.map((row) => row.key) }, { key }),
    onSuccess: ({ file }) => {
      save(file);
      setKey(newKey());
      toast({ text: t.done });
      void client.invalidateQueries({ queryKey: ['money'] });
    },
  });
  const toggle = (row: string) =>
    setLeft((before) => {
      const after = new Set(before);
      if (!after.delete(row)) after.add(row);
      return after;
    });
  return (
    <Frame
      title={t.title}
      heading={reading.data ? t.heading(reading.data.payer.name) : t.title}
      reading={reading}
      actions={
        <LinkButton to="/money/sent" compact>
          {t.sent}
        </LinkButton>
      }
    >
      <div className={styles.stack}>
        <ErrorSummary problem={sending.error instanceof Problem ? sending.error : null} />
        {rows.length === 0 ? (
          <EmptyState icon="inbox" title={t.none} action={<LinkButton to="/money">{t.back}</LinkButton>}>
            {t.noneBody}
          </EmptyState>
        ) : (
          <>
            <p>{t.lead}</p>
            <Lines rows={ready} isTaken={(row) => !left.has(row)} onToggle={toggle} />
            {ready.length > 0 && (
              <p>
                <Button
                  look="primary"
                  busy={sending.isPending}
                  disabled={chosen.length === 0}
                  onClick={() => sending.mutate()}
                >
                  {t.send(chosen.length)}
                </Button>
              </p>
            )}
            {held.length > 0 && (
              <Card title={t.held(held.length)} icon="warning" tone="warn">
                <Held rows={held} />
              </Card>
            )}
          </>
        )}
      </div>
    </Frame>
  );
}

/** Hands the file to the browser; nothing of it stays on the page. */
function save({ name, text }: ExportedShown['file']): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function Lines(props: {
  readonly rows: PreviewShown['rows'];
  readonly isTaken: (key: string) => boolean;
  readonly onToggle: (key: string) => void;
}) {
  const t = useWords(w);
  const said = useMoneyWords();
  if (props.rows.length === 0) return null;
  return (
    <table className={peopleStyles.table}>
      <thead>
        <tr>
          <th scope="col">{t.person}</th>
          <th scope="col">{t.day}</th>
          <th scope="col">{t.code}</th>
          <th scope="col">{t.amount}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.recordCode}</th>
            <td data-label={t.day}>
              {said.day(row.on)}
              {row.fewDays && <div className="sm muted">{t.few(row.fewDays.days, row.fewDays.needed)}</div>}
            </td>
            <td data-label={t.code}>{[row.code, ...row.modifiers].join(' ')}</td>
            <td data-label={t.amount}>
              {row.isDay ? said.unit.day(row.units) : said.unit.unit(row.units)}
              {row.cents !== null && `, ${said.dollars(row.cents)}`}
            </td>
            <td>
              <input
                type="checkbox"
                aria-label={t.take(`${row.recordCode} ${said.day(row.on)} ${row.code}`)}
                checked={props.isTaken(row.key)}
                onChange={() => props.onToggle(row.key)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Held({ rows }: { readonly rows: PreviewShown['rows'] }) {
  const m = useWords(moneyWords);
  const said = useMoneyWords();
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={row.key}>
          <div className={styles.head}>
            <Link to="/people/$person/auth" params={{ person: row.participant }}>
              {row.recordCode}
            </Link>
            <span>
              {said.day(row.on)}, {row.code}
            </span>
          </div>
          <span className="sm">{row.problems.map((problem) => m.problem[problem]).join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
