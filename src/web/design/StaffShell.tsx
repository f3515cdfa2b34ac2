import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { classes } from './classes.ts';
import { Icon, Mark } from './Icon.tsx';
import type { IconName } from './icons.ts';
import { LanguageSwitch, SkipLink, useTitle } from './Page.tsx';
import styles from './StaffShell.module.css';
import { Toasts } from './Toast.tsx';
import { useWords, words } from './words.ts';

const w = words(
  { skip: 'Skip to the page', main: 'Main', menu: 'Menu', search: 'Search or do' },
  { skip: 'Ir al contenido', main: 'Principal', menu: 'Menú', search: 'Buscar o hacer' },
);

export interface RailItem {
  readonly to: string;
  readonly label: string;
  readonly icon: IconName;
  /** A small number beside the word: things waiting. */
  readonly count?: number;
}

export interface StaffShellProps {
  /** The tab's title; " · Daybridge" is added. Never a person's name. */
  readonly title: string;
  /** At most seven, for this role. */
  readonly items: readonly RailItem[];
  /** The H1 and what stands beside it. */
  readonly heading: ReactNode;
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  /** At the foot of the rail: lock, sign out. */
  readonly foot?: ReactNode;
  readonly onSearch?: () => void;
  readonly children: ReactNode;
}

/** The frame of every staff page: a rail of at most seven places, the page's bar, the page. */
export function StaffShell(props: StaffShellProps) {
  const { title, items, heading, beside, actions, foot, onSearch, children } = props;
  const t = useWords(w);
  const [open, setOpen] = useState(false);
  useTitle(`${title} · Daybridge`);
  return (
    <>
      <SkipLink>{t.skip}</SkipLink>
      <div className={styles.app}>
        <nav className={classes(styles.rail, open && styles.open)} aria-label={t.main}>
          <div className={styles.brand}>
            <Mark />
            Daybridge
            <button
              type="button"
              className={styles.menu}
              aria-expanded={open}
              aria-label={t.menu}
              onClick={() => setOpen(!open)}
            >
              <Icon name={open ? 'close' : 'menu'} />
            </button>
          </div>
          <div className={styles.items}>
            {onSearch && (
              <button type="button" className={styles.search} onClick={onSearch}>
                <Icon name="search" />
                {t.search}
                <kbd>Ctrl K</kbd>
              </button>
            )}
            {items.map((item) => (
              <Link
                key={item.to}
                to={item.to}
                className={styles.item}
                activeProps={{ 'aria-current': 'page' }}
                onClick={() => setOpen(false)}
              >
                <Icon name={item.icon} />
                {item.label}
                {item.count !== undefined && item.count > 0 && (
                  <span className={styles.count}>{item.count}</span>
                )}
              </Link>
            ))}
            <div className={styles.foot}>
              <LanguageSwitch />
              {foot}
            </div>
          </div>
        </nav>
        <main id="main" tabIndex={-1} className={styles.main}>
          <div className={styles.bar}>
            <h1>{heading}</h1>
            {beside}
            {actions && <div className={styles.actions}>{actions}</div>}
          </div>
          {children}
        </main>
      </div>
      <Toasts />
    </>
  );
}
