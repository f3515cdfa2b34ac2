import { useSyncExternalStore } from 'react';
import { api } from './api.ts';

/** What the program says of itself in public. The name is its neutral one. */
export interface Site {
  readonly name: string;
  readonly phone: string;
  readonly zone: string;
  readonly leaveUrl: string;
  readonly sites: readonly {
    readonly id: string;
    readonly name: string;
    readonly place: string;
    readonly directions: string;
  }[];
}

/** Where Leave goes until the program's own choice is known. */
export const NEUTRAL_URL = 'https://www.weather.gov/';

let site: Site | undefined;
let asked = false;
const listeners = new Set<() => void>();

/** Asks once. The pages work without the answer: 988 and Leave never wait for the network. */
export function loadSite(): void {
  if (asked) return;
  asked = true;
  api.get<Site>('/api/public/site').then(
    (found) => {
      site = found;
      for (const listener of listeners) listener();
    },
    () => {
      asked = false;
    },
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentSite = (): Site | undefined => site;

export function useSite(): Site | undefined {
  return useSyncExternalStore(subscribe, currentSite, currentSite);
}

/** "+1 (813) 555-0100" → "tel:+18135550100". */
export function telHref(phone: string): string {
  return `tel:${phone.replace(/[^\d+]/g, '')}`;
}
