import { useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { QUESTIONS, type Question } from '../../../fit/assessment/questions.ts';
import type { SafetyConcern } from '../../../fit/screener/screener.ts';
import { Button, CheckboxCards, Page, RadioCards, useLanguage, useWords } from '../../design/public.ts';
import { answer, change, currentWalk, skip, useWalk } from '../walk.ts';
import { Pause } from './Pause.tsx';
import styles from './Question.module.css';
import { questionWords } from './words.ts';

// The rules are needed from the first answer on, not to show a question: they come while the person reads.
const rules = () => import('../../../fit/screener/screener.ts');

export default function QuestionPage() {
  const { n } = useParams({ strict: false });
  const at = Math.min(QUESTIONS.length, Math.max(1, Number.parseInt(String(n), 10) || 1));
  const question = QUESTIONS[at - 1];
  return question ? <Asked key={question.id} question={question} at={at} /> : null;
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Where Continue leads after an answer was changed from a later page. */
    returnTo?: string;
  }
}

/** One question. Choosing never moves on by itself: Continue does, and Back comes back to it. */
function Asked({ question, at }: { readonly question: Question; readonly at: number }) {
  const t = useWords(questionWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const { answers } = useWalk();
  const [concern, setConcern] = useState<SafetyConcern | null>(null);
  const [missing, setMissing] = useState(false);
  const given = answers[question.id];
  const nextIsHard = QUESTIONS[at]?.id === 'danger';

  const returnTo = useRouterState({ select: ({ location }) => location.state.returnTo });
  const onward = at < QUESTIONS.length ? `/start/q/${at + 1}` : '/start/review';
  const goOn = () => void navigate({ to: returnTo ?? onward });
  const choose = (given: string | readonly string[]) => {
    void rules();
    if (given.length > 0) answer(question.id, given);
    else skip(question.id);
  };
  const next = async () => {
    if (question.isSafety && given === undefined) {
      setMissing(true);
      document.querySelector<HTMLElement>(`input[name="${question.id}"]`)?.focus();
      return;
    }
    const { heard } = currentWalk();
    const { safetyOf } = await rules();
    const unheard = safetyOf(answers).find((each) => !heard.includes(each));
    if (!unheard) {
      goOn();
      return;
    }
    change({ heard: [...heard, unheard] });
    setConcern(unheard);
  };
  if (concern) return <Pause concern={concern} onGoOn={goOn} />;

  const cards = {
    name: question.id,
    legend: question.ask[language],
    legendIs: 'h1' as const,
    ...(question.hint ? { hint: question.hint[language] } : {}),
    error: missing && given === undefined ? t.pickSafety : undefined,
    choices: question.options.map(({ value, words }) => ({ value, label: words[language] })),
  };
  return (
    <Page
      title={t.title}
      back={at > 1 ? `/start/q/${at - 1}` : '/start/safety'}
      note={t.part}
      steps={{ part: 1, within: at / (QUESTIONS.length + 1) }}
      dock={
        <div className={styles.dock}>
          <Button look="primary" onClick={() => void next()}>
            {t.go}
          </Button>
          {!question.isSafety && (
            <Button
              look="text"
              onClick={() => {
                skip(question.id);
                goOn();
              }}
            >
              {t.skip}
            </Button>
          )}
        </div>
      }
    >
      {question.kind === 'one' ? (
        <RadioCards {...cards} value={typeof given === 'string' ? given : undefined} onChange={choose} />
      ) : (
        <CheckboxCards
          {...cards}
          values={typeof given === 'string' || given === undefined ? [] : given}
          alone="none"
          onChange={choose}
        />
      )}
      <details className={styles.why}>
        <summary>{t.why}</summary>
        <p className="sm">{question.why[language]}</p>
      </details>
      <p className="sm hint">{nextIsHard ? t.nextIsHard : t.stays}</p>
    </Page>
  );
}
