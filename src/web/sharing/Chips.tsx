import { Pill } from '../design/index.ts';
import styles from './Sharing.module.css';

/** What is shared, as chips. */
export function Chips({ parts, isNot }: { readonly parts: readonly string[]; readonly isNot?: boolean }) {
  return (
    <ul className={styles.chips}>
      {parts.map((part) => (
        <li key={part}>
          <Pill tone={isNot ? 'neutral' : 'ok'}>{part}</Pill>
        </li>
      ))}
    </ul>
  );
}
