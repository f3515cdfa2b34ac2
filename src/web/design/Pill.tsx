import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Pill.module.css';

export type PillTone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral';

export function Pill({
  tone = 'neutral',
  children,
}: {
  readonly tone?: PillTone;
  readonly children: ReactNode;
}) {
  return <span className={classes(styles.pill, styles[tone])}>{children}</span>;
}
