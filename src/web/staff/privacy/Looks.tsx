import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  Pill,
  Select,
  TextField,
  useLanguage,
  useWords,
  zoneName,
} from '../../design/index.ts';
import { said } from '../../seen-by/words.ts';
import { Frame } from '../Frame.tsx';
import { Chain } from './Chain.tsx';
import { LookDrawer } from './LookDrawer.tsx';
import {
  askerWords,
  type Look,
  looksWords,
  MARKS,
  NOTHING,
  type Search,
  seenWords,
  sent,
  shortInstant,
} from './look-words.ts';
import styles from './Privacy.module.css';
import { StaffShown } from './StaffShown.tsx';
import { useKeepSearch, Watches } from './Watches.tsx';

interface Looks {
  readonly zone: string;
  readonly looks: readonly Look[];
  readonly next: number | null;
  readonly staff: readonly { readonly id: string; readonly name: string }[];
}

/** Every look, searched by person, staff, part and what is unusual about it. The search itself is noted. */
export default function LooksPage() {
  const t = useWords(looksWords);
  const language = useLanguage();
  const [search, setSearch] = useState<Search>(NOTHING);
  const [opened, setOpened] = useState<Look>();
  const reading = useInfiniteQuery({
    queryKey: ['looks', search],
    queryFn: ({ pageParam }) =>
      api.post<Looks>('/api/guard/looks/search', {
        ...sent(search),
        ...(pageParam === null ? {} : { before: pageParam }),
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  const [first] = reading.data?.pages ?? [];
  const looks = reading.data?.pages.flatMap((page) => page.looks) ?? [];
  const zone = first?.zone ?? 'UTC';
  const wrong = reading.error instanceof Problem && reading.error.status === 422 ? reading.error : null;
  return (
    <Frame
      title={t.title}
      heading={t.heading}
      reading={{ isPending: reading.isPending, error: wrong === null ? reading.error : null }}
    >
      <Chain />
      <Watches onOpen={(watched) => setSearch({ ...NOTHING, ...watched })} />
      <Asked
        // What a watch asks for stands in the fields too.
        key={JSON.stringify([search.person, search.marks.length])}
        search={search}
        staff={first?.staff ?? []}
        wrong={wrong?.at('/person')}
        onSearch={setSearch}
      />
      {looks.length === 0 ? (
        <EmptyState icon="eye" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        <>
          <Saving search={search} />
          <p className="sm muted">{t.zone(zoneName(zone, language))}</p>
          <Table looks={looks} zone={zone} onOpen={setOpened} />
        </>
      )}
      {reading.hasNextPage && (
        <p>
          <Button busy={reading.isFetchingNextPage} onClick={() => void reading.fetchNextPage()}>
            {t.more}
          </Button>
        </p>
      )}
      <StaffShown />
      {opened && <LookDrawer look={opened} zone={zone} onClose={() => setOpened(undefined)} />}
    </Frame>
  );
}

function Asked({
  search,
  staff,
  wrong,
  onSearch,
}: {
  readonly search: Search;
  readonly staff: Looks['staff'];
  readonly wrong: string | undefined;
  readonly onSearch: (search: Search) => void;
}) {
  const t = useWords(looksWords);
  const seen = useWords(seenWords);
  const [typed, setTyped] = useState(search.person);
  const change = (part: Partial<Search>) => onSearch({ ...search, person: typed.trim(), ...part });
  const options = (any: string, list: Readonly<Record<string, string>>) => [
    { value: '', label: any },
    ...Object.entries(list).map(([value, label]) => ({ value, label })),
  ];
  return (
    <Card>
      <form
        className={styles.search}
        onSubmit={(event) => {
          event.preventDefault();
          change({});
        }}
      >
        <TextField
          label={t.code}
          hint={t.codeHint}
          error={wrong}
          maxLength={20}
          value={typed}
          onChange={setTyped}
        />
        <Select
          label={t.staff}
          value={search.staff}
          onChange={(value) => change({ staff: value })}
          options={options(t.anybody, Object.fromEntries(staff.map(({ id, name }) => [id, name])))}
        />
        <Select
          label={t.part}
          value={search.category}
          onChange={(category) => change({ category })}
          options={options(t.any, seen)}
        />
        <Select
          label={t.purpose}
          value={search.purpose}
          onChange={(purpose) => change({ purpose })}
          options={options(t.any, t.purposes)}
        />
        <TextField type="date" label={t.from} value={search.from} onChange={(from) => change({ from })} />
        <TextField type="date" label={t.until} value={search.until} onChange={(until) => change({ until })} />
      </form>
      <fieldset className={styles.chips}>
        <legend>{t.only}</legend>
        {MARKS.map((mark) => (
          <Button
            key={mark}
            compact
            look={search.marks.includes(mark) ? 'primary' : 'secondary'}
            aria-pressed={search.marks.includes(mark)}
            onClick={() =>
              change({
                marks: search.marks.includes(mark)
                  ? search.marks.filter((one) => one !== mark)
                  : [...search.marks, mark],
              })
            }
          >
            {t.marks[mark]}
          </Button>
        ))}
      </fieldset>
    </Card>
  );
}

function Saving({ search }: { readonly search: Search }) {
  const t = useWords(looksWords);
  const language = useLanguage();
  const keeping = useKeepSearch();
  const saving = useMutation({
    mutationFn: (as: 'csv' | 'pdf') =>
      api.save('/api/guard/looks/file', { ...sent(search), as, language }, `list.${as}`),
  });
  const fault = keeping.error ?? saving.error;
  return (
    <>
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
      <p className="row wrap">
        <Button compact icon="eye" busy={keeping.isPending} onClick={() => keeping.mutate(search)}>
          {t.keep}
        </Button>
        <Button compact icon="print" busy={saving.isPending} onClick={() => saving.mutate('pdf')}>
          {t.pdf}
        </Button>
        <Button compact busy={saving.isPending} onClick={() => saving.mutate('csv')}>
          {t.csv}
        </Button>
      </p>
    </>
  );
}

function Table({
  looks,
  zone,
  onOpen,
}: {
  readonly looks: readonly Look[];
  readonly zone: string;
  readonly onOpen: (look: Look) => void;
}) {
  const t = useWords(looksWords);
  const seen = useWords(seenWords);
  const roles = useWords(askerWords);
  const language = useLanguage();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t.when}</th>
          <th scope="col">{t.who}</th>
          <th scope="col">{t.person}</th>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.why}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {looks.map((look) => {
          const when = shortInstant(look.at, zone, language);
          const who = [look.who, said(roles, look.role)].filter(Boolean).join(', ');
          return (
            <tr key={look.id}>
              <td data-label={t.when}>{when}</td>
              <td data-label={t.who}>
                {who} {look.who !== null && !look.isOnTeam && <Pill tone="warn">{t.offTeam}</Pill>}
              </td>
              <td data-label={t.person}>{look.recordCode}</td>
              <td data-label={t.what}>
                {said(seen, look.category)} {look.verb === 'export' && <Pill tone="info">{t.file}</Pill>}
              </td>
              <td data-label={t.why}>{said(t.purposes, look.purpose)}</td>
              <td>
                <Button
                  compact
                  look="text"
                  aria-label={t.detailsOf(who, look.recordCode ?? '', when)}
                  onClick={() => onOpen(look)}
                >
                  {t.details}
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
