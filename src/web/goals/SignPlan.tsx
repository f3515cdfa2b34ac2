import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MyGoalsShown } from '../../treat/index.ts';
import { api, Problem } from '../api.ts';
import { Button, Dialog, ErrorSummary, TextField, Tick, toast, useWords } from '../design/public.ts';
import { Details } from './GoalCard.tsx';
import styles from './Goals.module.css';
import { myGoalsWords } from './words.ts';

/** The whole plan in plain words, and the person's own signature under it. */
export function SignPlan({
  plan,
  onClose,
}: {
  readonly plan: NonNullable<MyGoalsShown['toSign']>;
  readonly onClose: () => void;
}) {
  const t = useWords(myGoalsWords);
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [isAgreed, setAgreed] = useState(false);
  const [isEarly, setEarly] = useState(false);
  const signing = useMutation({
    mutationFn: () =>
      api.post<MyGoalsShown>(`/api/my/treatment-plan/${plan.plan}/sign`, { name, agreed: true }),
    onSuccess: (answer) => {
      client.setQueryData(['my', 'goals'], answer);
      toast({ text: t.signed });
      onClose();
    },
  });
  return (
    <Dialog
      title={t.signTitle}
      onClose={onClose}
      shape="wide"
      actions={
        <>
          <Button onClick={onClose}>{t.close}</Button>
          <Button
            look="primary"
            busy={signing.isPending}
            onClick={() => {
              setEarly(!isAgreed);
              if (isAgreed) signing.mutate();
            }}
          >
            {t.signDo}
          </Button>
        </>
      }
    >
      <ErrorSummary
        problem={signing.error instanceof Problem ? signing.error : null}
        fields={{ '/name': 'sign-name' }}
        errors={isEarly && !isAgreed ? [{ message: t.agreeFirst }] : []}
      />
      <h3>{t.problems}</h3>
      <ul className={styles.seen}>
        {plan.problems.map(({ words, status }) => (
          <li key={words}>
            {words}
            {status === 'provisional' && <span className="sm muted"> ({t.provisional})</span>}
          </li>
        ))}
      </ul>
      <h3>{t.goals}</h3>
      {plan.goals.map((goal) => (
        <div key={goal.goal} className={styles.form}>
          <p className={styles.words}>“{goal.words}”</p>
          {goal.nextStep && (
            <p>
              <b>{t.next}:</b> {goal.nextStep}
            </p>
          )}
          <Details goal={goal} />
        </div>
      ))}
      <h3>{t.notRight}</h3>
      <p>{t.notRightBody}</p>
      <Tick label={t.agree} checked={isAgreed} onChange={setAgreed} />
      <TextField
        id="sign-name"
        label={t.name}
        hint={t.nameHint}
        autoComplete="name"
        maxLength={200}
        value={name}
        onChange={setName}
      />
    </Dialog>
  );
}
