import { lazy, Suspense } from 'react';
import { useWords, words } from '../../design/index.ts';
import { Frame, useMe } from '../Frame.tsx';

const MeasurePlan = lazy(() => import('./MeasurePlan.tsx'));
const AlertRules = lazy(() => import('./AlertRules.tsx'));
const ContentPacks = lazy(() => import('./ContentPacks.tsx'));
const SecondSignatures = lazy(() => import('./SecondSignatures.tsx'));
const Activities = lazy(() => import('./Activities.tsx'));
const LevelTables = lazy(() => import('./LevelTables.tsx'));

const w = words(
  { title: 'Program', heading: 'How this program works', loading: 'Loading…' },
  { title: 'Programa', heading: 'Cómo funciona este programa', loading: 'Cargando…' },
);

/** What holds for everybody: what is asked when, when the team is told, words of forms, the level-of-care table. */
export default function Program() {
  const t = useWords(w);
  const me = useMe();
  const role = me.data?.role;
  const mayPlan = role === 'counselor' || role === 'director';
  return (
    <Frame title={t.title} heading={t.heading} reading={me}>
      <Suspense fallback={<p role="status">{t.loading}</p>}>
        {(mayPlan || role === 'admin') && <MeasurePlan mayChange={mayPlan} />}
        {mayPlan && <AlertRules />}
        {(role === 'director' || role === 'admin') && <SecondSignatures />}
        <Activities mayChange={role === 'director' || role === 'admin' || role === 'coordinator'} />
        <ContentPacks mayLoad={role === 'admin'} />
        <LevelTables mayLoad={role === 'director' || role === 'admin'} />
      </Suspense>
    </Frame>
  );
}
