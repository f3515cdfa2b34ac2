import { Link } from '@tanstack/react-router';
import { Icon, useWords, words } from '../design/index.ts';
import styles from './Bottom.module.css';

const w = words(
  { label: 'Pages', week: 'Week', goals: 'Goals', more: 'More' },
  { label: 'Páginas', week: 'Semana', goals: 'Metas', more: 'Más' },
);

/** The way between the pages of somebody in care, where a thumb reaches. */
export function Bottom() {
  const t = useWords(w);
  return (
    <nav className={styles.bottom} aria-label={t.label}>
      <Link to="/week" activeOptions={{ exact: true }} className={styles.tab}>
        <Icon name="calendar" />
        {t.week}
      </Link>
      <Link to="/goals" className={styles.tab}>
        <Icon name="flag" />
        {t.goals}
      </Link>
      <Link to="/more" className={styles.tab}>
        <Icon name="more" />
        {t.more}
      </Link>
    </nav>
  );
}
