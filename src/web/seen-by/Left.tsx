import { useQuery } from '@tanstack/react-query';
import { api, Problem } from '../api.ts';
import {
  AnchorButton,
  Card,
  EmptyState,
  ErrorSummary,
  Page,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { dayOfInstant } from '../sharing/sharing.ts';
import { Bottom } from '../week/Bottom.tsx';
import styles from './SeenBy.module.css';

const w = words(
  {
    title: 'What was given out',
    heading: 'Who got something from my record',
    lead: 'Everything that left in the last three years: to whom, what, and why.',
    loading: 'Loading…',
    none: 'Nothing was given out',
    noneBody: 'When a letter, a report or a bill leaves, it is written down here the same moment.',
    csv: 'Keep as a table (CSV)',
    pdf: 'Keep as a paper (PDF)',
    to: (who: string) => `To ${who}`,
    by: (who: string) => `Sent by ${who}`,
    because: {
      consent: 'You agreed to it.',
      emergency: 'It was a medical emergency.',
      'court-order': 'A court ordered it.',
      audit: 'A check of the program that the law allows.',
      research: 'A study that the law allows.',
      'public-health': 'For public health, with no name.',
      'the-person': 'You asked for it.',
      'report-by-law': 'The law asks for this report.',
    },
  },
  {
    title: 'Lo que se dio a otros',
    heading: 'Quién recibió algo de mi expediente',
    lead: 'Todo lo que salió en los últimos tres años: a quién, qué y por qué.',
    loading: 'Cargando…',
    none: 'No se dio nada',
    noneBody: 'Cuando sale una carta, un informe o una cuenta, se anota aquí en ese momento.',
    csv: 'Guardar como tabla (CSV)',
    pdf: 'Guardar como papel (PDF)',
    to: (who) => `A ${who}`,
    by: (who) => `Lo envió ${who}`,
    because: {
      consent: 'Usted dio permiso.',
      emergency: 'Fue una emergencia médica.',
      'court-order': 'Lo ordenó un juez.',
      audit: 'Una revisión del programa que la ley permite.',
      research: 'Un estudio que la ley permite.',
      'public-health': 'Por salud pública, sin nombre.',
      'the-person': 'Usted lo pidió.',
      'report-by-law': 'La ley pide este aviso.',
    },
  },
);

interface Accounting {
  readonly entries: readonly {
    readonly id: string;
    readonly at: string;
    readonly by: string | null;
    readonly basis: keyof (typeof w)['en']['because'];
    readonly to: string;
    readonly affiliation: string | null;
    readonly what: string;
  }[];
}

/** The accounting of disclosures for the person: to read, and to keep as a file. */
export default function LeftPage() {
  const t = useWords(w);
  const language = useLanguage();
  const reading = useQuery({
    queryKey: ['my', 'disclosures'],
    queryFn: () => api.get<Accounting>('/api/my/disclosures'),
  });
  const entries = reading.data?.entries ?? [];
  return (
    <Page title={t.title} back="/more/seen-by" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      <p className="muted">{t.lead}</p>
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.data && entries.length === 0 && (
        <EmptyState icon="door" title={t.none}>
          {t.noneBody}
        </EmptyState>
      )}
      {entries.length > 0 && (
        <Card>
          <ul className={styles.looks}>
            {entries.map(({ id, at, by, basis, to, affiliation, what }) => (
              <li key={id}>
                <div>
                  <b>{dayOfInstant(at, language)}</b>
                  <p>{t.to(affiliation === null ? to : `${to}, ${affiliation}`)}</p>
                  <p>{what}</p>
                  <p className="sm muted">
                    {t.because[basis]} {by !== null && t.by(by)}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {reading.data && (
        <p className="row wrap">
          <AnchorButton icon="print" href={`/api/my/disclosures/file?as=pdf&language=${language}`} download>
            {t.pdf}
          </AnchorButton>
          <AnchorButton href={`/api/my/disclosures/file?as=csv&language=${language}`} download>
            {t.csv}
          </AnchorButton>
        </p>
      )}
    </Page>
  );
}
