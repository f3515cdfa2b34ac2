import {
  Card,
  HelpList,
  instantWords,
  LinkButton,
  Page,
  telHref,
  useHeadingFocus,
  useLanguage,
  useSite,
  useWords,
} from '../../design/public.ts';
import type { Asked } from '../walk.ts';
import styles from './Thanks.module.css';
import { askWords } from './words.ts';

/** What happens next, and the word that stands for the request. */
export function Thanks({ asked }: { readonly asked: Asked }) {
  const t = useWords(askWords);
  const language = useLanguage();
  const site = useSite();
  useHeadingFocus();
  return (
    <Page title={t.doneTitle}>
      <div className={styles.hero}>
        <h1>{t.doneHeading}</h1>
        <p>{t.doneBy(instantWords(asked.expect, site?.zone ?? 'America/New_York', language))}</p>
        <p className="sm muted">{t.doneWord}</p>
        <p className={styles.word}>{asked.reference}</p>
        <p className="sm muted">{t.doneWordHint}</p>
      </div>
      {site && (
        <p>
          <a className="tap" href={telHref(site.phone)}>
            {t.doneCall(site.phone)}
          </a>
        </p>
      )}
      <Card title={t.doneWait} icon="heart">
        <HelpList />
      </Card>
      <LinkButton to="/start/print" icon="print">
        {t.donePrint}
      </LinkButton>
      <p className="sm hint">{t.doneLeave}</p>
    </Page>
  );
}
