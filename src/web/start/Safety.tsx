import { Card, LinkButton, Page, useWords, words } from '../design/public.ts';

const w = words(
  {
    title: 'Before you start',
    heading: 'Before you start: your privacy on this device',
    leaveTitle: 'The Leave button',
    leave1: 'It is at the top of each page. It shows a blank page at once. Then it opens another site.',
    leave2: 'You can also press the Shift key 3 times, fast.',
    leave3: 'Your answers are wiped. They can’t be brought back.',
    historyTitle: 'What Leave can’t do',
    history1:
      'It does not erase your browser’s history. Someone with this device may see that you came here.',
    history2:
      'To leave no trace, open this page in a private window. It is in your browser’s menu. It may be called “private” or “incognito”.',
    answersTitle: 'Your answers',
    answers:
      'They stay on this page only. We can’t see them. Close the page and they are gone. You choose later if you send us anything.',
    go: 'Continue',
  },
  {
    title: 'Antes de empezar',
    heading: 'Antes de empezar: su privacidad en este aparato',
    leaveTitle: 'El botón Salir',
    leave1: 'Está arriba en cada página. Muestra una página en blanco de inmediato. Luego abre otro sitio.',
    leave2: 'También puede oprimir la tecla Mayús (Shift) 3 veces rápido.',
    leave3: 'Sus respuestas se borran. No se pueden recuperar.',
    historyTitle: 'Lo que Salir no puede hacer',
    history1:
      'No borra el historial de su navegador. Alguien con este aparato puede ver que usted vino aquí.',
    history2:
      'Para no dejar rastro, abra esta página en una ventana privada. Está en el menú del navegador. Puede llamarse “privada” o “incógnito”.',
    answersTitle: 'Sus respuestas',
    answers:
      'Se quedan solo en esta página. No las podemos ver. Si cierra la página, desaparecen. Después usted decide si nos envía algo.',
    go: 'Continuar',
  },
);

/** The page that explains Leave before anything is asked: what it does, and what it can't. */
export default function Safety() {
  const t = useWords(w);
  return (
    <Page
      title={t.title}
      back="/start"
      dock={
        <LinkButton to="/start/q/1" look="primary" wide>
          {t.go}
        </LinkButton>
      }
    >
      <h1>{t.heading}</h1>
      <Card title={t.leaveTitle} icon="exit">
        <p>{t.leave1}</p>
        <p>{t.leave2}</p>
        <p>{t.leave3}</p>
      </Card>
      <Card title={t.historyTitle} icon="eye" tone="warn">
        <p>{t.history1}</p>
        <p>{t.history2}</p>
      </Card>
      <Card title={t.answersTitle} icon="lock">
        <p>{t.answers}</p>
      </Card>
    </Page>
  );
}
