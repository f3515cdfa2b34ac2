import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MyGoalsShown } from '../../treat/index.ts';
import { api, Problem } from '../api.ts';
import { EmptyState } from '../design/EmptyState.tsx';
import {
  Button,
  Card,
  Dialog,
  dateWords,
  ErrorSummary,
  Page,
  TextArea,
  toast,
  useLanguage,
  useWords,
} from '../design/public.ts';
import { Bottom } from '../week/Bottom.tsx';
import { GoalCard } from './GoalCard.tsx';
import styles from './Goals.module.css';
import { Milestones } from './Milestones.tsx';
import { SignPlan } from './SignPlan.tsx';
import { myGoalsWords } from './words.ts';

/** The person's goals in their own words, and their plan to read and sign. */
export default function Goals() {
  const t = useWords(myGoalsWords);
  const language = useLanguage();
  const [opened, setOpened] = useState<'add' | 'sign'>();
  const reading = useQuery({
    queryKey: ['my', 'goals'],
    queryFn: () => api.get<MyGoalsShown>('/api/my/goals'),
  });
  const { data } = reading;
  const date = (on: string) => dateWords(on, language, { month: 'long', day: 'numeric' });
  return (
    <Page title={t.title} tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {data && (
        <>
          <p className="muted">{t.lead}</p>
          {data.toSign && (
            <Card title={t.sign} icon="pen" tone="dawn">
              <p>{t.signBody(data.toSign.by, date(data.toSign.on))}</p>
              <p>
                <Button look="primary" onClick={() => setOpened('sign')}>
                  {t.signOpen}
                </Button>
              </p>
            </Card>
          )}
          {data.goals.length === 0 ? (
            <EmptyState icon="flag" title={t.none}>
              {t.noneBody}
            </EmptyState>
          ) : (
            <ul className={styles.goals}>
              {data.goals.map((goal) => (
                <li key={goal.goal}>
                  <GoalCard goal={goal} />
                </li>
              ))}
            </ul>
          )}
          <Milestones />
          <p>
            <Button icon="plus" onClick={() => setOpened('add')}>
              {t.add}
            </Button>
          </p>
          <p className="sm muted">
            {data.signed && (data.signed.isByMe ? t.inForce : t.inForceOther)(date(data.signed.on))}{' '}
            {data.reviewBy && t.review(date(data.reviewBy))}
          </p>
          {opened === 'add' && <AddGoal onClose={() => setOpened(undefined)} />}
          {opened === 'sign' && data.toSign && (
            <SignPlan plan={data.toSign} onClose={() => setOpened(undefined)} />
          )}
        </>
      )}
    </Page>
  );
}

function AddGoal({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(myGoalsWords);
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const adding = useMutation({
    mutationFn: () => api.post<MyGoalsShown>('/api/my/goals', { words }),
    onSuccess: (answer) => {
      client.setQueryData(['my', 'goals'], answer);
      toast({ text: t.added });
      onClose();
    },
  });
  return (
    <Dialog
      title={t.add}
      onClose={onClose}
      actions={
        <Button look="primary" busy={adding.isPending} onClick={() => adding.mutate()}>
          {t.addDo}
        </Button>
      }
    >
      <ErrorSummary
        problem={adding.error instanceof Problem ? adding.error : null}
        fields={{ '/words': 'my-goal' }}
      />
      <TextArea
        id="my-goal"
        label={t.addLabel}
        hint={t.addHint}
        maxLength={1000}
        value={words}
        onChange={setWords}
      />
    </Dialog>
  );
}
