import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { SentShown } from '../../fit/index.ts';
import { api, newKey, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, LinkButton, Page, useHeadingFocus, useWords } from '../design/index.ts';
import styles from './CheckIn.module.css';
import { type CheckIn, keyOf, type Step, sentOf, type useAnswers } from './check-in.ts';
import { checkInWords } from './words.ts';

interface Props {
  readonly checkIn: CheckIn;
  readonly steps: readonly Step[];
  readonly desk: ReturnType<typeof useAnswers>;
  readonly onSent: (sent: SentShown) => void;
  readonly onAnswer: (at: number) => void;
  readonly onBack: () => void;
}

/** Before it goes: what is blank, a press away each, and one button that sends. */
export function Ready({ checkIn, steps, desk, onSent, onAnswer, onBack }: Props) {
  const t = useWords(checkInWords);
  useHeadingFocus();
  // One key for one intention: a lost answer and another press send it once.
  const key = useRef(newKey());
  const blanks = steps.filter((step) => desk.answers[keyOf(step)] === undefined);
  const sending = useMutation({
    mutationFn: () =>
      api.post<SentShown>(
        `/api/my/check-ins/${checkIn.id}/send`,
        { answers: sentOf(checkIn, desk.answers), withBlanks: true },
        { ifMatch: String(desk.version()), key: key.current },
      ),
    onSuccess: onSent,
    onError: (fault) => {
      if (!(fault instanceof Problem) || !fault.isUnreachable) key.current = newKey();
    },
  });
  return (
    <Page
      title={t.title}
      back={onBack}
      dock={
        <Button
          look="primary"
          wide
          busy={sending.isPending || desk.keeping === 'keeping'}
          onClick={() => sending.mutate()}
        >
          {blanks.length === 0 ? t.send : t.sendWithout}
        </Button>
      }
    >
      <h1>{t.lastTitle}</h1>
      <ErrorSummary problem={sending.error instanceof Problem ? sending.error : null} withoutFields />
      {blanks.length === 0 ? (
        <p>{t.allThere}</p>
      ) : (
        <Card>
          <p>
            <b>{t.blanks(blanks.length)}</b> {t.blanksBody}
          </p>
          <ul className={styles.blanks}>
            {blanks.map((step) => (
              <li key={step.at}>
                <span lang={step.language}>{step.question.words}</span>
                <Button compact onClick={() => onAnswer(step.at)}>
                  {t.answerIt}
                  <span className="visually-hidden">: {step.question.words}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p className="muted">{t.why}</p>
      <p>
        <LinkButton to="/week" look="text">
          {t.notNow}
        </LinkButton>
      </p>
    </Page>
  );
}
