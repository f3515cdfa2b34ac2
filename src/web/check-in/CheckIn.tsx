import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { SentShown } from '../../fit/index.ts';
import { Problem } from '../api.ts';
import {
  Button,
  Card,
  ErrorSummary,
  HelpList,
  LinkButton,
  Page,
  RadioCards,
  TextField,
  useHeadingFocus,
  useLanguage,
  useWords,
} from '../design/index.ts';
import styles from './CheckIn.module.css';
import {
  type CheckIn as CheckInShown,
  keyOf,
  type Step,
  stepsOf,
  useAnswers,
  useCheckIns,
} from './check-in.ts';
import { Ready } from './Ready.tsx';
import { checkInWords } from './words.ts';

/** One question a page, kept as it is answered; a yes to a safety question brings help at once and never ends it. */
export default function CheckIn() {
  const t = useWords(checkInWords);
  const { checkIn: id } = useParams({ strict: false }) as { checkIn: string };
  const reading = useCheckIns();
  const [sent, setSent] = useState<SentShown>();
  const one = reading.data?.checkIns.find((each) => each.id === id);
  if (sent !== undefined) return <Thanks sent={sent} />;
  if (one?.state === 'open') return <Asking key={one.id} checkIn={one} onSent={setSent} />;
  return (
    <Page title={t.title} back="/check-in">
      <h1>{t.heading}</h1>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {reading.data && <p>{one?.state === 'sent' ? t.thanks : t.nothing}</p>}
      <p>
        <LinkButton to="/week">{t.toWeek}</LinkButton>
      </p>
    </Page>
  );
}

interface AskingProps {
  readonly checkIn: CheckInShown;
  readonly onSent: (sent: SentShown) => void;
}

function Asking({ checkIn, onSent }: AskingProps) {
  const steps = stepsOf(checkIn);
  const desk = useAnswers(checkIn);
  const [at, setAt] = useState(() => firstOpen(steps, desk.answers));
  const [returns, setReturns] = useState(false);
  const [heard, setHeard] = useState<readonly string[]>([]);
  const [pauses, setPauses] = useState(false);
  const step = steps[at];
  if (pauses && step !== undefined) {
    return (
      <Pause
        onGoOn={() => {
          setHeard([...heard, keyOf(step)]);
          setPauses(false);
          setAt(returns ? steps.length : at + 1);
          setReturns(false);
        }}
      />
    );
  }
  if (step === undefined) {
    return (
      <Ready
        checkIn={checkIn}
        steps={steps}
        desk={desk}
        onSent={(sent) => {
          onSent(sent);
          void desk.forget();
        }}
        onAnswer={(index) => {
          setReturns(true);
          setAt(index);
        }}
        onBack={() => setAt(steps.length - 1)}
      />
    );
  }
  return (
    <Asked
      key={step.at}
      step={step}
      count={steps.length}
      leads={steps[at - 1]?.question.lead !== step.question.lead || at === 0}
      desk={desk}
      isLastOfForm={steps[at + 1]?.form !== step.form}
      copyright={checkIn.forms[step.form]?.copyright ?? ''}
      onBack={at === 0 ? undefined : () => setAt(at - 1)}
      onNext={() => {
        const value = desk.answers[keyOf(step)];
        const { isSafety, safetyFrom } = step.question;
        const isYes = isSafety && typeof value === 'number' && value >= (safetyFrom ?? 1);
        if (isYes && !heard.includes(keyOf(step))) {
          setPauses(true);
          return;
        }
        setAt(returns ? steps.length : at + 1);
        setReturns(false);
      }}
    />
  );
}

const firstOpen = (steps: readonly Step[], answers: Readonly<Record<string, unknown>>): number => {
  const found = steps.findIndex((step) => answers[keyOf(step)] === undefined);
  return found < 0 ? steps.length : found;
};

interface AskedProps {
  readonly step: Step;
  readonly count: number;
  /** Whether the words above the question are new with it. */
  readonly leads: boolean;
  readonly desk: ReturnType<typeof useAnswers>;
  readonly isLastOfForm: boolean;
  readonly copyright: string;
  readonly onBack: (() => void) | undefined;
  readonly onNext: () => void;
}

function Asked({ step, count, leads, desk, isLastOfForm, copyright, onBack, onNext }: AskedProps) {
  const t = useWords(checkInWords);
  const language = useLanguage();
  const { question } = step;
  const key = keyOf(step);
  const value = desk.answers[key];
  return (
    <Page
      title={t.title}
      back={onBack ?? '/check-in'}
      note={t.of(step.at + 1, count)}
      dock={
        <div className={styles.dock}>
          <Button look="primary" onClick={onNext}>
            {t.next}
          </Button>
          {value === undefined && (
            <Button look="text" onClick={onNext}>
              {t.skip}
            </Button>
          )}
        </div>
      }
    >
      {question.lead && (
        <p className={leads ? undefined : 'muted'} lang={step.language}>
          {question.lead}
        </p>
      )}
      <div lang={step.language}>
        {question.number ? (
          <NumberQuestion question={question} value={value} onChange={(next) => desk.answer(key, next)} />
        ) : (
          <RadioCards
            name="answer"
            legend={question.words}
            legendIs="h1"
            value={value === undefined ? undefined : String(value)}
            onChange={(chosen) =>
              desk.answer(key, question.options.find((option) => String(option.value) === chosen)?.value)
            }
            choices={question.options.map((option) => ({ value: String(option.value), label: option.words }))}
          />
        )}
      </div>
      <p className="sm muted" role="status">
        {desk.keeping === 'kept'
          ? value === undefined
            ? ''
            : t.keep
          : desk.keeping === 'keeping'
            ? t.keeping
            : t.waiting}
      </p>
      {desk.keeping === 'refused' && <ErrorSummary problem={desk.fault} />}
      {desk.isMerged && <p className="sm">{t.merged}</p>}
      {step.language !== language && language === 'es' && <p className="sm muted">{t.english}</p>}
      {isLastOfForm && copyright !== '' && (
        <p className="xs muted" lang="en">
          {copyright}
        </p>
      )}
    </Page>
  );
}

function NumberQuestion({
  question,
  value,
  onChange,
}: {
  readonly question: Step['question'];
  readonly value: number | string | undefined;
  readonly onChange: (value: number | undefined) => void;
}) {
  const t = useWords(checkInWords);
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  useHeadingFocus();
  if (question.number === null) return null;
  const { from, to } = question.number;
  const isGood = typed === '' || (/^\d{1,4}$/.test(typed) && Number(typed) >= from && Number(typed) <= to);
  return (
    <>
      <h1>{question.words}</h1>
      <TextField
        label={question.words}
        hint={t.numberHint(from, to)}
        error={isGood ? undefined : t.numberWrong}
        inputMode="numeric"
        maxLength={4}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          const isWhole = /^\d{1,4}$/.test(text) && Number(text) >= from && Number(text) <= to;
          onChange(isWhole ? Number(text) : undefined);
        }}
      />
    </>
  );
}

/** A calm page between two questions. It never ends the walk. */
function Pause({ onGoOn }: { readonly onGoOn: () => void }) {
  const t = useWords(checkInWords);
  useHeadingFocus();
  return (
    <Page
      title={t.title}
      dock={
        <Button look="primary" wide onClick={onGoOn}>
          {t.pauseGo}
        </Button>
      }
    >
      <div className="stack-tight">
        <h1>{t.pauseHeading}</h1>
        <p>{t.pauseBody}</p>
      </div>
      <Card>
        <HelpList />
      </Card>
      <p className="muted">{t.pauseSeen}</p>
    </Page>
  );
}

function Thanks({ sent }: { readonly sent: SentShown }) {
  const t = useWords(checkInWords);
  const language = useLanguage();
  useHeadingFocus();
  const { help } = sent;
  const time =
    help === null
      ? ''
      : new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(new Date(help.by));
  return (
    <Page title={t.title}>
      {help !== null && (
        <>
          <h1>{t.helpTitle}</h1>
          <p>{t.helpBody(help.who, time)}</p>
          <Card tone="warn">
            <p>{t.helpNow}</p>
            <HelpList />
          </Card>
        </>
      )}
      {help === null ? <h1>{t.thanks}</h1> : <h2>{t.thanks}</h2>}
      <p>{t.thanksBody}</p>
      <p>
        <LinkButton to="/week" look="primary">
          {t.toWeek}
        </LinkButton>
      </p>
    </Page>
  );
}
