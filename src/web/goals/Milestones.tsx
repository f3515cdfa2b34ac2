import { useQuery } from '@tanstack/react-query';
import type { MilestonesShown } from '../../treat/index.ts';
import { api } from '../api.ts';
import { Card, pluralEn, pluralEs, useWords, words } from '../design/public.ts';

const w = words(
  {
    title: 'What you have behind you',
    days: (n: number) => pluralEn(n, { one: '1 day in the program', other: `${n} days in the program` }),
    sessions: (n: number) =>
      pluralEn(n, { one: 'You came to 1 session', other: `You came to ${n} sessions` }),
    lately: (came: number, of: number) =>
      of === 1 ? 'You came to your last session.' : `You came to ${came} of your last ${of} sessions.`,
    goals: (n: number) => pluralEn(n, { one: '1 goal met', other: `${n} goals met` }),
    stays: 'This stays yours. A missed day takes nothing away.',
  },
  {
    title: 'Lo que ya lleva',
    days: (n) => pluralEs(n, { one: '1 día en el programa', other: `${n} días en el programa` }),
    sessions: (n) => pluralEs(n, { one: 'Vino a 1 sesión', other: `Vino a ${n} sesiones` }),
    lately: (came, of) =>
      of === 1 ? 'Vino a su última sesión.' : `Vino a ${came} de sus últimas ${of} sesiones.`,
    goals: (n) => pluralEs(n, { one: '1 meta lograda', other: `${n} metas logradas` }),
    stays: 'Esto es suyo. Un día perdido no le quita nada.',
  },
);

/** What only grows: days, sessions, goals. No streak, and nothing that falls back to zero. */
export function Milestones() {
  const t = useWords(w);
  const { data } = useQuery({
    queryKey: ['my', 'milestones'],
    queryFn: () => api.get<MilestonesShown>('/api/my/milestones'),
  });
  if (data === undefined || data.days + data.sessions === 0) return null;
  const { days, sessions, goalsMet, lately } = data;
  return (
    <Card title={t.title} icon="sun">
      <ul>
        {days > 0 && <li>{t.days(days)}</li>}
        {sessions > 0 && <li>{t.sessions(sessions)}</li>}
        {goalsMet > 0 && <li>{t.goals(goalsMet)}</li>}
      </ul>
      {lately && <p>{t.lately(lately.came, lately.of)}</p>}
      <p className="sm muted">{t.stays}</p>
    </Card>
  );
}
