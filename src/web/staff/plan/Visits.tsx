import { addDays, Card, dateWords, dayName, shortTime, useLanguage, useWords } from '../../design/index.ts';
import styles from './Plan.module.css';
import { dayOfWeek, type PlanBoard } from './plan.ts';
import { formWords } from './whatif/formWords.ts';
import { planWords } from './words.ts';

type Visit = PlanBoard['visits'][number];

/** Visits by who holds them and on which day: the half of the week that is not in groups. */
export function Visits({
  board,
  onStaff,
}: {
  readonly board: PlanBoard;
  readonly onStaff: (staff: string) => void;
}) {
  const t = useWords(planWords);
  const { repair } = useWords(formWords);
  const language = useLanguage();
  if (board.visits.length === 0) return null;
  const codes = new Map(board.people.map(({ person, code }) => [person, code]));
  const byStaff = Map.groupBy(board.visits, ({ staff }) => staff);
  const rows = board.staff
    .map(({ id, name }) => ({ id, name, visits: byStaff.get(id) ?? [] }))
    .filter(({ visits }) => visits.length > 0)
    .sort((a, b) => a.name.localeCompare(b.name));
  const days = [...new Set(board.visits.map(({ start }) => dayOfWeek(start)))].sort((a, b) => a - b);
  return (
    <Card
      title={t.visits}
      icon="person"
      aside={<span className="sm muted">{t.visitsOf(board.visits.length)}</span>}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
      <section className={styles.scroll} aria-label={t.visitsTable} tabIndex={0}>
        <table className={styles.visits}>
          <thead>
            <tr>
              <td />
              {days.map((day) => (
                <th key={day} scope="col">
                  {dayName(day, language, 'short')}{' '}
                  {dateWords(addDays(board.week, day), language, { day: 'numeric' })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, visits }) => (
              <tr key={id}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.name}
                    aria-label={repair.see(name)}
                    onClick={() => onStaff(id)}
                  >
                    {name}
                  </button>
                </th>
                {days.map((day) => (
                  <td key={day}>
                    <DayOfVisits
                      visits={visits.filter(({ start }) => dayOfWeek(start) === day)}
                      codes={codes}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function DayOfVisits({
  visits,
  codes,
}: {
  readonly visits: readonly Visit[];
  readonly codes: ReadonlyMap<string, string>;
}) {
  const language = useLanguage();
  if (visits.length === 0) return null;
  return (
    <ul className="plain">
      {[...visits]
        .sort((a, b) => a.start - b.start)
        .map(({ person, start }) => (
          <li key={`${person} ${start}`}>
            {shortTime(start, language)} <b>{codes.get(person)}</b>
          </li>
        ))}
    </ul>
  );
}
