import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { SwapShown } from '../../treat/index.ts';
import { api, Problem } from '../api.ts';
import { Button, ErrorSummary, toast, useWords, words } from '../design/index.ts';
import styles from './Said.module.css';
import type { WeekItem } from './week.ts';

const w = words(
  {
    which: (time: string) => `Are you coming? ${time}`,
    coming: 'I’m coming',
    cannot: 'Can’t make it',
    saidComing: 'We told the team that you are coming.',
    saidCannot: 'We told the team that you can’t make it.',
    takenBack: 'Taken back. The team is told.',
    others: 'Find another time',
  },
  {
    which: (time) => `¿Viene? ${time}`,
    coming: 'Sí voy',
    cannot: 'No puedo ir',
    saidComing: 'Le dijimos al equipo que viene.',
    saidCannot: 'Le dijimos al equipo que no puede ir.',
    takenBack: 'Listo, ya no cuenta. El equipo lo sabe.',
    others: 'Buscar otra hora',
  },
);

type Says = Pick<SwapShown, 'said'> & { readonly reason?: SwapShown['reason'] };

/** What the person says of one session; the week and the page of that session know it at once. */
export function useSay(meeting: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (says: Says) => api.post<SwapShown>(`/api/my/sessions/${meeting}/say`, says),
    onSuccess: (answer) => {
      client.setQueryData(['my', 'swap', meeting], answer);
      return client.invalidateQueries({ queryKey: ['week'] });
    },
  });
}

/** "I'm coming" or "Can't make it", before a session; a second press takes it back. */
export function Said({ item, time }: { readonly item: WeekItem; readonly time: string }) {
  const t = useWords(w);
  const navigate = useNavigate();
  const meeting = item.meeting ?? '';
  const saying = useSay(meeting);
  const takeBack = () => saying.mutate({ said: null }, { onSuccess: () => toast({ text: t.takenBack }) });
  const coming = () =>
    item.said === 'coming'
      ? takeBack()
      : saying.mutate(
          { said: 'coming' },
          { onSuccess: () => toast({ text: t.saidComing, undo: takeBack, about: meeting }) },
        );
  const cannot = () =>
    item.said === 'cannot'
      ? takeBack()
      : saying.mutate(
          { said: 'cannot' },
          { onSuccess: () => void navigate({ to: '/swap/$meeting', params: { meeting } }) },
        );
  return (
    <div className={styles.said}>
      {/* biome-ignore lint/a11y/useSemanticElements: two buttons of one choice, not fields of a form. */}
      <div className={styles.choice} role="group" aria-label={t.which(time)}>
        <Button aria-pressed={item.said === 'coming'} busy={saying.isPending} onClick={coming}>
          {t.coming}
        </Button>
        <Button aria-pressed={item.said === 'cannot'} busy={saying.isPending} onClick={cannot}>
          {t.cannot}
        </Button>
      </div>
      {item.said === 'cannot' && (
        <p className="sm">
          {t.saidCannot}{' '}
          <Link to="/swap/$meeting" params={{ meeting }}>
            {t.others}
          </Link>
        </p>
      )}
      {saying.error && <ErrorSummary problem={saying.error instanceof Problem ? saying.error : null} />}
    </div>
  );
}
