import { useState } from 'react';
import {
  Button,
  Icon,
  LinkButton,
  Page,
  Tick,
  telHref,
  useLanguage,
  useSite,
  useWords,
  words,
  zoneName,
} from '../design/public.ts';
import { ReadWeek, type WeekBlock, WeekList } from '../design/WeekGrid/ReadWeek.tsx';
import { gridWords } from '../design/WeekGrid/words.ts';
import { blocksOf } from './fit/blocks.ts';
import { useFit } from './fit/fit.ts';
import { fitWords } from './fit/words.ts';
import styles from './Print.module.css';
import { useWalk } from './walk.ts';

const w = words(
  {
    title: 'My week',
    heading: 'My week',
    letters: 'Show letters in place of words',
    lettersHint: 'A, B and C stand for the groups. The paper then says nothing to others.',
    life: 'Show my own busy times',
    print: 'Print or save as PDF',
    busy: 'Busy',
    ask: 'Questions?',
    none: 'There is no week to print yet',
    noneBody: 'Paint your week first. Then come back here.',
    paint: 'Paint my week',
    drawing: 'My week as a drawing',
  },
  {
    title: 'Mi semana',
    heading: 'Mi semana',
    letters: 'Poner letras en lugar de palabras',
    lettersHint: 'A, B y C son los grupos. Así el papel no dice nada a otros.',
    life: 'Mostrar mis horas ocupadas',
    print: 'Imprimir o guardar como PDF',
    busy: 'Ocupado',
    ask: '¿Preguntas?',
    none: 'Todavía no hay una semana para imprimir',
    noneBody: 'Primero marque su semana. Luego vuelva aquí.',
    paint: 'Marcar mi semana',
    drawing: 'Mi semana dibujada',
  },
);

/** The week on one page of paper. It names no program, and by default no kind of session either. */
export default function Print() {
  const t = useWords(w);
  const about = useWords(fitWords);
  const grid = useWords(gridWords);
  const language = useLanguage();
  const site = useSite();
  const { week, chosenWeek } = useWalk();
  const fit = useFit();
  const [letters, setLetters] = useState(true);
  const [life, setLife] = useState(true);
  const chosen = fit.is === 'here' ? (fit.view.weeks[chosenWeek] ?? fit.view.weeks[0]) : undefined;
  if (fit.is !== 'here' || !chosen) {
    return (
      <Page title={t.title} back="/start/week">
        <h1>{t.none}</h1>
        <p className="muted">{t.noneBody}</p>
        <div>
          <LinkButton to="/start/week" look="primary">
            {t.paint}
          </LinkButton>
        </div>
      </Page>
    );
  }
  const blocks = blocksOf(chosen, week, {
    language,
    life: grid.life,
    site,
    byVideo: about.byVideo,
    seats: about.seats,
  })
    .filter((block) => life || 'tone' in block)
    .map((block) => (letters ? lettered(block, blockLetters(chosen.sessions), t.busy) : block));
  return (
    <Page title={t.title} back={() => window.history.back()} width="medium">
      <div className={styles.choices}>
        <Tick label={t.letters} hint={t.lettersHint} checked={letters} onChange={setLetters} />
        <Tick label={t.life} checked={life} onChange={setLife} />
        <Button look="primary" icon="print" onClick={() => window.print()}>
          {t.print}
        </Button>
      </div>
      <section className={styles.sheet}>
        <h1>{t.heading}</h1>
        <ReadWeek blocks={blocks} label={t.drawing} withoutList withoutIcons={letters} />
        <WeekList blocks={blocks.filter((block) => 'tone' in block)} />
        <p className="sm muted">{zoneName(fit.view.seats.zone, language)}</p>
        {site && (
          <p className={styles.phone}>
            <Icon name="phone" />
            {t.ask} <a href={telHref(site.phone)}>{site.phone}</a>
          </p>
        )}
      </section>
    </Page>
  );
}

/** The same kind of session has the same letter: "group" A, "family" B. */
function blockLetters(sessions: readonly { readonly id: string; readonly kind: string }[]) {
  const kinds = [...new Set(sessions.map(({ kind }) => kind))];
  return new Map(sessions.map(({ id, kind }) => [id, String.fromCharCode(65 + kinds.indexOf(kind))]));
}

function lettered(block: WeekBlock, letters: ReadonlyMap<string, string>, busy: string): WeekBlock {
  const { detail: _, ...rest } = block;
  return { ...rest, label: 'tone' in block ? (letters.get(block.id) ?? '') : busy };
}
