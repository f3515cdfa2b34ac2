import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Meter.module.css';
import { share } from './Meter.tsx';

export interface ProgressStripProps {
  /** What is going on, in words ("Improving plan"). */
  readonly title: ReactNode;
  /** 0..1, or undefined while the amount of work is not known. */
  readonly done?: number | undefined;
  /** Time, best so far, bound: one line in words. */
  readonly status: ReactNode;
  readonly label: string;
  readonly actions?: ReactNode;
}

/** A job under way: stage, time, best so far, and the way out. Safe to leave the page. */
export function ProgressStrip({ title, done, status, label, actions }: ProgressStripProps) {
  const known = done === undefined ? {} : { 'aria-valuenow': Math.round(done * 100) };
  return (
    <section className={styles.strip} aria-label={label}>
      <div className="row strong">{title}</div>
      <div className={styles.stripBar}>
        <div
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          {...known}
          className={classes(styles.track, styles.primary, styles.thin, done === undefined && styles.unknown)}
        >
          <i style={{ width: done === undefined ? '35%' : share(done, 1) }} />
        </div>
        <p className="xs muted" aria-live="polite">
          {status}
        </p>
      </div>
      {actions && <div className="row wrap">{actions}</div>}
    </section>
  );
}
