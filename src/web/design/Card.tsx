import { type ReactNode, useId } from 'react';
import styles from './Card.module.css';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

export interface CardProps {
  /** With a title the card is a region of the page, named by it. */
  readonly title?: ReactNode;
  readonly icon?: IconName;
  readonly tone?: 'plain' | 'warn' | 'bad' | 'ok' | 'info' | 'dawn';
  readonly compact?: boolean;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, icon, tone = 'plain', compact, aside, children }: CardProps) {
  const id = useId();
  const className = classes(styles.card, styles[tone], compact && styles.compact);
  if (!title) return <div className={className}>{children}</div>;
  return (
    <section className={className} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {icon && <Icon name={icon} />}
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
