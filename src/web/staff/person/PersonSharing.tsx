import { useParams } from '@tanstack/react-router';
import { useWords, words } from '../../design/index.ts';
import { ApartCard } from '../apart/ApartCard.tsx';
import { Frame } from '../Frame.tsx';
import { ConsentsCard } from '../sharing/ConsentsCard.tsx';
import { SupportersCard } from '../sharing/SupportersCard.tsx';
import styles from './Person.module.css';
import { Tabs } from './Tabs.tsx';
import { usePersonName } from './usePersonName.ts';

const w = words(
  {
    title: 'Sharing',
    of: (name: string) => `${name}: who may see what`,
    seen: 'That you looked is noted; the person can see it.',
  },
  {
    title: 'Compartir',
    of: (name) => `${name}: quién puede ver qué`,
    seen: 'Queda anotado que miró; la persona puede verlo.',
  },
);

/** What one person signed for, who stands behind them, and whom they must not meet. */
export default function PersonSharing() {
  const t = useWords(w);
  const { person } = useParams({ strict: false }) as { person: string };
  const { name, code } = usePersonName(person);
  return (
    <Frame title={t.title} heading={name === '' ? t.title : t.of(name)}>
      <Tabs person={person} />
      <div className={styles.cards}>
        <div className={styles.column}>
          <ConsentsCard participant={person} />
        </div>
        <div className={styles.column}>
          <SupportersCard participant={person} />
          <ApartCard participant={person} code={code} />
        </div>
      </div>
      <p className="xs muted">{t.seen}</p>
    </Frame>
  );
}
