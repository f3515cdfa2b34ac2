import { useEffect, useState } from 'react';
import { api, Problem } from '../api.ts';
import { Button, ErrorSummary, Page, useWords, words } from '../design/public.ts';
import { type NoticeInForce, NoticeText } from './NoticeText.tsx';

const w = words(
  { title: 'Privacy notice', heading: 'Your privacy: what we may do, and your rights', print: 'Print' },
  {
    title: 'Aviso de privacidad',
    heading: 'Su privacidad: qué podemos hacer y sus derechos',
    print: 'Imprimir',
  },
);

/** The notice everybody may read, and staff print to hand over. */
export default function Notice() {
  const t = useWords(w);
  const [notice, setNotice] = useState<NoticeInForce | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    api.get<{ notice: NoticeInForce }>('/api/public/notice').then(
      (answer) => setNotice(answer.notice),
      (cause) => {
        if (!(cause instanceof Problem)) throw cause;
        setProblem(cause);
      },
    );
  }, []);
  return (
    <Page title={t.title}>
      <h1>{t.heading}</h1>
      <ErrorSummary problem={problem} />
      {notice && (
        <>
          <NoticeText notice={notice} />
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
