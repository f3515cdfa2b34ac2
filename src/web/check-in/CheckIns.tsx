import { Problem } from '../api.ts';
import {
  Card,
  dateWords,
  EmptyState,
  ErrorSummary,
  LinkButton,
  Page,
  useLanguage,
  useWords,
} from '../design/index.ts';
import { Bottom } from '../week/Bottom.tsx';
import { type CheckIn, useCheckIns } from './check-in.ts';
import { checkInWords } from './words.ts';

/** What waits for an answer, and when something was sent: dates only. */
export default function CheckIns() {
  const t = useWords(checkInWords);
  const language = useLanguage();
  const reading = useCheckIns();
  const all = reading.data?.checkIns ?? [];
  const open = all.filter(({ state }) => state === 'open');
  const past = all.filter(({ state }) => state === 'sent' || state === 'lapsed');
  return (
    <Page title={t.title} back="/week" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {reading.data && open.length === 0 && (
        <EmptyState icon="check" title={t.nothing}>
          {t.nothingBody}
        </EmptyState>
      )}
      {open.map((one) => (
        <Card key={one.id} title={t.open}>
          <p>{t.how(one.questionCount, one.minutes)}</p>
          {one.answeredCount > 0 && <p>{t.soFar(one.answeredCount, one.questionCount)}</p>}
          <p className="muted">{t.until(dateWords(one.closesOn, language))}</p>
          <p className="muted sm">{t.why}</p>
          <p>
            <LinkButton to={`/check-in/${one.id}`} look="primary" wide>
              {one.answeredCount > 0 ? t.goOn : t.begin}
            </LinkButton>
          </p>
        </Card>
      ))}
      {past.length > 0 && (
        <Card title={t.sent}>
          <ul>
            {past.map((one) => (
              <li key={one.id}>{said(one)}</li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );

  function said({ state, sentAt, dueOn }: CheckIn): string {
    return state === 'sent' && sentAt
      ? t.sentOn(dateWords(sentAt.slice(0, 10), language))
      : `${dateWords(dueOn, language)}: ${t.lapsed}`;
  }
}
