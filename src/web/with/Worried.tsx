import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, newKey, Problem } from '../api.ts';
import {
  AnchorButton,
  Button,
  Card,
  ErrorSummary,
  Page,
  TextArea,
  useLanguage,
  useWords,
  words,
} from '../design/index.ts';
import { useSignedIn } from '../week/week.ts';
import { Tabs } from './Tabs.tsx';

const w = words(
  {
    title: 'Worried',
    heading: 'I’m worried',
    lead: 'Choose what fits. You can do more than one.',
    danger: 'Someone is in danger now',
    dangerBody: 'They do not wake up, they may hurt someone, or they want to die.',
    call911: 'Call 911',
    talk: 'I want to talk to someone now',
    talkBody: '988 is free, day and night. It is for you too.',
    call988: 'Call 988',
    text988: 'Text 988',
    tell: 'Tell the counselor',
    tellBody:
      'You can tell us something. We can’t answer, and we can’t say if someone comes here. That is the law, and it keeps people safe.',
    slow: 'Nobody may read this until the next work day. In danger, call 911.',
    words: 'What worries you?',
    hint: 'Say what you saw or heard, and when.',
    need: 'Write a few words first.',
    send: 'Send this',
    tooMany: 'You told us a lot today. In danger? Call 911. To talk: call 988.',
    done: 'Thank you. It is sent. If there is someone here whom this is about, their counselor can read it. We can’t tell you more.',
  },
  {
    title: 'Preocupación',
    heading: 'Me preocupa algo',
    lead: 'Elija lo que sirva. Puede hacer más de una cosa.',
    danger: 'Alguien está en peligro ahora',
    dangerBody: 'No despierta, puede lastimar a alguien o quiere morir.',
    call911: 'Llamar al 911',
    talk: 'Quiero hablar con alguien ahora',
    talkBody: 'El 988 es gratis, día y noche. También es para usted.',
    call988: 'Llamar al 988 (oprima 2)',
    text988: 'Texto: AYUDA al 988',
    tell: 'Decírselo al consejero',
    tellBody:
      'Nos puede decir algo. No podemos contestar, ni decir si alguien viene aquí. Así lo pide la ley, y así cuida a la gente.',
    slow: 'Tal vez nadie lo lea hasta el próximo día de trabajo. Si hay peligro, llame al 911.',
    words: '¿Qué le preocupa?',
    hint: 'Diga qué vio u oyó, y cuándo.',
    need: 'Escriba primero unas palabras.',
    send: 'Enviar esto',
    tooMany: 'Hoy nos dijo mucho. ¿Hay peligro? Llame al 911. Para hablar: llame al 988.',
    done: 'Gracias. Ya se envió. Si aquí hay alguien de quien se trata, su consejero lo puede leer. No podemos decirle más.',
  },
);

/** Help now, or a word to the counselor that goes one way and confirms nothing. */
export default function Worried() {
  const t = useWords(w);
  const language = useLanguage();
  return (
    <Page title={t.title} back="/with" tabs={<Tabs />}>
      <div className="stack-tight">
        <h1>{t.heading}</h1>
        <p className="muted">{t.lead}</p>
      </div>
      <Card title={t.danger} icon="warning" tone="bad">
        <p>{t.dangerBody}</p>
        <p>
          <AnchorButton href="tel:911" look="primary" icon="phone">
            {t.call911}
          </AnchorButton>
        </p>
      </Card>
      <Card title={t.talk} icon="phone">
        <p>{t.talkBody}</p>
        <p className="row wrap">
          <AnchorButton href="tel:988" icon="phone">
            {t.call988}
          </AnchorButton>
          <AnchorButton href={language === 'es' ? 'sms:988?&body=AYUDA' : 'sms:988'} icon="message">
            {t.text988}
          </AnchorButton>
        </p>
      </Card>
      <Tell />
    </Page>
  );
}

function Tell() {
  const t = useWords(w);
  const [said, setSaid] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const [key] = useState(newKey);
  const telling = useMutation({
    mutationFn: () => api.post('/api/with/worry', { words: said }, { key }),
  });
  useSignedIn(telling.error);
  const isFlood = telling.error instanceof Problem && telling.error.status === 429;
  const error = isEmpty ? t.need : isFlood ? t.tooMany : undefined;
  return (
    <Card title={t.tell} icon="message">
      {telling.isSuccess ? (
        <p role="status">{t.done}</p>
      ) : (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setEmpty(said.trim() === '');
            if (said.trim() !== '') telling.mutate();
          }}
        >
          <p>{t.tellBody}</p>
          <ErrorSummary
            problem={telling.error instanceof Problem && !isFlood ? telling.error : null}
            errors={error === undefined ? [] : [{ message: error, fieldId: 'worry' }]}
          />
          <TextArea
            id="worry"
            label={t.words}
            hint={t.hint}
            error={error}
            maxLength={2000}
            value={said}
            onChange={setSaid}
          />
          <p className="strong">{t.slow}</p>
          <p>
            <Button type="submit" look="primary" busy={telling.isPending}>
              {t.send}
            </Button>
          </p>
        </form>
      )}
    </Card>
  );
}
