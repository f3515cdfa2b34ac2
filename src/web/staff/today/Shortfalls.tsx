import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ShortWeeksShown } from '../../../treat/index.ts';
import { api, Problem } from '../../api.ts';
import {
  Button,
  Card,
  Dialog,
  ErrorSummary,
  toast,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import { exactHours } from '../session/said.ts';
import { useSeatSaid } from '../session/useSeatSaid.ts';
import styles from './Today.module.css';

const w = words(
  {
    title: 'Weeks that will fall short',
    short: (missing: string, due: string) => `${missing} of ${due} h will be missing`,
    part: (why: string, h: string) => `${why}: ${h} h`,
    why: {
      'not-planned': 'nothing planned',
      'fewer-planned': 'not planned',
      'called-off': 'called off',
      'told-us': 'told us they can’t come',
      'no-word': 'missed without a word',
      excused: 'excused',
      'came-late': 'came late',
      'left-early': 'left early',
      'not-marked': 'not marked yet',
      'not-counted-activity': 'does not count',
      'video-not-counted': 'video does not count',
      'too-short': 'too short to count',
      rounding: 'rounded down',
      'over-cap': 'support over its share',
    },
    other: 'something else',
    fits: 'These fit in their week and have a seat:',
    nothingFits: 'Nothing that is left this week fits.',
    open: 'Give the seat…',
    offer: (what: string, who: string) => `Give the seat: ${what}: ${who}`,
    more: (n: number) => `${n} more`,
    all: 'All of my people',
    ask: 'Give this seat?',
    askBody: (who: string, h: string) =>
      `${who} gets the seat. It adds ${h} h to their week, and it shows in their week and calendar. Ask them first.`,
    give: 'Give the seat',
    cancel: 'Not now',
    given: 'They have the seat; it is in their week.',
    taken: 'The seat is taken back.',
  },
  {
    title: 'Semanas que quedarán cortas',
    short: (missing, due) => `Faltarán ${missing} de ${due} h`,
    part: (why, h) => `${why}: ${h} h`,
    why: {
      'not-planned': 'nada planeado',
      'fewer-planned': 'sin planear',
      'called-off': 'se suspendió',
      'told-us': 'avisó que no puede',
      'no-word': 'faltó sin avisar',
      excused: 'con permiso',
      'came-late': 'llegó tarde',
      'left-early': 'salió antes',
      'not-marked': 'aún sin marcar',
      'not-counted-activity': 'no cuenta',
      'video-not-counted': 'por video no cuenta',
      'too-short': 'muy corto para contar',
      rounding: 'redondeado hacia abajo',
      'over-cap': 'apoyo por encima de su parte',
    },
    other: 'otra cosa',
    fits: 'Esto cabe en su semana y tiene lugar:',
    nothingFits: 'De lo que queda esta semana, nada cabe.',
    open: 'Dar el lugar…',
    offer: (what, who) => `Dar el lugar: ${what}: ${who}`,
    more: (n) => `${n} más`,
    all: 'Todas mis personas',
    ask: '¿Dar este lugar?',
    askBody: (who, h) =>
      `${who} recibe el lugar. Suma ${h} h a su semana, y sale en su semana y su calendario. Pregúntele antes.`,
    give: 'Dar el lugar',
    cancel: 'Ahora no',
    given: 'Ya tiene el lugar; está en su semana.',
    taken: 'Se quitó el lugar.',
  },
);

type Short = ShortWeeksShown['people'][number];
type Offer = Short['offers'][number];
const AGAIN_MS = 300_000;

/** My people whose week will lack hours, why, and what could still make it whole; nothing where every week is whole. */
export function Shortfalls({ most }: { readonly most?: number }) {
  const t = useWords(w);
  const language = useLanguage();
  const [offered, setOffered] = useState<{ readonly person: Short; readonly offer: Offer } | null>(null);
  const says = useSeatSaid();
  const { data } = useQuery({
    queryKey: ['hours', 'short'],
    queryFn: () => api.get<ShortWeeksShown>('/api/hours/short'),
    refetchInterval: AGAIN_MS,
  });
  const people = useQuery({
    queryKey: ['people'],
    queryFn: () => api.get<{ people: readonly Named[] }>('/api/people'),
  });
  if (data === undefined || data.people.length === 0) return null;
  const called = new Map(people.data?.people.map((one) => [one.participant, one.called]));
  const whoIs = ({ participant, recordCode }: Short) =>
    [called.get(participant), recordCode].filter(Boolean).join(' · ');
  const shown = data.people.slice(0, most);
  return (
    <Card title={t.title} icon="clock">
      <ul className={styles.line}>
        {shown.map((person) => (
          <li key={person.participant} className={styles.person}>
            <Link to="/people/$person" params={{ person: person.participant }}>
              <b>{whoIs(person)}</b>
            </Link>{' '}
            <span>
              {t.short(exactHours(person.minutes, language), exactHours(person.prescribed, language))}
            </span>
            <p className="sm muted">
              {person.because
                .map(({ why, minutes }) =>
                  t.part((t.why as Record<string, string>)[why] ?? t.other, exactHours(minutes, language)),
                )
                .join(' · ')}
            </p>
            {person.offers.length === 0 ? (
              <p className="sm">{t.nothingFits}</p>
            ) : (
              <>
                <p className="sm">{t.fits}</p>
                <ul className={styles.line}>
                  {person.offers.map((offer) => (
                    <li key={offer.meeting} className="row between wrap sm">
                      <span>{says(offer, data.zone)}</span>
                      {person.mayGive && (
                        <Button
                          compact
                          aria-label={t.offer(says(offer, data.zone), whoIs(person))}
                          onClick={() => setOffered({ person, offer })}
                        >
                          {t.open}
                        </Button>
                      )}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </li>
        ))}
      </ul>
      {data.people.length > shown.length && (
        <p className="row wrap sm">
          <span className="muted">{t.more(data.people.length - shown.length)}</span>
          <Link to="/people">{t.all}</Link>
        </p>
      )}
      {offered && (
        <GiveSeat
          {...offered}
          who={whoIs(offered.person)}
          zone={data.zone}
          onClose={() => setOffered(null)}
        />
      )}
    </Card>
  );
}

interface Named {
  readonly participant: string;
  readonly called: string | null;
}

interface GiveSeatProps {
  readonly who: string;
  readonly person: Short;
  readonly offer: Offer;
  readonly zone: string;
  readonly onClose: () => void;
}

function GiveSeat({ who, person, offer, zone, onClose }: GiveSeatProps) {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const says = useSeatSaid();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['hours', 'short'] }),
      client.invalidateQueries({ queryKey: ['person', person.participant, 'hours'] }),
    ]);
  const path = `/api/people/${person.participant}/make-ups`;
  const taking = useMutation({
    mutationFn: () => api.post(`${path}/${offer.meeting}/take-back`, {}),
    onSuccess: () => toast({ text: t.taken }),
    onSettled: refresh,
  });
  const giving = useMutation({
    mutationFn: () => api.post(path, { meeting: offer.meeting }),
    onSuccess: () => {
      toast({ text: t.given, undo: () => taking.mutate() });
      onClose();
      return refresh();
    },
    onError: refresh,
  });
  return (
    <Dialog
      title={t.ask}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={giving.isPending} onClick={() => giving.mutate()}>
            {t.give}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </>
      }
    >
      <ErrorSummary problem={giving.error instanceof Problem ? giving.error : null} />
      <p>
        <b>{says(offer, zone)}</b>
      </p>
      <p>{t.askBody(who, exactHours(offer.minutes, language))}</p>
    </Dialog>
  );
}
