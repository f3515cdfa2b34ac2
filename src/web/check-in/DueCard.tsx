import { Card, LinkButton, useWords } from '../design/index.ts';
import { useCheckIns } from './check-in.ts';
import { checkInWords } from './words.ts';

/** On the week: a check-in waits. Says nothing while none does, or while nobody knows. */
export function DueCard() {
  const t = useWords(checkInWords);
  const [one] = useCheckIns().data?.checkIns.filter(({ state }) => state === 'open') ?? [];
  if (one === undefined) return null;
  return (
    <Card title={t.due} compact>
      <p>{t.dueBody(one.minutes)}</p>
      <p>
        <LinkButton to={`/check-in/${one.id}`}>{one.answeredCount > 0 ? t.goOn : t.begin}</LinkButton>
      </p>
    </Card>
  );
}
