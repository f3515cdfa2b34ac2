import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  Select,
  TextField,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { shortInstant } from './look-words.ts';
import styles from './Privacy.module.css';

const w = words(
  {
    title: 'Given out',
    heading: 'What left somebody’s record',
    lead: 'The list a person may ask for, of the last three years (42 CFR 2.24 and 2.25). That you read it is noted, and so is every file.',
    code: 'Record code',
    from: 'From',
    until: 'Until',
    kind: 'Because of',
    kinds: {
      any: 'Anything',
      intermediary: 'An exchange (2.24)',
      consent: 'Consent',
      emergency: 'A medical emergency',
      'court-order': 'A court order',
      audit: 'An audit',
      research: 'Research',
      'public-health': 'Public health',
      'the-person': 'The person’s own wish',
      'report-by-law': 'A report by law',
    },
    build: 'Build the list',
    listOf: (code: string, count: number) => `${code}: ${count === 1 ? '1 entry' : `${count} entries`}`,
    none: 'Nothing left in this time',
    noneBody: 'The list can be handed over all the same: it then says so.',
    when: 'When',
    to: 'To whom',
    what: 'What',
    by: 'By',
    pdf: 'Save as paper (PDF)',
    csv: 'Save as a table (CSV)',
  },
  {
    title: 'Lo que se dio',
    heading: 'Qué salió de un expediente',
    lead: 'La lista que una persona puede pedir, de los últimos tres años (42 CFR 2.24 y 2.25). Queda anotado que usted la lee, y cada archivo también.',
    code: 'Código de expediente',
    from: 'Desde',
    until: 'Hasta',
    kind: 'Por',
    kinds: {
      any: 'Cualquier cosa',
      intermediary: 'Un intercambio (2.24)',
      consent: 'Permiso',
      emergency: 'Una emergencia médica',
      'court-order': 'Una orden judicial',
      audit: 'Una revisión',
      research: 'Un estudio',
      'public-health': 'Salud pública',
      'the-person': 'Deseo de la persona',
      'report-by-law': 'Un aviso por ley',
    },
    build: 'Hacer la lista',
    listOf: (code, count) => `${code}: ${count === 1 ? '1 entrada' : `${count} entradas`}`,
    none: 'No salió nada en este tiempo',
    noneBody: 'La lista se puede entregar igual: entonces lo dice.',
    when: 'Cuándo',
    to: 'A quién',
    what: 'Qué',
    by: 'Por',
    pdf: 'Guardar como papel (PDF)',
    csv: 'Guardar como tabla (CSV)',
  },
);

type Kind = keyof (typeof w)['en']['kinds'];
interface Accounted {
  readonly recordCode: string;
  readonly zone: string;
  readonly entries: readonly {
    readonly id: string;
    readonly at: string;
    readonly by: string | null;
    readonly basis: Exclude<Kind, 'any' | 'intermediary'>;
    readonly to: string;
    readonly affiliation: string | null;
    readonly what: string;
  }[];
}
const PATH = '/api/guard/accounting';

/** The accounting of disclosures of one person: built, read through, and handed over as a file. */
export default function DisclosuresPage() {
  const t = useWords(w);
  const language = useLanguage();
  const [person, setPerson] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [kind, setKind] = useState<Kind>('any');
  const building = useMutation({ mutationFn: (asked: object) => api.post<Accounted>(PATH, asked) });
  const saving = useMutation({
    mutationFn: (as: 'csv' | 'pdf') =>
      api.save(`${PATH}/file`, { ...building.variables, as, language }, `list.${as}`),
  });
  const problem = building.error instanceof Problem ? building.error : null;
  const list = building.data;
  return (
    <Frame title={t.title} heading={t.heading}>
      <p className="muted">{t.lead}</p>
      <Card>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            building.mutate({
              person: person.trim().toUpperCase(),
              ...(from === '' ? {} : { from }),
              ...(until === '' ? {} : { until }),
              ...(kind === 'any' ? {} : kind === 'intermediary' ? { only: kind } : { basis: kind }),
            });
          }}
        >
          <ErrorSummary problem={problem} fields={{ '/person': 'accounting-person' }} />
          <div className={styles.search}>
            <TextField
              id="accounting-person"
              label={t.code}
              maxLength={20}
              autoComplete="off"
              error={problem?.at('/person')}
              value={person}
              onChange={setPerson}
            />
            <TextField type="date" label={t.from} value={from} onChange={setFrom} />
            <TextField type="date" label={t.until} value={until} onChange={setUntil} />
            <Select
              label={t.kind}
              value={kind}
              onChange={setKind}
              options={Object.entries(t.kinds).map(([value, label]) => ({ value: value as Kind, label }))}
            />
          </div>
          <p>
            <Button type="submit" look="primary" busy={building.isPending}>
              {t.build}
            </Button>
          </p>
        </form>
      </Card>
      {list && (
        <>
          <div role="status">
            <h2>{t.listOf(list.recordCode, list.entries.length)}</h2>
          </div>
          <ErrorSummary problem={saving.error instanceof Problem ? saving.error : null} />
          <p className="row wrap">
            <Button compact icon="print" busy={saving.isPending} onClick={() => saving.mutate('pdf')}>
              {t.pdf}
            </Button>
            <Button compact busy={saving.isPending} onClick={() => saving.mutate('csv')}>
              {t.csv}
            </Button>
          </p>
          {list.entries.length === 0 ? (
            <EmptyState icon="door" title={t.none}>
              {t.noneBody}
            </EmptyState>
          ) : (
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t.when}</th>
                  <th scope="col">{t.to}</th>
                  <th scope="col">{t.what}</th>
                  <th scope="col">{t.kind}</th>
                  <th scope="col">{t.by}</th>
                </tr>
              </thead>
              <tbody>
                {list.entries.map(({ id, at, to, affiliation, what, basis, by }) => (
                  <tr key={id}>
                    <td data-label={t.when}>{shortInstant(at, list.zone, language)}</td>
                    <td data-label={t.to}>{affiliation === null ? to : `${to}, ${affiliation}`}</td>
                    <td data-label={t.what}>{what}</td>
                    <td data-label={t.kind}>{t.kinds[basis]}</td>
                    <td data-label={t.by}>{by}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </Frame>
  );
}
