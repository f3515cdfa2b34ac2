import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import type { AlertShown } from '../../fit/index.ts';
import { api, Problem } from '../api.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  LinkButton,
  type RailItem,
  StaffShell,
  useWords,
  words,
} from '../design/index.ts';
import { askForProof } from '../proof.ts';

const w = words(
  {
    intake: 'Intake',
    plan: 'Plan',
    people: 'People',
    reviews: 'Reviews',
    alerts: 'Alerts',
    program: 'Program',
    looks: 'Who looked',
    opened: 'Emergencies',
    kept: 'Restrictions',
    requests: 'Requests',
    erasure: 'Erasure',
    lock: 'Lock the screen',
    keys: 'How you sign in',
    out: 'Sign out',
    loading: 'Loading…',
    elsewhere: 'This page is for the team',
    elsewhereBody: 'You are signed in as somebody else. Sign out and use your own link.',
  },
  {
    intake: 'Ingreso',
    plan: 'Plan',
    people: 'Personas',
    reviews: 'Revisiones',
    alerts: 'Alertas',
    program: 'Programa',
    looks: 'Quién miró',
    opened: 'Emergencias',
    kept: 'Restricciones',
    requests: 'Pedidos',
    erasure: 'Borrado',
    lock: 'Bloquear la pantalla',
    keys: 'Cómo entra',
    out: 'Salir',
    loading: 'Cargando…',
    elsewhere: 'Esta página es para el equipo',
    elsewhereBody: 'Entró con otra cuenta. Salga y use su propio enlace.',
  },
);

export interface Me {
  readonly kind: 'staff' | 'participant' | 'supporter';
  readonly role: string;
  readonly name: string;
  readonly home: string;
}

const ICONS = {
  intake: 'inbox',
  plan: 'calendar',
  people: 'group',
  reviews: 'clock',
  alerts: 'bell',
  program: 'book',
  looks: 'eye',
  opened: 'warning',
  kept: 'shield',
  requests: 'inbox',
  erasure: 'erase',
} as const;
type Place = keyof typeof ICONS;
const PATHS: Partial<Record<Place, string>> = {
  looks: '/guard/looks',
  requests: '/guard/requests',
  erasure: '/guard/erasure',
  opened: '/guard/break-glass',
  kept: '/guard/consents',
};

/** Which places the rail offers to a role: only what is there and of use. */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  coordinator: ['intake', 'plan'],
  // Not the plan: its counts need everybody's schedule, and a counselor sees their own people's.
  counselor: ['alerts', 'intake', 'people', 'reviews', 'program'],
  director: ['program'],
  admin: ['program'],
  privacy: ['requests', 'opened', 'kept', 'looks', 'erasure'],
};

export const useMe = () =>
  useQuery({ queryKey: ['me'], queryFn: () => api.get<Me>('/api/me'), staleTime: 300_000 });

const ALERTS_MS = 30_000;

/** What must be looked at by somebody of my care teams; looked for again every half minute. */
export const useAlerts = (enabled = true) =>
  useQuery({
    queryKey: ['alerts', 'open'],
    queryFn: () => api.get<{ alerts: AlertShown[] }>('/api/alerts'),
    refetchInterval: ALERTS_MS,
    enabled,
  });

export interface FrameProps {
  readonly title: string;
  readonly heading: ReactNode;
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  /** The read this page stands on: while it is under way or has no answer, that is said instead of the page. */
  readonly reading?: { readonly isPending: boolean; readonly error: Error | null };
  readonly children: ReactNode;
}

/** Every staff page: the rail for this role, the bar, and what is said while reading or when it did not work. */
export function Frame({ reading, children, ...shell }: FrameProps) {
  const t = useWords(w);
  const me = useMe();
  const navigate = useNavigate();
  const isSignedOut = [me.error, reading?.error].some(
    (fault) => fault instanceof Problem && fault.status === 401,
  );
  useEffect(() => {
    if (isSignedOut) void navigate({ to: '/sign-in', replace: true });
  }, [isSignedOut, navigate]);
  const places = PLACES[me.data?.role ?? ''] ?? [];
  const waiting = useAlerts(places.includes('alerts')).data?.alerts.length ?? 0;
  const items: RailItem[] = places.map((place) => ({
    to: PATHS[place] ?? `/${place}`,
    label: t[place],
    icon: ICONS[place],
    ...(place === 'alerts' ? { count: waiting } : {}),
  }));
  const signOut = async () => {
    await api.post('/api/sign-out');
    window.location.assign('/sign-in');
  };
  const lock = async () => {
    await api.post('/api/sign-in/lock');
    await askForProof('locked');
  };
  const fault = me.error ?? reading?.error ?? null;
  return (
    <StaffShell
      {...shell}
      items={items}
      foot={
        <>
          <Button look="text" compact icon="lock" onClick={() => void lock()}>
            {t.lock}
          </Button>
          <LinkButton to="/sign-in/keys" look="text" compact icon="shield">
            {t.keys}
          </LinkButton>
          <Button look="text" compact icon="exit" onClick={signOut}>
            {t.out}
          </Button>
        </>
      }
    >
      {me.data && me.data.kind !== 'staff' ? (
        <EmptyState icon="lock" title={t.elsewhere}>
          {t.elsewhereBody}
        </EmptyState>
      ) : fault ? (
        <ErrorSummary
          problem={fault instanceof Problem ? fault : null}
          errors={fault instanceof Problem ? [] : [{ message: fault.message }]}
        />
      ) : reading?.isPending ? (
        <p className="muted" role="status">
          {t.loading}
        </p>
      ) : (
        children
      )}
    </StaffShell>
  );
}
