import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { mustHaveNotice } from '../guard/notice/notice.store.ts';
import type { Actor, Db } from '../platform/db/index.ts';
import { refuse } from '../platform/http/problem.ts';
import { newId } from '../platform/ids.ts';
import { type Prescription, recordCode, tagsFor, visitsFor } from './admission.ts';

export interface Admission extends Prescription {
  readonly participant: string;
  readonly inquiry: string | null;
  readonly decision: string;
  readonly language: 'en' | 'es';
  readonly sites: readonly string[];
  readonly video: boolean;
  /** First day of care, a date. */
  readonly from: string;
  /** Who holds the person's care; without one, whoever admits. */
  readonly counselor?: string;
}

/**
 * A prospect becomes a participant: record code, the deciding counselor on the care team, an episode, the level of
 * care in force, and the need the planner works from. One transaction with the signature that caused it.
 */
export async function admit(db: Db, actor: Actor, admission: Admission): Promise<{ recordCode: string }> {
  const { participant, from, counselor = actor.id } = admission;
  await mustHaveNotice(db, participant);
  const of = { org_id: actor.org, participant_id: participant };
  const episode = newId();
  const visits = visitsFor(admission, counselor);

  // First the care team: from here on the right to write rests on it, no longer on the open inquiry.
  await db
    .insertInto('guard.care_team')
    // From today, whatever the first day of care: who decided goes on seeing whom they decided for.
    .values({ ...of, staff_id: counselor, from_on: sql`guard.today()` })
    .execute();
  await db
    .insertInto('bridge.episode')
    .values({ ...of, episode_id: episode, opened_on: from })
    .execute();
  await db
    .insertInto('bridge.level_of_care')
    .values({
      ...of,
      level_id: newId(),
      episode_id: episode,
      level: admission.level,
      track: admission.track,
      minutes_per_week: admission.minutes,
      days_min: admission.daysMin,
      minutes_per_day_max: admission.minutesPerDayMax,
      visits: JSON.stringify(visits.map(({ kind, minutes, count }) => ({ kind, minutes, count }))),
      from_on: from,
      decision_id: admission.decision,
    })
    .execute();
  await db
    .insertInto('schedule.need')
    .values({
      ...of,
      minutes: admission.minutes,
      days_min: admission.daysMin,
      minutes_per_day_max: admission.minutesPerDayMax,
      visits: JSON.stringify(visits),
      activities: JSON.stringify([]),
      tags: [...tagsFor(admission, admission.language)],
      sites: [...admission.sites],
      video: admission.video,
      from_on: from,
    })
    .execute();
  if (admission.inquiry !== null) {
    await db
      .updateTable('bridge.inquiry')
      .set((q) => ({ state: 'admitted', version: q('version', '+', 1) }))
      .where('inquiry_id', '=', admission.inquiry)
      .execute();
  }
  return { recordCode: await giveRecordCode(db, participant) };
}

const TRIES = 50;

async function giveRecordCode(db: Db, participant: string): Promise<string> {
  for (let tries = 0; tries < TRIES; tries++) {
    const code = recordCode(randomInt);
    const taken = await db
      .selectFrom('guard.participant')
      .select('participant_id')
      .where('record_code', '=', code)
      .executeTakeFirst();
    if (taken !== undefined) continue;
    const { numUpdatedRows } = await db
      .updateTable('guard.participant')
      .set({ record_code: code, stage: 'participant' })
      .where('participant_id', '=', participant)
      .where('stage', '=', 'prospect')
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw refuse('conflict', { detail: 'This person is in care already.' });
    return code;
  }
  throw refuse('broken');
}
