import { sql } from 'kysely';
import type { Actor, Db } from '../platform/db/index.ts';
import { refuse } from '../platform/http/problem.ts';
import { newId } from '../platform/ids.ts';
import type { Admission } from './admission.store.ts';
import { tagsAfter, visitsFor } from './admission.ts';

/** Whether somebody's stay here is open. */
export const isInCare = async (db: Db, participant: string): Promise<boolean> =>
  (await openEpisode(db, participant)) !== undefined;

const openEpisode = (db: Db, participant: string) =>
  db
    .selectFrom('bridge.episode')
    .select('episode_id')
    .where('participant_id', '=', participant)
    .where('closed_on', 'is', null)
    .executeTakeFirst();

export interface LevelInForce {
  readonly participant: string;
  readonly level: 'OP' | 'IOP' | 'PHP';
  readonly track: 'standard' | 'dual';
  readonly minutesPerWeek: number;
  readonly daysMin: number;
  readonly from: string;
}

/** The level of care in force on a day, of one person, of some, or of everybody whoever asks may see. */
export async function levelsOn(
  db: Db,
  on: string,
  only?: string | readonly string[],
): Promise<readonly LevelInForce[]> {
  const people = typeof only === 'string' ? [only] : only;
  if (people?.length === 0) return [];
  const rows = await db
    .selectFrom('bridge.level_of_care')
    .select(['participant_id', 'level', 'track', 'minutes_per_week', 'days_min', 'from_on'])
    .where('from_on', '<=', on)
    .where((q) => q.or([q('until_on', 'is', null), q('until_on', '>=', on)]))
    .$if(people !== undefined, (q) => q.where('participant_id', 'in', people ?? []))
    .orderBy('participant_id')
    .orderBy('from_on')
    .execute();
  return rows.map((row) => ({
    participant: row.participant_id,
    level: row.level as LevelInForce['level'],
    track: row.track as LevelInForce['track'],
    minutesPerWeek: row.minutes_per_week,
    daysMin: row.days_min,
    from: row.from_on,
  }));
}

/** One person's levels of care in force on any day of a stretch of dates, oldest first; `until` null: still so. */
export async function levelsBetween(
  db: Db,
  participant: string,
  from: string,
  until: string,
): Promise<
  readonly { readonly from: string; readonly until: string | null; readonly minutesPerWeek: number }[]
> {
  return db
    .selectFrom('bridge.level_of_care')
    .select(['from_on as from', 'until_on as until', 'minutes_per_week as minutesPerWeek'])
    .where('participant_id', '=', participant)
    .where('from_on', '<=', until)
    .where((q) => q.or([q('until_on', 'is', null), q('until_on', '>=', from)]))
    .orderBy('from_on')
    .execute();
}

/** Everybody's doses in force on any day of a stretch of dates, by person, or of these people's. */
export async function dosesBetween(
  db: Db,
  from: string,
  until: string,
  people?: readonly string[],
): Promise<
  ReadonlyMap<
    string,
    readonly { readonly from: string; readonly until: string | null; readonly minutesPerWeek: number }[]
  >
> {
  if (people?.length === 0) return new Map();
  const rows = await db
    .selectFrom('bridge.level_of_care')
    .select(['participant_id', 'from_on', 'until_on', 'minutes_per_week'])
    .where('from_on', '<=', until)
    .where((q) => q.or([q('until_on', 'is', null), q('until_on', '>=', from)]))
    .$if(people !== undefined, (q) => q.where('participant_id', 'in', people ?? []))
    .execute();
  const doses = Map.groupBy(rows, (row) => row.participant_id);
  return new Map(
    [...doses].map(([participant, own]) => [
      participant,
      own.map((row) => ({
        from: row.from_on,
        until: row.until_on,
        minutesPerWeek: row.minutes_per_week,
      })),
    ]),
  );
}

/** Somebody's newest stay here, with the level it is or was at. */
export interface Stay {
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly level: LevelInForce['level'];
}

/** The newest stay of one person, or of everybody whoever asks may see. */
export async function staysOf(db: Db, participant?: string): Promise<ReadonlyMap<string, Stay>> {
  const rows = await db
    .selectFrom('bridge.episode')
    .innerJoin('bridge.level_of_care', (join) =>
      join
        .onRef('bridge.level_of_care.org_id', '=', 'bridge.episode.org_id')
        .onRef('bridge.level_of_care.episode_id', '=', 'bridge.episode.episode_id')
        .onRef('bridge.level_of_care.participant_id', '=', 'bridge.episode.participant_id'),
    )
    .select(['bridge.episode.participant_id', 'opened_on', 'closed_on', 'level'])
    // Said of both: the database otherwise asks of everybody's level whether it may be read.
    .$if(participant !== undefined, (q) =>
      q
        .where('bridge.episode.participant_id', '=', participant ?? '')
        .where('bridge.level_of_care.participant_id', '=', participant ?? ''),
    )
    .orderBy('opened_on')
    .orderBy('from_on')
    .execute();
  return new Map(
    rows.map((row): [string, Stay] => [
      row.participant_id,
      { openedOn: row.opened_on, closedOn: row.closed_on, level: row.level as Stay['level'] },
    ]),
  );
}

/**
 * Another level or dose for somebody in care, from a day on: the episode goes on, the level before ends the day before,
 * and the planner works from the new need. What was to begin on or after that day never began.
 */
export async function changeLevel(db: Db, actor: Actor, change: Admission): Promise<void> {
  const { participant, from, counselor = actor.id } = change;
  const of = { org_id: actor.org, participant_id: participant };
  const episode = await openEpisode(db, participant);
  if (episode === undefined) throw refuse('conflict', { detail: 'This person is no longer in care here.' });
  const [before] = await levelsOn(db, from, participant);
  if (before !== undefined && isSame(before, change)) return keepPlaces(db, change);
  const visits = visitsFor(change, counselor);

  await db
    .deleteFrom('bridge.level_of_care')
    .where('participant_id', '=', participant)
    .where('from_on', '>=', from)
    .execute();
  await db
    .updateTable('bridge.level_of_care')
    .set({ until_on: sql<string>`${from}::date - 1` })
    .where('participant_id', '=', participant)
    .where('from_on', '<', from)
    .where((q) => q.or([q('until_on', 'is', null), q('until_on', '>=', from)]))
    .execute();
  await db
    .insertInto('bridge.level_of_care')
    .values({
      ...of,
      level_id: newId(),
      episode_id: episode.episode_id,
      level: change.level,
      track: change.track,
      minutes_per_week: change.minutes,
      days_min: change.daysMin,
      minutes_per_day_max: change.minutesPerDayMax,
      visits: JSON.stringify(visits.map(({ kind, minutes, count }) => ({ kind, minutes, count }))),
      from_on: from,
      decision_id: change.decision,
    })
    .execute();
  const need = await db
    .selectFrom('schedule.need')
    .select('tags')
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  // From today for the planner, whatever the first day: the weeks still to be planned are for the new level.
  await db
    .updateTable('schedule.need')
    .set((q) => ({
      minutes: change.minutes,
      days_min: change.daysMin,
      minutes_per_day_max: change.minutesPerDayMax,
      visits: JSON.stringify(visits),
      tags: [...tagsAfter(need?.tags ?? [], change, change.language)],
      sites: [...change.sites],
      video: change.video,
      version: q('version', '+', 1),
    }))
    .where('participant_id', '=', participant)
    .execute();
}

const isSame = (before: LevelInForce, { level, track, minutes, daysMin }: Admission): boolean =>
  before.level === level &&
  before.track === track &&
  before.minutesPerWeek === minutes &&
  before.daysMin === daysMin;

/** The same level and dose go on: only where the person can be may be different. */
async function keepPlaces(db: Db, { participant, sites, video }: Admission): Promise<void> {
  await db
    .updateTable('schedule.need')
    .set((q) => ({ sites: [...sites], video, version: q('version', '+', 1) }))
    .where('participant_id', '=', participant)
    .execute();
}
