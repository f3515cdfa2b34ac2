import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, Problem } from '../api.ts';
import {
  AnchorButton,
  Button,
  Card,
  Dialog,
  dateWords,
  ErrorSummary,
  Page,
  TextField,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';

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
    open: 'Open in my calendar',
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
    open: 'Abrir en mi calendario',
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
  },
);

interface Feed {
  readonly id: string;
  readonly word: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
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
    mutationFn: () => api.post<{ address: string; webcal: string }>('/api/week/feeds', { word }),
    onSuccess: refresh,
  });
  const ending = useMutation({
    mutationFn: (feed: string) => api.post(`/api/week/feeds/${feed}/stop`, {}),
    onSuccess: refresh,
  });
  const fault = reading.error ?? making.error ?? ending.error;
  const day = (instant: string) =>
    dateWords(instant.slice(0, 10), language, { month: 'long', day: 'numeric' });
  const feeds = reading.data?.feeds ?? [];
  return (
    <Page title={t.title} back="/week">
      <h1>{t.heading}</h1>
      <p>{t.body}</p>
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
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
      {making.data && <Ready {...making.data} />}
      <Card title={t.have}>
        {feeds.length === 0 ? (
          <p className="muted">{t.none}</p>
        ) : (
          <ul className="stack">
            {feeds.map(({ id, word: said, createdAt, lastUsedAt }) => (
              <li key={id}>
                {t.row(said, day(createdAt))}
                <span className="sm muted"> · {lastUsedAt === null ? t.never : t.used(day(lastUsedAt))}</span>{' '}
                <Button
                  look="text"
                  compact
                  aria-label={`${t.stop}: ${t.row(said, day(createdAt))}`}
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

function Ready({ address, webcal }: { readonly address: string; readonly webcal: string }) {
  const t = useWords(w);
  const [isCopied, setCopied] = useState(false);
  return (
    <Card title={t.ready} tone="ok">
      <p>{t.once}</p>
      <TextField
        label={t.address}
        value={address}
        readOnly
        onChange={() => {}}
        onFocus={(event) => event.target.select()}
      />
      <p className="row wrap">
        <Button
          onClick={async () => {
            await navigator.clipboard.writeText(address);
            setCopied(true);
          }}
        >
          <span role="status">{isCopied ? t.copied : t.copy}</span>
        </Button>
        <AnchorButton look="secondary" href={webcal}>
          {t.open}
        </AnchorButton>
      </p>
    </Card>
  );
}
