import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type NoticeInForce, NoticeText } from '../about/NoticeText.tsx';
import { api, Problem } from '../api.ts';
import { Button, dateWords, ErrorSummary, Page, useLanguage, useWords, words } from '../design/index.ts';
import { Bottom } from '../week/Bottom.tsx';

const w = words(
  {
    title: 'Privacy notice',
    heading: 'Your privacy: what we may do, and your rights',
    got: 'I got this notice',
    gotBody: 'This says that you got it, not that you agree with all of it.',
    since: (day: string) => `You said on ${day} that you got it.`,
    refused: (day: string) => `It was given to you on ${day}, and you chose not to sign.`,
    print: 'Print',
    loading: 'Loading…',
  },
  {
    title: 'Aviso de privacidad',
    heading: 'Su privacidad: qué podemos hacer y sus derechos',
    got: 'Recibí este aviso',
    gotBody: 'Esto dice que lo recibió, no que está de acuerdo con todo.',
    since: (day) => `El ${day} dijo que lo recibió.`,
    refused: (day) => `Se le dio el ${day} y prefirió no firmar.`,
    print: 'Imprimir',
    loading: 'Cargando…',
  },
);

interface Mine {
  readonly notice: NoticeInForce;
  readonly givenAt: string | null;
  readonly isAcknowledged: boolean;
}

/** The notice for the person in care: to read again, and to sign for when it is new. */
export default function MyNotice() {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const queryKey = ['my', 'notice'];
  const reading = useQuery({ queryKey, queryFn: () => api.get<Mine>('/api/my/notice') });
  const mine = reading.data;
  const taking = useMutation({
    mutationFn: () => api.post('/api/my/notice', { version: mine?.notice.version }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const fault = taking.error ?? reading.error;
  const day = (at: string) => dateWords(at.slice(0, 10), language, { dateStyle: 'long' });
  return (
    <Page title={t.title} back="/more" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {mine && (
        <>
          <NoticeText notice={mine.notice} />
          {mine.givenAt === null ? (
            <div className="stack-tight">
              <Button look="primary" wide busy={taking.isPending} onClick={() => taking.mutate()}>
                {t.got}
              </Button>
              <p className="sm muted">{t.gotBody}</p>
            </div>
          ) : (
            <p role="status">
              {mine.isAcknowledged ? t.since(day(mine.givenAt)) : t.refused(day(mine.givenAt))}
            </p>
          )}
          <p className="no-print">
            <Button icon="print" onClick={() => window.print()}>
              {t.print}
            </Button>
          </p>
        </>
      )}
    </Page>
  );
}
