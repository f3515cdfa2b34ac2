import { useQuery } from '@tanstack/react-query';
import type { PersonMoneyShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import { Card, LinkButton, Meter, Pill, useWords, words } from '../../design/index.ts';
import styles from './Money.module.css';
import { useMoneyWords } from './said.ts';
import { moneyWords } from './words.ts';

const w = words(
  {
    title: 'Authorization',
    left: (left: string, of: number, until: string) => `${left} left of ${of}, until ${until}`,
    none: 'Nothing is authorized now.',
    whole: 'Authorizations',
  },
  {
    title: 'Autorización',
    left: (left, of, until) => `Quedan ${left} de ${of}, hasta el ${until}`,
    none: 'Ahora no hay nada autorizado.',
    whole: 'Autorizaciones',
  },
);

export const useAuthorisations = (participant: string) =>
  useQuery({
    queryKey: ['person', participant, 'authorisations'],
    queryFn: () => api.get<PersonMoneyShown>(`/api/people/${participant}/authorisations`),
    retry: false,
  });

/** What is left and until when: a bar, a sentence, and what runs out. */
export function Left({ one }: { readonly one: PersonMoneyShown['authorisations'][number] }) {
  const t = useWords(w);
  const said = useMoneyWords();
  const sentence = t.left(said.unit[one.unit](one.left), one.approved, said.day(one.end));
  return (
    <div className={styles.meter}>
      <p>{sentence}</p>
      <Meter value={one.used} max={one.approved} tone={one.warnings.length > 0 ? 'dawn' : 'primary'} />
      {one.warnings.length > 0 && (
        <p className={styles.pills}>
          {one.warnings.map((warning) => (
            <Pill key={warning.of} tone={warning.of === 'review' ? 'info' : 'warn'}>
              {said.warning(warning)}
            </Pill>
          ))}
        </p>
      )}
    </div>
  );
}

/** For the person page: so that care can plan with what is left. Nothing where it may not be seen. */
export function AuthorisationCard({ participant }: { readonly participant: string }) {
  const t = useWords(w);
  const m = useWords(moneyWords);
  const { data } = useAuthorisations(participant);
  if (data === undefined) return null;
  const open = data.authorisations.filter(
    ({ state, kind, end }) => state === 'approved' && kind === 'authorisation' && end >= data.today,
  );
  return (
    <Card
      title={t.title}
      icon="clock"
      aside={
        <LinkButton to={`/people/${participant}/auth`} compact look="text">
          {t.whole}
        </LinkButton>
      }
    >
      {open.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        open.map((one) => <Left key={one.id} one={one} />)
      )}
      <p className="xs muted">{m.stops}</p>
    </Card>
  );
}
