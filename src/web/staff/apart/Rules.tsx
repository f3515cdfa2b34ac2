import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { Card, EmptyState, useWords } from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { apartWords, type Pairs } from './apart-words.ts';
import { KeepApart, PairList } from './PairList.tsx';

/** Every pair that is kept apart, by record code, for whoever plans. */
export default function Rules() {
  const t = useWords(apartWords);
  const reading = useQuery({ queryKey: ['apart'], queryFn: () => api.get<Pairs>('/api/apart') });
  const { pairs = [], mayAdd = false } = reading.data ?? {};
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      <p className="muted">
        {t.lead} {t.secret}
      </p>
      {pairs.length === 0 ? (
        <EmptyState icon="split" title={t.none}>
          {t.noneBody}
        </EmptyState>
      ) : (
        <Card>
          <PairList pairs={pairs} />
        </Card>
      )}
      {mayAdd && (
        <Card title={t.add} icon="plus">
          <KeepApart />
        </Card>
      )}
    </Frame>
  );
}
