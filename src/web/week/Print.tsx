import { useState } from 'react';
import { Problem } from '../api.ts';
import {
  addDays,
  Button,
  dateWords,
  EmptyState,
  ErrorSummary,
  Page,
  Tick,
  useLanguage,
  useWords,
  words,
  zoneName,
} from '../design/index.ts';
import { gridWords, ReadWeek, WeekList } from '../design/WeekGrid/index.ts';
import styles from './Week.module.css';
import { blocksOf, useMyWeek, weekWords } from './week.ts';

const w = words(
  {
    heading: (date: string) => `Week of ${date}`,
    plain: 'Show only “Busy”',
    plainHint: 'So the paper tells others nothing.',
    life: 'Show my own busy times',
    next: 'Next week instead',
    print: 'Print or save as PDF',
    drawing: 'My week as a drawing',
    none: 'This week is not ready yet',
    noneBody: 'Come back when your week is ready, then print it here.',
  },
  {
    heading: (date) => `Semana del ${date}`,
    plain: 'Mostrar solo «Ocupado»',
    plainHint: 'Así el papel no dice nada a otros.',
    life: 'Mostrar mis horas ocupadas',
    next: 'Mejor la próxima semana',
    print: 'Imprimir o guardar como PDF',
    drawing: 'Mi semana dibujada',
    none: 'Esta semana todavía no está lista',
    noneBody: 'Vuelva cuando su semana esté lista e imprímala aquí.',
  },
);

/** The week on one page of paper; it names no program, and by default no kind of session either. */
export default function Print() {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const language = useLanguage();
  const [isPlain, setPlain] = useState(true);
  const [hasLife, setLife] = useState(false);
  const [isNext, setNext] = useState(false);
  const current = useMyWeek(undefined);
  const monday = current.data && isNext ? addDays(current.data.week, 7) : undefined;
  const other = useMyWeek(monday);
  const week = isNext ? other.data : current.data;
  const fault = current.error ?? other.error;
  const blocks = week
    ? blocksOf(week, tw, language, gridWords[language].life, isPlain).filter(
        (block) => hasLife || 'tone' in block,
      )
    : [];
  return (
    <Page title={tw.title} back="/week" width="medium">
      {fault && <ErrorSummary problem={fault instanceof Problem ? fault : null} />}
      <div className={styles.choices}>
        <Tick label={t.plain} hint={t.plainHint} checked={isPlain} onChange={setPlain} />
        <Tick label={t.life} checked={hasLife} onChange={setLife} />
        <Tick label={t.next} checked={isNext} onChange={setNext} />
        <Button look="primary" icon="print" onClick={() => window.print()}>
          {t.print}
        </Button>
      </div>
      {week &&
        (week.isPublished ? (
          <section className={styles.sheet}>
            <h1>{t.heading(dateWords(week.week, language, { month: 'long', day: 'numeric' }))}</h1>
            <ReadWeek blocks={blocks} label={t.drawing} withoutList withoutIcons={isPlain} />
            <WeekList blocks={blocks.filter((block) => 'tone' in block)} />
            <p className="sm muted">{zoneName(week.zone, language)}</p>
          </section>
        ) : (
          <>
            <h1>{tw.title}</h1>
            <EmptyState icon="calendar" title={t.none}>
              {t.noneBody}
            </EmptyState>
          </>
        ))}
    </Page>
  );
}
