import { useEffect } from 'react';
import type { SafetyConcern } from '../../../fit/screener.ts';
import { Button, Card, HelpList, Page, useWords } from '../../design/index.ts';
import { questionWords } from './words.ts';

/** A calm page between two questions when an answer says danger. It never ends the walk. */
export function Pause({ concern, onGoOn }: { readonly concern: SafetyConcern; readonly onGoOn: () => void }) {
  const t = useWords(questionWords);
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('main h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
    window.scrollTo(0, 0);
  }, []);
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
        <p>{t.pause[concern]}</p>
      </div>
      <Card>
        <HelpList />
      </Card>
      <p className="muted">{t.pauseSeen}</p>
    </Page>
  );
}
