import { useQuery } from '@tanstack/react-query';
import { api, Problem } from '../api.ts';
import { Dialog, ErrorSummary, useLanguage, useWords, words } from '../design/index.ts';
import { Chips } from './Chips.tsx';
import { type Consent, type Part, partWords } from './sharing.ts';

const w = words(
  {
    title: (who: string) => `What ${who} sees`,
    now: 'There now',
    later: 'Nothing there yet, but they may see it',
    loading: 'Looking…',
  },
  {
    title: (who) => `Lo que ve ${who}`,
    now: 'Ya está',
    later: 'Todavía no hay nada, pero lo pueden ver',
    loading: 'Mirando…',
  },
);

/** What a consent lets somebody see today, asked of the database with their eyes. */
export function AsThem({
  consent: { id, kind, recipient, categories, purposes },
  who,
  onClose,
}: {
  readonly consent: Consent;
  readonly who: string;
  readonly onClose: () => void;
}) {
  const t = useWords(w);
  const names = useWords(partWords);
  const language = useLanguage();
  const reading = useQuery({
    queryKey: ['sharing-as-them', id],
    queryFn: () =>
      api.post<{ sees: readonly { category: Part }[] }>('/api/my/sharing/preview', {
        kind,
        language,
        categories,
        purposes,
        recipient: { kind: recipient.kind, name: recipient.name },
      }),
    staleTime: 0,
  });
  const sees = new Set(reading.data?.sees.map(({ category }) => category));
  const list = (title: string, parts: readonly Part[]) =>
    parts.length > 0 && (
      <>
        <h3>{title}</h3>
        <Chips parts={parts.map((part) => names[part])} />
      </>
    );
  return (
    <Dialog title={t.title(who)} onClose={onClose}>
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {reading.data === undefined ? (
        <p role="status">{t.loading}</p>
      ) : (
        <>
          {list(
            t.now,
            categories.filter((part) => sees.has(part)),
          )}
          {list(
            t.later,
            categories.filter((part) => !sees.has(part)),
          )}
        </>
      )}
    </Dialog>
  );
}
