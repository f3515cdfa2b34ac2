import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DueListShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import { Card, EmptyState, Pill, pluralEn, pluralEs, useWords, words } from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import { DueList } from './DueList.tsx';
import styles from './Medicine.module.css';
import { Warning } from './Warnings.tsx';

const w = words(
  {
    title: 'Due',
    heading: 'What comes up about medicines',
    none: 'Nothing comes up',
    noneBody:
      'Refills, injections, checks and what the rules tell about the people of your care teams come up here by themselves.',
    overdue: (n: number) => pluralEn(n, { one: '1 overdue', other: `${n} overdue` }),
    calls: (n: number) => pluralEn(n, { one: '1 stop and call', other: `${n} stop and call` }),
  },
  {
    title: 'Pendientes',
    heading: 'Lo que sigue con las medicinas',
    none: 'No hay nada pendiente',
    noneBody:
      'Surtidos, inyecciones, controles y lo que dicen las reglas sobre las personas de sus equipos aparecen aquí solos.',
    overdue: (n) => pluralEs(n, { one: '1 vencido', other: `${n} vencidos` }),
    calls: (n) => pluralEs(n, { one: '1 alto', other: `${n} altos` }),
  },
);

type Person = DueListShown['people'][number];

const overdueOf = ({ due }: Person): number => due.filter(({ isOverdue }) => isOverdue).length;
const callsOf = ({ alerts }: Person): number =>
  alerts.filter(({ severity }) => severity === 'stop-and-call').length;

/** Whom somebody must see about a medicine, the gravest first: for prescribers and nurses. */
export default function MedicineDue() {
  const t = useWords(w);
  const reading = useQuery({
    queryKey: ['medicine-due'],
    queryFn: () => api.get<DueListShown>('/api/medication/due'),
  });
  const people = (reading.data?.people ?? []).toSorted(
    (a, b) => callsOf(b) - callsOf(a) || overdueOf(b) - overdueOf(a),
  );
  return (
    <Frame title={t.title} heading={t.heading} reading={reading}>
      {people.length === 0 && (
        <EmptyState icon="pill" title={t.none}>
          {t.noneBody}
        </EmptyState>
      )}
      <div className={styles.cards}>
        {people.map((one) => (
          <Card
            key={one.participant}
            title={
              <Link to="/people/$person/medicine" params={{ person: one.participant }}>
                {one.recordCode} {one.called}
              </Link>
            }
            aside={
              <span className="row wrap">
                {callsOf(one) > 0 && <Pill tone="bad">{t.calls(callsOf(one))}</Pill>}
                {overdueOf(one) > 0 && <Pill tone="warn">{t.overdue(overdueOf(one))}</Pill>}
              </span>
            }
          >
            {one.alerts.map((alert) => (
              <Warning key={alert.id} warning={alert} />
            ))}
            {one.due.length > 0 && <DueList due={one.due} />}
          </Card>
        ))}
      </div>
    </Frame>
  );
}
