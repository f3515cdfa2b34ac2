import { useEffect, useRef, useSyncExternalStore } from 'react';

const KEY = 'keys';
const listeners = new Set<() => void>();

/** Whether single keys do something on this device; speech input and unsteady hands need them off (WCAG 2.1.4). */
function keysAreOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function switchKeys(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // Storage is off: they stay as they are.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useKeysOn = (): boolean => useSyncExternalStore(subscribe, keysAreOn, keysAreOn);

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** Whether a press is a single key of the page: nobody writes, no dialog is open, no other key is held. */
export const isForKeys = (event: KeyboardEvent): boolean =>
  !(event.ctrlKey || event.metaKey || event.altKey || event.repeat) &&
  !isWriting(event.target) &&
  document.querySelector('dialog[open]') === null;

/** What each single key does on this page; never while somebody writes, nor under an open dialog. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const isOn = useKeysOn();
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    if (!isOn) return;
    const onKey = (event: KeyboardEvent) => {
      if (!isForKeys(event)) return;
      const act = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isOn]);
}
