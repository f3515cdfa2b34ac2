import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlertShown } from '../../../fit/index.ts';
import { api } from '../../api.ts';
import { Button, EmptyState, useWords, words } from '../../design/index.ts';
import { Frame, useAlerts } from '../Frame.tsx';
import { AlertCard } from './AlertCard.tsx';
import { Worries } from './Worries.tsx';

const w = words(
  {
    title: 'Alerts',
    heading: 'What must be looked at',
    open: 'Open',
    closed: 'Closed this month',
    none: 'Nothing waits',
    noneBody:
      'A yes to a safety question always comes up here at once, with an owner and a clock. So does what your rules watch for: scores, change, silence, missed sessions.',
    noneClosed: 'Nothing was closed this month',
  },
  {
    title: 'Alertas',
    heading: 'Lo que hay que mirar',
    open: 'Abiertas',
    closed: 'Cerradas este mes',
    none: 'Nada espera',
    noneBody:
      'Un sí a una pregunta de seguridad aparece aquí enseguida, con responsable y plazo. También lo que vigilan sus reglas: puntajes, cambios, silencio, faltas.',
    noneClosed: 'Nada se cerró este mes',
  },
);

/** Everything of the counselor's care teams that waits for somebody, by its clock. */
export default function Alerts() {
  const t = useWords(w);
  const [isClosed, setClosed] = useState(false);
  const open = useAlerts();
  const closed = useQuery({
    queryKey: ['alerts', 'closed'],
    queryFn: () => api.get<{ alerts: AlertShown[] }>('/api/alerts?state=closed'),
    enabled: isClosed,
  });
  const reading = isClosed ? closed : open;
  const alerts = reading.data?.alerts ?? [];
  return (
    <Frame
      title={t.title}
      heading={t.heading}
      reading={reading}
      actions={
        <>
          <Button
            compact
            aria-pressed={!isClosed}
            look={isClosed ? 'text' : 'secondary'}
            onClick={() => setClosed(false)}
          >
            {t.open}
          </Button>
          <Button
            compact
            aria-pressed={isClosed}
            look={isClosed ? 'secondary' : 'text'}
            onClick={() => setClosed(true)}
          >
            {t.closed}
          </Button>
        </>
      }
    >
      {!isClosed && <Worries />}
      {alerts.length === 0 ? (
        <EmptyState icon="bell" title={isClosed ? t.noneClosed : t.none}>
          {isClosed ? '' : t.noneBody}
        </EmptyState>
      ) : (
        alerts.map((alert) => <AlertCard key={alert.id} alert={alert} />)
      )}
    </Frame>
  );
}
