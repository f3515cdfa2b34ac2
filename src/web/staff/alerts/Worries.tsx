import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { WorryShown } from '../../../guard/supporters/worry.routes.ts';
import { api, Problem } from '../../api.ts';
import { Button, Card, ErrorSummary, toast, useLanguage, useWords, words } from '../../design/index.ts';

const w = words(
  {
    title: 'Somebody close to them is worried',
    by: (who: string, when: string) => `${who}, ${when}`,
    unknown: 'Somebody they named',
    oneWay:
      'You may hear this. Do not answer, and do not confirm that anybody is in care, unless a consent allows it.',
    read: 'I have read this',
    done: 'It is off the list, with your name on it.',
  },
  {
    title: 'Alguien cercano está preocupado',
    by: (who, when) => `${who}, ${when}`,
    unknown: 'Alguien que esa persona nombró',
    oneWay:
      'Puede escuchar esto. No responda ni confirme que alguien recibe atención, a menos que un consentimiento lo permita.',
    read: 'Lo he leído',
    done: 'Ya no está en la lista; queda su nombre.',
  },
);

const AGAIN_MS = 30_000;

/** What supporters told the care team and nobody read yet. */
export function Worries() {
  const reading = useQuery({
    queryKey: ['worries'],
    queryFn: () => api.get<{ worries: readonly WorryShown[] }>('/api/worries'),
    refetchInterval: AGAIN_MS,
  });
  return (
    <>
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {reading.data?.worries.map((worry) => (
        <Worry key={worry.id} worry={worry} />
      ))}
    </>
  );
}

function Worry({ worry }: { readonly worry: WorryShown }) {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const reading = useMutation({
    mutationFn: () => api.post(`/api/worries/${worry.id}/read`, {}),
    onSuccess: () => {
      toast({ text: t.done });
      return client.invalidateQueries({ queryKey: ['worries'] });
    },
  });
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(worry.saidAt),
  );
  const { called, relation } = worry.by ?? { called: t.unknown, relation: '' };
  return (
    <Card title={t.title} icon="message" tone="warn">
      <p>
        <Link to="/people/$person" params={{ person: worry.participant }}>
          <b>
            {worry.recordCode} {worry.called}
          </b>
        </Link>
      </p>
      <blockquote>{worry.words}</blockquote>
      <p className="sm">{t.by([called, relation].filter(Boolean).join(', '), when)}</p>
      <p className="sm muted">{t.oneWay}</p>
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      <p>
        <Button busy={reading.isPending} onClick={() => reading.mutate()}>
          {t.read}
        </Button>
      </p>
    </Card>
  );
}
