import { Card, hours, Pill, useLanguage, useWords, words } from '../../design/index.ts';
import styles from '../intake/Intake.module.css';
import { type AssessmentShown, levelWords } from './assessment.ts';

const w = words(
  {
    title: 'What the table recommends',
    advice: 'A licensed professional decides.',
    say: 'How to say it to the person',
    missing: 'Still needed',
    change: 'What would change it',
    to: (question: string, answer: string, level: string) => `${question}: ${answer} → ${level}`,
    dose: (h: string, days: number) => `${h} hours a week over ${days} days`,
    how: (version: string, row: string) => `Table ${version}, row ${row}`,
    rows: (count: number) => `${count} rows looked at, in order`,
    fits: 'fits',
  },
  {
    title: 'Lo que recomienda la tabla',
    advice: 'Decide un profesional con licencia.',
    say: 'Cómo decírselo a la persona',
    missing: 'Todavía falta',
    change: 'Qué lo cambiaría',
    to: (question, answer, level) => `${question}: ${answer} → ${level}`,
    dose: (h, days) => `${h} horas a la semana en ${days} días`,
    how: (version, row) => `Tabla ${version}, fila ${row}`,
    rows: (count) => `${count} filas revisadas, en orden`,
    fits: 'se cumple',
  },
);

const FLIPS_SHOWN = 4;

/** The level, why, what is missing and what would change it: shown while the answers come in. */
export function RecommendationCard({ one }: { readonly one: AssessmentShown }) {
  const t = useWords(w);
  const tl = useWords(levelWords);
  const language = useLanguage();
  const flagWords: Readonly<Record<string, string>> = tl.flag;
  const { recommendation: advice, questions } = one;
  const questionOf = (key: string) => questions.find((question) => question.key === key);
  return (
    <Card
      title={t.title}
      tone={advice.level === 'EMERGENCY' ? 'bad' : advice.level === 'INCOMPLETE' ? 'plain' : 'info'}
    >
      <div role="status" className="stack-tight">
        <p className={styles.level}>{tl.level[advice.level]}</p>
        <p>{advice.reason[language]}</p>
        {advice.dose && <p>{t.dose(hours(advice.dose.minutes, language), advice.dose.days)}</p>}
        {advice.flags.length > 0 && (
          <p className="row wrap">
            {advice.flags.map((flag) => (
              <Pill key={flag} tone="warn">
                {flagWords[flag] ?? flag}
              </Pill>
            ))}
          </p>
        )}
      </div>
      {advice.missing.length > 0 && (
        <>
          <h3>{t.missing}</h3>
          <ul className={styles.why}>
            {advice.missing.map((key) => (
              <li key={key}>{questionOf(key)?.label[language] ?? key}</li>
            ))}
          </ul>
        </>
      )}
      {advice.flips.length > 0 && (
        <details>
          <summary>{t.change}</summary>
          <ul className={styles.why}>
            {advice.flips.slice(0, FLIPS_SHOWN).map(({ key, to, level }) => {
              const question = questionOf(key);
              const answer =
                question?.options.find(({ value }) => value === to)?.words[language] ?? String(to);
              return (
                <li key={`${key} ${to}`}>
                  {t.to(question?.label[language] ?? key, answer, tl.level[level])}
                </li>
              );
            })}
          </ul>
        </details>
      )}
      <p className="xs muted">{t.how(advice.version, advice.row)}</p>
      <details>
        <summary>{t.rows(advice.considered.length)}</summary>
        <p className="sm">
          {advice.considered.map(({ row, isMatch }) => (isMatch ? `${row} (${t.fits})` : row)).join(', ')}
        </p>
      </details>
      <details>
        <summary>{t.say}</summary>
        <p>{advice.forPerson[language]}</p>
      </details>
      <p className="sm muted">{t.advice}</p>
    </Card>
  );
}
