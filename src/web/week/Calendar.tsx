import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { api, Problem } from '../api.ts';
import {
  AnchorButton,
  Button,
  Card,
  Dialog,
  dateWords,
  ErrorSummary,
  type Language,
  Page,
  TextField,
  toast,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { useSignedIn } from './week.ts';

const w = words(
  {
    title: 'My calendar',
    heading: 'See your week in your own calendar',
    body: 'Your calendar gets an address that only you have. It shows when you are busy. It never says with what, where or with whom.',
    word: 'What it should say',
    wordHint: 'One neutral word, like Busy or Class.',
    make: 'Make an address',
    ready: 'Your address is ready',
    once: 'Copy it now: it is shown only this once. Whoever has it can see when you are busy.',
    address: 'Address',
    copy: 'Copy',
    copied: 'Copied',
    copyByHand: 'Select the address and copy it.',
    open: 'Open in my calendar',
    google1:
      'For Google: on a computer, open Google Calendar. Choose Other calendars, +, From URL. Paste the address.',
    late: 'How fast it follows',
    apple: 'Apple: as often as you set it, from 5 minutes to a week.',
    google: 'Google: some hours, at times a whole day.',
    outlook: 'Outlook: about 3 hours, at times a whole day.',
    sameDay: 'So look here for changes of the same day.',
    have: 'Addresses that work',
    none: 'None yet.',
    row: (word: string, made: string) => `“${word}”, made ${made}`,
    used: (when: string) => `last used ${when}`,
    never: 'not used yet',
    stop: 'Stop',
    stopTitle: 'Stop this address?',
    stopBody: 'Your calendar then goes empty and stays so. You can make a new address at any time.',
    stopIt: 'Stop the address',
    stopped: 'Stopped. That address no longer works.',
    full: 'You have ten addresses already. Stop one of them first.',
  },
  {
    title: 'Mi calendario',
    heading: 'Vea su semana en su propio calendario',
    body: 'Su calendario recibe una dirección que solo usted tiene. Muestra cuándo está ocupado. Nunca dice con qué, dónde ni con quién.',
    word: 'Qué debe decir',
    wordHint: 'Una palabra neutral, como Ocupado o Clase.',
    make: 'Crear una dirección',
    ready: 'Su dirección está lista',
    once: 'Cópiela ahora: se muestra solo esta vez. Quien la tenga puede ver cuándo está ocupado.',
    address: 'Dirección',
    copy: 'Copiar',
    copied: 'Copiada',
    copyByHand: 'Seleccione la dirección y cópiela.',
    open: 'Abrir en mi calendario',
    google1:
      'Para Google: en una computadora, abra Google Calendar. Elija Otros calendarios, +, Desde URL. Pegue la dirección.',
    late: 'Qué tan rápido se actualiza',
    apple: 'Apple: tan seguido como usted elija, de 5 minutos a una semana.',
    google: 'Google: unas horas, a veces un día entero.',
    outlook: 'Outlook: unas 3 horas, a veces un día entero.',
    sameDay: 'Por eso, los cambios del mismo día mírelos aquí.',
    have: 'Direcciones que funcionan',
    none: 'Ninguna todavía.',
    row: (word, made) => `«${word}», creada el ${made}`,
    used: (when) => `usada por última vez el ${when}`,
    never: 'sin usar todavía',
    stop: 'Detener',
    stopTitle: '¿Detener esta dirección?',
    stopBody: 'Su calendario quedará vacío y así seguirá. Puede crear otra dirección cuando quiera.',
    stopIt: 'Detener la dirección',
    stopped: 'Detenida. Esa dirección ya no funciona.',
    full: 'Ya tiene diez direcciones. Detenga una primero.',
  },
);

interface Feed {
  readonly id: string;
  readonly word: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

interface Made {
  readonly id: string;
  readonly address: string;
  readonly webcal: string;
}

/** The date an instant has where the reader is: "November 23". */
function dayHere(instant: string, language: Language): string {
  const at = new Date(instant);
  const date = new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())).toISOString().slice(0, 10);
  return dateWords(date, language, { month: 'long', day: 'numeric' });
}

export default function Calendar() {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const reading = useQuery({
    queryKey: ['feeds'],
    queryFn: () => api.get<{ feeds: readonly Feed[] }>('/api/week/feeds'),
  });
  const [word, setWord] = useState(language === 'es' ? 'Ocupado' : 'Busy');
  const [stopping, setStopping] = useState<string | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: ['feeds'] });
  const making = useMutation({
    mutationFn: () => api.post<Made>('/api/week/feeds', { word }),
    onSuccess: refresh,
  });
  const ending = useMutation({
    mutationFn: (feed: string) => api.post(`/api/week/feeds/${feed}/stop`, {}),
    onSuccess: () => {
      toast({ text: t.stopped });
      return refresh();
    },
  });
  useSignedIn(reading.error);
  const fault = reading.error ?? making.error ?? ending.error;
  const isFull = fault instanceof Problem && fault.document.code === 'too-many-feeds';
  const feeds = reading.data?.feeds ?? [];
  const made = making.data;
  return (
    <Page title={t.title} back="/week">
      <h1>{t.heading}</h1>
      <p>{t.body}</p>
      <ErrorSummary
        problem={fault instanceof Problem && !isFull ? fault : null}
        errors={isFull ? [{ message: t.full }] : []}
      />
      <Card>
        <form
          className="stack"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            making.mutate();
          }}
        >
          <TextField
            label={t.word}
            hint={t.wordHint}
            value={word}
            onChange={setWord}
            maxLength={40}
            autoComplete="off"
          />
          <p>
            <Button look="primary" type="submit" busy={making.isPending}>
              {t.make}
            </Button>
          </p>
        </form>
      </Card>
      {made && feeds.some(({ id }) => id === made.id) && <Ready key={made.id} {...made} />}
      <Card title={t.have}>
        {reading.data && feeds.length === 0 ? (
          <p className="muted">{t.none}</p>
        ) : (
          <ul className="stack">
            {feeds.map(({ id, word: said, createdAt, lastUsedAt }) => (
              <li key={id}>
                {t.row(said, dayHere(createdAt, language))}
                <span className="sm muted">
                  {' '}
                  · {lastUsedAt === null ? t.never : t.used(dayHere(lastUsedAt, language))}
                </span>{' '}
                <Button
                  look="text"
                  compact
                  aria-label={`${t.stop}: ${t.row(said, dayHere(createdAt, language))}`}
                  onClick={() => setStopping(id)}
                >
                  {t.stop}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t.late}>
        <ul>
          <li>{t.apple}</li>
          <li>{t.google}</li>
          <li>{t.outlook}</li>
        </ul>
        <p>{t.sameDay}</p>
      </Card>
      {stopping !== null && (
        <Dialog
          title={t.stopTitle}
          onClose={() => setStopping(null)}
          actions={
            <Button
              look="primary"
              onClick={() => {
                ending.mutate(stopping);
                setStopping(null);
              }}
            >
              {t.stopIt}
            </Button>
          }
        >
          <p>{t.stopBody}</p>
        </Dialog>
      )}
    </Page>
  );
}

/** A new address: only its hash is kept, so this is the one time it can be shown. */
function Ready({ address, webcal }: Made) {
  const t = useWords(w);
  const field = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setSaid(t.copied);
    } catch {
      // No clipboard without https, or it was not allowed: then by hand.
      field.current?.querySelector('input')?.select();
      setSaid(t.copyByHand);
    }
  };
  return (
    <Card title={t.ready} tone="ok">
      <p>{t.once}</p>
      <div ref={field}>
        <TextField
          label={t.address}
          value={address}
          readOnly
          onChange={() => {}}
          onFocus={(event) => event.target.select()}
        />
      </div>
      <p className="row wrap">
        <Button look="primary" onClick={() => void copy()}>
          {t.copy}
        </Button>
        <AnchorButton look="secondary" href={webcal}>
          {t.open}
        </AnchorButton>
        <span role="status">{said}</span>
      </p>
      <p className="sm">{t.google1}</p>
    </Card>
  );
}
