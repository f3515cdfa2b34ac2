import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { MyCheckInShown } from '../../fit/index.ts';
import { api, Problem } from '../api.ts';

export type CheckIn = MyCheckInShown;
export type Question = CheckIn['forms'][number]['questions'][number];

export const useCheckIns = () =>
  useQuery({
    queryKey: ['my', 'check-ins'],
    queryFn: () => api.get<{ checkIns: CheckIn[] }>('/api/my/check-ins'),
  });

/** One question of one of the forms; `at` counts over all of them, from 0. */
export interface Step {
  readonly at: number;
  readonly form: number;
  readonly instrument: string;
  readonly language: string;
  readonly question: Question;
}

export const stepsOf = ({ forms }: CheckIn): readonly Step[] =>
  forms
    .flatMap(({ instrument, language, questions }, form) =>
      questions.map((question) => ({ form, instrument, language, question })),
    )
    .map((step, at) => ({ ...step, at }));

type Value = number | string;
/** What was answered, by "instrument index" or "instrument fact". */
export type Answers = Readonly<Record<string, Value>>;
export const keyOf = ({ instrument, question }: Step): string =>
  `${instrument} ${question.fact ?? question.index}`;

/** As the server keeps them. */
export function sentOf(checkIn: CheckIn, answers: Answers): CheckIn['answers'] {
  return checkIn.forms.map(({ instrument, questions }) => ({
    instrument,
    answers: questions
      .filter(({ index }) => index !== null)
      .map(({ index }) => (answers[`${instrument} ${index}`] as number | undefined) ?? null),
    given: Object.fromEntries(
      questions.flatMap(({ fact }) => {
        const value = fact === null ? undefined : answers[`${instrument} ${fact}`];
        return fact === null || value === undefined ? [] : [[fact, value]];
      }),
    ),
  }));
}

export const answersIn = (kept: CheckIn['answers']): Answers =>
  Object.fromEntries(
    kept.flatMap(({ instrument, answers, given }) => [
      ...answers.flatMap((value, index): [string, Value][] =>
        value === null ? [] : [[`${instrument} ${index}`, value]],
      ),
      ...Object.entries(given ?? {}).flatMap(([fact, value]): [string, Value][] =>
        value === null ? [] : [[`${instrument} ${fact}`, value]],
      ),
    ]),
  );

const KEEP_AFTER_MS = 500;
const TRY_AGAIN_MS = 4000;
export type Keeping = 'kept' | 'keeping' | 'waiting' | 'refused';

/**
 * Answers that keep themselves a moment after each was given, stay on the page while the server cannot be reached, and
 * are joined with those of another device: the one just given wins for its question.
 */
export function useAnswers(checkIn: CheckIn) {
  const client = useQueryClient();
  const [answers, setAnswers] = useState<Answers>(() => answersIn(checkIn.answers));
  const [keeping, setKeeping] = useState<Keeping>('kept');
  const [fault, setFault] = useState<Problem | null>(null);
  const [isMerged, setMerged] = useState(false);
  const version = useRef(checkIn.version);
  const newest = useRef(answers);
  const mine = useRef<Record<string, Value | null>>({});
  const isBusy = useRef(false);
  newest.current = answers;

  const keep = async (): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    const sent = newest.current;
    try {
      const kept = await api.put<CheckIn>(
        `/api/my/check-ins/${checkIn.id}/answers`,
        { answers: sentOf(checkIn, sent) },
        { ifMatch: String(version.current) },
      );
      version.current = kept.version;
      isBusy.current = false;
      setFault(null);
      if (newest.current === sent) setKeeping('kept');
      else await keep();
    } catch (reason) {
      isBusy.current = false;
      const problem = reason instanceof Problem ? reason : null;
      const theirs = problem?.status === 412 ? (problem.document.current as CheckIn | undefined) : undefined;
      if (theirs !== undefined) {
        version.current = theirs.version;
        setMerged(true);
        setAnswers(joined(answersIn(theirs.answers), mine.current));
        setKeeping('waiting');
        return;
      }
      setFault(problem);
      setKeeping(problem?.isUnreachable === true ? 'waiting' : 'refused');
    }
  };

  const isUnreachable = fault?.isUnreachable === true;
  useEffect(() => {
    if (keeping !== 'keeping' && keeping !== 'waiting') return;
    const timer = setTimeout(() => void keep(), isUnreachable ? TRY_AGAIN_MS : KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  });

  return {
    answers,
    keeping,
    fault,
    isMerged,
    version: () => version.current,
    answer(key: string, value: Value | undefined) {
      mine.current = { ...mine.current, [key]: value ?? null };
      setAnswers((before) => {
        const { [key]: _, ...rest } = before;
        return value === undefined ? rest : { ...rest, [key]: value };
      });
      setKeeping('keeping');
    },
    forget: () => client.invalidateQueries({ queryKey: ['my', 'check-ins'] }),
  };
}

function joined(theirs: Answers, mine: Readonly<Record<string, Value | null>>): Answers {
  const both: Record<string, Value> = { ...theirs };
  for (const [key, value] of Object.entries(mine)) {
    if (value === null) delete both[key];
    else both[key] = value;
  }
  return both;
}
