import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { SupporterShown, WayInShown } from '../../guard/supporters/invite.routes.ts';
import { api, Problem } from '../api.ts';
import { Button, Card, ErrorSummary, TextField, useLanguage, useWords, words } from '../design/index.ts';
import styles from './Sharing.module.css';

const w = words(
  {
    title: (who: string) => `Let ${who} sign in`,
    named: (who: string) => `${who} can’t see anything yet. Make a link and a code, and ${who} can come in.`,
    make: 'Make a link and a code',
    makeNew: 'Make new ones',
    over: 'The link is over: it was too old, or the code was typed wrong too often.',
    out: (when: string) => `A link is out. It works until ${when}.`,
    takeBack: 'Take it back',
    takenBack: 'Taken back. That link opens nothing now.',
    step1: 'Send the link any way you like. Alone it opens nothing.',
    step2: 'Tell the code by voice, not with the link.',
    step3: (when: string) => `Both work until ${when}. We show them only now.`,
    link: 'The link',
    copy: 'Copy the link',
    copied: 'Copied.',
    byHand: 'Copy it by hand: it is marked.',
    code: 'The code',
    asks: 'Is this who you meant?',
    came: (said: string, who: string) =>
      `Somebody came in with your link and your code for ${who}. They call themself “${said}”. They see nothing until you say yes.`,
    yes: (said: string) => `Yes, that is ${said}`,
    no: 'No',
    here: (who: string) => `${who} can sign in, and sees what you share.`,
    left: (who: string) => `${who} left, and sees nothing any more.`,
  },
  {
    title: (who) => `Que ${who} pueda entrar`,
    named: (who) => `${who} todavía no ve nada. Haga un enlace y un código, y ${who} podrá entrar.`,
    make: 'Hacer un enlace y un código',
    makeNew: 'Hacer otros',
    over: 'El enlace ya no sirve: venció, o el código se escribió mal muchas veces.',
    out: (when) => `Hay un enlace activo. Sirve hasta el ${when}.`,
    takeBack: 'Quitarlo',
    takenBack: 'Quitado. Ese enlace ya no abre nada.',
    step1: 'Mande el enlace como quiera. Solo, no abre nada.',
    step2: 'Diga el código en voz alta, no junto con el enlace.',
    step3: (when) => `Los dos sirven hasta el ${when}. Solo se muestran ahora.`,
    link: 'El enlace',
    copy: 'Copiar el enlace',
    copied: 'Copiado.',
    byHand: 'Cópielo a mano: está marcado.',
    code: 'El código',
    asks: '¿Es quien usted pensaba?',
    came: (said, who) =>
      `Alguien entró con su enlace y su código para ${who}. Dice llamarse “${said}”. No ve nada hasta que usted diga que sí.`,
    yes: (said) => `Sí, es ${said}`,
    no: 'No',
    here: (who) => `${who} puede entrar y ve lo que usted comparte.`,
    left: (who) => `${who} se fue y ya no ve nada.`,
  },
);

/** Somebody waits for a yes: how soon it shows on a page that is open. */
const AGAIN_MS = 15_000;

const useSupporters = () =>
  useQuery({
    queryKey: ['sharing', 'supporters'],
    queryFn: () => api.get<{ supporters: readonly SupporterShown[] }>('/api/my/supporters'),
    staleTime: 0,
    refetchInterval: AGAIN_MS,
  });

const momentWords = (instant: string, language: string): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(instant));

/** On the list of what is shared: who came in and waits for a yes. */
export function WaitingForYes() {
  const waiting = useSupporters().data?.supporters.filter(({ state }) => state === 'said-their-name') ?? [];
  return waiting.map((supporter) => <IsItThem key={supporter.id} supporter={supporter} />);
}

/** On one consent: how the person it names comes to see it. */
export function Invite({ supporter: id }: { readonly supporter: string }) {
  const supporter = useSupporters().data?.supporters.find((it) => it.id === id);
  if (supporter === undefined) return null;
  if (supporter.state === 'said-their-name') return <IsItThem supporter={supporter} />;
  return <WayIn key={supporter.id} supporter={supporter} />;
}

function WayIn({ supporter }: { readonly supporter: SupporterShown }) {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  const { called, state } = supporter;
  const refresh = () => client.invalidateQueries({ queryKey: ['sharing', 'supporters'] });
  const making = useMutation({
    mutationFn: () => api.post<WayInShown>(`/api/my/supporters/${supporter.id}/invite`, {}),
    onSuccess: () => {
      setSaid('');
      return refresh();
    },
  });
  const taking = useMutation({
    mutationFn: () => api.post(`/api/my/supporters/${supporter.id}/take-back`, {}),
    onSuccess: () => {
      making.reset();
      setSaid(t.takenBack);
      return refresh();
    },
  });
  const fault = making.error ?? taking.error;
  const isOut = state === 'invited';
  return (
    <Card title={t.title(called)} icon="door">
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
      {state === 'here' && <p>{t.here(called)}</p>}
      {state === 'left' && <p>{t.left(called)}</p>}
      {state === 'named' && <p>{t.named(called)}</p>}
      {state === 'invite-over' && <p>{t.over}</p>}
      {isOut && making.data === undefined && supporter.inviteEndsAt !== null && (
        <p>{t.out(momentWords(supporter.inviteEndsAt, language))}</p>
      )}
      {isOut && making.data !== undefined && <Made way={making.data} />}
      <p role="status">{said}</p>
      {(state === 'named' || state === 'invite-over' || isOut) && (
        <div className="row wrap">
          <Button
            look={state === 'named' ? 'primary' : 'secondary'}
            busy={making.isPending}
            onClick={() => making.mutate()}
          >
            {state === 'named' ? t.make : t.makeNew}
          </Button>
          {isOut && (
            <Button look="text" busy={taking.isPending} onClick={() => taking.mutate()}>
              {t.takeBack}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}

/** Shown once, in two steps that go two ways. */
function Made({ way }: { readonly way: WayInShown }) {
  const t = useWords(w);
  const language = useLanguage();
  const field = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(way.link);
      setSaid(t.copied);
    } catch {
      // No clipboard without https, or it was not allowed: then by hand.
      field.current?.querySelector('input')?.select();
      setSaid(t.byHand);
    }
  };
  return (
    <ol className={styles.steps}>
      <li>
        <p>{t.step1}</p>
        <div ref={field}>
          <TextField label={t.link} value={way.link} readOnly onChange={() => undefined} />
        </div>
        <div className="row wrap">
          <Button icon="link" onClick={() => void copy()}>
            {t.copy}
          </Button>
          <span role="status">{said}</span>
        </div>
      </li>
      <li>
        <p>{t.step2}</p>
        <p className={styles.code}>
          <span className="sm">{t.code}</span>
          <b>{`${way.code.slice(0, 3)} ${way.code.slice(3)}`}</b>
        </p>
      </li>
      <li>
        <p>{t.step3(momentWords(way.endsAt, language))}</p>
      </li>
    </ol>
  );
}

function IsItThem({ supporter }: { readonly supporter: SupporterShown }) {
  const t = useWords(w);
  const client = useQueryClient();
  const saidName = supporter.saidName ?? '';
  const answering = useMutation({
    mutationFn: (what: 'approve' | 'take-back') => api.post(`/api/my/supporters/${supporter.id}/${what}`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sharing'] }),
  });
  return (
    <Card title={t.asks} icon="person" tone="dawn">
      <p>{t.came(saidName, supporter.called)}</p>
      <ErrorSummary problem={answering.error instanceof Problem ? answering.error : null} />
      <div className="row wrap">
        <Button look="primary" busy={answering.isPending} onClick={() => answering.mutate('approve')}>
          {t.yes(saidName)}
        </Button>
        <Button disabled={answering.isPending} onClick={() => answering.mutate('take-back')}>
          {t.no}
        </Button>
      </div>
    </Card>
  );
}
