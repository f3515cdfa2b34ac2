import { LinkButton, Page, useWords } from '../../design/index.ts';
import { questionWords } from './words.ts';

/** Where a page needs answers and there are none: they are only ever in memory. */
export function StartOver() {
  const t = useWords(questionWords);
  return (
    <Page title={t.title} back="/start">
      <h1>{t.emptyHeading}</h1>
      <p className="muted">{t.emptyBody}</p>
      <div>
        <LinkButton to="/start/q/1" look="primary">
          {t.start}
        </LinkButton>
      </div>
    </Page>
  );
}
