import { type IconName, LinkButton, useWords, words } from '../../design/index.ts';
import { Frame } from '../Frame.tsx';
import styles from './Privacy.module.css';

const w = words(
  {
    title: 'Duties',
    heading: 'What the law asks of the program',
    back: 'All duties',
    places: {
      legal: {
        name: 'Courts',
        says: 'Orders and subpoenas, what they open, and the words when they open nothing.',
      },
      audits: {
        name: 'Audits',
        says: 'Who checks the program, the sheets they got, and when these are back.',
      },
      ending: { name: 'Consents ending', says: 'Whose consent ends within 30 days, and what stops then.' },
      'state-law': { name: 'State law', says: 'Stricter rules of a state, and the reports a law asks for.' },
      releases: { name: 'Data releases', says: 'Counts with nobody in them, for a study or public health.' },
      closing: { name: 'Closing', says: 'If the program closes: what becomes of each record.' },
      breaches: { name: 'Breaches', says: 'Whom each touched, who must be told by when, who was told.' },
    },
  },
  {
    title: 'Deberes',
    heading: 'Lo que la ley pide al programa',
    back: 'Todos los deberes',
    places: {
      legal: {
        name: 'Juzgados',
        says: 'Órdenes y citaciones, qué abren, y las palabras cuando no abren nada.',
      },
      audits: { name: 'Revisiones', says: 'Quién revisa el programa, qué hojas tiene, y cuándo vuelven.' },
      ending: {
        name: 'Permisos por terminar',
        says: 'De quién termina un permiso en 30 días, y qué para entonces.',
      },
      'state-law': {
        name: 'Ley del estado',
        says: 'Reglas más estrictas de un estado, y los avisos que pide una ley.',
      },
      releases: {
        name: 'Datos que salen',
        says: 'Cuentas sin nadie dentro, para un estudio o la salud pública.',
      },
      closing: { name: 'Cierre', says: 'Si el programa cierra: qué pasa con cada expediente.' },
      breaches: { name: 'Fugas', says: 'A quién tocó cada una, a quién avisar y cuándo, a quién se avisó.' },
    },
  },
);

const ICONS = {
  legal: 'shield',
  breaches: 'warning',
  audits: 'search',
  ending: 'clock',
  'state-law': 'flag',
  releases: 'chart',
  closing: 'door',
} as const satisfies Readonly<Record<string, IconName>>;
type Duty = keyof typeof ICONS;

/** What comes seldom and must not be forgotten: one place for the privacy officer to find each. */
export default function DutiesPage() {
  const t = useWords(w);
  return (
    <Frame title={t.title} heading={t.heading}>
      <ul className={styles.duties}>
        {(Object.keys(ICONS) as Duty[]).map((duty) => (
          <li key={duty}>
            <LinkButton to={`/guard/${duty}`} icon={ICONS[duty]}>
              {t.places[duty].name}
            </LinkButton>
            <span className="muted">{t.places[duty].says}</span>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

/** Back from one duty to all of them. */
export function ToDuties() {
  const t = useWords(w);
  return (
    <LinkButton to="/guard/duties" look="text" compact icon="left">
      {t.back}
    </LinkButton>
  );
}
