/** What of people's current weeks can still be had, as columns to start from: any solver may, so each that can does. */
import type { Week } from '../../../src/schedule/engine/format/format.ts';
import type { WholeModel } from './model.ts';
import { dayOf, lengthOf } from './options.ts';

/** Undefined when nobody has a current week. It keeps every rule: taking things out of a legal plan breaks none. */
export function currentStart(week: Week, { programme, parts }: WholeModel): Float64Array | undefined {
  if (week.people.every(({ current }) => current === undefined)) return undefined;
  const values = new Float64Array(programme.columns);
  for (const { person, options, first, served, credited, days } of parts) {
    const kept = options.filter(({ isCurrent }, at) => {
      if (isCurrent) values[first + at] = 1;
      return isCurrent;
    });
    const { needs } = person;
    const minutes = kept.reduce((sum, option) => sum + lengthOf(option), 0);
    const usedDays = new Set(kept.map(({ start }) => dayOf(start)));
    for (const [day, column] of days) if (usedDays.has(day)) values[column] = 1;
    values[credited] = Math.min(minutes, needs.minutes);
    const hasVisits = needs.visits.every(
      ({ count }, nth) => kept.filter(({ need }) => need === nth).length >= count,
    );
    const hasActivities = needs.activities.every(
      ({ activity, minMinutes }) =>
        kept.reduce(
          (sum, option) =>
            sum + (week.sessions[option.session]?.activity === activity ? lengthOf(option) : 0),
          0,
        ) >= minMinutes,
    );
    const isServed = minutes >= needs.minutes && usedDays.size >= needs.minDays && hasVisits && hasActivities;
    values[served] = isServed ? 1 : 0;
  }
  return values;
}
