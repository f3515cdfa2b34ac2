import { useEffect, useSyncExternalStore } from 'react';
import { api } from '../api.ts';

/** Next week's groups with their seats rounded, as anybody may see them. */
export interface OpenSeats {
  /** The Monday the week starts on: "2026-11-30". */
  readonly week: string;
  readonly zone: string;
  readonly settings: { readonly travel: number; readonly tick: number; readonly maxConsecutive: number };
  readonly sessions: readonly OpenSession[];
  readonly dose: { readonly iop: Dose };
}

export interface OpenSession {
  readonly id: string;
  readonly kind: string;
  readonly activity: string;
  readonly label: { readonly en: string; readonly es: string };
  readonly start: number;
  readonly end: number;
  /** null: by video. */
  readonly site: string | null;
  readonly seats: 'open' | 'few' | 'waitlist';
  readonly requires: readonly string[];
}

export interface Dose {
  readonly minutes: number;
  readonly minDays: number;
  readonly maxMinutesPerDay: number;
}

export type SeatsAnswer =
  | { readonly is: 'looking' }
  | { readonly is: 'unreachable' }
  | { readonly is: 'here'; readonly seats: OpenSeats };

let answer: SeatsAnswer = { is: 'looking' };
let asked = false;
const listeners = new Set<() => void>();

function become(next: SeatsAnswer): void {
  answer = next;
  for (const listener of listeners) listener();
}

/** Asks for the same seats everybody gets: the request says nothing of who asks. */
export function lookForSeats(): void {
  if (asked) return;
  asked = true;
  become({ is: 'looking' });
  api.get<OpenSeats>('/api/public/seats').then(
    (seats) => become({ is: 'here', seats }),
    () => {
      asked = false;
      become({ is: 'unreachable' });
    },
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSeats(): SeatsAnswer {
  useEffect(lookForSeats, []);
  return useSyncExternalStore(
    subscribe,
    () => answer,
    () => answer,
  );
}
