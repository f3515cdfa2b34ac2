import { addDays, dateWords, dayName, shortTime, useLanguage, useWords } from '../../design/index.ts';
import { Board, type SessionTone } from '../../design/WeekGrid/index.ts';
import { dayOfWeek, hourOf, type PlanBoard } from './plan.ts';
import { planWords } from './words.ts';

const SUNDAY = 6;

const TONES: Readonly<Record<string, SessionTone>> = {
  group: 'group',
  skills: 'skills',
  family: 'family',
  medication: 'medication',
  individual: 'individual',
};
export const toneOf = (kind: string): SessionTone => TONES[kind] ?? 'group';

/** The week's groups, days across and hours down; Sunday and empty hours only where something meets. */
export function GroupBoard({
  board,
  onOpen,
}: {
  readonly board: PlanBoard;
  readonly onOpen: (id: string) => void;
}) {
  const t = useWords(planWords);
  const language = useLanguage();
  const hasSunday = board.sessions.some(({ start }) => dayOfWeek(start) === SUNDAY);
  const days = Array.from({ length: hasSunday ? 7 : 6 }, (_, day) => ({
    id: String(day),
    label: `${dayName(day, language, 'short')} ${dateWords(addDays(board.week, day), language, { day: 'numeric' })}`,
  }));
  const hours = [...new Set(board.sessions.map(({ start }) => hourOf(start)))].sort((a, b) => a - b);
  return (
    <Board
      label={t.board}
      days={days}
      parts={hours.map((hour) => ({ id: String(hour), label: shortTime(hour * 60, language) }))}
      blocks={board.sessions.map(({ id, start, kind, label, staff, taken, max, isProposed, isOpen }) => ({
        id,
        day: String(dayOfWeek(start)),
        part: String(hourOf(start)),
        tone: toneOf(kind),
        title: label[language],
        detail: staff.join(', '),
        taken,
        seats: max,
        // Publishing opened it: then it is a group like any other.
        proposed: isProposed && !(isOpen && board.plan?.state === 'published'),
        onOpen: () => onOpen(id),
      }))}
    />
  );
}
