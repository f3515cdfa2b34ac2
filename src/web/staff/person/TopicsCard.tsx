import { useQuery } from '@tanstack/react-query';
import type { TopicsShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import { Card, dateWords, useLanguage, useWords, words } from '../../design/index.ts';

const w = words(
  {
    title: 'Topics',
    of: (done: number, all: number) => `${done} of ${all}`,
    missing: (n: number) => `Still to come: ${n}`,
    covered: 'Worked on',
    whole: 'Every topic was worked on.',
    note: 'A topic counts when a signed group note names it and they were there.',
  },
  {
    title: 'Temas',
    of: (done, all) => `${done} de ${all}`,
    missing: (n) => `Por ver: ${n}`,
    covered: 'Ya se vieron',
    whole: 'Ya se vieron todos los temas.',
    note: 'Un tema cuenta cuando la nota firmada del grupo lo nombra y la persona estuvo.',
  },
);

type Activity = TopicsShown['activities'][number];

/** What somebody has worked on in the groups they come to, and what is still to come; absent for whoever may not read it. */
export function TopicsCard({ participant }: { readonly participant: string }) {
  const t = useWords(w);
  const { data } = useQuery({
    queryKey: ['person', participant, 'topics'],
    queryFn: () => api.get<TopicsShown>(`/api/people/${participant}/topics`),
  });
  const shown = data?.activities ?? [];
  if (shown.length === 0) return null;
  return (
    <Card title={t.title} icon="book">
      {shown.map((activity) => (
        <Topics key={activity.activity} {...activity} />
      ))}
      <p className="xs muted">{t.note}</p>
    </Card>
  );
}

function Topics({ label, covered, missing }: Activity) {
  const t = useWords(w);
  const language = useLanguage();
  const day = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric' });
  return (
    <section>
      <h3>
        {label[language]}{' '}
        <span className="sm muted">{t.of(covered.length, covered.length + missing.length)}</span>
      </h3>
      {covered.length > 0 && (
        <p className="sm muted">
          <b>{t.covered}:</b> {covered.map((topic) => `${topic[language]} (${day(topic.on)})`).join(' · ')}
        </p>
      )}
      {missing.length === 0 ? (
        <p className="sm">{t.whole}</p>
      ) : (
        <details className="sm">
          <summary>{t.missing(missing.length)}</summary>
          <p>{missing.map((topic) => topic[language]).join(' · ')}</p>
        </details>
      )}
    </section>
  );
}
