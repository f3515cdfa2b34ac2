import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api, type Problem } from '../../api.ts';
import {
  Button,
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  type PageError,
  pluralEn,
  pluralEs,
  RadioCards,
  TextArea,
  TextField,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { useAct } from './act.ts';
import { countsIn } from './counts.ts';
import { ToDuties } from './Duties.tsx';
import styles from './Privacy.module.css';
import { Ticks } from './Ticks.tsx';

const w = words(
  {
    title: 'Data releases',
    heading: 'Counts that leave for a study or public health',
    lead: 'Only counts leave, with nobody in them: in words known beforehand, no number under eleven, and with the document that approves it (42 CFR 2.52 and 2.54).',
    none: 'No counts have left',
    noneBody: 'What leaves comes up here: for whom, approved by whom, and how many numbers were kept back.',
    kinds: { research: 'A study', 'public-health': 'Public health' },
    to: (kind: string, name: string) => `${kind}: ${name}`,
    approved: (by: string, on: string) => `Approved by ${by} on ${on}.`,
    size: (rows: number, kept: number) =>
      `${pluralEn(rows, { one: '1 number', other: `${rows} numbers` })}, ${kept} of them kept back as under eleven.`,
    left: (date: string) => `Left on ${date}.`,
    begin: 'Let counts leave',
    kind: 'What for',
    recipient: 'Who gets it',
    question: 'What is to be found out',
    by: 'Who approved it',
    on: 'The day it was approved',
    document: 'The words of the document that approves it',
    columns: 'What the people are counted by, four at most',
    names: {
      year: 'year',
      quarter: 'quarter',
      state: 'state',
      'age-band': 'age band',
      gender: 'gender',
      'level-of-care': 'level of care',
      'substance-class': 'substance class',
      outcome: 'outcome',
      payer: 'payer',
      group: 'group',
    },
    rows: 'The counts, a line each',
    order: (columns: string) => `Commas between them: ${columns}, number of people`,
    words: (column: string, all: string) => `${column}: ${all}`,
    patterns: { year: '2026', quarter: '2026-Q1', state: 'FL' },
    noRows: 'Choose what they are counted by, and write a line at least.',
    line: (n: number, what: string) => `Line ${n}: ${what}`,
    noNumber: 'it ends with the number of people.',
    send: 'Check it and let it leave',
    done: (kept: number) =>
      `Written down. Numbers kept back: ${kept}. This is what leaves, and nothing else:`,
    save: 'Save as a table (CSV)',
  },
  {
    title: 'Datos que salen',
    heading: 'Cuentas que salen para un estudio o la salud pública',
    lead: 'Solo salen cuentas, sin nadie dentro: en palabras conocidas de antemano, ningún número menor de once, y con el documento que lo aprueba (42 CFR 2.52 y 2.54).',
    none: 'No ha salido ninguna cuenta',
    noneBody: 'Lo que sale aparece aquí: para quién, quién lo aprobó, y cuántos números se retuvieron.',
    kinds: { research: 'Un estudio', 'public-health': 'Salud pública' },
    to: (kind, name) => `${kind}: ${name}`,
    approved: (by, on) => `Lo aprobó ${by} el ${on}.`,
    size: (rows, kept) =>
      `${pluralEs(rows, { one: '1 número', other: `${rows} números` })}, ${kept} retenidos por ser menores de once.`,
    left: (date) => `Salió el ${date}.`,
    begin: 'Dejar salir cuentas',
    kind: 'Para qué',
    recipient: 'Quién lo recibe',
    question: 'Qué se quiere saber',
    by: 'Quién lo aprobó',
    on: 'El día en que se aprobó',
    document: 'Las palabras del documento que lo aprueba',
    columns: 'Por qué se cuenta a las personas, cuatro a lo más',
    names: {
      year: 'año',
      quarter: 'trimestre',
      state: 'estado',
      'age-band': 'grupo de edad',
      gender: 'género',
      'level-of-care': 'nivel de atención',
      'substance-class': 'clase de sustancia',
      outcome: 'resultado',
      payer: 'quien paga',
      group: 'grupo',
    },
    rows: 'Las cuentas, una por línea',
    order: (columns) => `Separadas por comas: ${columns}, número de personas`,
    words: (column, all) => `${column}: ${all}`,
    patterns: { year: '2026', quarter: '2026-Q1', state: 'FL' },
    noRows: 'Elija por qué se cuentan, y escriba al menos una línea.',
    line: (n, what) => `Línea ${n}: ${what}`,
    noNumber: 'termina con el número de personas.',
    send: 'Revisarlo y dejarlo salir',
    done: (kept) => `Anotado. Números retenidos: ${kept}. Esto es lo que sale, y nada más:`,
    save: 'Guardar como tabla (CSV)',
  },
);

type Kind = 'research' | 'public-health';
interface Releases {
  readonly columns: readonly string[];
  /** The words of each column; null: a year, a quarter or a state. */
  readonly allowed: Readonly<Record<string, readonly string[] | null>>;
  readonly releases: readonly {
    readonly id: string;
    readonly kind: Kind;
    readonly recipient: string;
    readonly question: string;
    readonly approvedBy: string;
    readonly approvedOn: string;
    readonly at: string;
    readonly rows: number;
    readonly suppressed: number;
  }[];
}
const PATH = '/api/guard/data-releases';
const KEY = ['data-releases'];
const COLUMNS_MAX = 4;

/** Counts that left, for whom and on whose approval; and letting others leave. */
export default function ReleasesPage() {
  const t = useWords(w);
  const language = useLanguage();
  const reading = useQuery({ queryKey: KEY, queryFn: () => api.get<Releases>(PATH) });
  const { columns = [], allowed = {}, releases = [] } = reading.data ?? {};
  const day = (date: string) =>
    dateWords(date.slice(0, 10), language, { year: 'numeric', month: 'long', day: 'numeric' });
  return (
    <Frame title={t.title} heading={t.heading} reading={reading} beside={<ToDuties />}>
      <p className="muted">{t.lead}</p>
      {releases.length === 0 && (
        <EmptyState icon="chart" title={t.none}>
          {t.noneBody}
        </EmptyState>
      )}
      {releases.map((one) => (
        <Card key={one.id} title={t.to(t.kinds[one.kind], one.recipient)}>
          <p>{one.question}</p>
          <p>{t.approved(one.approvedBy, day(one.approvedOn))}</p>
          <p className="sm muted">
            {t.left(day(one.at))} {t.size(one.rows, one.suppressed)}
          </p>
        </Card>
      ))}
      <Begin columns={columns} allowed={allowed} />
    </Frame>
  );
}

const EMPTY = { recipient: '', question: '', by: '', on: '', document: '', rows: '' };
type Field = keyof typeof EMPTY;
const FIELDS: Readonly<Record<string, string>> = {
  '/recipient': 'release-recipient',
  '/question': 'release-question',
  '/approval/by': 'release-by',
  '/approval/on': 'release-on',
  '/approval/document': 'release-document',
};

function Begin({ columns, allowed }: Pick<Releases, 'columns' | 'allowed'>) {
  const t = useWords(w);
  const [said, setSaid] = useState(EMPTY);
  const [kind, setKind] = useState<Kind>('research');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [own, setOwn] = useState<readonly PageError[]>([]);
  const set = (field: Field) => (value: string) => setSaid({ ...said, [field]: value });
  const { act, isBusy, problem, answer } = useAct<{ csv: string; suppressed: number }>(KEY, () =>
    setSaid({ ...said, rows: '' }),
  );
  const found = useMemo(() => fieldsOf(problem, t.line), [problem, t]);
  const nameOf = (column: string): string =>
    column in t.names ? t.names[column as keyof typeof t.names] : column;
  const wordsOf = (column: string): string =>
    allowed[column]?.join(', ') ?? t.patterns[column as keyof typeof t.patterns] ?? '';
  const send = () => {
    const { rows, wrong } = countsIn(said.rows);
    const faults = wrong.map((line) => ({ message: t.line(line, t.noNumber), fieldId: 'release-rows' }));
    if (rows.length === 0 || chosen.length === 0) {
      faults.push({ message: t.noRows, fieldId: chosen.length === 0 ? 'release-columns' : 'release-rows' });
    }
    setOwn(faults);
    if (faults.length > 0) return;
    act({
      path: PATH,
      body: {
        kind,
        recipient: said.recipient,
        question: said.question,
        approval: { by: said.by, on: said.on, document: said.document },
        counts: { columns: chosen, rows },
      },
    });
  };
  return (
    <Card title={t.begin} icon="upload">
      <ErrorSummary
        problem={own.length > 0 ? null : problem}
        withoutFields
        errors={own.length > 0 ? own : found}
      />
      <RadioCards
        legend={t.kind}
        value={kind}
        onChange={setKind}
        choices={(['research', 'public-health'] as const).map((value) => ({ value, label: t.kinds[value] }))}
      />
      <div className={styles.search}>
        <TextField
          id="release-recipient"
          label={t.recipient}
          maxLength={200}
          value={said.recipient}
          onChange={set('recipient')}
        />
        <TextField id="release-by" label={t.by} maxLength={200} value={said.by} onChange={set('by')} />
        <TextField id="release-on" type="date" label={t.on} value={said.on} onChange={set('on')} />
      </div>
      <TextArea
        id="release-question"
        label={t.question}
        rows={2}
        maxLength={1000}
        value={said.question}
        onChange={set('question')}
      />
      <TextArea
        id="release-document"
        label={t.document}
        maxLength={50_000}
        value={said.document}
        onChange={set('document')}
      />
      <Ticks
        id="release-columns"
        legend={t.columns}
        offered={columns.map((column) => [column, nameOf(column)] as const)}
        chosen={chosen}
        onChange={(after) => after.length <= COLUMNS_MAX && setChosen(after)}
      />
      {chosen.length > 0 && (
        <ul className="sm muted">
          {chosen.map((column) => (
            <li key={column}>{t.words(nameOf(column), wordsOf(column))}</li>
          ))}
        </ul>
      )}
      <TextArea
        id="release-rows"
        label={t.rows}
        hint={chosen.length === 0 ? undefined : t.order(chosen.map(nameOf).join(', '))}
        value={said.rows}
        onChange={set('rows')}
      />
      <p>
        <Button busy={isBusy} onClick={send}>
          {t.send}
        </Button>
      </p>
      <div role="status">
        {answer !== undefined && problem === null && (
          <>
            <p>{t.done(answer.suppressed)}</p>
            <pre>{answer.csv}</pre>
            <p>
              <Button icon="upload" onClick={() => keep(answer.csv)}>
                {t.save}
              </Button>
            </p>
          </>
        )}
      </div>
    </Card>
  );
}

/** What the server found, each beside its field; of the counts by line, as they were written. */
const fieldsOf = (problem: Problem | null, line: (n: number, what: string) => string): readonly PageError[] =>
  (problem?.fields ?? []).map(({ pointer, detail }) => {
    const row = /^\/counts\/rows\/(\d+)/.exec(pointer)?.[1];
    if (row !== undefined) return { message: line(Number(row) + 1, detail), fieldId: 'release-rows' };
    const fieldId = pointer.startsWith('/counts/columns') ? 'release-columns' : FIELDS[pointer];
    return fieldId === undefined ? { message: detail } : { message: detail, fieldId };
  });

function keep(csv: string): void {
  const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href: address, download: 'counts.csv' }).click();
  URL.revokeObjectURL(address);
}
