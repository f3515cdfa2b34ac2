import { useContext } from 'react';
import { Dialog, Tick, useWords, words } from '../../design/index.ts';
import { GoKeys } from './go.ts';
import { switchKeys, useKeysOn } from './keys.ts';
import styles from './Palette.module.css';

const w = words(
  {
    title: 'Keys',
    on: 'Single keys work on this device',
    hint: 'Ctrl K and Tab always work.',
    search: 'Search or do',
    go: (page: string) => `Go to: ${page}`,
  },
  {
    title: 'Teclas',
    on: 'Las teclas sueltas funcionan en este equipo',
    hint: 'Ctrl K y Tab siempre funcionan.',
    search: 'Buscar o hacer',
    go: (page) => `Ir a: ${page}`,
  },
);

/** What the keys of a page do, and the switch that turns single ones off. */
export function KeyList({
  keys,
  onClose,
}: {
  readonly keys: readonly (readonly [key: string, what: string])[];
  readonly onClose: () => void;
}) {
  const t = useWords(w);
  const isOn = useKeysOn();
  const ways = useContext(GoKeys);
  return (
    <Dialog title={t.title} onClose={onClose}>
      <dl className={styles.keys}>
        {[
          ...keys,
          ...ways.map(({ key, label }) => [`G ${key.toUpperCase()}`, t.go(label)] as const),
          ['Ctrl K', t.search] as const,
        ].map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Tick label={t.on} hint={t.hint} checked={isOn} onChange={switchKeys} />
    </Dialog>
  );
}
