import { type ReactNode, useId, useState } from 'react';
import { useWords, words } from '../../design/index.ts';
import styles from './Program.module.css';

const w = words(
  {
    notJson: 'This file is not JSON. Nothing was loaded.',
    tooBig: 'This file is larger than 200 KB. Nothing was loaded.',
  },
  {
    notJson: 'Este archivo no es JSON. No se cargó nada.',
    tooBig: 'Este archivo pasa de 200 KB. No se cargó nada.',
  },
);

const MOST_BYTES = 200 * 1024;

/** A JSON file from this device: read here, sent only when it is JSON. */
export function JsonFile({
  label,
  onRead,
}: {
  readonly label: ReactNode;
  readonly onRead: (json: unknown) => void;
}) {
  const t = useWords(w);
  const id = useId();
  const [fault, setFault] = useState('');
  const read = async (file: File) => {
    setFault('');
    if (file.size > MOST_BYTES) {
      setFault(t.tooBig);
      return;
    }
    let json: unknown;
    try {
      json = JSON.parse(await file.text());
    } catch {
      setFault(t.notJson);
      return;
    }
    onRead(json);
  };
  return (
    <p className={styles.file}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void read(file);
          // The same file, mended, can be chosen again.
          event.target.value = '';
        }}
      />
      <span role="alert" className={styles.fault}>
        {fault}
      </span>
    </p>
  );
}
