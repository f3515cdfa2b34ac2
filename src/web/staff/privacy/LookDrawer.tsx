import { useQuery } from '@tanstack/react-query';
import { api, Problem } from '../../api.ts';
import { Dialog, ErrorSummary, instantWords, useLanguage, useWords } from '../../design/index.ts';
import { said } from '../../seen-by/words.ts';
import { askerWords, type Look, looksWords, seenWords } from './look-words.ts';
import styles from './Privacy.module.css';

interface Told {
  readonly alsoSeen: readonly string[];
  readonly others: number;
  readonly because: {
    readonly relation: keyof (typeof looksWords)['en']['drawer']['relations'] | null;
    readonly emergency: string | null;
    readonly consent: string | null;
  };
}

/** One look in full: what else its request showed, and the row of the permissions that allowed it. */
export function LookDrawer({
  look,
  zone,
  onClose,
}: {
  readonly look: Look;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const t = useWords(looksWords);
  const roles = useWords(askerWords);
  const seen = useWords(seenWords);
  const language = useLanguage();
  const reading = useQuery({
    queryKey: ['look', look.id],
    queryFn: () => api.get<Told>(`/api/guard/looks/${look.id}`),
  });
  const { drawer } = t;
  const told = reading.data;
  const relation = told?.because.relation ?? null;
  return (
    <Dialog title={drawer.title} shape="drawer" onClose={onClose}>
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      <dl className={styles.facts}>
        <dt>{t.when}</dt>
        <dd>{instantWords(look.at, zone, language)}</dd>
        <dt>{t.who}</dt>
        <dd>{[look.who, said(roles, look.role)].filter(Boolean).join(', ')}</dd>
        <dt>{t.person}</dt>
        <dd>{look.recordCode}</dd>
        <dt>{t.what}</dt>
        <dd>{said(seen, look.category)}</dd>
        <dt>{drawer.how}</dt>
        <dd>{look.verb === 'export' ? drawer.taken : drawer.shown}</dd>
        {told && (
          <>
            <dt>{drawer.with}</dt>
            <dd>
              {told.alsoSeen.map((one) => said(seen, one)).join(', ') || drawer.alone}{' '}
              {told.others > 0 && drawer.others(told.others)}
            </dd>
            <dt>{drawer.allowed}</dt>
            <dd>{relation === null ? drawer.noRow : drawer.relations[relation]}</dd>
            {relation !== null && (
              <>
                <dt>{drawer.row}</dt>
                <dd>
                  <code>{`${look.role} · ${relation} · ${look.category} · read`}</code>
                </dd>
              </>
            )}
            {told.because.emergency !== null && (
              <>
                <dt>{drawer.emergency}</dt>
                <dd>
                  <code>{told.because.emergency}</code>
                </dd>
              </>
            )}
            {told.because.consent !== null && (
              <>
                <dt>{drawer.consent}</dt>
                <dd>
                  <code>{told.because.consent}</code>
                </dd>
              </>
            )}
          </>
        )}
        <dt>{drawer.request}</dt>
        <dd>
          <code>{look.request}</code>
        </dd>
      </dl>
    </Dialog>
  );
}
