import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem, type Versioned } from '../api.ts';
import {
  Button,
  Card,
  CheckboxCards,
  ErrorSummary,
  Page,
  Select,
  Tick,
  toast,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { Bottom } from '../week/Bottom.tsx';
import styles from './Notifications.module.css';
import { canPush, subscribe, unsubscribe } from './push.ts';

const w = words(
  {
    title: 'Messages',
    heading: 'How you are told things',
    lead: 'Messages never say who sends them, why, or your name. You can turn them off whenever you like.',
    loading: 'Loading…',
    on: 'Tell me things',
    how: 'How?',
    sms: 'By text message',
    email: 'By e-mail',
    push: 'On this phone or computer',
    notSet: 'This program cannot send these yet.',
    noPhone: 'You gave no phone number.',
    noMail: 'You gave no e-mail address.',
    pushOn: (n: number) => (n === 1 ? 'On for 1 device.' : `On for ${n} devices.`),
    addDevice: 'Turn it on here',
    forget: 'Turn it off on every device',
    refused: 'Your browser said no. You can change that in its settings.',
    cannot: 'This browser cannot do it.',
    stopped: 'You answered STOP to a text. Save here with text messages on to get them again.',
    quiet: 'Quiet hours',
    from: 'Not after',
    until: 'Not before',
    say: 'May they say more?',
    place: 'The place',
    save: 'Save',
    saved: 'Saved.',
    preview: 'What you would read',
    previewNote: 'Word for word, with what you chose above as it is saved now.',
    kinds: {
      reminder: 'Before something begins',
      'week-changed': 'When your week changes',
      'check-in': 'When questions wait',
      'see-record': 'When there is something to read',
      ask: 'When somebody asks you something',
    },
  },
  {
    title: 'Avisos',
    heading: 'Cómo le avisan',
    lead: 'Los avisos nunca dicen quién los manda, por qué, ni su nombre. Puede apagarlos cuando quiera.',
    loading: 'Cargando…',
    on: 'Avísenme',
    how: '¿Cómo?',
    sms: 'Por mensaje de texto',
    email: 'Por correo',
    push: 'En este teléfono o computadora',
    notSet: 'Este programa todavía no puede mandarlos.',
    noPhone: 'No dio un número de teléfono.',
    noMail: 'No dio una dirección de correo.',
    pushOn: (n) => (n === 1 ? 'Encendido en 1 aparato.' : `Encendido en ${n} aparatos.`),
    addDevice: 'Encenderlo aquí',
    forget: 'Apagarlo en todos los aparatos',
    refused: 'Su navegador dijo que no. Puede cambiarlo en sus ajustes.',
    cannot: 'Este navegador no puede hacerlo.',
    stopped:
      'Usted contestó ALTO a un texto. Guarde aquí con los textos encendidos para recibirlos otra vez.',
    quiet: 'Horas de silencio',
    from: 'No después de',
    until: 'No antes de',
    say: '¿Pueden decir más?',
    place: 'El lugar',
    save: 'Guardar',
    saved: 'Guardado.',
    preview: 'Lo que usted leería',
    previewNote: 'Palabra por palabra, con lo que eligió arriba como está guardado.',
    kinds: {
      reminder: 'Antes de que algo empiece',
      'week-changed': 'Cuando cambia su semana',
      'check-in': 'Cuando hay preguntas',
      'see-record': 'Cuando hay algo para leer',
      ask: 'Cuando alguien le pregunta algo',
    },
  },
);

type Channel = 'sms' | 'email' | 'push';
interface Choice {
  readonly isOn: boolean;
  readonly channels: readonly Channel[];
  readonly quietFrom: number;
  readonly quietUntil: number;
  readonly maySay: readonly ('place' | 'group')[];
}
interface Mine {
  readonly choice: Choice & { readonly isStopped: boolean };
  readonly can: Readonly<Record<Channel, boolean>>;
  readonly pushKey: string;
  readonly devices: number;
  readonly preview: readonly {
    readonly kind: keyof (typeof w)['en']['kinds'];
    readonly channel: Channel;
    readonly text: string;
  }[];
}

const PATH = '/api/my/notifications';
const hoursFor = (language: string) =>
  Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour * 60),
    label: new Intl.DateTimeFormat(language, { hour: 'numeric', timeZone: 'UTC' }).format(hour * 3_600_000),
  }));

/** Channels, quiet hours, how much is said, and every message word for word. */
export default function NotificationsPage() {
  const t = useWords(w);
  const language = useLanguage();
  const path = `${PATH}?language=${language}`;
  const reading = useQuery({
    queryKey: ['my', 'notifications', language],
    queryFn: () => api.getVersioned<Mine>(path),
  });
  return (
    <Page title={t.title} back="/more" tabs={<Bottom />}>
      <h1>{t.heading}</h1>
      <p className="muted">{t.lead}</p>
      <ErrorSummary problem={reading.error instanceof Problem ? reading.error : null} />
      {reading.isPending && (
        <p className="muted" role="status">
          {t.loading}
        </p>
      )}
      {reading.data && <Chooser key={reading.data.etag} mine={reading.data} path={path} />}
    </Page>
  );
}

function Chooser({ mine, path }: { readonly mine: Versioned<Mine>; readonly path: string }) {
  const t = useWords(w);
  const language = useLanguage();
  const client = useQueryClient();
  const { choice: saved, can, preview } = mine.body;
  const [choice, setChoice] = useState<Choice>(saved);
  const change = (part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part }));
  const saving = useMutation({
    mutationFn: () => {
      const { isOn, channels, quietFrom, quietUntil, maySay } = choice;
      return api.put<Mine>(
        path,
        { isOn, channels, quietFrom, quietUntil, maySay },
        { ifMatch: mine.etag ?? '"0"' },
      );
    },
    onSuccess: () => {
      toast({ text: t.saved });
      return client.invalidateQueries({ queryKey: ['my', 'notifications'] });
    },
  });
  const hours = hoursFor(language);
  const why = (channel: 'sms' | 'email', none: string) => (can[channel] ? undefined : none);
  return (
    <>
      <ErrorSummary problem={saving.error instanceof Problem ? saving.error : null} />
      {saved.isStopped && <p>{t.stopped}</p>}
      <Tick label={t.on} checked={choice.isOn} onChange={(isOn) => change({ isOn })} />
      {choice.isOn && (
        <>
          <CheckboxCards
            legend={t.how}
            values={choice.channels}
            onChange={(channels) => change({ channels })}
            choices={[
              { value: 'sms', label: t.sms, hint: why('sms', t.noPhone) },
              { value: 'email', label: t.email, hint: why('email', t.noMail) },
              { value: 'push', label: t.push },
            ]}
          />
          {choice.channels.includes('push') && <Devices mine={mine.body} />}
          <fieldset>
            <legend>{t.quiet}</legend>
            <Select
              label={t.from}
              value={String(choice.quietFrom)}
              onChange={(value) => change({ quietFrom: Number(value) })}
              options={hours}
            />
            <Select
              label={t.until}
              value={String(choice.quietUntil)}
              onChange={(value) => change({ quietUntil: Number(value) })}
              options={hours}
            />
          </fieldset>
          <CheckboxCards
            legend={t.say}
            values={choice.maySay}
            onChange={(maySay) => change({ maySay })}
            choices={[{ value: 'place', label: t.place }]}
          />
        </>
      )}
      <p>
        <Button look="primary" busy={saving.isPending} onClick={() => saving.mutate()}>
          {t.save}
        </Button>
      </p>
      <Card title={t.preview}>
        <p className="sm muted">{t.previewNote}</p>
        <dl className={styles.preview}>
          {preview.map(({ kind, channel, text }) => (
            <div key={`${kind} ${channel}`}>
              <dt className="sm muted">
                {t.kinds[kind]} ({t[channel].toLowerCase()})
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  );
}

function Devices({ mine }: { readonly mine: Mine }) {
  const t = useWords(w);
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: ['my', 'notifications'] });
  const adding = useMutation({
    mutationFn: async () => {
      const address = await subscribe(mine.pushKey);
      if (address === undefined) return false;
      await api.post(`${PATH}/device`, address, { key: newKey() });
      return true;
    },
    onSuccess: again,
  });
  const forgetting = useMutation({
    mutationFn: async () => {
      await unsubscribe();
      await api.post(`${PATH}/devices/forget`, {}, { key: newKey() });
    },
    onSuccess: again,
  });
  if (!canPush()) return <p className="sm">{t.cannot}</p>;
  return (
    <>
      <p role="status">{adding.data === false || adding.error ? t.refused : t.pushOn(mine.devices)}</p>
      <p className="row wrap">
        <Button icon="bell" busy={adding.isPending} onClick={() => adding.mutate()}>
          {t.addDevice}
        </Button>
        {mine.devices > 0 && (
          <Button look="text" busy={forgetting.isPending} onClick={() => forgetting.mutate()}>
            {t.forget}
          </Button>
        )}
      </p>
    </>
  );
}
