import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../api.ts';
import {
  Button,
  Card,
  Dialog,
  dateWords,
  EmptyState,
  ErrorSummary,
  LinkButton,
  Page,
  Pill,
  TextArea,
  toast,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { Bottom } from '../week/Bottom.tsx';
import { Letters } from './Letters.tsx';
import styles from './SeenBy.module.css';
import { categoryWords, roleWords, said } from './words.ts';

const w = words(
  {
    title: 'Who looked',
    heading: 'Who looked at my record',
    lead: 'Every look is written down by itself. Nobody can change it later.',
    people: 'People',
    outside: 'Outside',
    all: 'People and the program',
    loading: 'Loading…',
    none: 'Nobody looked yet',
    noneBody: 'When somebody on the team opens something of yours, you see it here.',
    me: 'You',
    program: 'The program itself',
    left: 'Somebody who has left',
    opened: (what: string) => `saw ${what}`,
    emergency: 'in an emergency',
    wrong: 'This looks wrong',
    wrongOf: (who: string, when: string) => `This looks wrong: ${who}, ${when}`,
    wrongTitle: 'Tell the privacy officer',
    wrongBody: 'They look into it and answer you. Nobody on your care team is told that you asked.',
    what: 'What looks wrong? (you can leave it empty)',
    send: 'Send',
    sent: (date: string) => `Sent. You get an answer by ${date}.`,
    more: 'Show earlier ones',
    given: 'What was given out',
    requests: 'What I asked, and answers',
  },
  {
    title: 'Quién miró',
    heading: 'Quién miró mi expediente',
    lead: 'Cada vez queda escrita por sí sola. Nadie puede cambiarlo después.',
    people: 'Personas',
    outside: 'De fuera',
    all: 'Personas y el programa',
    loading: 'Cargando…',
    none: 'Nadie ha mirado aún',
    noneBody: 'Cuando alguien del equipo abra algo suyo, lo verá aquí.',
    me: 'Usted',
    program: 'El programa mismo',
    left: 'Alguien que ya no está',
    opened: (what) => `vio ${what}`,
    emergency: 'en una emergencia',
    wrong: 'Esto no está bien',
    wrongOf: (who, when) => `Esto no está bien: ${who}, ${when}`,
    wrongTitle: 'Avisar a quien cuida la privacidad',
    wrongBody: 'Lo investiga y le contesta. A su equipo no se le dice que usted preguntó.',
    what: '¿Qué no está bien? (puede dejarlo vacío)',
    send: 'Enviar',
    sent: (date) => `Enviado. Tendrá respuesta antes del ${date}.`,
    more: 'Ver anteriores',
    given: 'Lo que se dio a otros',
    requests: 'Lo que pedí y las respuestas',
  },
);

interface Look {
  readonly id: string;
  readonly at: string;
  readonly who: {
    readonly name: string | null;
    readonly role: string;
    readonly kind: 'me' | 'person' | 'program' | 'outside';
  };
  readonly categories: readonly string[];
  readonly isEmergency: boolean;
}
interface SeenBy {
  readonly zone: string;
  readonly staffShown: 'name-and-role' | 'role-only';
  readonly looks: readonly Look[];
  readonly next: number | null;
}

const FILTERS = ['people', 'outside', 'all'] as const;
const ONE_VISIT_MS = 5 * 60_000;

/** A page asks for its parts one by one: what somebody saw within five minutes was one visit. */
function together(looks: readonly Look[]): readonly Look[] {
  const visits: Look[] = [];
  for (const look of looks) {
    const last = visits.at(-1);
    const isSame =
      last !== undefined &&
      last.who.kind === look.who.kind &&
      last.who.role === look.who.role &&
      last.who.name === look.who.name &&
      last.isEmergency === look.isEmergency &&
      Date.parse(last.at) - Date.parse(look.at) <= ONE_VISIT_MS;
    if (!isSame) visits.push(look);
    else {
      const categories = [...new Set([...last.categories, ...look.categories])];
      visits.splice(-1, 1, { ...last, categories });
    }
  }
  return visits;
}

/** Everybody who looked, by day, with one press to say that it looks wrong. */
export default function SeenByPage() {
  const t = useWords(w);
  const language = useLanguage();
  const [who, setWho] = useState<(typeof FILTERS)[number]>('people');
  const [wrong, setWrong] = useState<Look>();
  const reading = useInfiniteQuery({
    queryKey: ['my', 'seen-by', who],
    queryFn: ({ pageParam }) =>
      api.get<SeenBy>(`/api/my/seen-by?who=${who}${pageParam === null ? '' : `&before=${pageParam}`}`),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
  const pages = reading.data?.pages ?? [];
  const looks = together(pages.flatMap((page) => page.looks));
  const zone = pages[0]?.zone ?? 'UTC';
  const dayOf = (at: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(at));
  const timeOf = (at: string) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(
      new Date(at),
    );
  const days = [...new Set(looks.map(({ at }) => dayOf(at)))];
  return (
    <Page title={t.title} back="/more" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      <p className="muted">{t.lead}</p>
      <Letters />
      <p className="row wrap">
        {FILTERS.map((one) => (
          <Button
            key={one}
            compact
            aria-pressed={who === one}
            look={who === one ? 'secondary' : 'text'}
            onClick={() => setWho(one)}
          >
            {t[one]}
          </Button>
        ))}
      </p>
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.error && <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />}
      {reading.data && looks.length === 0 && (
        <EmptyState icon="eye" title={t.none}>
          {t.noneBody}
        </EmptyState>
      )}
      {days.map((day) => (
        <Card key={day} title={dateWords(day, language)}>
          <ul className={styles.looks}>
            {looks
              .filter(({ at }) => dayOf(at) === day)
              .map((look) => (
                <Entry
                  key={look.id}
                  look={look}
                  isNamed={pages[0]?.staffShown !== 'role-only'}
                  time={timeOf(look.at)}
                  onWrong={() => setWrong(look)}
                />
              ))}
          </ul>
        </Card>
      ))}
      {reading.hasNextPage && (
        <p>
          <Button busy={reading.isFetchingNextPage} onClick={() => void reading.fetchNextPage()}>
            {t.more}
          </Button>
        </p>
      )}
      <p>
        <LinkButton to="/more/given-out" look="text">
          {t.given}
        </LinkButton>{' '}
        <LinkButton to="/more/requests" look="text">
          {t.requests}
        </LinkButton>
      </p>
      {wrong && <LooksWrong look={wrong} onClose={() => setWrong(undefined)} />}
    </Page>
  );
}

function Entry({
  look,
  isNamed,
  time,
  onWrong,
}: {
  readonly look: Look;
  readonly isNamed: boolean;
  readonly time: string;
  readonly onWrong: () => void;
}) {
  const t = useWords(w);
  const roles = useWords(roleWords);
  const categories = useWords(categoryWords);
  const { who } = look;
  const name =
    who.kind === 'me'
      ? t.me
      : who.kind === 'program'
        ? t.program
        : [who.name ?? (isNamed ? t.left : null), said(roles, who.role)].filter(Boolean).join(', ');
  return (
    <li>
      <p>
        <b>{name}</b> <span className="muted">{time}</span>{' '}
        {look.isEmergency && <Pill tone="bad">{t.emergency}</Pill>}
      </p>
      <p className="sm">{t.opened(look.categories.map((one) => said(categories, one)).join(', '))}</p>
      {who.kind !== 'me' && (
        <Button look="text" compact aria-label={t.wrongOf(name, time)} onClick={onWrong}>
          {t.wrong}
        </Button>
      )}
    </li>
  );
}

function LooksWrong({ look, onClose }: { readonly look: Look; readonly onClose: () => void }) {
  const t = useWords(w);
  const language = useLanguage();
  const [text, setText] = useState('');
  const [key] = useState(newKey);
  const sending = useMutation({
    mutationFn: () =>
      api.post<{ dueOn: string }>(`/api/my/seen-by/${look.id}/looks-wrong`, { words: text }, { key }),
    onSuccess: ({ dueOn }) => {
      toast({ text: t.sent(dateWords(dueOn, language)) });
      onClose();
    },
  });
  return (
    <Dialog
      title={t.wrongTitle}
      onClose={onClose}
      actions={
        <Button look="primary" busy={sending.isPending} onClick={() => sending.mutate()}>
          {t.send}
        </Button>
      }
    >
      <ErrorSummary problem={sending.error instanceof Problem ? sending.error : null} />
      <p>{t.wrongBody}</p>
      <TextArea label={t.what} maxLength={4000} value={text} onChange={setText} />
    </Dialog>
  );
}
