import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { MeasuresShown } from '../../../fit/index.ts';
import { api, Problem } from '../../api.ts';
import { useWords, words } from '../../design/index.ts';
import Locked from '../emergency/Locked.tsx';
import { Frame } from '../Frame.tsx';
import { HoursCard } from './HoursCard.tsx';
import { MeasuresCard } from './MeasuresCard.tsx';
import styles from './Person.module.css';
import { Tabs } from './Tabs.tsx';
import { usePersonName } from './usePersonName.ts';

const w = words(
  {
    title: 'Measures',
    of: (name: string) => `${name}: measures`,
    seen: 'That you looked is noted; the person can see it.',
  },
  {
    title: 'Mediciones',
    of: (name) => `${name}: mediciones`,
    seen: 'Queda anotado que miró; la persona puede verlo.',
  },
);

/** What one person answered over time, beside the hours they came. */
export default function PersonMeasures() {
  const t = useWords(w);
  const { person } = useParams({ strict: false }) as { person: string };
  const { name } = usePersonName(person);
  const reading = useQuery({
    queryKey: ['person', person, 'measures'],
    queryFn: () => api.get<MeasuresShown>(`/api/people/${person}/measures`),
  });
  if (reading.error instanceof Problem && reading.error.status === 404) return <Locked />;
  return (
    <Frame title={t.title} heading={name === '' ? t.title : t.of(name)} reading={reading}>
      <Tabs person={person} />
      <div className={styles.cards}>
        <div className={styles.column}>{reading.data && <MeasuresCard measures={reading.data} />}</div>
        <div className={styles.column}>
          <HoursCard participant={person} />
        </div>
      </div>
      <p className="xs muted">{t.seen}</p>
    </Frame>
  );
}
