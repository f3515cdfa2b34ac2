import { type ReactNode, useState } from 'react';
import { addDays, CheckboxCards, Page, RadioCards, TextArea, TextField, useWords } from '../design/index.ts';
import { Asked, type StepProps } from './Asked.tsx';
import { type Answers, NOBODY, partsFor, STEPS, type Step, type Whom } from './draft.ts';
import { newWords } from './new.words.ts';
import { Preview, Sign } from './Sign.tsx';
import { type Part, partWords } from './sharing.ts';

/** One question a page, then what the other will see, then the signature. */
export default function New() {
  const t = useWords(newWords);
  const [answers, setAnswers] = useState<Answers>(NOBODY);
  const [step, setStep] = useState<Step>('who');
  const steps = STEPS(answers);
  const at = steps.indexOf(step);
  const next = steps[at + 1];
  const before = steps[at - 1];
  const change = (more: Partial<Answers>) => setAnswers((now) => ({ ...now, ...more }));
  const page = { answers, change, go: () => next && setStep(next) };
  const Question = QUESTIONS[step];
  return (
    <Page
      title={t.title}
      back={before ? () => setStep(before) : '/more/sharing'}
      note={`${at + 1}/${steps.length}`}
    >
      <Question key={step} {...page} />
    </Page>
  );
}

function Who({ answers, change, go }: StepProps) {
  const t = useWords(newWords);
  const { whom, name, relation } = answers;
  const isNamed = whom === 'program' || name.trim() !== '';
  return (
    <Asked isAnswered={whom !== undefined && isNamed} go={go}>
      {(error) => (
        <>
          <RadioCards<Whom>
            legend={t.who}
            legendIs="h1"
            error={whom === undefined ? error : undefined}
            value={whom}
            onChange={(value) => change({ whom: value, parts: [], until: undefined })}
            choices={[
              { value: 'close', label: t.close, hint: t.closeHint },
              { value: 'doctor', label: t.doctor },
              { value: 'program', label: t.program, hint: t.programHint },
              { value: 'notes', label: t.notes, hint: t.notesHint },
            ]}
          />
          <p className="sm muted">{t.court}</p>
          {whom !== undefined && whom !== 'program' && (
            <TextField
              label={t.name}
              error={name.trim() === '' ? error : undefined}
              value={name}
              maxLength={120}
              autoComplete="off"
              onChange={(value) => change({ name: value })}
            />
          )}
          {whom === 'close' && (
            <TextField
              label={t.relation}
              hint={t.relationHint}
              value={relation}
              maxLength={120}
              autoComplete="off"
              onChange={(value) => change({ relation: value })}
            />
          )}
        </>
      )}
    </Asked>
  );
}

function What({ answers, change, go }: StepProps) {
  const t = useWords(newWords);
  const names = useWords(partWords);
  return (
    <Asked isAnswered={answers.parts.length > 0} go={go}>
      {(error) => (
        <CheckboxCards<Part>
          legend={t.what}
          legendIs="h1"
          hint={t.whatHint}
          error={error}
          values={answers.parts}
          onChange={(parts) => change({ parts })}
          choices={partsFor(answers.whom).map((value) => ({ value, label: names[value] }))}
        />
      )}
    </Asked>
  );
}

function Why({ answers, change, go }: StepProps) {
  const t = useWords(newWords);
  return (
    <Asked isAnswered={answers.because.trim() !== ''} go={go}>
      {(error) => (
        <>
          <h1>{t.why}</h1>
          <TextArea
            label={t.why}
            hint={t.whyHint}
            error={error}
            value={answers.because}
            maxLength={500}
            onChange={(because) => change({ because })}
          />
        </>
      )}
    </Asked>
  );
}

function UntilWhen({ answers, change, go }: StepProps) {
  const t = useWords(newWords);
  const { until, day, whom } = answers;
  const isAnswered = until !== undefined && (until !== 'day' || day !== '');
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Asked isAnswered={isAnswered} go={go}>
      {(error) => (
        <>
          <RadioCards
            legend={t.until}
            legendIs="h1"
            error={until === undefined ? error : undefined}
            value={until}
            onChange={(value) => change({ until: value })}
            choices={[
              ...(whom === 'program' ? [{ value: 'none' as const, label: t.none }] : []),
              { value: 'month' as const, label: t.month },
              { value: 'quarter' as const, label: t.quarter },
              { value: 'treatment' as const, label: t.treatment },
              { value: 'day' as const, label: t.day },
            ]}
          />
          {until === 'day' && (
            <TextField
              type="date"
              label={t.pick}
              error={day === '' ? error : undefined}
              min={addDays(today, 0)}
              value={day}
              onChange={(value) => change({ day: value })}
            />
          )}
        </>
      )}
    </Asked>
  );
}

const QUESTIONS: Readonly<Record<Step, (props: StepProps) => ReactNode>> = {
  who: Who,
  what: What,
  why: Why,
  until: UntilWhen,
  preview: Preview,
  sign: Sign,
};
