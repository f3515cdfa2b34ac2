import { Button } from './design/Button.tsx';
import { Page } from './design/Page.tsx';
import { useWords, words } from './design/words.ts';

const w = words(
  {
    title: 'Try again',
    heading: 'This page didn’t load',
    body: 'The connection may have dropped. Try again. If it goes on, call us: the number is at the end of this page.',
    again: 'Try again',
  },
  {
    title: 'Pruebe otra vez',
    heading: 'Esta página no cargó',
    body: 'Quizás se cortó la conexión. Pruebe otra vez. Si sigue igual, llámenos: el número está al final de la página.',
    again: 'Probar otra vez',
  },
);

/** A page that could not load or draw: a chunk lost on the way, or a bug. */
export function Mishap() {
  const t = useWords(w);
  return (
    <Page title={t.title}>
      <h1>{t.heading}</h1>
      <p className="muted">{t.body}</p>
      <div>
        <Button look="primary" onClick={() => window.location.reload()}>
          {t.again}
        </Button>
      </div>
    </Page>
  );
}
