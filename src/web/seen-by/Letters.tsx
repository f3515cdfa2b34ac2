import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { Card, useLanguage, useWords, words } from '../design/index.ts';
import { dayOfInstant } from '../sharing/sharing.ts';

const w = words(
  { title: (on: string) => `A letter for you, ${on}` },
  { title: (on) => `Una carta para usted, ${on}` },
);

/** What a person is told about somebody who may have seen their record: the letter as it was written. */
export function Letters() {
  const t = useWords(w);
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['my-letters'],
    queryFn: () =>
      api.get<{ letters: readonly { id: string; at: string; lines: readonly string[] }[] }>(
        '/api/my/letters',
      ),
  });
  return (data?.letters ?? []).map(({ id, at, lines }) => (
    <Card key={id} title={t.title(dayOfInstant(at, language))} icon="warning">
      <div lang="en">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </Card>
  ));
}
