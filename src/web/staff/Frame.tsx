import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { AlertShown } from '../../fit/index.ts';
import { api, Problem } from '../api.ts';
import {
  Button,
  EmptyState,
  ErrorSummary,
  LinkButton,
  pluralEn,
  pluralEs,
  type RailItem,
  StaffShell,
  useWords,
  words,
} from '../design/index.ts';
import { askForProof } from '../proof.ts';
import type { Offer } from './palette/found.ts';
import { type GoKey, GoKeys, useGoKeys } from './palette/go.ts';
import { KeyList } from './palette/KeyList.tsx';
import { useKeys } from './palette/keys.ts';
import { useOutbox } from './session/useOutbox.ts';

const Palette = lazy(() => import('./palette/Palette.tsx'));

const w = words(
  {
    today: 'Today',
    waiting: (n: number) =>
      pluralEn(n, { one: '1 mark waits to be sent', other: `${n} marks wait to be sent` }),
    intake: 'Intake',
    plan: 'Plan',
    people: 'People',
    medicines: 'Medicines',
    reviews: 'Reviews',
    alerts: 'Alerts',
    money: 'Money',
    claims: 'Claims',
    payers: 'Payers',
    program: 'Program',
    rules: 'Rules',
    given: 'Given out',
    looks: 'Who looked',
    opened: 'Emergencies',
    kept: 'Restrictions',
    requests: 'Requests',
    erasure: 'Erasure',
    breaches: 'Breaches',
    duties: 'Duties',
    legal: 'Courts',
    audits: 'Audits',
    closing: 'Closing',
    releases: 'Data releases',
    'state-law': 'State law',
    ending: 'Consents ending',
    lock: 'Lock the screen',
    keys: 'How you sign in',
    keyList: 'Keys',
    thisList: 'This list',
    notesDue: 'Notes due',
    out: 'Sign out',
    loading: 'Loading…',
    elsewhere: 'This page is for the team',
    elsewhereBody: 'You are signed in as somebody else. Sign out and use your own link.',
  },
  {
    today: 'Hoy',
    waiting: (n) => pluralEs(n, { one: '1 marca por enviar', other: `${n} marcas por enviar` }),
    intake: 'Ingreso',
    plan: 'Plan',
    people: 'Personas',
    medicines: 'Medicinas',
    reviews: 'Revisiones',
    alerts: 'Alertas',
    money: 'Dinero',
    claims: 'Facturas',
    payers: 'Pagadores',
    program: 'Programa',
    rules: 'Reglas',
    given: 'Lo que se dio',
    looks: 'Quién miró',
    opened: 'Emergencias',
    kept: 'Restricciones',
    requests: 'Pedidos',
    erasure: 'Borrado',
    breaches: 'Fugas',
    duties: 'Deberes',
    legal: 'Juzgados',
    audits: 'Revisiones',
    closing: 'Cierre',
    releases: 'Datos que salen',
    'state-law': 'Ley del estado',
    ending: 'Permisos por terminar',
    lock: 'Bloquear la pantalla',
    keys: 'Cómo entra',
    keyList: 'Teclas',
    thisList: 'Esta lista',
    notesDue: 'Notas pendientes',
    out: 'Salir',
    loading: 'Cargando…',
    elsewhere: 'Esta página es para el equipo',
    elsewhereBody: 'Entró con otra cuenta. Salga y use su propio enlace.',
  },
);

export interface Me {
  /** Of staff. */
  readonly id?: string;
  readonly kind: 'staff' | 'participant' | 'supporter';
  readonly role: string;
  readonly name: string;
  readonly home: string;
}

const ICONS = {
  today: 'sun',
  intake: 'inbox',
  plan: 'calendar',
  people: 'group',
  medicines: 'pill',
  reviews: 'clock',
  alerts: 'bell',
  money: 'chart',
  claims: 'inbox',
  payers: 'work',
  program: 'book',
  rules: 'split',
  given: 'door',
  looks: 'eye',
  opened: 'warning',
  kept: 'shield',
  requests: 'inbox',
  erasure: 'erase',
  breaches: 'warning',
  duties: 'book',
  legal: 'shield',
  audits: 'search',
  closing: 'door',
  releases: 'chart',
  'state-law': 'flag',
  ending: 'clock',
} as const;
type Place = keyof typeof ICONS;
const PATHS: Partial<Record<Place, string>> = {
  given: '/guard/disclosures',
  claims: '/money/sent',
  payers: '/money/payers',
  looks: '/guard/looks',
  requests: '/guard/requests',
  breaches: '/guard/breaches',
  duties: '/guard/duties',
  legal: '/guard/legal',
  audits: '/guard/audits',
  closing: '/guard/closing',
  releases: '/guard/releases',
  'state-law': '/guard/state-law',
  ending: '/guard/ending',
  erasure: '/guard/erasure',
  opened: '/guard/break-glass',
  kept: '/guard/consents',
};

/** Which places the rail offers to a role: only what is there and of use. */
const PLACES: Readonly<Record<string, readonly Place[]>> = {
  coordinator: ['intake', 'plan', 'rules', 'program'],
  // Not the plan: its counts need everybody's schedule, and a counselor sees their own people's.
  counselor: ['today', 'alerts', 'people', 'reviews', 'ending', 'intake', 'program'],
  facilitator: ['today'],
  biller: ['money', 'claims', 'payers'],
  prescriber: ['today', 'medicines', 'people', 'ending'],
  nurse: ['today', 'medicines', 'people', 'ending'],
  director: ['program', 'payers'],
  admin: ['program', 'payers'],
  privacy: ['requests', 'opened', 'kept', 'looks', 'given', 'erasure', 'duties'],
};

/** What stands behind a place of the rail: found by its letters, without a line of its own there. */
const BEHIND: Readonly<Record<string, readonly Place[]>> = {
  privacy: ['legal', 'audits', 'closing', 'releases', 'state-law', 'ending', 'breaches'],
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
  /** The page shows its own list of keys. */
  readonly listsKeys?: boolean;
  readonly children: ReactNode;
}

/** Every staff page: the rail for this role, the bar, and what is said while reading or when it did not work. */
export function Frame({ reading, listsKeys = false, children, ...shell }: FrameProps) {
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
  const toItem = (place: Place): RailItem => ({
    to: PATHS[place] ?? `/${place}`,
    label: t[place],
    icon: ICONS[place],
    ...(place === 'alerts' ? { count: waiting } : {}),
  });
  const items = places.map(toItem);
  const behind = (BEHIND[me.data?.role ?? ''] ?? []).map(toItem);
  const signOut = async () => {
    await api.post('/api/sign-out');
    window.location.assign('/sign-in');
  };
  const lock = async () => {
    await api.post('/api/sign-in/lock');
    await askForProof('locked');
  };
  const fault = me.error ?? reading?.error ?? null;
  const [isSearching, setSearching] = useState(false);
  const isStaff = me.data?.kind === 'staff';
  useSearchKey(() => setSearching(true), isStaff);
  const [isListing, setListing] = useState(false);
  const ways: GoKey[] = [
    ...(places.includes('today')
      ? [
          { key: 't', label: t.today, go: () => void navigate({ to: '/today' }) },
          {
            key: 'n',
            label: t.notesDue,
            go: () => void navigate({ to: '/today', hash: 'notes-due' }),
          },
        ]
      : []),
    ...(places.includes('people')
      ? [{ key: 'p', label: t.people, go: () => void navigate({ to: '/people' }) }]
      : []),
  ];
  useGoKeys(ways);
  useKeys(isStaff && !listsKeys ? { '?': () => setListing(true) } : {});
  const { items: marks } = useOutbox(me.data?.id);
  const offers: Offer[] = [
    ...[...items, ...behind].map(({ to, label, icon }) => ({
      id: to,
      kind: 'page' as const,
      label,
      icon,
      act: () => void navigate({ to }),
    })),
    ...(isStaff && !listsKeys
      ? [
          {
            id: 'key-list',
            kind: 'action' as const,
            label: t.keyList,
            icon: 'info' as const,
            act: () => setListing(true),
          },
        ]
      : []),
    { id: 'lock', kind: 'action', label: t.lock, icon: 'lock', act: () => void lock() },
    {
      id: 'keys',
      kind: 'action',
      label: t.keys,
      icon: 'shield',
      act: () => void navigate({ to: '/sign-in/keys' }),
    },
    { id: 'out', kind: 'action', label: t.out, icon: 'exit', act: () => void signOut() },
  ];
  return (
    <StaffShell
      {...shell}
      items={items}
      {...(isStaff ? { onSearch: () => setSearching(true) } : {})}
      foot={
        <>
          {marks.length > 0 && (
            <p className="sm" role="status">
              {t.waiting(marks.reduce((sum, one) => sum + one.marks.length, 0))}
            </p>
          )}
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
        <GoKeys value={ways}>{children}</GoKeys>
      )}
      {isListing && (
        <GoKeys value={ways}>
          <KeyList keys={[['?', t.thisList]]} onClose={() => setListing(false)} />
        </GoKeys>
      )}
      {isSearching && (
        <Suspense fallback={null}>
          <Palette
            offers={offers}
            hasSessions={places.includes('today')}
            hasPeople={places.includes('people')}
            onClose={() => setSearching(false)}
          />
        </Suspense>
      )}
    </StaffShell>
  );
}

/** Ctrl K, or ⌘ K, from anywhere but an open dialog. */
function useSearchKey(search: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'k') return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      search();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
