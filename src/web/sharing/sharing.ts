import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { dateWords, type Language, useLanguage, useWords, words } from '../design/index.ts';
import { useSignedIn } from '../week/week.ts';

export type Kind = 'tpo' | 'specific' | 'counselling-notes' | 'proceedings' | 'criminal-justice' | 'research';
export type Part =
  | 'identity'
  | 'contact'
  | 'schedule'
  | 'attendance'
  | 'assessment'
  | 'plan'
  | 'note'
  | 'counselling_note'
  | 'measure'
  | 'medication'
  | 'test'
  | 'money'
  | 'document';
export type Until =
  | { readonly on: string }
  | { readonly event: 'end-of-treatment' | 'final-disposition' | 'none' };

/** One consent as GET /api/my/sharing answers. */
export interface Consent {
  readonly id: string;
  readonly kind: Kind;
  readonly state: 'waiting-for-guardian' | 'not-begun' | 'in-force' | 'ended' | 'stopped';
  readonly recipient: {
    readonly kind: string;
    readonly name: string;
    readonly relation: string | null;
    readonly id: string | null;
  };
  readonly categories: readonly Part[];
  readonly purposes: readonly string[];
  readonly because: string | null;
  readonly until: Until;
  readonly signedAt: string;
  readonly stoppedAt: string | null;
  readonly canStop: boolean;
}

export interface Restriction {
  readonly id: string;
  readonly from: {
    readonly staff: { readonly name: string } | null;
    readonly role: string | null;
    readonly recipient: string | null;
  };
  readonly categories: readonly Part[];
  readonly isAgreed: boolean | null;
  readonly mustAgree: boolean;
  readonly answer: string | null;
  readonly endedAt: string | null;
}

export interface MySharing {
  readonly consents: readonly Consent[];
  readonly restrictions: readonly Restriction[];
  readonly isPrivate: boolean;
  readonly alias: string | null;
  readonly hasTpo: boolean;
}

export interface Opened {
  readonly id: string;
  readonly openedAt: string;
  readonly by: { readonly name: string };
  readonly reason: { readonly nature: string; readonly recipient: { readonly name: string } } | null;
}

export const partWords = words(
  {
    identity: 'my name and birth date',
    contact: 'how to reach me',
    schedule: 'my week',
    attendance: 'if I came',
    assessment: 'what was found when I came in',
    plan: 'my goals and plan',
    note: 'notes of my visits',
    counselling_note: 'my counselor’s private notes',
    measure: 'my check-in scores',
    medication: 'my medicines',
    test: 'my test results',
    money: 'my bills',
    document: 'my letters and forms',
  },
  {
    identity: 'mi nombre y fecha de nacimiento',
    contact: 'cómo encontrarme',
    schedule: 'mi semana',
    attendance: 'si vine',
    assessment: 'lo que se vio cuando entré',
    plan: 'mis metas y mi plan',
    note: 'las notas de mis visitas',
    counselling_note: 'las notas privadas de mi consejero',
    measure: 'mis puntos del control',
    medication: 'mis medicinas',
    test: 'los resultados de mis pruebas',
    money: 'mis cuentas',
    document: 'mis cartas y hojas',
  },
);

const w = words(
  {
    on: (day: string) => `until ${day}`,
    stopped: (day: string) => `stopped ${day}`,
    'end-of-treatment': 'until my treatment here ends',
    'final-disposition': 'until my case is over',
    none: 'until I stop it',
    ended: 'is over',
    'waiting-for-guardian': 'waits for a parent or guardian to sign too',
    'not-begun': 'has not begun yet',
    self: 'Care, payment and running the program',
  },
  {
    on: (day) => `hasta el ${day}`,
    stopped: (day) => `parado el ${day}`,
    'end-of-treatment': 'hasta que termine mi atención aquí',
    'final-disposition': 'hasta que termine mi caso',
    none: 'hasta que yo lo pare',
    ended: 'ya terminó',
    'waiting-for-guardian': 'falta la firma de uno de mis padres o mi tutor',
    'not-begun': 'todavía no empieza',
    self: 'Atención, pago y trabajo del programa',
  },
);

const DAY = { month: 'long', day: 'numeric', year: 'numeric' } as const;

/** The day an instant has where the reader is. */
export const dayOfInstant = (instant: string, language: Language): string => {
  const at = new Date(instant);
  const date = new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())).toISOString().slice(0, 10);
  return dateWords(date, language, DAY);
};

export const listed = (parts: readonly string[], language: Language): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);

/** How long it lasts, or that it is over, in a few words. */
export function useUntil(): (consent: Consent) => string {
  const t = useWords(w);
  const language = useLanguage();
  return ({ state, until, stoppedAt }) => {
    if (state === 'stopped' && stoppedAt !== null) return t.stopped(dayOfInstant(stoppedAt, language));
    if (state === 'ended' || state === 'waiting-for-guardian' || state === 'not-begun') return t[state];
    return 'on' in until ? t.on(dateWords(until.on, language, DAY)) : t[until.event];
  };
}

/** "Ana, my sister"; for a class the name of the form. */
export function useWho(): (consent: Consent) => string {
  const t = useWords(w);
  return ({ kind, recipient }) =>
    kind === 'tpo'
      ? t.self
      : recipient.relation
        ? `${recipient.name}, ${recipient.relation}`
        : recipient.name;
}

export function useMySharing() {
  const reading = useQuery({
    queryKey: ['sharing'],
    queryFn: () => api.get<MySharing>('/api/my/sharing'),
    // Who may see is never told from memory.
    staleTime: 0,
  });
  useSignedIn(reading.error);
  return reading;
}

export const useMyEmergencies = () =>
  useQuery({
    queryKey: ['my-emergencies'],
    queryFn: () => api.get<{ emergencies: readonly Opened[] }>('/api/my/emergencies'),
  });
