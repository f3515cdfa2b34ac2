import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import {
  Button,
  Card,
  EmptyState,
  instantWords,
  Pill,
  Select,
  TextField,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { categoryWords, roleWords, said } from '../../seen-by/words.ts';
import { Frame } from '../Frame.tsx';
import styles from './Privacy.module.css';

const w = words(
  {
    title: 'Who looked',
    heading: 'Who looked at what',
    code: 'Record code',
    staff: 'By whom',
    anybody: 'Anybody',
    part: 'What was seen',
    any: 'Anything',
    only: 'Only',
    unusual: {
      any: 'All looks',
      'off-team': 'Not on the care team',
      'after-hours': 'After hours',
      emergency: 'In an emergency',
    },
    none: 'No look like that',
    noneBody: 'Change what you look for. A look is written the moment something of a person is shown.',
    when: 'When',
    who: 'Who',
    what: 'What',
    why: 'Why',
    person: 'Person',
    offTeam: 'not on the team',
    more: 'Show earlier ones',
    chain: (rows: number, since: string) => `${rows.toLocaleString()} rows, unbroken since ${since}`,
    empty: 'Nothing is sealed yet. The sealer looks every minute.',
    waiting: (count: number) => `${count.toLocaleString()} newer rows wait for the next seal.`,
    broken: (seal: number, row: string) =>
      `BROKEN at seal ${seal}${row && `, row ${row}`}. Do not restart. Call whoever runs this program.`,
    chainTitle: 'The sealed log',
    prove: 'Prove it again',
    purposes: {
      treatment: 'treatment',
      payment: 'payment',
      operations: 'operations',
      self: 'their own',
      intake: 'intake',
      emergency: 'emergency',
    },
  },
  {
    title: 'Quién miró',
    heading: 'Quién miró qué',
    code: 'Código de expediente',
    staff: 'Quién',
    anybody: 'Cualquiera',
    part: 'Qué se vio',
    any: 'Cualquier cosa',
    only: 'Solo',
    unusual: {
      any: 'Todas',
      'off-team': 'Fuera del equipo',
      'after-hours': 'Fuera de hora',
      emergency: 'En emergencia',
    },
    none: 'Nada así',
    noneBody: 'Cambie lo que busca. Se anota en el momento en que se muestra algo de una persona.',
    when: 'Cuándo',
    who: 'Quién',
    what: 'Qué',
    why: 'Por qué',
    person: 'Persona',
    offTeam: 'fuera del equipo',
    more: 'Ver anteriores',
    chain: (rows, since) => `${rows.toLocaleString()} filas, sin romper desde ${since}`,
    empty: 'Aún no hay nada sellado. El sellador mira cada minuto.',
    waiting: (count) => `${count.toLocaleString()} filas nuevas esperan el próximo sello.`,
    broken: (seal, row) =>
      `ROTO en el sello ${seal}${row && `, fila ${row}`}. No reinicie. Llame a quien opera este programa.`,
    chainTitle: 'El registro sellado',
    prove: 'Probarlo otra vez',
    purposes: {
      treatment: 'tratamiento',
      payment: 'pago',
      operations: 'operación',
      self: 'lo propio',
      intake: 'ingreso',
      emergency: 'emergencia',
    },
  },
);

interface Look {
  readonly id: string;
  readonly at: string;
  readonly who: string | null;
  readonly role: string;
  readonly recordCode: string | null;
  readonly category: string;
  readonly purpose: string;
  readonly isOnTeam: boolean;
}
interface Looks {
  readonly zone: string;
  readonly looks: readonly Look[];
  readonly next: number | null;
  readonly staff: readonly { readonly id: string; readonly name: string }[];
}
type Only = 'any' | 'off-team' | 'after-hours' | 'emergency';

/** Every look, searched by person, staff, part and what is unusual about it. The search itself is noted. */
export default function LooksPage() {
  const t = useWords(w);
  const roles = useWords(roleWords);
  const categories = useWords(categoryWords);
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const [person, setPerson] = useState('');
  const [staff, setStaff] = useState('');
  const [category, setCategory] = useState('');
  const [only, setOnly] = useState<Only>('any');
  const query = new URLSearchParams({
    ...(person === '' ? {} : { person }),
    ...(staff === '' ? {} : { staff }),
    ...(category === '' ? {} : { category }),
    ...(only === 'any' ? {} : { only }),
  });
  const reading = useInfiniteQuery({
    queryKey: ['looks', query.toString()],
    queryFn: ({ pageParam }) =>
      api.get<Looks>(`/api/guard/looks?${query}${pageParam === null ? '' : `&before=${pageParam}`}`),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  const [first] = reading.data?.pages ?? [];
  const looks = reading.data?.pages.flatMap((page) => page.looks) ?? [];
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      <Chain />
      <Card>
        <form
          className={styles.search}
          onSubmit={(event) => {
            event.preventDefault();
            setPerson(typed.trim());
          }}
        >
          <TextField
            label={t.code}
            maxLength={20}
            value={typed}
            onChange={setTyped}
            onBlur={() => setPerson(typed.trim())}
          />
          <Select
            label={t.staff}
            value={staff}
            onChange={setStaff}
            options={[
              { value: '', label: t.anybody },
              ...(first?.staff ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Select
            label={t.part}
            value={category}
            onChange={setCategory}
            options={[
              { value: '', label: t.any },
              ...Object.entries<string>(categories).map(([value, label]) => ({ value, label })),
            ]}
          />
          <Select
            label={t.only}
            value={only}
            onChange={setOnly}
            options={Object.entries(t.unusual).map(([value, label]) => ({ value: value as Only, label }))}
          />
        </form>
      </Card>
      {looks.length === 0 ? (
        <EmptyState icon="eye" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.when}</th>
              <th scope="col">{t.who}</th>
              <th scope="col">{t.person}</th>
              <th scope="col">{t.what}</th>
              <th scope="col">{t.why}</th>
            </tr>
          </thead>
          <tbody>
            {looks.map((look) => (
              <tr key={look.id}>
                <td data-label={t.when}>{instantWords(look.at, first?.zone ?? 'UTC', language)}</td>
                <td data-label={t.who}>
                  {look.who ?? ''} {said(roles, look.role)}{' '}
                  {look.who !== null && !look.isOnTeam && <Pill tone="warn">{t.offTeam}</Pill>}
                </td>
                <td data-label={t.person}>{look.recordCode}</td>
                <td data-label={t.what}>{said(categories, look.category)}</td>
                <td data-label={t.why}>{said(t.purposes, look.purpose)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {reading.hasNextPage && (
        <p>
          <Button busy={reading.isFetchingNextPage} onClick={() => void reading.fetchNextPage()}>
            {t.more}
          </Button>
        </p>
      )}
    </Frame>
  );
}

interface ChainShown {
  readonly seals: number;
  readonly rows: number;
  readonly unsealed: number;
  readonly since: string | null;
  readonly fault: { readonly seal: number; readonly row: number | null } | null;
}

function Chain() {
  const t = useWords(w);
  const language = useLanguage();
  const chain = useQuery({
    queryKey: ['chain'],
    queryFn: () => api.get<ChainShown>('/api/guard/chain'),
    staleTime: 60_000,
  });
  const { data } = chain;
  if (data === undefined) return null;
  const { fault, seals, rows, since, unsealed } = data;
  return (
    <Card title={t.chainTitle} icon="shield" tone={fault === null ? 'plain' : 'bad'}>
      <div role="status">
        {fault !== null ? (
          <p>{t.broken(fault.seal, fault.row === null ? '' : String(fault.row))}</p>
        ) : (
          <p>{seals === 0 ? t.empty : t.chain(rows, instantWords(since ?? '', 'UTC', language))}</p>
        )}
        {fault === null && unsealed > 0 && <p className="muted">{t.waiting(unsealed)}</p>}
      </div>
      <p>
        <Button compact busy={chain.isFetching} onClick={() => void chain.refetch()}>
          {t.prove}
        </Button>
      </p>
    </Card>
  );
}
