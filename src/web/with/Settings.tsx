import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, Problem } from '../api.ts';
import { Button, Card, Dialog, ErrorSummary, LinkButton, Page, useWords, words } from '../design/index.ts';
import { Tabs } from './Tabs.tsx';

const w = words(
  {
    title: 'Settings',
    heading: 'Settings',
    keys: 'How you sign in',
    keysBody: 'Set up this device or your e-mail now. The link you came with works only once.',
    keysGo: 'Set it up',
    messages: 'Messages',
    messagesBody:
      'We send you nothing on our own. The one letter you can get is the code you ask for when you sign in.',
    look: 'Light, dark, easier letters',
    lookGo: 'How these pages look',
    out: 'Sign out',
    leave: 'Leave for good',
    leaveBody:
      'You will see nothing more, and your answers about yourself are erased. You do not have to say why.',
    sure: 'Leave for good?',
    sureBody:
      'This can’t be undone. To come back you need a new link and a new code. The one who shared with you can see that you left.',
    stay: 'Stay',
    go: 'Leave for good',
  },
  {
    title: 'Ajustes',
    heading: 'Ajustes',
    keys: 'Cómo entra',
    keysBody: 'Prepare ahora este aparato o su correo. El enlace con el que entró sirve solo una vez.',
    keysGo: 'Prepararlo',
    messages: 'Avisos',
    messagesBody:
      'No le mandamos nada por nuestra cuenta. La única carta que le puede llegar es el código que usted pide para entrar.',
    look: 'Claro, oscuro, letra más fácil',
    lookGo: 'Cómo se ven estas páginas',
    out: 'Cerrar sesión',
    leave: 'Irse para siempre',
    leaveBody: 'Ya no verá nada, y se borran sus respuestas sobre usted. No tiene que decir por qué.',
    sure: '¿Irse para siempre?',
    sureBody:
      'No se puede deshacer. Para volver hace falta otro enlace y otro código. Quien compartió con usted puede ver que se fue.',
    stay: 'Quedarme',
    go: 'Irme para siempre',
  },
);

/** How they come in, what they are sent (nothing), and the way out. */
export default function Settings() {
  const t = useWords(w);
  const client = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const gone = () => {
    client.clear();
    window.location.replace('/sign-in');
  };
  const signingOut = useMutation({ mutationFn: () => api.post('/api/sign-out'), onSuccess: gone });
  const leaving = useMutation({ mutationFn: () => api.post('/api/with/leave', {}), onSuccess: gone });
  const fault = signingOut.error ?? leaving.error;
  return (
    <Page title={t.title} tabs={<Tabs />}>
      <h1>{t.heading}</h1>
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
      <Card title={t.keys} icon="lock">
        <p>{t.keysBody}</p>
        <p>
          <LinkButton to="/sign-in/keys">{t.keysGo}</LinkButton>
        </p>
      </Card>
      <Card title={t.messages} icon="bell">
        <p>{t.messagesBody}</p>
      </Card>
      <Card title={t.look} icon="sun">
        <p>
          <LinkButton to="/a11y">{t.lookGo}</LinkButton>
        </p>
      </Card>
      <Card title={t.leave} icon="door">
        <p>{t.leaveBody}</p>
        <p>
          <Button onClick={() => setAsked(true)}>{t.leave}</Button>
        </p>
      </Card>
      <p>
        <Button icon="exit" busy={signingOut.isPending} onClick={() => signingOut.mutate()}>
          {t.out}
        </Button>
      </p>
      {isAsked && (
        <Dialog
          title={t.sure}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{t.stay}</Button>
              <Button look="primary" busy={leaving.isPending} onClick={() => leaving.mutate()}>
                {t.go}
              </Button>
            </>
          }
        >
          <p>{t.sureBody}</p>
        </Dialog>
      )}
    </Page>
  );
}
