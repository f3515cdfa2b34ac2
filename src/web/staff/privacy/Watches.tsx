import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, newKey, Problem } from '../../api.ts';
import { Button, Card, ErrorSummary, Pill, toast, useWords } from '../../design/index.ts';
import { said } from '../../seen-by/words.ts';
import { looksWords, type Mark, type Search, seenWords, sent } from './look-words.ts';
import styles from './Privacy.module.css';

interface Watch {
  readonly id: string;
  readonly recordCode: string | null;
  readonly staff: { readonly id: string; readonly name: string } | null;
  readonly category: string | null;
  readonly marks: readonly Mark[];
  readonly fresh: number;
}
interface Kept {
  readonly watches: readonly Watch[];
}
const KEY = ['look-watches'];
const PATH = '/api/guard/look-watches';

/** Keeps a search; purpose and days are not part of a watch, which looks at what comes. */
export function useKeepSearch() {
  const t = useWords(looksWords);
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ person, staff, category, marks }: Search) =>
      api.post<Kept>(PATH, sent({ person, staff, category, marks }), { key: newKey() }),
    onSuccess: (after) => {
      client.setQueryData(KEY, after);
      toast({ text: t.kept });
    },
  });
}

/** The searches that are kept, each with what is new in it. */
export function Watches({ onOpen }: { readonly onOpen: (search: Partial<Search>) => void }) {
  const t = useWords(looksWords);
  const seen = useWords(seenWords);
  const client = useQueryClient();
  const reading = useQuery({ queryKey: KEY, queryFn: () => api.get<Kept>(PATH), refetchInterval: 60_000 });
  const changing = useMutation({
    mutationFn: ({ id, isEnded }: { readonly id: string; readonly isEnded: boolean }) =>
      api.post<Kept>(`${PATH}/${id}`, { isEnded }, { key: newKey() }),
    onSuccess: (after) => client.setQueryData(KEY, after),
  });
  const watches = reading.data?.watches ?? [];
  if (watches.length === 0) return null;
  const nameOf = ({ recordCode, staff, category, marks }: Watch): string =>
    [
      recordCode,
      staff?.name,
      category === null ? null : said(seen, category),
      ...marks.map((mark) => t.marks[mark]),
    ]
      .filter(Boolean)
      .join(', ') || t.everything;
  const open = (watch: Watch) => {
    onOpen({
      person: watch.recordCode ?? '',
      staff: watch.staff?.id ?? '',
      category: watch.category ?? '',
      marks: watch.marks,
    });
    changing.mutate({ id: watch.id, isEnded: false });
  };
  return (
    <Card title={t.watching} icon="eye">
      <ErrorSummary problem={changing.error instanceof Problem ? changing.error : null} />
      <ul className={styles.watches}>
        {watches.map((watch) => (
          <li key={watch.id} className="row wrap">
            <b>{nameOf(watch)}</b>
            <Pill tone={watch.fresh > 0 ? 'warn' : 'neutral'}>
              {watch.fresh > 0 ? t.fresh(watch.fresh) : t.nothingNew}
            </Pill>
            <Button compact aria-label={t.openOf(nameOf(watch))} onClick={() => open(watch)}>
              {t.open}
            </Button>
            <Button
              compact
              look="text"
              aria-label={t.endOf(nameOf(watch))}
              onClick={() => changing.mutate({ id: watch.id, isEnded: true })}
            >
              {t.end}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
