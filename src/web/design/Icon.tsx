import styles from './Icon.module.css';
import { ICONS, type IconName } from './icons.ts';

/** Always decoration: the word beside it carries the meaning. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className={styles.icon} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}

/** The program's mark: early light over a crossing. Abstract on purpose. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="8" fill="var(--primary)" />
      <circle cx="14" cy="12" r="4.5" fill="var(--dawn-fill)" />
      <path
        d="M4 20c4-5 16-5 20 0"
        fill="none"
        stroke="var(--on-primary)"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
