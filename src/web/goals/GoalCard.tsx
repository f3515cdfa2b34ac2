import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { MyGoalsShown } from '../../treat/index.ts';
import { api, Problem } from '../api.ts';
import {
  Button,
  Card,
  dateWords,
  ErrorSummary,
  Pill,
  TextArea,
  toast,
  useLanguage,
  useWords,
} from '../design/public.ts';
import { activityWords, goalWords, STATUS_TONES } from './activities.ts';
import { dayOfInstant } from './day.ts';
import styles from './Goals.module.css';
import { myGoalsWords } from './words.ts';

type MyGoal = MyGoalsShown['goals'][number];

/** One goal: their words first, then what comes next, and what they want to say of it. */
export function GoalCard({ goal }: { readonly goal: MyGoal }) {
  const t = useWords(myGoalsWords);
  const g = useWords(goalWords);
  const language = useLanguage();
  const client = useQueryClient();
  const saying = useMutation({
    mutationFn: (kind: 'not-mine' | 'mine-again') =>
      api.post<MyGoalsShown>(`/api/my/goals/${goal.goal}/say`, { kind }),
    onSuccess: (answer, kind) => {
      client.setQueryData(['my', 'goals'], answer);
      if (kind === 'not-mine') toast({ text: t.notMineDone, undo: () => saying.mutate('mine-again') });
    },
  });
  const said = goal.said.filter(({ kind }) => kind === 'comment');
  return (
    <Card>
      <div className="row wrap">
        <h2 className={styles.words}>“{goal.words}”</h2>
        {goal.isInPlan && !goal.isLetGo && (
          <Pill tone={STATUS_TONES[goal.status]}>{g.status[goal.status]}</Pill>
        )}
      </div>
      <ErrorSummary problem={saying.error instanceof Problem ? saying.error : null} />
      {goal.isLetGo ? (
        <>
          <p>{t.letGo}</p>
          <p>
            <Button busy={saying.isPending} onClick={() => saying.mutate('mine-again')}>
              {t.again}
            </Button>
          </p>
        </>
      ) : (
        <>
          {goal.status === 'met' && <p>{t.met}</p>}
          {goal.status === 'slow' && <p>{t.slow}</p>}
          {!goal.isInPlan && goal.isMine && <p className="muted">{t.fromYou}</p>}
          {goal.nextStep && goal.status !== 'met' && (
            <p>
              <b>{t.next}:</b> {goal.nextStep}
            </p>
          )}
          {goal.progress && (
            <p className="muted">
              {t.stands}: {goal.progress}
            </p>
          )}
        </>
      )}
      {said.length > 0 && (
        <ul className={styles.said}>
          {said.slice(-3).map((one) => (
            <li key={one.at} className={one.isFromPerson ? styles.mine : undefined}>
              {one.words}
              <div className="xs muted">
                {t.said(
                  one.isFromPerson ? t.you : (one.by ?? ''),
                  dateWords(dayOfInstant(one.at), language, { month: 'short', day: 'numeric' }),
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      <details className={styles.more}>
        <summary>{t.more}</summary>
        <div className={styles.form}>
          <Details goal={goal} />
          <Say goal={goal.goal} />
          {!goal.isLetGo && (
            <p>
              <Button busy={saying.isPending} onClick={() => saying.mutate('not-mine')}>
                {t.notMine}
              </Button>
            </p>
          )}
        </div>
      </details>
    </Card>
  );
}

/** How it will be seen, and what helps. */
export function Details({ goal }: { readonly goal: Pick<MyGoal, 'seenBy' | 'help'> }) {
  const t = useWords(myGoalsWords);
  const g = useWords(goalWords);
  const names: Readonly<Record<string, string>> = useWords(activityWords);
  const language = useLanguage();
  return (
    <>
      {goal.seenBy.length > 0 && (
        <div>
          <h3>{t.seeIt}</h3>
          <ul className={styles.seen}>
            {goal.seenBy.map(({ words, by }) => (
              <li key={`${words} ${by}`}>
                {by === '' ? words : t.by(words, dateWords(by, language, { month: 'long', day: 'numeric' }))}
              </li>
            ))}
          </ul>
        </div>
      )}
      {goal.help.length > 0 && (
        <div>
          <h3>{t.help}</h3>
          <ul className={styles.seen}>
            {goal.help.map(({ activity, times, every }) => (
              <li key={`${activity} ${every}`}>
                {names[activity] ?? activity}: {g.often(times, every)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Say({ goal }: { readonly goal: string }) {
  const t = useWords(myGoalsWords);
  const client = useQueryClient();
  const id = useId();
  const [words, setWords] = useState('');
  const sending = useMutation({
    mutationFn: () => api.post<MyGoalsShown>(`/api/my/goals/${goal}/say`, { kind: 'comment', words }),
    onSuccess: (answer) => {
      client.setQueryData(['my', 'goals'], answer);
      setWords('');
      toast({ text: t.sayDone });
    },
  });
  return (
    <div className={styles.form}>
      <ErrorSummary
        problem={sending.error instanceof Problem ? sending.error : null}
        fields={{ '/words': id }}
      />
      <TextArea
        id={id}
        label={t.sayLabel}
        hint={t.sayHint}
        rows={2}
        maxLength={1000}
        value={words}
        onChange={setWords}
      />
      <p>
        <Button busy={sending.isPending} onClick={() => sending.mutate()}>
          {t.sayDo}
        </Button>
      </p>
    </div>
  );
}
