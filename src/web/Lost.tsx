import { LinkButton } from './design/Button.tsx';
import { Page } from './design/Page.tsx';
import { useWords, words } from './design/words.ts';

const w = words(
  {
    title: 'Page not here',
    heading: 'This page isn’t here',
    body: 'The address may be old or cut short. Nothing you did is lost.',
    start: 'Go to the first page',
  },
  {
    title: 'Página no encontrada',
    heading: 'Esta página no está aquí',
    body: 'La dirección puede ser vieja o estar cortada. No se perdió nada.',
    start: 'Ir a la primera página',
  },
);

export function Lost() {
  const t = useWords(w);
  return (
    <Page title={t.title}>
      <h1>{t.heading}</h1>
      <p className="muted">{t.body}</p>
      <div>
        <LinkButton to="/start" look="primary">
          {t.start}
        </LinkButton>
      </div>
    </Page>
  );
}
