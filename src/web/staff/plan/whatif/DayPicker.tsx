import { dayName, useLanguage, useWords } from '../../../design/index.ts';
import { formWords } from './formWords.ts';
import styles from './WhatIf.module.css';

const DAYS = ['0', '1', '2', '3', '4', '5', '6'];

interface Props {
  readonly legend: string;
  /** A day from Monday = "0"; '' is all week. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly name: string;
  readonly allWeek?: boolean;
  /** Days to choose from; left out, all seven. */
  readonly days?: readonly string[];
}

/** One day of the week, or all of it: radio buttons that read as a row of days. */
export function DayPicker({ legend, value, onChange, name, allWeek, days = DAYS }: Props) {
  const t = useWords(formWords);
  const language = useLanguage();
  return (
    <fieldset className={styles.days}>
      <legend>{legend}</legend>
      {(allWeek ? ['', ...days] : days).map((day) => (
        <label key={day} className={styles.day}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={day === value}
            aria-label={day === '' ? t.allWeek : dayName(Number(day), language)}
            onChange={() => onChange(day)}
          />
          <span aria-hidden="true">{day === '' ? t.allWeek : dayName(Number(day), language, 'short')}</span>
        </label>
      ))}
    </fieldset>
  );
}
