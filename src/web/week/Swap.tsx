import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { SwapShown } from '../../treat/index.ts';
import { api, Problem } from '../api.ts';
import {
  AnchorButton,
  Button,
  Card,
  ErrorSummary,
  LinkButton,
  Page,
  telHref,
  toast,
  useLanguage,
  useSite,
  useWords,
  words,
} from '../design/index.ts';
import { Bottom } from './Bottom.tsx';
import styles from './Said.module.css';
import { useSay } from './Said.tsx';
import { nameOf, useSignedIn, weekWords } from './week.ts';

const w = words(
  {
    title: 'Another time',
    heading: 'When can you come instead?',
    loading: 'Loading…',
    told: 'The team knows that you can’t make it:',
    notTold: 'Can’t make this one?',
    sayIt: 'Can’t make it',
    undo: 'I can come after all',
    undone: 'Good. The team knows that you are coming.',
    why: 'Why? You do not have to say.',
    reasons: { work: 'Work', health: 'My health', family: 'Family', ride: 'No ride', other: 'Other' },
    fits: 'Times this week that fit yours',
    fitsNote: 'They fit around the times you told us, and there is a free seat.',
    ask: 'Ask for this one',
    askFor: (what: string) => `Ask for this one: ${what}`,
    video: 'By video',
    asked: 'You asked for this one',
    askedNote:
      'What comes next: your counselor reads it and answers. When you have the seat, it is in your week here. Until then, you have nothing to do.',
    takeBack: 'Take it back',
    takenBack: 'Taken back.',
    joined: 'You have this seat',
    joinedNote: 'It is in your week. See you there.',
    notThis: 'That one did not work out. You did nothing wrong. Pick another, or call us.',
    none: 'No other session fits this week',
    noneNote:
      'That is all right. Your counselor sees that you can’t make it, and talks with you about what could work.',
    call: (phone: string) => `Call ${phone}`,
    over: 'This one has begun. Call us if something is wrong.',
    toWeek: 'Back to my week',
  },
  {
    title: 'Otra hora',
    heading: '¿Cuándo puede venir en su lugar?',
    loading: 'Cargando…',
    told: 'El equipo sabe que no puede ir:',
    notTold: '¿No puede ir a esta?',
    sayIt: 'No puedo ir',
    undo: 'Sí puedo ir',
    undone: 'Bien. El equipo sabe que viene.',
    why: '¿Por qué? No tiene que decirlo.',
    reasons: {
      work: 'Trabajo',
      health: 'Mi salud',
      family: 'Familia',
      ride: 'Sin transporte',
      other: 'Otra cosa',
    },
    fits: 'Horas de esta semana que le quedan bien',
    fitsNote: 'Caben entre las horas que nos dijo, y hay lugar.',
    ask: 'Pedir esta',
    askFor: (what) => `Pedir esta: ${what}`,
    video: 'Por video',
    asked: 'Usted pidió esta',
    askedNote:
      'Lo que sigue: su consejero la lee y contesta. Cuando tenga el lugar, estará en su semana. Hasta entonces no tiene que hacer nada.',
    takeBack: 'Ya no la quiero',
    takenBack: 'Listo.',
    joined: 'Ya tiene este lugar',
    joinedNote: 'Está en su semana. Allí le esperamos.',
    notThis: 'Esa no se pudo. Usted no hizo nada malo. Elija otra o llámenos.',
    none: 'Ninguna otra sesión le queda bien esta semana',
    noneNote: 'No pasa nada. Su consejero ve que no puede ir y habla con usted de lo que se puede hacer.',
    call: (phone) => `Llamar al ${phone}`,
    over: 'Esta ya empezó. Llámenos si algo pasa.',
    toWeek: 'Volver a mi semana',
  },
);

type Wish = SwapShown['session'];
const REASONS = ['work', 'health', 'family', 'ride', 'other'] as const;

/** What comes instead of a session that somebody can't make: times that fit, what was asked for, and who to call. */
export default function Swap() {
  const t = useWords(w);
  const { meeting } = useParams({ strict: false }) as { meeting: string };
  const reading = useQuery({
    queryKey: ['my', 'swap', meeting],
    queryFn: () => api.get<SwapShown>(`/api/my/sessions/${meeting}/swap`),
  });
  useSignedIn(reading.error);
  return (
    <Page title={t.title} back="/week" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {reading.data && <Choice shown={reading.data} />}
      <p>
        <LinkButton icon="calendar" to="/week">
          {t.toWeek}
        </LinkButton>
      </p>
    </Page>
  );
}

function Choice({ shown }: { readonly shown: SwapShown }) {
  const t = useWords(w);
  const site = useSite();
  const client = useQueryClient();
  const { meeting } = shown.session;
  const saidOf = useSaidOf(shown.zone);
  const saying = useSay(meeting);
  const asking = useMutation({
    mutationFn: (into: string | null) => api.post<SwapShown>(`/api/my/sessions/${meeting}/swap`, { into }),
    onSuccess: (answer, into) => {
      client.setQueryData(['my', 'swap', meeting], answer);
      if (into === null) toast({ text: t.takenBack });
      return client.invalidateQueries({ queryKey: ['week'] });
    },
    // A seat that is gone is not offered again.
    onError: () => client.invalidateQueries({ queryKey: ['my', 'swap', meeting] }),
  });
  const fault = saying.error ?? asking.error;
  const { asked, offers } = shown;
  if (shown.isOver) return <p>{t.over}</p>;
  if (shown.said !== 'cannot') {
    return (
      <Card title={t.notTold}>
        <p>{saidOf(shown.session)}</p>
        <ErrorSummary problem={fault instanceof Problem ? fault : null} />
        <p>
          <Button look="primary" busy={saying.isPending} onClick={() => saying.mutate({ said: 'cannot' })}>
            {t.sayIt}
          </Button>
        </p>
      </Card>
    );
  }
  return (
    <>
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
      {asked?.state === 'asked' || asked?.state === 'joined' ? (
        <Card title={asked.state === 'asked' ? t.asked : t.joined} icon="check" tone="info">
          <p>
            <b>{saidOf(asked)}</b>
          </p>
          <p>{asked.state === 'asked' ? t.askedNote : t.joinedNote}</p>
          {asked.state === 'asked' && (
            <p>
              <Button icon="undo" busy={asking.isPending} onClick={() => asking.mutate(null)}>
                {t.takeBack}
              </Button>
            </p>
          )}
        </Card>
      ) : (
        <>
          {asked?.state === 'not-this-one' && <p>{t.notThis}</p>}
          {offers.length > 0 ? (
            <Card title={t.fits} icon="calendar">
              <p className="sm muted">{t.fitsNote}</p>
              <ul className={styles.offers}>
                {offers.map((offer) => (
                  <li key={offer.meeting} className={styles.offer}>
                    <span>{saidOf(offer)}</span>
                    <Button
                      look="primary"
                      busy={asking.isPending}
                      aria-label={t.askFor(saidOf(offer))}
                      onClick={() => asking.mutate(offer.meeting)}
                    >
                      {t.ask}
                    </Button>
                  </li>
                ))}
              </ul>
            </Card>
          ) : (
            <Card title={t.none} icon="calendar">
              <p>{t.noneNote}</p>
            </Card>
          )}
        </>
      )}
      <Card>
        <p>
          {t.told} <b>{saidOf(shown.session)}</b>
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: buttons of one choice, not fields of a form. */}
        <div role="group" aria-labelledby="why">
          <p id="why" className="sm muted">
            {t.why}
          </p>
          <div className={styles.choice}>
            {REASONS.map((reason) => (
              <Button
                key={reason}
                aria-pressed={shown.reason === reason}
                busy={saying.isPending}
                onClick={() =>
                  saying.mutate({ said: 'cannot', reason: shown.reason === reason ? null : reason })
                }
              >
                {t.reasons[reason]}
              </Button>
            ))}
          </div>
        </div>
        {asked?.state !== 'joined' && (
          <p>
            <Button
              icon="undo"
              busy={saying.isPending}
              onClick={() =>
                saying.mutate({ said: 'coming' }, { onSuccess: () => toast({ text: t.undone }) })
              }
            >
              {t.undo}
            </Button>
          </p>
        )}
      </Card>
      {site && (
        <p>
          <AnchorButton icon="phone" href={telHref(site.phone)}>
            {t.call(site.phone)}
          </AnchorButton>
        </p>
      )}
    </>
  );
}

/** "Thursday, November 19, 6:00 – 9:00 PM: Evening group, Downtown", on the program's wall. */
function useSaidOf(zone: string): (wish: Wish) => string {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
    timeZone: zone,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  return ({ startsAt, endsAt, kind, label, place }) =>
    `${format.formatRange(new Date(startsAt), new Date(endsAt))}: ${nameOf({ kind, label }, tw, language)}, ${place ?? t.video}`;
}
