import type { ReactNode } from 'react';
import { Button, Card, useWords, words } from '../../../design/index.ts';
import styles from '../Assessment.module.css';

const w = words(
  { remove: 'Remove', removeNamed: (name: string) => `Remove: ${name}`, entry: (n: number) => `Entry ${n}` },
  { remove: 'Quitar', removeNamed: (name) => `Quitar: ${name}`, entry: (n) => `Entrada ${n}` },
);

const MOST = 20;

export interface ListCardProps<T> {
  readonly title: string;
  readonly add: string;
  readonly none: string;
  readonly items: readonly T[];
  readonly isFixed: boolean;
  readonly make: () => T;
  /** What an entry is called once something is known of it. */
  readonly nameOf: (item: T) => string;
  readonly onChange: (items: T[]) => void;
  readonly children: (item: T, change: (part: Partial<T>) => void, at: number) => ReactNode;
}

/** A list that grows by one press and whose every entry has the same few fields. */
export function ListCard<T>(props: ListCardProps<T>) {
  const { title, add, none, items, isFixed, make, nameOf, onChange, children } = props;
  const t = useWords(w);
  return (
    <Card title={title}>
      {items.length === 0 && <p className="muted">{none}</p>}
      {items.map((item, at) => {
        const name = nameOf(item) || t.entry(at + 1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id and keep their order while they are edited.
          <fieldset key={at} className={styles.entry} disabled={isFixed}>
            <legend>{name}</legend>
            {children(item, (part) => onChange(items.with(at, { ...item, ...part })), at)}
            {!isFixed && (
              <Button
                look="text"
                compact
                aria-label={t.removeNamed(name)}
                onClick={() => onChange(items.toSpliced(at, 1))}
              >
                {t.remove}
              </Button>
            )}
          </fieldset>
        );
      })}
      {!isFixed && items.length < MOST && (
        <p>
          <Button compact icon="plus" onClick={() => onChange([...items, make()])}>
            {add}
          </Button>
        </p>
      )}
    </Card>
  );
}
