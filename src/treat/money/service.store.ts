import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import { classOfActivities } from '../activities/activity.store.ts';
import type { ActivityClass } from '../hours/counting.ts';
import type { Written } from '../hours/presence.ts';
import { credentialOf } from './codes.ts';
import type { Format } from './payer-rules.ts';
import type { Service } from './service.ts';

const FORMAT_OF: Readonly<Record<string, Format>> = {
  group: 'group',
  skills: 'group',
  family: 'family',
  medication: 'medication',
  individual: 'individual',
  'case-management': 'case-management',
};
/** What a kind of meeting is where nobody described what is done in it. */
const classOfKind = (kind: string): ActivityClass => (kind === 'case-management' ? 'B' : 'A');
/** How many there can be at once: people times days times meetings of a program of this size, with room. */
const LIST_MAX = 50_000;

/**
 * What was done with people from a day on, as far as whoever asks may see: who came, when, led by whom.
 * @param seesEverybody false for one's own people alone: then a group is never taken for a group of one
 */
export async function servicesSince(
  db: Db,
  from: string,
  {
    seesEverybody,
    signed,
    participant,
  }: {
    readonly seesEverybody: boolean;
    /** Meetings and people whose note is signed, as "participant meeting". */
    readonly signed: ReadonlySet<string>;
    readonly participant?: string;
  },
): Promise<readonly Service[]> {
  const rows = await db
    .selectFrom('treat.attendance as a')
    .innerJoin('treat.meeting as m', (on) =>
      on.onRef('m.org_id', '=', 'a.org_id').onRef('m.meeting_id', '=', 'a.meeting_id'),
    )
    .select([
      'a.participant_id',
      'a.meeting_id',
      'a.stays',
      'a.counted_minutes',
      'm.on_date',
      'm.kind',
      'm.activity',
      'm.site_id',
      'm.breaks',
      'm.ends_at',
      sql<number>`(count(*) over (partition by a.meeting_id))::int`.as('people'),
      sql<string[]>`array(select s.licence_type from treat.meeting_leader l
        join guard.staff s on s.org_id = l.org_id and s.staff_id = l.staff_id
        where l.org_id = m.org_id and l.meeting_id = m.meeting_id and s.licence_type is not null)`.as(
        'licences',
      ),
    ])
    .where('a.status', 'in', ['here', 'late'])
    .where('m.state', '<>', 'cancelled')
    .where('m.on_date', '>=', from)
    .$if(participant !== undefined, (q) => q.where('a.participant_id', '=', participant ?? ''))
    .orderBy('m.on_date')
    .orderBy('a.meeting_id')
    .limit(LIST_MAX)
    .execute();
  const classOf = await classOfActivities(db);
  return rows.map(
    (row): Service => ({
      id: row.meeting_id,
      participant: row.participant_id,
      on: row.on_date,
      format: FORMAT_OF[row.kind] ?? 'group',
      class: classOf(row.activity, classOfKind(row.kind)),
      stays: row.stays as unknown as readonly Written[],
      breaks: row.breaks as unknown as readonly Written[],
      countedMinutes: row.counted_minutes,
      credentials: row.licences.flatMap((licence) => credentialOf(licence) ?? []),
      people: seesEverybody && participant === undefined ? row.people : Math.max(2, row.people),
      isTelehealth: row.site_id === null,
      hasSignedNote: signed.has(`${row.participant_id} ${row.meeting_id}`),
      endedAt: new Date(row.ends_at).toISOString(),
    }),
  );
}
