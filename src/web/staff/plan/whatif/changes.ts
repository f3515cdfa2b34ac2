import { clockTime, dayName, type Language, shortTime } from '../../../design/index.ts';
import { lifeInWords } from '../because.ts';
import { dayOfWeek, type PlanBoard, type PlanSession } from '../plan.ts';
import type { ScenarioShown, WeekChange } from './whatif.ts';
import type { WhatIfWords } from './words.ts';

/** What the words need of a board: names for ids. */
export interface Named extends Pick<PlanBoard, 'staff' | 'rooms' | 'people'> {
  readonly sessions: readonly Pick<PlanSession, 'id' | 'label' | 'start'>[];
}

/** Names as in the plan worked on: what a scenario moves is called by the time it has there, what it closes as well. */
export const namesIn = (board: PlanBoard, worked: PlanBoard | undefined): Named => ({
  ...board,
  sessions: [...(worked?.sessions ?? []), ...board.sessions, ...board.absent],
});

const DAY = 1440;

/** The days a change is about: none named is the whole week. Ends before midnight belong to the day before. */
export function daysOf({
  from,
  to,
}: {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}) {
  if (from === undefined && to === undefined) return [];
  const first = Math.floor((from ?? 0) / DAY);
  const last = Math.ceil((to ?? 7 * DAY) / DAY) - 1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, nth) => first + nth);
}

/** A whole day as a change names it; without a day the whole week, which it names by leaving both out. */
export const wholeDay = (day: number | undefined): { from?: number; to?: number } =>
  day === undefined ? {} : { from: day * DAY, to: (day + 1) * DAY };

/** "Evening group, Mon 6pm". */
export const groupName = (
  { label, start }: Pick<PlanSession, 'label' | 'start'>,
  language: Language,
): string =>
  `${label[language]}, ${dayName(dayOfWeek(start), language, 'short')} ${shortTime(start, language)}`;

/** One change as a short line: what a tab and a list say of it. */
export function changeInWords(
  change: WeekChange,
  board: Named,
  { change: t, visit: visitNames, gone }: WhatIfWords,
  language: Language,
): string {
  const group = (id: string) => {
    const session = board.sessions.find((one) => one.id === id);
    return session === undefined ? gone.group : groupName(session, language);
  };
  const staff = (id: string) => board.staff.find((one) => one.id === id)?.name ?? gone.staff;
  const code = (id: string) => board.people.find(({ person }) => person === id)?.code ?? gone.person;
  const when = (span: { readonly from?: number | undefined; readonly to?: number | undefined }) => {
    const days = daysOf(span).map((day) => dayName(day, language, 'short'));
    const last = days.at(-1);
    return days.length > 2 ? `${days[0]}–${last}` : days.join(', ');
  };
  switch (change.kind) {
    case 'staff-away':
      return t.away(staff(change.staff), when(change));
    case 'room-closed':
      return t.closed(board.rooms.find(({ id }) => id === change.room)?.name ?? gone.room, when(change));
    case 'close-group':
      return t.without(group(change.session));
    case 'open-group':
      return t.open(group(change.session));
    case 'add-group': {
      const like = board.sessions.find(({ id }) => id === change.like);
      const label = like?.label ?? { en: gone.group, es: gone.group };
      return t.add(groupName({ label, start: change.start }, language));
    }
    case 'raise-cap':
      return t.seats(change.seats, group(change.session));
    case 'move-group':
      return t.move(group(change.session), clockTime(change.start, language));
    case 'by-video':
      return t.video(code(change.person), group(change.session));
    case 'free-busy':
      return t.free(code(change.person), lifeInWords([[change.start, change.end]], language));
    case 'other-staff':
      return t.staff(code(change.person), visitNames[change.visit] ?? change.visit, staff(change.staff));
    case 'lower-step':
      return t.lower(code(change.person), change.minutes, change.days);
    case 'accept-intakes':
      return t.intakes(change.count, code(change.like));
  }
}

/** What a scenario is called: its first change, and how many more there are. */
export function scenarioName(
  { changes }: Pick<ScenarioShown, 'changes'>,
  board: Named,
  words: WhatIfWords,
  language: Language,
): string {
  const [first, ...rest] = changes;
  if (first === undefined) return '';
  const name = changeInWords(first, board, words, language);
  return rest.length === 0 ? name : words.more(name, rest.length);
}
