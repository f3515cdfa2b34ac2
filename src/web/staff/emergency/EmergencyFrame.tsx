import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { api, Problem } from '../../api.ts';
import { Button, ErrorSummary, useWords } from '../../design/index.ts';
import styles from './Emergency.module.css';
import { type Emergency, emergencyWords } from './emergency.ts';

const MINUTE_MS = 60_000;
const TICK_MS = 5000;

/** The red frame around a record that is open for a while only: how long yet, and the way to close it. */
export function EmergencyFrame({
  emergency,
  children,
}: {
  readonly emergency: Emergency;
  readonly children: ReactNode;
}) {
  const t = useWords(emergencyWords);
  const client = useQueryClient();
  const left = useMinutesLeft(emergency);
  // What was seen is not kept on the screen once the time is over.
  const forget = async () => {
    client.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'me' && queryKey[0] !== 'emergencies',
    });
    await client.invalidateQueries();
  };
  const isOver = left <= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the end of it matters
  useEffect(() => {
    if (isOver) void forget();
  }, [isOver]);
  const closing = useMutation({
    mutationFn: () => api.post(`/api/emergencies/${emergency.id}/end`, {}),
    onSuccess: forget,
  });
  return (
    <section className={styles.frame} aria-label={t.frame(left)}>
      <div className={styles.bar}>
        <p>
          <span className={styles.left}>{t.frame(left)}</span>
          <br />
          <span className="sm muted">{t.frameBody}</span>
        </p>
        <Button icon="lock" busy={closing.isPending} onClick={() => closing.mutate()}>
          {t.close}
        </Button>
      </div>
      <ErrorSummary problem={closing.error instanceof Problem ? closing.error : null} />
      {!isOver && children}
    </section>
  );
}

function useMinutesLeft({ untilAt }: Emergency): number {
  const leftNow = () => Math.max(0, Math.ceil((Date.parse(untilAt) - Date.now()) / MINUTE_MS));
  const [left, setLeft] = useState(leftNow);
  useEffect(() => {
    const timer = setInterval(() => setLeft(leftNow()), TICK_MS);
    return () => clearInterval(timer);
  });
  return left;
}
