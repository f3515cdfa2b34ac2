import { useQuery } from '@tanstack/react-query';
import type { MeasuresShown } from '../../../fit/index.ts';
import type { DrugTestsShown, MedicineTimelineShown } from '../../../treat/index.ts';
import { api } from '../../api.ts';
import { Card, dateWords, useLanguage, useWords, words } from '../../design/index.ts';
import { measureWords, said } from '../measures-words.ts';
import styles from './Medicine.module.css';
import { useMedicineName } from './medicine.ts';
import { type Timeline as Drawn, timelineOf } from './timeline.ts';

const w = words(
  {
    title: 'Over time',
    none: 'Once there are medicines, answers or sessions, they stand here beside one another.',
    drawn: (from: string, to: string) =>
      `Medicines, measures, drug tests and attendance from ${from} to ${to}.`,
    table: 'In words and as a table',
    hours: 'Hours a week',
    tests: 'Drug tests',
    since: (name: string, dose: string, from: string) => `${name} (${dose}) since ${from}`,
    during: (name: string, dose: string, from: string, to: string) =>
      `${name} (${dose}) from ${from} to ${to}`,
    moved: (name: string, first: number, last: number) => `${name} went from ${first} to ${last}`,
    steady: (hours: string) => `About ${hours} hours a week were attended`,
    date: 'Day',
    what: 'What',
    given: { given: 'given', held: 'held', missed: 'missed' },
    came: (hours: number, came: number, away: number) => `${hours} h; came ${came}, away ${away}`,
    tested: 'Drug test',
    open: 'to be confirmed',
  },
  {
    title: 'En el tiempo',
    none: 'Cuando haya medicinas, respuestas o sesiones, aquí se verán unas junto a otras.',
    drawn: (from, to) => `Medicinas, mediciones, pruebas de drogas y asistencia del ${from} al ${to}.`,
    table: 'En palabras y en una tabla',
    hours: 'Horas por semana',
    tests: 'Pruebas de drogas',
    since: (name, dose, from) => `${name} (${dose}) desde el ${from}`,
    during: (name, dose, from, to) => `${name} (${dose}) del ${from} al ${to}`,
    moved: (name, first, last) => `${name} pasó de ${first} a ${last}`,
    steady: (hours) => `Asistió unas ${hours} horas por semana`,
    date: 'Día',
    what: 'Qué',
    given: { given: 'puesta', held: 'aplazada', missed: 'no puesta' },
    came: (hours, came, away) => `${hours} h; vino ${came}, faltó ${away}`,
    tested: 'Prueba de drogas',
    open: 'por confirmar',
  },
);

const WIDTH = 320;
const PAD = { left: 8, right: 8 };
const ROW = 22;
const CURVE = 54;
const BARS = 40;
const HOURS_MOST = 20;

/** Medicines beside measures, drug tests and attendance, on one line of time; said in words for whoever cannot see it. */
export function Timeline({ person }: { readonly person: string }) {
  const t = useWords(w);
  const medicine = useQuery({
    queryKey: ['person', person, 'medicine-timeline'],
    queryFn: () => api.get<MedicineTimelineShown>(`/api/people/${person}/medication/timeline`),
  });
  const measures = useQuery({
    queryKey: ['person', person, 'measures'],
    queryFn: () => api.get<MeasuresShown>(`/api/people/${person}/measures`),
  });
  const tests = useQuery({
    queryKey: ['person', person, 'drug-tests'],
    queryFn: () => api.get<DrugTestsShown>(`/api/people/${person}/drug-tests`),
  });
  if (medicine.data === undefined) return null;
  const drawn = timelineOf(medicine.data, measures.data, tests.data);
  const isEmpty = drawn.spans.length + drawn.curves.length + drawn.weeks.length + drawn.tests.length === 0;
  return (
    <Card title={t.title} icon="chart">
      {isEmpty ? <p className="muted">{t.none}</p> : <Drawing drawn={drawn} />}
    </Card>
  );
}

function Drawing({ drawn }: { readonly drawn: Drawn }) {
  const t = useWords(w);
  const m = useWords(measureWords);
  const language = useLanguage();
  const nameOf = useMedicineName();
  const short = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric' });
  const x = (at: number): number => PAD.left + (at / drawn.days) * (WIDTH - PAD.left - PAD.right);
  const curvesTop = 12 + drawn.spans.length * ROW;
  const testsTop = curvesTop + drawn.curves.length * CURVE;
  const weeksTop = testsTop + (drawn.tests.length > 0 ? ROW : 0);
  const height = weeksTop + (drawn.weeks.length > 0 ? BARS + 12 : 0) + 14;
  const y = (top: number, { lowest, highest }: Drawn['curves'][number], value: number) =>
    top + 14 + (1 - (value - lowest) / (highest - lowest)) * (CURVE - 22);
  return (
    <figure className={styles.timeline}>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={`${t.drawn(short(drawn.from), short(drawn.to))} ${sentences().join('. ')}.`}
      >
        {drawn.spans.map((span, row) => {
          const top = 6 + row * ROW;
          return (
            <g key={span.key}>
              <text x={PAD.left} y={top + 6} className={styles.label}>
                {nameOf(span.medicine, span.name)}
              </text>
              <rect
                x={x(span.from)}
                y={top + 9}
                width={Math.max(2, x(span.to) - x(span.from))}
                height={6}
                rx={3}
                className={span.goesOn ? styles.span : styles.spanEnded}
              />
              {span.given.map(({ at, status }) => (
                <circle
                  key={at}
                  cx={x(at)}
                  cy={top + 12}
                  r={3}
                  className={status === 'given' ? styles.dose : styles.doseMissed}
                />
              ))}
            </g>
          );
        })}
        {drawn.curves.map((curve, row) => {
          const top = curvesTop + row * CURVE;
          const last = curve.points.at(-1);
          return (
            <g key={curve.key}>
              <text x={PAD.left} y={top + 8} className={styles.label}>
                {said(m.instrument, curve.key)}
              </text>
              <line
                x1={PAD.left}
                x2={WIDTH - PAD.right}
                y1={top + CURVE - 8}
                y2={top + CURVE - 8}
                className={styles.base}
              />
              <polyline
                points={curve.points.map(({ at, value }) => `${x(at)},${y(top, curve, value)}`).join(' ')}
                className={styles.curve}
              />
              {curve.points.map(({ at, value }) => (
                <circle key={at} cx={x(at)} cy={y(top, curve, value)} r={2.2} className={styles.point} />
              ))}
              {last && (
                <text x={WIDTH - PAD.right} y={top + 8} textAnchor="end" className={styles.label}>
                  {last.value}
                </text>
              )}
            </g>
          );
        })}
        {drawn.tests.length > 0 && (
          <g>
            <text x={PAD.left} y={testsTop + 8} className={styles.label}>
              {t.tests}
            </text>
            {drawn.tests.map(({ at, isOpen }) => (
              <rect
                key={at}
                x={x(at) - 3}
                y={testsTop + 11}
                width={6}
                height={6}
                className={isOpen ? styles.testOpen : styles.test}
              />
            ))}
          </g>
        )}
        {drawn.weeks.length > 0 && (
          <g>
            <text x={PAD.left} y={weeksTop + 8} className={styles.label}>
              {t.hours}
            </text>
            {drawn.weeks.map(({ at, hours }) => {
              const tall = (Math.min(hours, HOURS_MOST) / HOURS_MOST) * BARS;
              const wide = Math.max(1.5, (x(6) - x(0)) * 0.9);
              return (
                <rect
                  key={at}
                  x={x(at)}
                  y={weeksTop + 12 + BARS - tall}
                  width={wide}
                  height={tall}
                  className={styles.week}
                />
              );
            })}
          </g>
        )}
        <text x={PAD.left} y={height - 3} className={styles.label}>
          {short(drawn.from)}
        </text>
        <text x={WIDTH - PAD.right} y={height - 3} textAnchor="end" className={styles.label}>
          {short(drawn.to)}
        </text>
      </svg>
      <details>
        <summary>{t.table}</summary>
        <ul>
          {sentences().map((sentence) => (
            <li key={sentence}>{sentence}.</li>
          ))}
        </ul>
        <table className={styles.numbers}>
          <thead>
            <tr>
              <th scope="col">{t.date}</th>
              <th scope="col">{t.what}</th>
            </tr>
          </thead>
          <tbody>
            {rows().map(([on, what]) => (
              <tr key={`${on} ${what}`}>
                <th scope="row">{short(on)}</th>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );

  function sentences(): string[] {
    const dayAt = (at: number) =>
      short(new Date(Date.parse(drawn.from) + at * 86_400_000).toISOString().slice(0, 10));
    const hours = drawn.weeks.reduce((sum, week) => sum + week.hours, 0) / Math.max(1, drawn.weeks.length);
    return [
      ...drawn.spans.map(({ medicine, name, dose, from, to, goesOn }) =>
        goesOn
          ? t.since(nameOf(medicine, name), dose, dayAt(from))
          : t.during(nameOf(medicine, name), dose, dayAt(from), dayAt(to)),
      ),
      ...drawn.curves.flatMap(({ key, points }) => {
        const [first] = points;
        const last = points.at(-1);
        return first && last ? [t.moved(said(m.instrument, key), first.value, last.value)] : [];
      }),
      ...(drawn.weeks.length > 0 ? [t.steady(hours.toFixed(1))] : []),
    ];
  }

  function rows(): [string, string][] {
    const dayAt = (at: number) =>
      new Date(Date.parse(drawn.from) + at * 86_400_000).toISOString().slice(0, 10);
    return [
      ...drawn.spans.flatMap(({ medicine, name, given }) =>
        given.map(({ at, status }): [string, string] => [
          dayAt(at),
          `${nameOf(medicine, name)}: ${t.given[status]}`,
        ]),
      ),
      ...drawn.curves.flatMap(({ key, points }) =>
        points.map(({ on, value }): [string, string] => [on, `${said(m.instrument, key)}: ${value}`]),
      ),
      ...drawn.tests.map(({ on, isOpen }): [string, string] => [
        on,
        isOpen ? `${t.tested}: ${t.open}` : t.tested,
      ]),
      ...drawn.weeks.map(({ monday, hours, came, away }): [string, string] => [
        monday,
        t.came(hours, came, away),
      ]),
    ].sort(([a], [b]) => b.localeCompare(a));
  }
}
