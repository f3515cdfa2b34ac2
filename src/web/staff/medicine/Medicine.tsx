import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, Problem } from '../../api.ts';
import { Button, Card, LinkButton, useWords, words } from '../../design/index.ts';
import Locked from '../emergency/Locked.tsx';
import { Frame, useMe } from '../Frame.tsx';
import { Tabs } from '../person/Tabs.tsx';
import { DueList } from './DueList.tsx';
import { FindingsCard } from './FindingsCard.tsx';
import { ListCard } from './ListCard.tsx';
import styles from './Medicine.module.css';
import { useMedication } from './medicine.ts';
import { OrdersCard } from './OrdersCard.tsx';
import { RuleAlerts } from './RuleAlerts.tsx';
import { TestsCard } from './TestsCard.tsx';
import { Timeline } from './Timeline.tsx';

const w = words(
  {
    title: 'Care details',
    heading: (who: string) => `${who}: medicines`,
    person: 'Whole person',
    print: 'Print',
    due: 'What comes up',
    seen: 'That you looked is noted; the person can see it.',
  },
  {
    title: 'Detalles de atención',
    heading: (who) => `${who}: medicinas`,
    person: 'Toda la persona',
    print: 'Imprimir',
    due: 'Lo que sigue',
    seen: 'Queda anotado que miró; la persona puede verlo.',
  },
);

interface Row {
  readonly participant: string;
  readonly recordCode: string | null;
  readonly called: string | null;
}

/** Whose pages offer to write: the database decides again when they do. */
const WRITES = ['prescriber', 'nurse'];
const TESTS = [...WRITES, 'counselor'];

/** One person's medicines: what must be looked at, the list, orders, doses, what the rules look at, drug tests, time. */
export default function Medicine() {
  const t = useWords(w);
  const { person } = useParams({ strict: false }) as { person: string };
  const me = useMe();
  const reading = useMedication(person);
  const people = useQuery({
    queryKey: ['people'],
    queryFn: () => api.get<{ people: readonly Row[] }>('/api/people'),
  });
  if (reading.error instanceof Problem && reading.error.status === 404) return <Locked />;
  const row = people.data?.people.find(({ participant }) => participant === person);
  const role = me.data?.role ?? '';
  const mayWrite = WRITES.includes(role);
  const shown = reading.data;
  return (
    <Frame
      title={t.title}
      heading={t.heading(row ? `${row.recordCode ?? ''} ${row.called ?? ''}`.trim() : '…')}
      reading={reading}
      actions={
        <>
          <LinkButton compact look="text" icon="person" to={`/people/${person}`}>
            {t.person}
          </LinkButton>
          <Button compact icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
        </>
      }
    >
      <Tabs person={person} />
      {shown && (
        <>
          <RuleAlerts person={person} alerts={shown.alerts} mayWrite={mayWrite} />
          <div className={styles.cards}>
            <div className={styles.column}>
              <ListCard medication={shown} mayWrite={mayWrite} />
              <OrdersCard medication={shown} mayWrite={mayWrite} maySign={role === 'prescriber'} />
              <TestsCard person={person} mayOrder={TESTS.includes(role)} />
            </div>
            <div className={styles.column}>
              {shown.due.length > 0 && (
                <Card title={t.due} icon="clock">
                  <DueList due={shown.due} />
                </Card>
              )}
              <Timeline person={person} />
              <FindingsCard medication={shown} mayWrite={mayWrite} />
            </div>
          </div>
        </>
      )}
      <p className="xs muted">{t.seen}</p>
    </Frame>
  );
}
