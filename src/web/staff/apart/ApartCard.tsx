import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../../api.ts';
import { Button, Card, useWords } from '../../design/index.ts';
import { apartWords, type Pairs } from './apart-words.ts';
import { KeepApart, PairList } from './PairList.tsx';

/** On one person's page: from whom they are kept apart. Never for the person, nor for whoever stands behind them. */
export function ApartCard({
  participant,
  code,
}: {
  readonly participant: string;
  readonly code: string | null;
}) {
  const t = useWords(apartWords);
  const [isAdding, setAdding] = useState(false);
  const reading = useQuery({
    queryKey: ['apart', participant],
    queryFn: () => api.get<Pairs>(`/api/people/${participant}/apart`),
  });
  if (reading.data === undefined || reading.error instanceof Problem) return null;
  const { pairs, mayAdd } = reading.data;
  return (
    <Card title={t.card} icon="split">
      {pairs.length === 0 && <p className="muted">{t.noneOne}</p>}
      <PairList pairs={pairs} of={participant} />
      {isAdding && code !== null ? (
        <>
          <p className="sm muted">{t.secret}</p>
          <KeepApart code={code} onDone={() => setAdding(false)} />
        </>
      ) : (
        mayAdd &&
        code !== null && (
          <p>
            <Button compact icon="plus" onClick={() => setAdding(true)}>
              {t.addOne}
            </Button>
          </p>
        )
      )}
    </Card>
  );
}
