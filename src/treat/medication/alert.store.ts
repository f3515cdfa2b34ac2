import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { MedicationRecord } from './record.ts';
import { RULE_VERSION, RULES } from './rule-format.ts';
import { type Spoken, spokenBy } from './rules.ts';

const HOUR_MS = 3_600_000;

/**
 * Opens what the rules say and nobody was told yet, and closes what is no longer so. Told twice it adds nothing.
 * @returns how many were opened
 */
export async function syncAlerts(
  db: Db,
  org: string,
  records: ReadonlyMap<string, MedicationRecord>,
  now: Date,
): Promise<number> {
  const people = [...records.keys()];
  if (people.length === 0) return 0;
  const open = await db
    .selectFrom('treat.medication_alert')
    .select(['alert_id', 'participant_id', 'rule', 'subject'])
    .where('over_at', 'is', null)
    .where('participant_id', 'in', people)
    .execute();
  const said = new Map(
    people.map((person) => [person, spokenBy(RULES, records.get(person) as MedicationRecord)]),
  );
  const over = open.filter(
    (one) =>
      !said
        .get(one.participant_id)
        ?.some(({ rule, subject }) => rule === one.rule && subject === one.subject),
  );
  if (over.length > 0) {
    await db
      .updateTable('treat.medication_alert')
      .set({ over_at: now, version: sql<number>`version + 1` })
      .where(
        'alert_id',
        'in',
        over.map(({ alert_id }) => alert_id),
      )
      .execute();
  }
  const fresh = people.flatMap((person) =>
    (said.get(person) ?? [])
      .filter(
        ({ rule, subject }) =>
          !open.some((one) => one.participant_id === person && one.rule === rule && one.subject === subject),
      )
      .map((spoken) => ({ person, spoken })),
  );
  if (fresh.length === 0) return 0;
  const owners = await ownersOf(db, [...new Set(fresh.map(({ person }) => person))]);
  const rows = fresh.flatMap(({ person, spoken }) => {
    const owner = owners.get(person);
    return owner === undefined ? [] : [alertRow(org, person, owner, spoken, now)];
  });
  if (rows.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('treat.medication_alert')
    .values(rows)
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

const alertRow = (org: string, person: string, owner: string, spoken: Spoken, now: Date) => ({
  org_id: org,
  alert_id: newId(),
  participant_id: person,
  rule: spoken.rule,
  rule_version: RULE_VERSION,
  severity: spoken.severity,
  subject: spoken.subject,
  evidence: JSON.stringify(spoken.evidence),
  owner,
  opened_at: now,
  due_at: new Date(now.getTime() + spoken.acknowledgeHours * HOUR_MS),
});

/**
 * Who looks: whoever prescribes on the care team, else who nurses, else whoever has been on it longest. Somebody of
 * the program does even where nobody is on the team any more.
 */
async function ownersOf(db: Db, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rank = sql`case role when 'prescriber' then 0 when 'nurse' then 1 else 2 end`;
  const team = await db
    .selectFrom('guard.care_team')
    .innerJoin('guard.staff', (join) =>
      join
        .onRef('guard.staff.org_id', '=', 'guard.care_team.org_id')
        .onRef('guard.staff.staff_id', '=', 'guard.care_team.staff_id'),
    )
    .distinctOn('participant_id')
    .select(['participant_id', 'guard.staff.staff_id'])
    .where('participant_id', 'in', people)
    .where('left_on', 'is', null)
    .where('from_on', '<=', sql<string>`guard.today()`)
    .orderBy('participant_id')
    .orderBy(sql`(until_on is null or until_on >= guard.today()) desc`)
    .orderBy(rank)
    .orderBy('from_on')
    .orderBy('guard.staff.staff_id')
    .execute();
  const owners = new Map(team.map((row) => [row.participant_id, row.staff_id]));
  if (people.every((person) => owners.has(person))) return owners;
  const anybody = await db
    .selectFrom('guard.staff')
    .select('staff_id')
    .where('left_on', 'is', null)
    .orderBy(rank)
    .orderBy('staff_id')
    .limit(1)
    .executeTakeFirst();
  if (anybody !== undefined) {
    for (const person of people) if (!owners.has(person)) owners.set(person, anybody.staff_id);
  }
  return owners;
}
