import type { Actor, Db } from '../../platform/db/index.ts';
import type { ClassOf } from '../attendance/attendance.store.ts';
import type { ActivityClass } from '../hours/counting.ts';
import type { Topic } from './catalogue.ts';
import type { MeetingAbout } from './topics.ts';

/** What this program's activities count as. One that nobody described is clinical, unless whoever asks knows better. */
export async function classOfActivities(db: Db): Promise<ClassOf> {
  const rows = await db.selectFrom('treat.activity').select(['activity', 'class']).execute();
  const classes = new Map(rows.map((row) => [row.activity, row.class as ActivityClass]));
  return (activity, otherwise = 'A') => classes.get(activity) ?? otherwise;
}

/** An activity as a program has it; sessions and visits name it by its key. */
interface OwnActivity {
  readonly activity: string;
  /** null: like none of the catalogue. */
  readonly catalogueId: string | null;
  readonly label: { readonly en: string; readonly es: string };
  readonly class: ActivityClass;
  readonly topics: readonly Topic[];
  readonly isOffered: boolean;
  readonly version: number;
}

/** A program describes no more than this many. */
export const ACTIVITIES_MAX = 200;

export async function ownActivities(db: Db, only?: string): Promise<readonly OwnActivity[]> {
  const rows = await db
    .selectFrom('treat.activity')
    .selectAll()
    .$if(only !== undefined, (q) => q.where('activity', '=', only ?? ''))
    .orderBy('activity')
    .limit(ACTIVITIES_MAX)
    .execute();
  return rows.map((row) => ({
    activity: row.activity,
    catalogueId: row.catalogue_id,
    label: { en: row.label_en, es: row.label_es },
    class: row.class as ActivityClass,
    topics: row.topics as unknown as readonly Topic[],
    isOffered: row.is_offered,
    version: row.version,
  }));
}

/** Describes an activity for the first time (version 0), or anew; false where somebody was first. */
export async function describeActivity(
  db: Db,
  actor: Actor,
  { activity, catalogueId, label, topics, isOffered, version, ...rest }: OwnActivity,
  now: Date,
): Promise<boolean> {
  const said = {
    catalogue_id: catalogueId,
    label_en: label.en,
    label_es: label.es,
    class: rest.class,
    topics: JSON.stringify(topics),
    is_offered: isOffered,
    set_by: actor.id,
    set_at: now,
  };
  // One statement for both: the database asks who may describe it, whether it is there or not.
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('treat.activity')
    .values({ org_id: actor.org, activity, ...said })
    .onConflict((there) =>
      there
        .columns(['org_id', 'activity'])
        .doUpdateSet({ ...said, version: version + 1 })
        .where('treat.activity.version', '=', version),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** How far back a person's meetings are looked through for what they were about. */
const MEETINGS_MAX = 400;

/** Meetings of somebody that counted, with the topics that their signed group notes name, the newest first. */
export async function meetingsAbout(db: Db, participant: string): Promise<readonly MeetingAbout[]> {
  const meetings = await db
    .selectFrom('treat.attendance as a')
    .innerJoin('treat.meeting as m', (on) =>
      on.onRef('m.org_id', '=', 'a.org_id').onRef('m.meeting_id', '=', 'a.meeting_id'),
    )
    .select([
      'a.meeting_id as meeting',
      'm.on_date as on',
      'm.activity',
      'a.counted_minutes as countedMinutes',
    ])
    .where('a.participant_id', '=', participant)
    .where('a.counted_minutes', '>', 0)
    .where('m.session_id', 'is not', null)
    .orderBy('m.on_date', 'desc')
    .limit(MEETINGS_MAX)
    .execute();
  if (meetings.length === 0) return [];
  // By their ids: who may read a group's note is asked of each note looked at, so no other is.
  const notes = await db
    .selectFrom('treat.group_note')
    .select(['meeting_id', 'topics'])
    .where(
      'meeting_id',
      'in',
      meetings.map(({ meeting }) => meeting),
    )
    .where('state', '=', 'signed')
    .execute();
  const topics = new Map(notes.map((note) => [note.meeting_id, note.topics]));
  return meetings.map((one) => ({ ...one, topics: topics.get(one.meeting) ?? [] }));
}
