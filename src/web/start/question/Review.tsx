import { Link } from '@tanstack/react-router';
import { QUESTIONS, type Question } from '../../../fit/assessment/questions.ts';
import { Card, type Language, LinkButton, Page, useLanguage, useWords } from '../../design/public.ts';
import { type Answers, useWalk } from '../walk.ts';
import styles from './Question.module.css';
import { StartOver } from './StartOver.tsx';
import { questionWords } from './words.ts';

/** All answers on one page before anything is made of them, each with a way back to it. */
export default function Review() {
  const t = useWords(questionWords);
  const language = useLanguage();
  const { answers } = useWalk();
  if (Object.keys(answers).length === 0) return <StartOver />;
  return (
    <Page
      title={t.reviewTitle}
      back={`/start/q/${QUESTIONS.length}`}
      note={t.part}
      steps={{ part: 1, within: 1 }}
      dock={
        <LinkButton to="/start/result" look="primary" wide>
          {t.see}
        </LinkButton>
      }
    >
      <div className="stack-tight">
        <h1>{t.reviewHeading}</h1>
        <p className="muted">{t.reviewIntro}</p>
      </div>
      <Card>
        <dl className={styles.list}>
          {QUESTIONS.map((question, n) => (
            <div key={question.id} className={styles.line}>
              <dt>{question.ask[language]}</dt>
              <dd>{said(question, answers, language) || <span className="hint">{t.skipped}</span>}</dd>
              <dd className={styles.change}>
                <Link
                  to={`/start/q/${n + 1}`}
                  state={{ returnTo: '/start/review' }}
                  aria-label={t.changeThis(question.ask[language])}
                >
                  {t.change}
                </Link>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </Page>
  );
}

function said(question: Question, answers: Answers, language: Language): string {
  const given = answers[question.id];
  const values = given === undefined ? [] : typeof given === 'string' ? [given] : given;
  return question.options
    .filter(({ value }) => values.includes(value))
    .map(({ words }) => words[language])
    .join(' · ');
}
