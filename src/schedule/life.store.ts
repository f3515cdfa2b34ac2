import type { Db } from '../platform/db/index.ts';
import type { Busy } from './engine/person/rules.ts';

/** What a session of somebody's week has to fit around. */
interface Life {
  /** In minutes of the week; soft hours can be asked for, hard ones cannot. */
  readonly busy: readonly Busy[];
  readonly minutesPerDayMax: number;
}

/** Of these people, as far as whoever asks may see; what somebody wishes for ("best") takes no time. */
export async function livesOf(db: Db, people: readonly string[]): Promise<ReadonlyMap<string, Life>> {
  if (people.length === 0) return new Map();
  const needs = await db
    .selectFrom('schedule.need')
    .select(['participant_id', 'minutes_per_day_max'])
    .where('participant_id', 'in', people)
    .execute();
  const rows = await db
    .selectFrom('schedule.busy')
    .select(['participant_id', 'start_minute', 'end_minute', 'travel_minutes', 'soft_cost'])
    .where('participant_id', 'in', people)
    .where('kind', '!=', 'best')
    .execute();
  const busy = Map.groupBy(rows, (row) => row.participant_id);
  return new Map(
    needs.map((need) => [
      need.participant_id,
      {
        minutesPerDayMax: need.minutes_per_day_max,
        busy: (busy.get(need.participant_id) ?? []).map((row) => ({
          start: row.start_minute,
          end: row.end_minute,
          ...(row.travel_minutes === null ? {} : { travel: row.travel_minutes }),
          ...(row.soft_cost === null ? {} : { soft: row.soft_cost }),
        })),
      },
    ]),
  );
}
