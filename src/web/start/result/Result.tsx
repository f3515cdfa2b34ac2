import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  QUESTIONS,
  type Reason,
  type Result,
  resultOf,
  type SafetyCard,
} from '../../../fit/screener/screener.ts';
import {
  Card,
  HelpList,
  Icon,
  type IconName,
  LinkButton,
  Page,
  telHref,
  useLanguage,
  useSite,
  useWords,
} from '../../design/public.ts';
import { StartOver } from '../question/StartOver.tsx';
import { useWalk } from '../walk.ts';
import { Ladder } from './Ladder.tsx';
import styles from './Result.module.css';
import { resultWords } from './words.ts';

/** What the answers point to, as a place on a ladder with reasons. Never a diagnosis, never a percent. */
export default function ResultPage() {
  const t = useWords(resultWords);
  const language = useLanguage();
  const { answers } = useWalk();
  if (Object.keys(answers).length === 0) return <StartOver />;
  const result = resultOf(answers);
  const { best, standing } = result;
  return (
    <Page title={t.title} back="/start/review" steps={{ part: 1, within: 1 }} width="medium">
      <div className="stack-tight">
        <p className="sm strong dawn">{t.eyebrow}</p>
        <h1>{standing === 'match' && best ? t.rungs[best].heading : t.standing[standing]}</h1>
        <p>{result.because[language]}</p>
        <p className="muted">{t.notDiagnosis}</p>
        {answers.who === 'someone' && <p className="muted">{t.forSomeone}</p>}
      </div>
      {result.cards.map((card) => (
        <FirstThings key={card.code} card={card} />
      ))}
      <div className={styles.two}>
        <Card title={t.ladder}>
          <Ladder best={best} alsoPossible={result.alsoPossible} />
        </Card>
        <div className="stack">
          {result.reasons.length > 0 && (
            <Lines title={t.why} icon="check" lines={result.reasons.map(changeable)} />
          )}
          {result.roomFor.length > 0 && (
            <Lines title={t.roomFor} icon="calendar" lines={result.roomFor.map(changeable)} />
          )}
          {result.wouldChange.length > 0 && (
            <Lines title={t.wouldChange} icon="split" lines={result.wouldChange.map(changeable)} />
          )}
          <Lines title={t.check} icon="person" lines={result.stillChecked} />
          <WaysOn result={result} />
        </div>
      </div>
    </Page>
  );
}

interface Line {
  readonly words: Reason['words'];
  readonly question?: string;
}
const changeable = (reason: Reason): Line => reason;

/** What comes before everything else: somebody to talk to, a doctor first. */
function FirstThings({ card }: { readonly card: SafetyCard }) {
  const t = useWords(resultWords);
  const language = useLanguage();
  const site = useSite();
  const urgent = card.code === 'call-now';
  const talk = urgent || card.code === 'talk';
  const us = card.code === 'doctor-first' || card.code === 'pregnancy-first';
  return (
    <Card
      title={card.title[language]}
      icon={talk ? 'heart' : card.code === 'medicine' ? 'pill' : 'warning'}
      tone={us ? 'warn' : 'plain'}
    >
      <p>{card.body[language]}</p>
      {talk && <HelpList />}
      {us && site && (
        <p>
          <a className="tap" href={telHref(site.phone)}>
            {t.call(site.phone)}
          </a>
        </p>
      )}
      {card.code === 'not-safe-at-home' && (
        <p>
          <a className="tap" href="tel:18007997233">
            {t.callSafety}
          </a>
        </p>
      )}
    </Card>
  );
}

interface LinesProps {
  readonly title: string;
  readonly icon: IconName;
  readonly lines: readonly Line[];
}

/** Plain lines, each with a way back to the answer it rests on. */
function Lines({ title, icon, lines }: LinesProps) {
  const language = useLanguage();
  return (
    <Card title={title}>
      <ul className={styles.reasons}>
        {lines.map(({ words, question }) => (
          <li key={words.en}>
            <Icon name={icon} />
            <span>{words[language]}</span>
            {question && <ChangeLink question={question} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ChangeLink({ question }: { readonly question: string }): ReactNode {
  const t = useWords(resultWords);
  const language = useLanguage();
  const n = QUESTIONS.findIndex(({ id }) => id === question);
  return (
    <Link
      className="sm"
      to={`/start/q/${n + 1}`}
      state={{ returnTo: '/start/result' }}
      aria-label={t.changeThis(QUESTIONS[n]?.ask[language] ?? '')}
    >
      {t.change}
    </Link>
  );
}

/** Where to go from here: the week when this program may fit, a person when another place fits better. */
function WaysOn({ result: { best, standing } }: { readonly result: Result }) {
  const t = useWords(resultWords);
  const site = useSite();
  const mayBeHere = best !== 'live-in' && best !== 'hospital' && standing !== 'mood-first';
  return (
    <>
      {mayBeHere ? (
        <>
          <LinkButton to="/start/week" look="primary">
            {t.fit}
          </LinkButton>
          {best !== 'intensive' && <LinkButton to="/start/ask">{t.ask}</LinkButton>}
        </>
      ) : (
        <>
          <LinkButton to="/start/ask" look="primary">
            {t.ask}
          </LinkButton>
          <LinkButton to="/start/week">{t.fitAnyway}</LinkButton>
        </>
      )}
      <details className={styles.others}>
        <summary>{t.others}</summary>
        <p>{t.findOtherBody}</p>
        <p className="row wrap">
          {site && (
            <a className="tap" href={telHref(site.phone)}>
              {t.call(site.phone)}
            </a>
          )}
          <a className="tap" href="tel:18006624357">
            {t.national}
          </a>
        </p>
      </details>
    </>
  );
}
