import { useEffect } from 'react';
import { Button, Card, HelpList, Page, useWords } from '../../design/index.ts';
import { questionWords } from './words.ts';

export type Concern = 'harm' | 'doctor' | 'danger';

/** A calm page between two questions when an answer says danger. It never ends the walk. */
export function Pause({ concern, onGoOn }: { readonly concern: Concern; readonly onGoOn: () => void }) {
  const t = useWords(questionWords);
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('main h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
    window.scrollTo(0, 0);
  }, []);
  const said = { harm: t.pauseHarm, doctor: t.pauseDoctor, danger: t.pauseDanger }[concern];
  return (
    <Page
      title={t.pauseTitle}
      dock={
        <Button look="primary" wide onClick={onGoOn}>
          {t.pauseGo}
        </Button>
      }
    >
      <div className="stack-tight">
        <h1>{t.pauseHeading}</h1>
        <p>{said}</p>
      </div>
      <Card>
        <HelpList />
      </Card>
      <p className="muted">{t.pauseSeen}</p>
    </Page>
  );
}
