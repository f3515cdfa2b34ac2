import { QUESTIONS } from '../../../fit/assessment/questions.ts';
import { Card, useLanguage, useWords, words } from '../../design/index.ts';
import styles from './Intake.module.css';

const w = words(
  { title: 'What they answered', note: 'They chose to send this, so that nobody has to ask it again.' },
  { title: 'Lo que contestó', note: 'Eligió enviarlo, para que nadie tenga que preguntarlo otra vez.' },
);

/** The screener's answers a person sent along, in the words they were asked in. */
export function AnswersCard({
  answers,
}: {
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
}) {
  const t = useWords(w);
  const language = useLanguage();
  const rows = QUESTIONS.flatMap(({ id, ask, options }) => {
    const given = answers[id];
    if (given === undefined || given.length === 0) return [];
    const values = typeof given === 'string' ? [given] : given;
    const said = values.map(
      (value) => options.find((option) => option.value === value)?.words[language] ?? value,
    );
    return [{ id, ask: ask[language], said: said.join(' · ') }];
  });
  return (
    <Card title={t.title}>
      <p className="sm muted">{t.note}</p>
      <dl className={styles.facts}>
        {rows.map(({ id, ask, said }) => (
          <div key={id}>
            <dt>{ask}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
