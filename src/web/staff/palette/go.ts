import { createContext, useEffect, useRef } from 'react';
import { isForKeys, useKeysOn } from './keys.ts';

/** A page that is two keys away: `g`, then its own letter. */
export interface GoKey {
  readonly key: string;
  readonly label: string;
  readonly go: () => void;
}

/** The two-key ways of whoever is signed in, for the list of keys. */
export const GoKeys = createContext<readonly GoKey[]>([]);

const FIRST = 'g';
/** As long as the second key is waited for. */
const WAIT_MS = 1_500;

/**
 * `g` and a letter lead to a page. Heard before the single keys of a page: after `g` a letter is not one of them. Never
 * while somebody writes, nor under an open dialog.
 */
export function useGoKeys(ways: readonly GoKey[]): void {
  const isOn = useKeysOn();
  const current = useRef(ways);
  current.current = ways;
  useEffect(() => {
    if (!isOn) return;
    let pressedAt = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (!isForKeys(event)) return;
      const key = event.key.toLowerCase();
      const isSecond = event.timeStamp - pressedAt <= WAIT_MS;
      pressedAt = Number.NEGATIVE_INFINITY;
      const way = isSecond ? current.current.find((one) => one.key === key) : undefined;
      if (way !== undefined) {
        event.preventDefault();
        event.stopImmediatePropagation();
        way.go();
      } else if (key === FIRST) pressedAt = event.timeStamp;
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [isOn]);
}
