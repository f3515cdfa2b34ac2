import { classes } from './classes.ts';
import styles from './Meter.module.css';

export interface MeterProps {
  readonly value: number;
  readonly max: number;
  /** A tick on the track: the amount asked for. */
  readonly mark?: number;
  readonly tone?: 'primary' | 'dawn' | 'bad' | 'ok' | 'tone';
  /** A sentence with the numbers; without it the bar is decoration for words beside it. */
  readonly label?: string;
  readonly thin?: boolean;
}

/** A part of a whole as a CSS width, kept within 0 and 100 %. */
export const share = (part: number, whole: number): string =>
  `${Math.max(0, Math.min(100, whole > 0 ? (part / whole) * 100 : 0))}%`;

export function Meter({ value, max, mark, tone = 'primary', label, thin }: MeterProps) {
  const spoken = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return (
    <div {...spoken} className={classes(styles.track, styles[tone], thin && styles.thin)}>
      <i style={{ width: share(value, max) }} />
      {mark !== undefined && <b style={{ left: share(mark, max) }} />}
    </div>
  );
}

export interface RingProps {
  readonly value: number;
  readonly max: number;
  /** Big in the middle ("4.5"), small under it ("of 9 h"), and the whole sentence for readers. */
  readonly big: string;
  readonly small: string;
  readonly label: string;
}

const RADIUS = 35;
const AROUND = 2 * Math.PI * RADIUS;

/** Hours so far of hours asked for. Never a percent alone. */
export function Ring({ value, max, big, small, label }: RingProps) {
  const done = max > 0 ? Math.max(0, Math.min(1, value / max)) : 0;
  return (
    <svg width="84" height="84" viewBox="0 0 84 84" role="img" aria-label={label} className={styles.ring}>
      <circle cx="42" cy="42" r={RADIUS} stroke="var(--surface-2)" />
      {done > 0 && (
        <circle
          cx="42"
          cy="42"
          r={RADIUS}
          stroke="var(--primary)"
          strokeLinecap="round"
          strokeDasharray={`${done * AROUND} ${AROUND}`}
          transform="rotate(-90 42 42)"
        />
      )}
      <text x="42" y="41" className={styles.big}>
        {big}
      </text>
      <text x="42" y="57" className={styles.small}>
        {small}
      </text>
    </svg>
  );
}
