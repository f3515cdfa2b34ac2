import { useState } from 'react';
import { currentLook, type Letters, type Look, setLook, type Theme } from '../design/look.ts';
import { Card, Page, RadioCards, telHref, useSite, useWords, words } from '../design/public.ts';

const w = words(
  {
    title: 'Access for all',
    heading: 'Make these pages work for you',
    lookTitle: 'Light or dark',
    themes: { system: 'Same as my device', light: 'Light', dark: 'Dark' },
    lettersTitle: 'Letters',
    letters: { standard: 'Standard', easier: 'Easier to tell apart' },
    aimTitle: 'What we aim for',
    aim1: 'These pages are built to WCAG 2.2, level AA.',
    aim2: 'All of it works with a keyboard, a screen reader, large text and a small phone.',
    aim3: 'Each page is checked by machine. A machine finds only some problems, so tell us what you find.',
    gridTitle: 'The week grid',
    grid: 'You never have to drag. Tap a time, use the arrow keys and the Space bar, or type your week as a list.',
    tellTitle: 'Something in your way?',
    tell: 'Call us. We will fix it, or do the step with you by phone.',
    call: (phone: string) => `Call us: ${phone}`,
  },
  {
    title: 'Acceso para todos',
    heading: 'Que estas páginas le sirvan a usted',
    lookTitle: 'Claro u oscuro',
    themes: { system: 'Como mi aparato', light: 'Claro', dark: 'Oscuro' },
    lettersTitle: 'Letras',
    letters: { standard: 'Normales', easier: 'Más fáciles de leer' },
    aimTitle: 'Nuestra meta',
    aim1: 'Estas páginas siguen la norma WCAG 2.2, nivel AA.',
    aim2: 'Todo sirve con teclado, lector de pantalla, letra grande y teléfono chico.',
    aim3: 'Una máquina revisa cada página. Solo halla algunos problemas, así que díganos lo que encuentre.',
    gridTitle: 'La semana para pintar',
    grid: 'Nunca tiene que arrastrar. Toque una hora, use las flechas y la barra de espacio, o escriba su semana como lista.',
    tellTitle: '¿Algo le estorba?',
    tell: 'Llámenos. Lo arreglamos o hacemos ese paso con usted por teléfono.',
    call: (phone) => `Llámenos: ${phone}`,
  },
);

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const LETTERS: readonly Letters[] = ['standard', 'easier'];

export default function Access() {
  const t = useWords(w);
  const site = useSite();
  const [look, change] = useState<Look>(currentLook);
  const wear = (next: Look) => {
    setLook(next);
    change(next);
  };
  return (
    <Page title={t.title} back={() => window.history.back()}>
      <h1>{t.heading}</h1>
      <RadioCards
        legend={t.lookTitle}
        legendIs="h2"
        choices={THEMES.map((value) => ({ value, label: t.themes[value] }))}
        value={look.theme}
        onChange={(theme) => wear({ ...look, theme })}
      />
      <RadioCards
        legend={t.lettersTitle}
        legendIs="h2"
        choices={LETTERS.map((value) => ({ value, label: t.letters[value] }))}
        value={look.letters}
        onChange={(letters) => wear({ ...look, letters })}
      />
      <Card title={t.gridTitle}>
        <p>{t.grid}</p>
      </Card>
      <Card title={t.aimTitle}>
        <p>{t.aim1}</p>
        <p>{t.aim2}</p>
        <p>{t.aim3}</p>
      </Card>
      <Card title={t.tellTitle}>
        <p>{t.tell}</p>
        {site && (
          <p>
            <a className="tap" href={telHref(site.phone)}>
              {t.call(site.phone)}
            </a>
          </p>
        )}
      </Card>
    </Page>
  );
}
