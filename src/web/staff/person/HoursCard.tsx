import { useQuery } from '@tanstack/react-query';
import type { HoursShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import {
  Card,
  classes,
  dateWords,
  hours,
  pluralEn,
  pluralEs,
  useLanguage,
  useWords,
  words,
} from '../../design/index.ts';
import styles from './Hours.module.css';
import { MakeUp } from './MakeUp.tsx';

const w = words(
  {
    title: 'Hours counted and prescribed',
    total: (had: string, due: string) => `${had} of ${due} h`,
    short: (n: number, all: number) =>
      pluralEn(n, { one: `Short in 1 of ${all} full weeks.`, other: `Short in ${n} of ${all} full weeks.` }),
    met: (all: number) =>
      pluralEn(all, { one: 'The full week was met.', other: `All ${all} full weeks were met.` }),
    first: 'The first week is still running.',
    drawn: 'Hours by week. The table below says the same.',
    prescribed: 'prescribed',
    shortWeek: 'short week',
    running: 'so far',
    table: 'As a table',
    week: 'Week of',
    had: 'Counted',
    due: 'Prescribed',
    hours: (n: string) => `${n} h`,
    none: 'none',
  },
  {
    title: 'Horas contadas e indicadas',
    total: (had, due) => `${had} de ${due} h`,
    short: (n, all) =>
      pluralEs(n, {
        one: `Faltaron horas en 1 de ${all} semanas completas.`,
        other: `Faltaron horas en ${n} de ${all} semanas completas.`,
      }),
    met: (all) =>
      pluralEs(all, {
        one: 'Se cumplió la semana completa.',
        other: `Se cumplieron las ${all} semanas completas.`,
      }),
    first: 'La primera semana aún no termina.',
    drawn: 'Horas por semana. La tabla dice lo mismo.',
    prescribed: 'indicadas',
    shortWeek: 'semana corta',
    running: 'va',
    table: 'En una tabla',
    week: 'Semana del',
    had: 'Contadas',
    due: 'Indicadas',
    hours: (n) => `${n} h`,
    none: 'ninguna',
  },
);

const BAR = { width: 40, gap: 24, height: 110, top: 8, foot: 20 };
type Week = HoursShown['weeks'][number];

const isShort = ({ countedMinutes, prescribedMinutes, isRunning }: Week): boolean =>
  !isRunning && prescribedMinutes !== null && countedMinutes < prescribedMinutes;

/** Hours that counted as bars, what was prescribed as a line across each; a sentence and a table say the same. */
export function HoursCard({ participant }: { readonly participant: string }) {
  const t = useWords(w);
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ['person', participant, 'hours'],
    queryFn: () => api.get<HoursShown>(`/api/people/${participant}/hours`),
  });
  if (data === undefined) return null;
  const { weeks } = data;
  const full = weeks.filter((week) => !week.isRunning && week.prescribedMinutes !== null);
  const short = full.filter(isShort).length;
  const sum = (of: (week: Week) => number) => full.reduce((all, week) => all + of(week), 0);
  const day = (monday: string) => dateWords(monday, language, { month: 'short', day: 'numeric' });
  return (
    <Card
      title={t.title}
      icon="chart"
      aside={
        full.length > 0 && (
          <span className="sm muted">
            {t.total(
              hours(
                sum((week) => week.countedMinutes),
                language,
              ),
              hours(
                sum((week) => week.prescribedMinutes ?? 0),
                language,
              ),
            )}
          </span>
        )
      }
    >
      <p>{full.length === 0 ? t.first : short === 0 ? t.met(full.length) : t.short(short, full.length)}</p>
      <Bars weeks={weeks} label={t.drawn} say={(week) => (week.isRunning ? t.running : day(week.monday))} />
      <p className="row wrap sm muted" aria-hidden="true">
        <span className={styles.tickKey} /> {t.prescribed}
        <span className={styles.shortKey} /> {t.shortWeek}
      </p>
      <details className={styles.table}>
        <summary>{t.table}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.week}</th>
              <th scope="col">{t.had}</th>
              <th scope="col">{t.due}</th>
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week.monday}>
                <th scope="row">{day(week.monday)}</th>
                <td>{t.hours(hours(week.countedMinutes, language))}</td>
                <td>
                  {week.prescribedMinutes === null
                    ? t.none
                    : t.hours(hours(week.prescribedMinutes, language))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <MakeUp participant={participant} />
    </Card>
  );
}

interface BarsProps {
  readonly weeks: readonly Week[];
  readonly label: string;
  readonly say: (week: Week) => string;
}

function Bars({ weeks, label, say }: BarsProps) {
  const language = useLanguage();
  const most = Math.max(60, ...weeks.flatMap((week) => [week.countedMinutes, week.prescribedMinutes ?? 0]));
  const heightOf = (minutes: number) => (minutes / most) * BAR.height;
  const base = BAR.top + BAR.height;
  const step = BAR.width + BAR.gap;
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${weeks.length * step} ${base + BAR.foot}`}
      role="img"
      aria-label={label}
    >
      {weeks.map((week, nth) => {
        const x = nth * step + BAR.gap / 2;
        const height = heightOf(week.countedMinutes);
        const due = week.prescribedMinutes;
        return (
          <g key={week.monday}>
            <rect
              className={classes(styles.bar, isShort(week) && styles.short)}
              x={x}
              y={base - height}
              width={BAR.width}
              height={height}
              rx="4"
            />
            {due !== null && (
              <line
                className={styles.tick}
                x1={x - 6}
                x2={x + BAR.width + 6}
                y1={base - heightOf(due)}
                y2={base - heightOf(due)}
              />
            )}
            <text
              className={classes(styles.number, height < 20 ? styles.over : isShort(week) && styles.onShort)}
              x={x + BAR.width / 2}
              y={height < 20 ? base - height - 4 : base - 6}
            >
              {hours(week.countedMinutes, language)}
            </text>
            <text className={styles.day} x={x + BAR.width / 2} y={base + 14}>
              {say(week)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
