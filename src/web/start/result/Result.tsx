import { Link } from '@tanstack/react-router';
import { QUESTIONS, type Reason, type Result, resultOf } from '../../../fit/screener.ts';
import {
  Card,
  HelpList,
  Icon,
  LinkButton,
  Page,
  telHref,
  useLanguage,
  useSite,
  useWords,
} from '../../design/index.ts';
import { StartOver } from '../question/StartOver.tsx';
import { useWalk } from '../walk.ts';
import { Ladder } from './Ladder.tsx';
import styles from './Result.module.css';
import { resultWords } from './words.ts';

/** What the answers point to, as a place on a ladder with reasons. Never a diagnosis, never a percent. */
export default function ResultPage() {
  const t = useWords(resultWords);
  const { answers } = useWalk();
  if (Object.keys(answers).length === 0) return <StartOver />;
  const result = resultOf(answers);
  const { best, doctorFirst } = result;
  // The doctor's card says what `withdrawal` says.
  const concerns = result.concerns.filter((concern) => concern !== 'withdrawal');
  return (
    <Page title={t.title} back="/start/review" steps={{ part: 1, within: 1 }} width="medium">
      <div className="stack-tight">
        <p className="sm strong dawn">{t.eyebrow}</p>
        <h1>{best ? t.rungs[best].heading : t.none}</h1>
        {!best && <p>{t.noneBody}</p>}
        <p className="muted">{t.notDiagnosis}</p>
        {answers.who === 'someone' && <p className="muted">{t.forSomeone}</p>}
      </div>
      {doctorFirst && <DoctorFirst />}
      {concerns.length > 0 && (
        <Card title={t.help} icon="heart">
          {concerns.map((concern) => (
            <p key={concern}>{t.concern[concern]}</p>
          ))}
          <HelpList />
        </Card>
      )}
      <div className={styles.two}>
        <Card title={t.ladder}>
          <Ladder best={best} alsoPossible={result.alsoPossible} />
        </Card>
        <div className="stack">
          <Because title={t.why} reasons={result.reasons} none={t.noReasons} icon="check" />
          {result.wouldChange.length > 0 && (
            <Because title={t.wouldChange} reasons={result.wouldChange} icon="split" />
          )}
          <Card title={t.check}>
            <p className="sm muted">{t.checkBody}</p>
            {result.isDual && <p className="sm muted">{t.dual}</p>}
          </Card>
          <WaysOn best={best} />
        </div>
      </div>
    </Page>
  );
}

function DoctorFirst() {
  const t = useWords(resultWords);
  const site = useSite();
  return (
    <Card title={t.doctor} icon="warning" tone="warn">
      <p>{t.doctorBody}</p>
      {site && (
        <p>
          <a className="tap" href={telHref(site.phone)}>
            {t.call(site.phone)}
          </a>
        </p>
      )}
    </Card>
  );
}

interface BecauseProps {
  readonly title: string;
  readonly reasons: readonly Reason[];
  readonly icon: 'check' | 'split';
  readonly none?: string;
}

/** Plain reasons, each with a way back to the answer it rests on. */
function Because({ title, reasons, icon, none }: BecauseProps) {
  const t = useWords(resultWords);
  const language = useLanguage();
  return (
    <Card title={title}>
      {reasons.length === 0 && <p className="muted">{none}</p>}
      <ul className={styles.reasons}>
        {reasons.map(({ words, question }) => {
          const n = QUESTIONS.findIndex(({ id }) => id === question);
          return (
            <li key={words.en}>
              <Icon name={icon} />
              <span>{words[language]}</span>
              <Link
                className="sm"
                to={`/start/q/${n + 1}`}
                state={{ returnTo: '/start/result' }}
                aria-label={t.changeThis(QUESTIONS[n]?.ask[language] ?? '')}
              >
                {t.change}
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** Where to go from here: the week when this program may fit, a person when another place fits better. */
function WaysOn({ best }: { readonly best: Result['best'] }) {
  const t = useWords(resultWords);
  const site = useSite();
  const here = best === 'intensive' || best === 'day' || best === 'weekly';
  return (
    <>
      {here ? (
        <LinkButton to="/start/week" look="primary">
          {t.fit}
        </LinkButton>
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
