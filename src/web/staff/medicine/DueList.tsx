import type { DueShown } from '../../../treat/index.ts';
import { dateWords, Pill, useLanguage, useWords, words } from '../../design/index.ts';
import { said } from '../measures-words.ts';
import { useMedicineName } from './medicine.ts';
import { medicineWords } from './words.ts';

const w = words(
  {
    by: (date: string) => `by ${date}`,
    window: (from: string, by: string) => `from ${from}, by ${by}`,
    last: (date: string) => `last ${date}`,
    never: 'not yet',
    overdue: 'Overdue',
  },
  {
    by: (date) => `antes del ${date}`,
    window: (from, by) => `desde el ${from}, antes del ${by}`,
    last: (date) => `la última el ${date}`,
    never: 'aún no',
    overdue: 'Vencido',
  },
);

/** What comes up about somebody's medicines, the most overdue first. */
export function DueList({ due }: { readonly due: readonly DueShown[] }) {
  const t = useWords(w);
  const m = useWords(medicineWords);
  const language = useLanguage();
  const nameOf = useMedicineName();
  const short = (on: string) => dateWords(on, language, { month: 'short', day: 'numeric' });
  return (
    <ul>
      {due.map((one) => (
        <li key={`${one.kind} ${one.entry} ${one.what}`}>
          <span className="row wrap">
            <b>
              {m.due[one.kind]}
              {one.what !== null && `: ${said(m.code, one.what)}`}
            </b>
            {one.medicine !== null && <span>{nameOf(one.medicine)}</span>}
            <span>
              {one.kind === 'injection' && one.fromOn !== one.dueOn
                ? t.window(short(one.fromOn), short(one.dueOn))
                : t.by(short(one.dueOn))}
            </span>
            {one.isOverdue && <Pill tone="bad">{t.overdue}</Pill>}
            {one.kind !== 'refill' && (
              <span className="sm muted">{one.lastOn === null ? t.never : t.last(short(one.lastOn))}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
