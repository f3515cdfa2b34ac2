import { useQuery } from '@tanstack/react-query';
import { api } from '../api.ts';
import { useSignedIn } from '../week/week.ts';

/** As GET /api/with answers. What is not shared is not there. */
export interface WithMe {
  readonly shared: {
    readonly week?: {
      readonly zone: string;
      readonly today: string;
      readonly monday: string;
      readonly times: readonly {
        readonly start: number;
        readonly end: number;
        readonly place: { readonly name: string; readonly place: string } | null;
      }[];
    };
    readonly came?: { readonly days: readonly { readonly on: string; readonly came: boolean }[] };
    readonly plan?: {
      readonly hours: { readonly minutesPerWeek: number; readonly daysMin: number } | null;
    };
    readonly goals?: {
      readonly goals: readonly {
        readonly words: string;
        readonly status: 'on-track' | 'slow' | 'met' | 'set-aside';
        readonly since: string;
      }[];
    };
    readonly medicines?: {
      readonly medicines: readonly {
        readonly name: { readonly en: string; readonly es: string };
        readonly taken: string;
      }[];
    };
    readonly scores?: {
      readonly scores: readonly {
        readonly instrument: string;
        readonly on: string;
        readonly score: number;
        readonly band: string | null;
        readonly before: number | null;
      }[];
    };
  };
}

const AGAIN_MS = 60_000;

/** Asked again every minute and at each return to the page, never told from memory: it may have been stopped. */
export function useWithMe() {
  const reading = useQuery({
    queryKey: ['with'],
    queryFn: () => api.get<WithMe>('/api/with'),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: AGAIN_MS,
    refetchOnWindowFocus: 'always',
  });
  useSignedIn(reading.error);
  return reading;
}
