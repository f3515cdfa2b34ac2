import { useEffect, useSyncExternalStore } from 'react';
import type { MarksShown } from '../../../treat/index.ts';
import { api, newKey, Problem } from '../../api.ts';
import { createOutbox, type Outbox, type Sent, type Waiting } from './outbox.ts';
import { deviceShelf, orMemory } from './shelf.ts';

const AGAIN_MS = 5_000;
/** Not a refusal: signed out or locked in between, too much at once. */
const LATER = [401, 403, 408, 423, 429];

const listeners = new Set<() => void>();
const readers = new Set<(meeting: string, answer: MarksShown) => void>();
const NOTHING: readonly Waiting[] = [];
let mine: { readonly by: string; readonly outbox: Outbox } | undefined;
/** When something of a session was last saved, ms since 1970. */
const savedAt = new Map<string, number>();

async function send({ meeting, marks, key }: Waiting): Promise<Sent> {
  try {
    const answer = await api.post<MarksShown>(`/api/sessions/${meeting}/marks`, { marks }, { key });
    savedAt.set(meeting, Date.now());
    return { is: 'written', answer };
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    if (fault.isUnreachable || fault.status >= 500 || LATER.includes(fault.status)) return { is: 'later' };
    const faults = new Map(
      fault.fields.flatMap(({ pointer, detail }): [number, string][] => {
        const nth = /^\/marks\/(\d+)(\/|$)/.exec(pointer)?.[1];
        return nth === undefined ? [] : [[Number(nth), detail]];
      }),
    );
    return { is: 'refused', code: String(fault.document.code ?? ''), words: fault.title, faults };
  }
}

function outboxOf(by: string): Outbox {
  if (mine?.by === by) return mine.outbox;
  const outbox = createOutbox({
    by,
    shelf: orMemory(deviceShelf()),
    send,
    newKey,
    changed: () => {
      for (const listener of listeners) listener();
    },
    written: (meeting, answer) => {
      for (const reader of readers) reader(meeting, answer);
    },
  });
  mine = { by, outbox };
  void outbox.load();
  return outbox;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What waits on this device of whoever is signed in; kept trying while any page of the team is open. */
export function useOutbox(by: string | undefined): {
  readonly outbox: Outbox | undefined;
  readonly items: readonly Waiting[];
  readonly savedAt: ReadonlyMap<string, number>;
} {
  const outbox = by === undefined ? undefined : outboxOf(by);
  const read = () => outbox?.items() ?? NOTHING;
  const items = useSyncExternalStore(subscribe, read, read);
  useEffect(() => {
    if (outbox === undefined) return;
    const go = () => {
      if (outbox.items().some(({ refused }) => refused === null)) void outbox.flush();
    };
    window.addEventListener('online', go);
    const clock = setInterval(go, AGAIN_MS);
    return () => {
      window.removeEventListener('online', go);
      clearInterval(clock);
    };
  }, [outbox]);
  return { outbox, items, savedAt };
}

/** Tells what the server answered to marks of any page. */
export function onWritten(reader: (meeting: string, answer: MarksShown) => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}
