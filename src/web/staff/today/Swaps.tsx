import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SwapsShown } from '../../../treat/index.ts';
import { api, Problem } from '../../api.ts';
import { Button, Card, ErrorSummary, toast, useWords, words } from '../../design/index.ts';
import { useSeatSaid } from '../session/useSeatSaid.ts';
import styles from './Today.module.css';

const w = words(
  {
    title: 'Other times asked for',
    give: 'Give the seat',
    giveTo: (name: string) => `Give the seat: ${name}`,
    notThis: 'Not this one',
    notThisFor: (name: string) => `Not this one: ${name}`,
    given: 'They have the seat; it is in their week.',
    told: 'They are asked to pick another time.',
  },
  {
    title: 'Piden otra hora',
    give: 'Dar el lugar',
    giveTo: (name) => `Dar el lugar: ${name}`,
    notThis: 'Esta no',
    notThisFor: (name) => `Esta no: ${name}`,
    given: 'Ya tiene el lugar; está en su semana.',
    told: 'Se le pide que elija otra hora.',
  },
);

const AGAIN_MS = 60_000;

/** People of my care teams who can't make a session and ask for another one; nothing is shown where nobody does. */
export function Swaps() {
  const t = useWords(w);
  const says = useSeatSaid();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['swaps'],
    queryFn: () => api.get<SwapsShown>('/api/swaps'),
    refetchInterval: AGAIN_MS,
  });
  const answering = useMutation({
    mutationFn: ({ request, answer }: { readonly request: string; readonly answer: string }) =>
      api.post<SwapsShown>(`/api/swaps/${request}/answer`, { answer }),
    onSuccess: (shown, { answer }) => {
      client.setQueryData(['swaps'], shown);
      toast({ text: answer === 'joined' ? t.given : t.told });
    },
    onError: () => client.invalidateQueries({ queryKey: ['swaps'] }),
  });
  if (data === undefined || (data.swaps.length === 0 && answering.error === null)) return null;
  return (
    <Card title={t.title} icon="calendar">
      <ErrorSummary problem={answering.error instanceof Problem ? answering.error : null} />
      <ul className={styles.line}>
        {data.swaps.map((swap) => (
          <li key={swap.request} className={styles.person}>
            <Link to="/people/$person" params={{ person: swap.participant }}>
              <b>{swap.called}</b>
            </Link>
            <p className="sm muted">{says(swap, data.zone)}</p>
            <p className="row wrap">
              <Button
                compact
                look="primary"
                busy={answering.isPending}
                aria-label={t.giveTo(swap.called)}
                onClick={() => answering.mutate({ request: swap.request, answer: 'joined' })}
              >
                {t.give}
              </Button>
              <Button
                compact
                busy={answering.isPending}
                aria-label={t.notThisFor(swap.called)}
                onClick={() => answering.mutate({ request: swap.request, answer: 'not-this-one' })}
              >
                {t.notThis}
              </Button>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
