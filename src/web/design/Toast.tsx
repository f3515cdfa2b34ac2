import { useSyncExternalStore } from 'react';
import { Icon } from './Icon.tsx';
import styles from './Toast.module.css';
import { useWords, words } from './words.ts';

const w = words({ undo: 'Undo', dismiss: 'Dismiss' }, { undo: 'Deshacer', dismiss: 'Cerrar aviso' });

export interface ToastNote {
  readonly text: string;
  /** How to take it back. With it the note stays ten seconds, or as long as `undoForMs`. */
  readonly undo?: () => void;
  readonly undoForMs?: number;
  /** A newer one about the same takes its place, so that a quick hand is not covered by its own notes. */
  readonly about?: string;
}
interface Shown extends ToastNote {
  readonly id: number;
}

const STAY_MS = 6_000;
const UNDO_MS = 10_000;

let notes: readonly Shown[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Shown[]): void {
  notes = next;
  for (const listener of listeners) listener();
}

function dismiss(id: number): void {
  change(notes.filter((note) => note.id !== id));
}

/** Says what was done, with a way back. Undo instead of "Are you sure?". */
export function toast(note: ToastNote): void {
  const id = ++lastId;
  const others = notes.filter(({ about }) => about === undefined || about !== note.about);
  change([...others.slice(-2), { ...note, id }]);
  setTimeout(() => dismiss(id), note.undo ? (note.undoForMs ?? UNDO_MS) : STAY_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Placed once per shell. */
export function Toasts() {
  const t = useWords(w);
  const shown = useSyncExternalStore(
    subscribe,
    () => notes,
    () => notes,
  );
  return (
    <div className={styles.tray} role="status" aria-live="polite">
      {shown.map((note) => (
        <div key={note.id} className={styles.toast}>
          <span>{note.text}</span>
          {note.undo && (
            <button
              type="button"
              className={styles.undo}
              onClick={() => {
                note.undo?.();
                dismiss(note.id);
              }}
            >
              <Icon name="undo" size={18} />
              {t.undo}
            </button>
          )}
          <button
            type="button"
            className={styles.close}
            aria-label={t.dismiss}
            onClick={() => dismiss(note.id)}
          >
            <Icon name="close" size={18} />
          </button>
        </div>
      ))}
    </div>
  );
}
