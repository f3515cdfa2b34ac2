import { useState } from 'react';
import { Problem } from '../api.ts';
import {
  addDays,
  Button,
  classes,
  dateWords,
  EmptyState,
  ErrorSummary,
  Page,
  RadioCards,
  Tick,
  useLanguage,
  useWords,
  words,
  zoneName,
} from '../design/index.ts';
import { gridWords, ReadWeek, type WeekBlock, WeekList } from '../design/WeekGrid/index.ts';
import styles from './Print.module.css';
import { blocksOf, useMyWeek, weekWords } from './week.ts';

const w = words(
  {
    heading: (date: string) => `Week of ${date}`,
    how: 'What the paper says',
    says: {
      busy: 'Only “Busy”',
      letters: 'Letters A, B, C',
      words: 'What it is, where and with whom',
    },
    hints: {
      busy: 'The paper tells others nothing.',
      letters: 'What they mean is at the foot: fold it back or cut it off.',
      words: 'For a place that only you see.',
    },
    legend: 'What the letters mean',
    life: 'Show my own busy times',
    next: 'Next week instead',
    print: 'Print or save as PDF',
    drawing: 'My week as a drawing; the list below says the same',
    none: 'This week is not ready yet',
    noneBody: 'Come back when your week is ready, then print it here.',
    zone: (zone: string) => `Times are ${zone}.`,
  },
  {
    heading: (date) => `Semana del ${date}`,
    how: 'Qué dice el papel',
    says: {
      busy: 'Solo «Ocupado»',
      letters: 'Letras A, B, C',
      words: 'Qué es, dónde y con quién',
    },
    hints: {
      busy: 'El papel no dice nada a otros.',
      letters: 'Lo que significan está al pie: dóblelo o córtelo.',
      words: 'Para un lugar que solo usted ve.',
    },
    legend: 'Qué significan las letras',
    life: 'Mostrar mis horas ocupadas',
    next: 'Mejor la próxima semana',
    print: 'Imprimir o guardar como PDF',
    drawing: 'Mi semana dibujada; la lista de abajo dice lo mismo',
    none: 'Esta semana todavía no está lista',
    noneBody: 'Vuelva cuando su semana esté lista e imprímala aquí.',
    zone: (zone) => `Las horas están en ${zone}.`,
  },
);

/** So many things in a week need smaller print to stay on one page. */
const FULL_FROM = 10;

type Says = 'busy' | 'letters' | 'words';
const SAYS: readonly Says[] = ['busy', 'letters', 'words'];

/** The week on one page of paper; it names no program, and by default no kind of session either. */
export default function Print() {
  const t = useWords(w);
  const tw = useWords(weekWords);
  const language = useLanguage();
  const [says, setSays] = useState<Says>('busy');
  const [hasLife, setLife] = useState(false);
  const [isNext, setNext] = useState(false);
  const current = useMyWeek(undefined);
  const monday = current.data && isNext ? addDays(current.data.week, 7) : undefined;
  const other = useMyWeek(monday);
  const week = isNext ? other.data : current.data;
  const fault = current.error ?? other.error;
  const drawn = week ? blocksOf(week, tw, language, gridWords[language].life, says === 'busy') : [];
  const { blocks, legend } = says === 'letters' ? lettered(drawn) : { blocks: drawn, legend: [] };
  const shown = blocks.filter((block) => hasLife || isSession(block));
  return (
    <Page title={tw.title} back="/week" width="medium">
      <ErrorSummary problem={fault instanceof Problem ? fault : null} />
      {week && !week.isPublished && (
        <>
          <h1>{tw.title}</h1>
          <EmptyState icon="calendar" title={t.none}>
            {t.noneBody}
          </EmptyState>
        </>
      )}
      <div className={styles.choices}>
        <RadioCards
          legend={t.how}
          choices={SAYS.map((value) => ({ value, label: t.says[value], hint: t.hints[value] }))}
          value={says}
          onChange={setSays}
        />
        <Tick label={t.life} checked={hasLife} onChange={setLife} />
        <Tick label={t.next} checked={isNext} onChange={setNext} />
        <p>
          <Button look="primary" icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
        </p>
      </div>
      {week?.isPublished && (
        <section className={classes(styles.sheet, shown.length > FULL_FROM && styles.full)}>
          <h1>{t.heading(dateWords(week.week, language, { month: 'long', day: 'numeric' }))}</h1>
          <div className={styles.drawing}>
            <ReadWeek blocks={shown} label={t.drawing} withoutList withoutIcons={says !== 'words'} />
          </div>
          <WeekList blocks={blocks.filter(isSession)} />
          <p className="sm muted">{t.zone(zoneName(week.zone, language))}</p>
          {legend.length > 0 && (
            <section className={styles.legend}>
              <h2>{t.legend}</h2>
              <dl>
                {legend.map(({ letter, meaning }) => (
                  <div key={letter}>
                    <dt>{letter}</dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
        </section>
      )}
    </Page>
  );
}

const isSession = (block: WeekBlock) => 'tone' in block;

/** A letter in place of words, the same for the same thing; colour would tell too, so all look alike. */
function lettered(blocks: readonly WeekBlock[]) {
  const meanings: string[] = [];
  const letterOf = (at: number) => String.fromCharCode(65 + (at % 26));
  const marked = blocks.map((block): WeekBlock => {
    if (!('tone' in block)) return block;
    const { detail, ...rest } = block;
    const meaning = detail ? `${block.label}, ${detail}` : block.label;
    if (!meanings.includes(meaning)) meanings.push(meaning);
    return { ...rest, tone: 'group', label: letterOf(meanings.indexOf(meaning)) };
  });
  return { blocks: marked, legend: meanings.map((meaning, at) => ({ letter: letterOf(at), meaning })) };
}
