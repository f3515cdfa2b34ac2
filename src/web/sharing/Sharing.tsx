import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../api.ts';
import {
  Button,
  Card,
  ErrorSummary,
  LinkButton,
  Page,
  TextField,
  Tick,
  toast,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { Bottom } from '../week/Bottom.tsx';
import { AsThem } from './AsThem.tsx';
import { WaitingForYes } from './Invite.tsx';
import { KeepFrom } from './KeepFrom.tsx';
import styles from './Sharing.module.css';
import {
  type Consent,
  dayOfInstant,
  listed,
  type MySharing,
  partWords,
  useMyEmergencies,
  useMySharing,
  useUntil,
  useWho,
} from './sharing.ts';

const w = words(
  {
    title: 'Sharing',
    heading: 'Who can see my things',
    lead: 'You choose. You can stop any time.',
    none: 'You share with nobody yet.',
    add: 'Share with someone',
    can: (what: string) => `They can see ${what}.`,
    past: 'They see nothing new. What they saw before can’t be taken back.',
    switch: (who: string) => `Share with ${who}`,
    see: (who: string) => `See what ${who} sees`,
    read: 'Read and print',
    readOf: (who: string) => `Read and print: ${who}`,
    stopped: 'Stopped. They stop seeing new things right away. We can’t take back what they already saw.',
    bound:
      'This one is for your case in court. It lasts until the case is over. You can still ask to stop, and we keep your wish.',
    askStop: 'Ask to stop',
    asked: 'We wrote down that you asked. By law it goes on until your case is over.',
    opened: 'Opened in an emergency',
    openedBy: (who: string, day: string) => `${who} opened your record on ${day}.`,
    told: (what: string, whom: string) => `Why: ${what} Told: ${whom}.`,
    mine: 'Only my own team',
    private: 'Keep my record private',
    privateHint: 'Only the people who care for me can open it. To all others it is a number.',
    alias: 'What others in my group call me',
    aliasHint: 'Your first name is used if you leave it empty.',
    save: 'Save this name',
    saved: 'Saved.',
  },
  {
    title: 'Compartir',
    heading: 'Quién puede ver mis cosas',
    lead: 'Usted elige. Puede parar cuando quiera.',
    none: 'Todavía no comparte con nadie.',
    add: 'Compartir con alguien',
    can: (what) => `Pueden ver ${what}.`,
    past: 'Ya no ven nada nuevo. Lo que vieron antes no se puede borrar.',
    switch: (who) => `Compartir con ${who}`,
    see: (who) => `Ver lo que ve ${who}`,
    read: 'Leer e imprimir',
    readOf: (who) => `Leer e imprimir: ${who}`,
    stopped: 'Parado. Dejan de ver cosas nuevas al momento. No podemos borrar lo que ya vieron.',
    bound:
      'Este es para su caso ante el juez. Dura hasta que el caso termine. Puede pedir que pare, y guardamos su deseo.',
    askStop: 'Pedir que pare',
    asked: 'Anotamos que usted lo pidió. Por ley sigue hasta que termine su caso.',
    opened: 'Abierto en una emergencia',
    openedBy: (who, day) => `${who} abrió su expediente el ${day}.`,
    told: (what, whom) => `Por qué: ${what} Se lo dijo a: ${whom}.`,
    mine: 'Solo mi propio equipo',
    private: 'Mantener privado mi expediente',
    privateHint: 'Solo lo abren quienes me atienden. Para los demás es un número.',
    alias: 'Cómo me llaman en mi grupo',
    aliasHint: 'Si lo deja vacío, se usa su nombre de pila.',
    save: 'Guardar este nombre',
    saved: 'Guardado.',
  },
);

/** Everybody the person lets in, each with a switch that stops it now. */
export default function Sharing() {
  const t = useWords(w);
  const reading = useMySharing();
  const sharing = reading.data;
  return (
    <Page title={t.title} back="/more" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      <p className="muted">{t.lead}</p>
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      <WaitingForYes />
      {sharing?.consents.length === 0 && <p>{t.none}</p>}
      {sharing?.consents.map((consent) => (
        <Shared key={consent.id} consent={consent} />
      ))}
      <p>
        <LinkButton to="/more/sharing/new" look="primary" icon="plus">
          {t.add}
        </LinkButton>
      </p>
      <Emergencies />
      {sharing && <KeepFrom restrictions={sharing.restrictions} />}
      {sharing && <OnlyMine sharing={sharing} />}
    </Page>
  );
}

function Shared({ consent }: { readonly consent: Consent }) {
  const t = useWords(w);
  const parts = useWords(partWords);
  const language = useLanguage();
  const who = useWho()(consent);
  const until = useUntil()(consent);
  const client = useQueryClient();
  const [isShared, setShared] = useState(true);
  const [isAsThem, setAsThem] = useState(false);
  const stopping = useMutation({
    mutationFn: () => api.post<{ isStopped: boolean }>(`/api/my/sharing/${consent.id}/stop`, {}),
    onSuccess: ({ isStopped }) => {
      toast({ text: isStopped ? t.stopped : t.asked });
      return client.invalidateQueries({ queryKey: ['sharing'] });
    },
    onError: () => setShared(true),
  });
  const isOn = consent.state === 'in-force';
  const isOver = consent.state === 'stopped' || consent.state === 'ended';
  return (
    <Card>
      <div className={styles.head}>
        <span className={styles.face} aria-hidden="true">
          {who.slice(0, 2).toLocaleUpperCase(language)}
        </span>
        <div>
          <h2>{who}</h2>
          <p className="sm muted">{until}</p>
        </div>
        {isOn && consent.canStop && (
          <input
            type="checkbox"
            role="switch"
            className={styles.switch}
            aria-label={t.switch(who)}
            aria-checked={isShared}
            checked={isShared}
            onChange={() => {
              if (!isShared) return;
              setShared(false);
              stopping.mutate();
            }}
          />
        )}
      </div>
      <ErrorSummary problem={stopping.error instanceof Problem ? stopping.error : null} />
      {isOver ? (
        <p className="muted">{t.past}</p>
      ) : (
        <>
          <p>
            {t.can(
              listed(
                consent.categories.map((part) => parts[part]),
                language,
              ),
            )}{' '}
            {consent.because}
          </p>
          {isOn && !consent.canStop && <p className="sm muted">{t.bound}</p>}
        </>
      )}
      <div className="row wrap">
        <LinkButton to={`/more/sharing/${consent.id}`} icon="book" aria-label={t.readOf(who)}>
          {t.read}
        </LinkButton>
        {isOn && consent.kind !== 'counselling-notes' && (
          <Button look="text" icon="eye" onClick={() => setAsThem(true)}>
            {t.see(consent.recipient.name || who)}
          </Button>
        )}
        {isOn && !consent.canStop && (
          <Button look="text" busy={stopping.isPending} onClick={() => stopping.mutate()}>
            {t.askStop}
          </Button>
        )}
      </div>
      {isAsThem && (
        <AsThem consent={consent} who={consent.recipient.name || who} onClose={() => setAsThem(false)} />
      )}
    </Card>
  );
}

function Emergencies() {
  const t = useWords(w);
  const language = useLanguage();
  const opened = useMyEmergencies().data?.emergencies ?? [];
  if (opened.length === 0) return null;
  return (
    <Card title={t.opened} icon="warning" tone="warn">
      {opened.map(({ id, by, openedAt, reason }) => (
        <p key={id}>
          {t.openedBy(by.name, dayOfInstant(openedAt, language))}
          {reason && <span className="muted"> {t.told(reason.nature, reason.recipient.name)}</span>}
        </p>
      ))}
    </Card>
  );
}

function OnlyMine({ sharing }: { readonly sharing: MySharing }) {
  const t = useWords(w);
  const client = useQueryClient();
  const [alias, setAlias] = useState(sharing.alias ?? '');
  const [isPrivate, setPrivate] = useState(sharing.isPrivate);
  const refresh = () => client.invalidateQueries({ queryKey: ['sharing'] });
  const turning = useMutation({
    mutationFn: (on: boolean) => api.put('/api/my/privacy', { isPrivate: on }),
    onSuccess: refresh,
    onError: () => setPrivate(sharing.isPrivate),
  });
  const naming = useMutation({
    mutationFn: () => api.put('/api/my/alias', { alias }),
    onSuccess: () => {
      toast({ text: t.saved });
      return refresh();
    },
  });
  const fault = turning.error ?? naming.error;
  return (
    <Card title={t.mine} icon="lock">
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
      <Tick
        label={t.private}
        hint={t.privateHint}
        checked={isPrivate}
        onChange={(on) => {
          setPrivate(on);
          turning.mutate(on);
        }}
      />
      <TextField label={t.alias} hint={t.aliasHint} value={alias} maxLength={40} onChange={setAlias} />
      <p>
        <Button
          busy={naming.isPending}
          aria-disabled={alias.trim() === ''}
          onClick={() => {
            if (alias.trim() !== '') naming.mutate();
          }}
        >
          {t.save}
        </Button>
      </p>
    </Card>
  );
}
