import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { AlertShown, FitShown, MeasuresShown } from '../../../fit/index.ts';
import { api, Problem } from '../../api.ts';
import { Button, dateWords, Pill, useLanguage, useWords, words } from '../../design/index.ts';
import { AlertCard } from '../alerts/AlertCard.tsx';
import { ApartCard } from '../apart/ApartCard.tsx';
import { EmergencyFrame } from '../emergency/EmergencyFrame.tsx';
import { useOpenEmergency } from '../emergency/emergency.ts';
import Locked from '../emergency/Locked.tsx';
import { Frame } from '../Frame.tsx';
import { AuthorisationCard } from '../money/AuthorisationCard.tsx';
import { ConsentsCard } from '../sharing/ConsentsCard.tsx';
import { SupportersCard } from '../sharing/SupportersCard.tsx';
import { FitCard } from './FitCard.tsx';
import { GoalsCard } from './GoalsCard.tsx';
import { HoursCard } from './HoursCard.tsx';
import { MeasuresCard } from './MeasuresCard.tsx';
import styles from './Person.module.css';
import { RulesCard } from './RulesCard.tsx';
import { SafetyPlanCard } from './SafetyPlanCard.tsx';
import { Tabs } from './Tabs.tsx';
import { TopicsCard } from './TopicsCard.tsx';

const w = words(
  {
    title: 'Person',
    print: 'Print',
    since: (level: string, date: string) => `${level} since ${date}`,
    seen: 'That you looked is noted; the person can see it.',
  },
  {
    title: 'Persona',
    print: 'Imprimir',
    since: (level, date) => `${level} desde el ${date}`,
    seen: 'Queda anotado que miró; la persona puede verlo.',
  },
);

interface Row {
  readonly participant: string;
  readonly recordCode: string | null;
  readonly called: string | null;
  readonly level: string;
  readonly since: string;
}

/** One person: what waits, why this program and what their week protects, and what they answered over time. */
export default function Person() {
  const t = useWords(w);
  const language = useLanguage();
  const { person } = useParams({ strict: false }) as { person: string };
  const fit = useQuery({
    queryKey: ['person', person, 'fit'],
    queryFn: () => api.get<FitShown>(`/api/people/${person}/fit`),
  });
  const measures = useQuery({
    queryKey: ['person', person, 'measures'],
    queryFn: () => api.get<MeasuresShown>(`/api/people/${person}/measures`),
  });
  const alerts = useQuery({
    queryKey: ['person', person, 'alerts'],
    queryFn: () => api.get<{ alerts: AlertShown[] }>(`/api/people/${person}/alerts`),
  });
  const people = useQuery({
    queryKey: ['people'],
    queryFn: () => api.get<{ people: readonly Row[] }>('/api/people'),
  });
  const row = people.data?.people.find(({ participant }) => participant === person);
  const { open } = useOpenEmergency(person);
  if (fit.error instanceof Problem && fit.error.status === 404) return <Locked />;
  const cards = (
    <div className={styles.cards}>
      <div className={styles.column}>
        <HoursCard participant={person} />
        <GoalsCard participant={person} />
        <SafetyPlanCard participant={person} />
        <TopicsCard participant={person} />
        {measures.data && <MeasuresCard measures={measures.data} />}
      </div>
      <div className={styles.column}>
        {fit.data && <FitCard fit={fit.data} />}
        <AuthorisationCard participant={person} />
        <RulesCard participant={person} />
        {open === undefined && <ApartCard participant={person} code={row?.recordCode ?? null} />}
        {open === undefined && <ConsentsCard participant={person} />}
        {open === undefined && <SupportersCard participant={person} />}
      </div>
    </div>
  );
  return (
    <Frame
      title={t.title}
      heading={row ? `${row.recordCode ?? ''} ${row.called ?? ''}` : t.title}
      reading={fit}
      beside={
        row && (
          <Pill>
            {t.since(
              row.level,
              dateWords(row.since, language, { month: 'short', day: 'numeric', year: 'numeric' }),
            )}
          </Pill>
        )
      }
      actions={
        <Button compact icon="print" onClick={() => window.print()}>
          {t.print}
        </Button>
      }
    >
      {open === undefined && <Tabs person={person} />}
      {alerts.data?.alerts.map((alert) => (
        <AlertCard key={alert.id} alert={alert} isOnPerson />
      ))}
      {open === undefined ? cards : <EmergencyFrame emergency={open}>{cards}</EmergencyFrame>}
      <p className="xs muted">{t.seen}</p>
    </Frame>
  );
}
