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
  RadioCards,
  Select,
  TextArea,
  TextField,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { today, useAct } from './act.ts';
import { ToDuties } from './Duties.tsx';
import styles from './Privacy.module.css';

const w = words(
  {
    title: 'Audits',
    heading: 'Who checks the program',
    lead: 'Under a written agreement, until a day, one marked sheet about one record at a time (42 CFR 2.53). Every sheet is counted and written down as given out.',
    none: 'Nobody checks the program now',
    noneBody: 'What is agreed on below comes up here, with its sheets and the day by which they are back.',
    of: (name: string, of: string) => `${name}, ${of}`,
    open: 'open',
    over: 'over',
    done: 'all back or destroyed',
    overdue: 'sheets are overdue',
    afterwards: {
      return: (date: string) => `Every sheet comes back by ${date}.`,
      destroy: (date: string) => `Every sheet is destroyed by ${date}.`,
    },
    back: {
      return: (date: string) => `The sheets came back on ${date}.`,
      destroy: (date: string) => `The sheets were destroyed on ${date}.`,
    },
    agreedOn: (date: string) => `Agreed on ${date}:`,
    sheets: (n: number, most: number) => `${n} of ${most} sheets printed.`,
    about: 'About which record',
    print: 'Print one sheet (PDF)',
    end: 'End it now',
    ended: 'It is over. Nothing more is printed.',
    cameBack: { return: 'They came back on', destroy: 'They were destroyed on' },
    note: { return: 'Write down that they are back', destroy: 'Write down that they are destroyed' },
    noted: 'Written down.',
    begin: 'Begin an audit',
    name: 'Who checks',
    affiliation: 'For whom they check',
    agreement: 'What was agreed in writing, or where it is kept',
    after: 'What becomes of the sheets',
    returned: 'They come back to us',
    destroyed: 'They are destroyed',
    signed: 'The day it was signed',
    until: 'The last day, within a year',
    most: 'Sheets at most',
    codes: 'Record codes, with commas between them',
    keep: 'Begin it',
    kept: 'It has begun.',
  },
  {
    title: 'Revisiones',
    heading: 'Quién revisa el programa',
    lead: 'Con un acuerdo escrito, hasta un día, una hoja marcada sobre un expediente a la vez (42 CFR 2.53). Cada hoja se cuenta y se anota como algo que se dio.',
    none: 'Nadie revisa el programa ahora',
    noneBody: 'Lo que se acuerda abajo aparece aquí, con sus hojas y el día en que deben estar de vuelta.',
    of: (name, of) => `${name}, ${of}`,
    open: 'abierta',
    over: 'terminada',
    done: 'todo devuelto o destruido',
    overdue: 'faltan hojas y ya pasó el día',
    afterwards: {
      return: (date) => `Cada hoja vuelve a más tardar el ${date}.`,
      destroy: (date) => `Cada hoja se destruye a más tardar el ${date}.`,
    },
    back: {
      return: (date) => `Las hojas volvieron el ${date}.`,
      destroy: (date) => `Las hojas se destruyeron el ${date}.`,
    },
    agreedOn: (date) => `Acordado el ${date}:`,
    sheets: (n, most) => `${n} de ${most} hojas impresas.`,
    about: 'Sobre qué expediente',
    print: 'Imprimir una hoja (PDF)',
    end: 'Terminarla ahora',
    ended: 'Terminó. No se imprime nada más.',
    cameBack: { return: 'Volvieron el', destroy: 'Se destruyeron el' },
    note: { return: 'Anotar que volvieron', destroy: 'Anotar que se destruyeron' },
    noted: 'Anotado.',
    begin: 'Empezar una revisión',
    name: 'Quién revisa',
    affiliation: 'Para quién revisa',
    agreement: 'Qué se acordó por escrito, o dónde se guarda',
    after: 'Qué pasa con las hojas',
    returned: 'Vuelven a nosotros',
    destroyed: 'Se destruyen',
    signed: 'El día en que se firmó',
    until: 'El último día, dentro de un año',
    most: 'Hojas a lo más',
    codes: 'Códigos, separados por comas',
    keep: 'Empezarla',
    kept: 'Ya empezó.',
  },
);

interface Audit {
  readonly id: string;
  readonly name: string;
  readonly affiliation: string;
  readonly agreement: string;
  readonly afterwards: 'return' | 'destroy';
  readonly agreedOn: string;
  readonly untilOn: string;
  readonly isOpen: boolean;
  readonly isOverdue: boolean;
  readonly prints: number;
  readonly printsMax: number;
  readonly returnedOn: string | null;
  readonly people: readonly { readonly recordCode: string | null }[];
}
const PATH = '/api/guard/audits';
const KEY = ['audits'];

const useDay = () => {
  const language = useLanguage();
  return (date: string) => dateWords(date, language, { year: 'numeric', month: 'long', day: 'numeric' });
};

/** Who checks the program: what was agreed, the sheets they were given, and until when these are back. */
export default function AuditsPage() {
  const t = useWords(w);
  const reading = useQuery({
    queryKey: KEY,
    queryFn: () => api.get<{ audits: readonly Audit[] }>(PATH),
  });
  const audits = reading.data?.audits ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading} beside={<ToDuties />}>
      <p className="muted">{t.lead}</p>
      {audits.length === 0 ? (
        <EmptyState icon="search" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        audits.map((audit) => <One key={audit.id} audit={audit} />)
      )}
      <Begin />
    </Frame>
  );
}

function One({ audit }: { readonly audit: Audit }) {
  const t = useWords(w);
  const day = useDay();
  const { afterwards, returnedOn, isOpen, isOverdue, prints, printsMax } = audit;
  const [tone, said] = isOverdue
    ? (['bad', t.overdue] as const)
    : isOpen
      ? (['info', t.open] as const)
      : returnedOn !== null
        ? (['ok', t.done] as const)
        : (['neutral', t.over] as const);
  return (
    <Card title={t.of(audit.name, audit.affiliation)} aside={<Pill tone={tone}>{said}</Pill>}>
      <p>
        {returnedOn === null
          ? t.afterwards[afterwards](day(audit.untilOn))
          : t.back[afterwards](day(returnedOn))}
      </p>
      <p>{t.sheets(prints, printsMax)}</p>
      <p className="sm muted">
        {t.agreedOn(day(audit.agreedOn))} {audit.agreement}
      </p>
      {isOpen && prints < printsMax && <Print audit={audit} />}
      {returnedOn === null && <End audit={audit} />}
    </Card>
  );
}

function Print({ audit }: { readonly audit: Audit }) {
  const t = useWords(w);
  const client = useQueryClient();
  const codes = audit.people.flatMap(({ recordCode }) => recordCode ?? []);
  const [code, setCode] = useState(codes[0] ?? '');
  const printing = useMutation({
    mutationFn: () => api.save(`${PATH}/${audit.id}/print`, { recordCode: code }, 'sheet.pdf'),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <>
      <ErrorSummary problem={printing.error instanceof Problem ? printing.error : null} />
      <div className={styles.search}>
        <Select
          label={t.about}
          value={code}
          onChange={setCode}
          options={codes.map((one) => ({ value: one, label: one }))}
        />
      </div>
      <p>
        <Button icon="print" busy={printing.isPending} onClick={() => printing.mutate()}>
          {t.print}
        </Button>
      </p>
    </>
  );
}

function End({ audit }: { readonly audit: Audit }) {
  const t = useWords(w);
  const [on, setOn] = useState(today);
  const { act, isBusy, problem } = useAct(KEY, () => toast({ text: audit.isOpen ? t.ended : t.noted }));
  const id = `back-${audit.id}`;
  const end = (returnedOn: string | null) => act({ path: `${PATH}/${audit.id}/end`, body: { returnedOn } });
  return (
    <>
      <ErrorSummary problem={problem} fields={{ '/returnedOn': id }} />
      <div className={styles.search}>
        <TextField id={id} type="date" label={t.cameBack[audit.afterwards]} value={on} onChange={setOn} />
      </div>
      <p className="row wrap">
        <Button busy={isBusy} onClick={() => end(on)}>
          {t.note[audit.afterwards]}
        </Button>
        {audit.isOpen && (
          <Button busy={isBusy} onClick={() => end(null)}>
            {t.end}
          </Button>
        )}
      </p>
    </>
  );
}

const EMPTY = { name: '', affiliation: '', agreement: '', agreedOn: '', untilOn: '', most: '10', codes: '' };
type Field = keyof typeof EMPTY;

function Begin() {
  const t = useWords(w);
  const [said, setSaid] = useState(EMPTY);
  const [afterwards, setAfterwards] = useState<'return' | 'destroy'>('destroy');
  const set = (field: Field) => (value: string) => setSaid({ ...said, [field]: value });
  const { act, isBusy, problem } = useAct(KEY, () => {
    setSaid(EMPTY);
    toast({ text: t.kept });
  });
  const recordCodes = said.codes
    .split(/[\s,;]+/)
    .filter((code) => code !== '')
    .map((code) => code.toUpperCase());
  return (
    <Card title={t.begin} icon="pen">
      <ErrorSummary
        problem={problem}
        fields={{
          '/name': 'audit-name',
          '/affiliation': 'audit-of',
          '/agreement': 'audit-agreement',
          '/agreedOn': 'audit-signed',
          '/untilOn': 'audit-until',
          '/printsMax': 'audit-most',
          '/recordCodes': 'audit-codes',
        }}
      />
      <div className={styles.search}>
        <TextField id="audit-name" label={t.name} maxLength={200} value={said.name} onChange={set('name')} />
        <TextField
          id="audit-of"
          label={t.affiliation}
          maxLength={200}
          value={said.affiliation}
          onChange={set('affiliation')}
        />
      </div>
      <TextArea
        id="audit-agreement"
        label={t.agreement}
        rows={2}
        maxLength={4000}
        value={said.agreement}
        onChange={set('agreement')}
      />
      <RadioCards
        legend={t.after}
        value={afterwards}
        onChange={setAfterwards}
        choices={[
          { value: 'destroy', label: t.destroyed },
          { value: 'return', label: t.returned },
        ]}
      />
      <div className={styles.search}>
        <TextField
          id="audit-signed"
          type="date"
          label={t.signed}
          value={said.agreedOn}
          onChange={set('agreedOn')}
        />
        <TextField
          id="audit-until"
          type="date"
          label={t.until}
          value={said.untilOn}
          onChange={set('untilOn')}
        />
        <TextField
          id="audit-most"
          type="number"
          min={1}
          max={200}
          label={t.most}
          value={said.most}
          onChange={set('most')}
        />
      </div>
      <TextArea
        id="audit-codes"
        label={t.codes}
        rows={2}
        autoComplete="off"
        value={said.codes}
        onChange={set('codes')}
      />
      <p>
        <Button
          busy={isBusy}
          onClick={() =>
            act({
              path: PATH,
              body: {
                name: said.name,
                affiliation: said.affiliation,
                agreement: said.agreement,
                afterwards,
                agreedOn: said.agreedOn,
                untilOn: said.untilOn,
                printsMax: Number(said.most),
                recordCodes,
              },
            })
          }
        >
          {t.keep}
        </Button>
      </p>
    </Card>
  );
}
