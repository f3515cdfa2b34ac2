import { LinkButton, Page, useWords, words } from '../../design/public.ts';

const w = words(
  {
    title: 'A few questions',
    heading: 'Start with the first question',
    body: 'Your answers are gone, or you came here by another way.',
    start: 'Go to the first question',
  },
  {
    title: 'Unas preguntas',
    heading: 'Empiece con la primera pregunta',
    body: 'Sus respuestas ya no están, o llegó por otro camino.',
    start: 'Ir a la primera pregunta',
  },
);

/** Where a page needs answers and there are none: they are only ever in memory. */
export function StartOver() {
  const t = useWords(w);
  return (
    <Page title={t.title} back="/start">
      <h1>{t.heading}</h1>
      <p className="muted">{t.body}</p>
      <div>
        <LinkButton to="/start/q/1" look="primary">
          {t.start}
        </LinkButton>
      </div>
    </Page>
  );
}
