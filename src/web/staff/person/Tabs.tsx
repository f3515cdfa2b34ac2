import { Link } from '@tanstack/react-router';
import { useWords, words } from '../../design/index.ts';
import styles from './Tabs.module.css';

const w = words(
  {
    label: 'This person',
    overview: 'Overview',
    plan: 'Plan & goals',
    notes: 'Notes',
    measures: 'Measures',
    medicine: 'Medication',
    auth: 'Authorization',
    sharing: 'Sharing',
  },
  {
    label: 'Esta persona',
    overview: 'Resumen',
    plan: 'Plan y metas',
    notes: 'Notas',
    measures: 'Mediciones',
    medicine: 'Medicación',
    auth: 'Autorización',
    sharing: 'Compartir',
  },
);

const PAGES = [
  ['overview', '/people/$person'],
  ['plan', '/people/$person/plan'],
  ['notes', '/people/$person/notes'],
  ['measures', '/people/$person/measures'],
  ['medicine', '/people/$person/medicine'],
  ['auth', '/people/$person/auth'],
  ['sharing', '/people/$person/sharing'],
] as const;

/** The pages of one person, the same above each of them. */
export function Tabs({ person }: { readonly person: string }) {
  const t = useWords(w);
  return (
    <nav className={styles.tabs} aria-label={t.label}>
      {PAGES.map(([name, to]) => (
        <Link
          key={name}
          to={to}
          params={{ person }}
          activeOptions={{ exact: name === 'overview' }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {t[name]}
        </Link>
      ))}
    </nav>
  );
}
