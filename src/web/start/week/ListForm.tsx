import { type FormEvent, useState } from 'react';
import {
  Button,
  Card,
  classes,
  clockTime,
  DAY_MINUTES,
  dayName,
  Icon,
  Select,
  useLanguage,
  useWords,
} from '../../design/public.ts';
import { LIFE_ICON, LIFE_TONE } from '../../design/WeekGrid/kinds.ts';
import { LIFE_KINDS, type LifeKind, paint, spansOf } from '../../design/WeekGrid/week.ts';
import { gridWords } from '../../design/WeekGrid/words.ts';
import { type Habit, habitInWords, habitsOf } from '../spans.ts';
import { changeWeek, rememberWeek, useWalk } from '../walk.ts';
import styles from './Week.module.css';
import { weekWords } from './words.ts';

/** The week as a list: the same as painting, for whoever would rather read and type. */
export default function ListForm() {
  return (
    <>
      <Have />
      <AddHabit />
    </>
  );
}

function lay(habit: Habit, kind: LifeKind | null): void {
  rememberWeek();
  changeWeek((week) =>
    habit.days.reduce((now, day) => {
      const midnight = day * DAY_MINUTES;
      const laid = paint(now, midnight + habit.from, midnight + habit.to, kind);
      // A Sunday night runs into the same week's Monday: the week is a usual one.
      return day === 6 && habit.to > DAY_MINUTES ? paint(laid, 0, habit.to - DAY_MINUTES, kind) : laid;
    }, week),
  );
}

function Have() {
  const t = useWords(weekWords);
  const grid = useWords(gridWords);
  const language = useLanguage();
  const habits = habitsOf(spansOf(useWalk().week));
  return (
    <Card title={t.listHave}>
      {habits.length === 0 && <p className="muted">{t.listEmpty}</p>}
      <ul className={classes('plain', styles.habits)}>
        {habits.map((habit) => {
          const said = `${grid.life[habit.kind]}: ${habitInWords(habit, language)}`;
          return (
            <li key={said} className={classes(styles.habit, LIFE_TONE[habit.kind])}>
              <Icon name={LIFE_ICON[habit.kind]} />
              <span>{said}</span>
              <Button look="text" aria-label={t.removeThis(said)} onClick={() => lay(habit, null)}>
                {t.remove}
              </Button>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

const HALF_HOURS = Array.from({ length: 48 }, (_, n) => n * 30);

function AddHabit() {
  const t = useWords(weekWords);
  const grid = useWords(gridWords);
  const language = useLanguage();
  const [kind, setKind] = useState<LifeKind>('work');
  const [days, setDays] = useState<readonly number[]>([]);
  const [from, setFrom] = useState(540);
  const [until, setUntil] = useState(1020);
  const [missing, setMissing] = useState(false);
  const to = until > from ? until : until + DAY_MINUTES;

  const add = (event: FormEvent) => {
    event.preventDefault();
    setMissing(days.length === 0);
    if (days.length === 0) return;
    lay({ kind, days, from, to }, kind);
    setDays([]);
  };
  const times = HALF_HOURS.map((minute) => ({ value: String(minute), label: clockTime(minute, language) }));
  return (
    <Card title={t.listAdd}>
      <form className="stack" onSubmit={add} noValidate>
        <Select
          label={t.what}
          value={kind}
          onChange={setKind}
          options={LIFE_KINDS.map((value) => ({ value, label: grid.life[value] }))}
        />
        <fieldset className={styles.days} aria-describedby={missing ? 'pick-day' : undefined}>
          <legend>{t.days}</legend>
          {[0, 1, 2, 3, 4, 5, 6].map((day) => (
            <label key={day} className={styles.day}>
              <input
                type="checkbox"
                className="visually-hidden"
                aria-label={dayName(day, language)}
                checked={days.includes(day)}
                onChange={(event) =>
                  setDays(
                    event.target.checked
                      ? [...days, day].sort((a, b) => a - b)
                      : days.filter((d) => d !== day),
                  )
                }
              />
              {dayName(day, language, 'short')}
            </label>
          ))}
        </fieldset>
        {missing && (
          <p id="pick-day" className={styles.wrong} role="alert">
            {t.pickDay}
          </p>
        )}
        <div className={styles.times}>
          <Select label={t.from} value={String(from)} onChange={(v) => setFrom(Number(v))} options={times} />
          <Select
            label={t.until}
            value={String(until)}
            onChange={(v) => setUntil(Number(v))}
            options={HALF_HOURS.map((minute) => ({
              value: String(minute),
              label: minute > from ? clockTime(minute, language) : t.nextDay(clockTime(minute, language)),
            }))}
          />
        </div>
        <div>
          <Button type="submit" look="primary" icon="plus">
            {t.add}
          </Button>
        </div>
      </form>
    </Card>
  );
}
