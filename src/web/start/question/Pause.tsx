import type { SafetyConcern } from '../../../fit/screener/screener.ts';
import { Button, Card, HelpList, Page, useHeadingFocus, useWords } from '../../design/public.ts';
import { questionWords } from './words.ts';

/** A calm page between two questions when an answer says danger. It never ends the walk. */
export function Pause({ concern, onGoOn }: { readonly concern: SafetyConcern; readonly onGoOn: () => void }) {
  const t = useWords(questionWords);
  useHeadingFocus();
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
