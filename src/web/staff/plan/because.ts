import { clockTime, dayName, type Language, timeRange } from '../../design/index.ts';
import { type BecauseShown, dayOfWeek, type FixShown, type PlanBoard } from './plan.ts';
import type { PlanWords } from './words.ts';

/** What the words need of a board: names for ids. */
export type Named = Pick<PlanBoard, 'sessions' | 'staff'>;
type Span = readonly [start: number, end: number];

/** The facts that keep somebody from a full week, as sentences; facts of one kind share a sentence. */
export function sentencesOf(
  facts: readonly BecauseShown[],
  board: Named,
  { because: t }: PlanWords,
  language: Language,
): readonly string[] {
  const of = (code: string) => facts.filter((fact) => fact.code === code);
  const groups = (code: string) => namesOf(of(code), board, language);
  const sentences: (string | false)[] = [
    of('busy').length > 0 &&
      t.busy(
        lifeInWords(
          of('busy').flatMap(({ busy }) => (busy === undefined ? [] : [busy])),
          language,
        ),
      ),
    of('full').length > 0 && t.full(groups('full'), of('full').length),
    of('apart').length > 0 && t.apart(groups('apart')),
    of('site').length > 0 && t.site,
    of('tags').length > 0 && t.tags,
    of('staff-free').length > 0 && t.staffFree,
    ...of('day-limit').map(({ minutes = 0 }) => t.dayLimit(minutes)),
    ...of('min-days').map(({ days = 0 }) => t.minDays(days)),
    ...of('too-few-hours').map(({ minutes = 0 }) => t.tooFew(minutes)),
    ...of('activity').map(({ minutes = 0 }) => t.activity(minutes)),
    of('others-first').length > 0 && t.othersFirst,
    // A run that was stopped early did not get to everybody's reasons.
    facts.length === 0 && t.notAsked,
  ];
  // A Spanish time ends with a stop of its own: "9:00 p.m." needs no second one.
  return sentences.filter((sentence) => sentence !== false).map((sentence) => sentence.replace(/\.\.$/, '.'));
}

/** One way out in words; undefined for a kind this page does not know. */
export function fixInWords(
  { kind, session, busy, minutes, days, staff, visit }: FixShown,
  board: Named,
  { fix: t, kind: visitNames }: PlanWords,
  language: Language,
): string | undefined {
  const group = namesOf([{ session }], board, language);
  switch (kind) {
    case 'open-candidate':
      return t.open(group);
    case 'add-seat':
      return t.seat(group);
    case 'by-video':
      return t.video(group);
    case 'free-busy':
      return busy && t.free(lifeInWords([busy], language));
    case 'other-staff':
      return t.staff(visitNames[visit ?? ''] ?? '', board.staff.find(({ id }) => id === staff)?.name ?? '');
    case 'lower-step':
      return t.lower(minutes ?? 0, days ?? 0);
    default:
      return undefined;
  }
}

/** "Evening group (Mon 6:00 pm, Wed 6:00 pm), Skills (Thu 9:00 am)". */
function namesOf(
  facts: readonly { readonly session?: string | undefined }[],
  board: Named,
  language: Language,
): string {
  const sessions = facts.flatMap(({ session }) => board.sessions.find(({ id }) => id === session) ?? []);
  const byName = Map.groupBy(
    sessions.toSorted((a, b) => a.start - b.start),
    ({ label }) => label[language],
  );
  return [...byName]
    .map(([name, list]) => {
      const times = list.map(
        ({ start }) => `${dayName(dayOfWeek(start), language, 'short')} ${clockTime(start, language)}`,
      );
      return `${name} (${times.join(', ')})`;
    })
    .join(', ');
}

/** Busy time with the days of equal hours together: "Mon–Fri 9:00 am–5:00 pm; Sat 8:00–11:00 am". */
export function lifeInWords(spans: readonly Span[], language: Language): string {
  const byHours = Map.groupBy(
    spans.toSorted((a, b) => a[0] - b[0]),
    ([start, end]) => `${start % 1440} ${end - start}`,
  );
  return [...byHours.values()]
    .map((list) => {
      const [start = 0, end = 0] = list[0] ?? [];
      return `${daysInWords(
        list.map(([at]) => dayOfWeek(at)),
        language,
      )} ${timeRange(start, end, language)}`;
    })
    .join('; ');
}

/** "Mon–Thu, Sat": three days in a row or more become a range. */
function daysInWords(days: readonly number[], language: Language): string {
  const name = (day: number) => dayName(day, language, 'short');
  const runs: [first: number, last: number][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run !== undefined && day <= run[1] + 1) run[1] = day;
    else runs.push([day, day]);
  }
  return runs
    .map(([first, last]) => {
      if (first === last) return name(first);
      return `${name(first)}${last - first > 1 ? '–' : ', '}${name(last)}`;
    })
    .join(', ');
}
