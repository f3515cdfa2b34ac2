import { Link } from '@tanstack/react-router';
import { Icon, useWords, words } from '../design/index.ts';
import styles from '../week/Bottom.module.css';

const w = words(
  { label: 'Pages', shared: 'Shared', help: 'How to help', settings: 'Settings' },
  { label: 'Páginas', shared: 'Compartido', help: 'Cómo ayudar', settings: 'Ajustes' },
);

/** The way between the pages of somebody who stands behind a person. */
export function Tabs() {
  const t = useWords(w);
  return (
    <nav className={styles.bottom} aria-label={t.label}>
      <Link to="/with" activeOptions={{ exact: true }} className={styles.tab}>
        <Icon name="eye" />
        {t.shared}
      </Link>
      <Link to="/with/help" className={styles.tab}>
        <Icon name="heart" />
        {t.help}
      </Link>
      <Link to="/with/settings" className={styles.tab}>
        <Icon name="person" />
        {t.settings}
      </Link>
    </nav>
  );
}
