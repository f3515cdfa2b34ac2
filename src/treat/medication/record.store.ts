import type { Db } from '../../platform/db/index.ts';
import { SUBSTANCES } from '../drug-tests/panels.ts';
import type { FindingKind } from './codes.ts';
import { classesOf } from './medicines.ts';
import type { MedicationRecord, Taken } from './record.ts';
import { pdmpDaysIn } from './rule-format.ts';

type Part<K extends keyof MedicationRecord> = MedicationRecord[K] extends readonly (infer One)[]
  ? One
  : never;

/**
 * The records that the rules look at, of one person or of everybody of whom anything is written down and whoever asks
 * may see. One question per table, however many people.
 */
export async function recordsOf(
  db: Db,
  today: string,
  participant?: string,
): Promise<ReadonlyMap<string, MedicationRecord>> {
  const { state } = await db.selectFrom('guard.org').select('state').executeTakeFirstOrThrow();
  const of = <T extends { where: (column: 'participant_id', is: '=', value: string) => T }>(query: T): T =>
    participant === undefined ? query : query.where('participant_id', '=', participant);

  const entries = await of(
    db
      .selectFrom('treat.medicine_entry')
      .select(['participant_id', 'entry_id', 'medicine', 'classes', 'since_on', 'until_on', 'ended_how']),
  ).execute();
  const findings = await of(
    db
      .selectFrom('treat.finding')
      .select(['participant_id', 'finding_id', 'kind', 'code', 'value', 'on_date', 'until_on'])
      .where('withdrawn_at', 'is', null),
  ).execute();
  const given = await of(
    db
      .selectFrom('treat.administration')
      .select(['participant_id', 'entry_id', 'on_date'])
      .where('withdrawn_at', 'is', null)
      .where('status', '=', 'given'),
  ).execute();
  const supplied = await of(
    db.selectFrom('treat.supply').select(['participant_id', 'entry_id', 'filled_on', 'days']),
  ).execute();
  const tests = await of(
    db
      .selectFrom('treat.drug_test')
      .select(['participant_id', 'collected_on', 'results'])
      .where('state', 'in', ['collected', 'resulted']),
  ).execute();

  const parts = {
    medicines: grouped(
      entries,
      (row): Taken => ({
        id: row.entry_id,
        medicine: row.medicine,
        classes: classesOf(row.medicine, row.classes),
        since: row.since_on,
        until: row.until_on,
        endedHow: row.ended_how as Taken['endedHow'],
      }),
    ),
    findings: grouped(
      findings,
      (row): Part<'findings'> => ({
        id: row.finding_id,
        kind: row.kind as FindingKind,
        code: row.code,
        value: row.value === null ? null : Number(row.value),
        on: row.on_date,
        until: row.until_on,
      }),
    ),
    given: grouped(given, (row): Part<'given'> => ({ entry: row.entry_id, on: row.on_date })),
    supplied: grouped(
      supplied,
      (row): Part<'supplied'> => ({
        entry: row.entry_id,
        on: row.filled_on,
        days: row.days,
      }),
    ),
    tests: grouped(tests, (row) => ({
      on: row.collected_on ?? '',
      detected: Object.entries(row.results as Record<string, string>)
        .filter(([, result]) => result === 'detected')
        .map(([substance]) => substance),
    })),
  };
  const people = new Set([
    ...(participant === undefined ? [] : [participant]),
    ...[...parts.medicines.keys(), ...parts.findings.keys(), ...parts.tests.keys()],
  ]);
  return new Map(
    [...people].map((person): [string, MedicationRecord] => {
      const tested = parts.tests.get(person) ?? [];
      return [
        person,
        {
          on: today,
          medicines: parts.medicines.get(person) ?? [],
          findings: parts.findings.get(person) ?? [],
          given: parts.given.get(person) ?? [],
          supplied: parts.supplied.get(person) ?? [],
          testedOn: tested.map(({ on }) => on),
          detected: tested.flatMap(({ on, detected }) =>
            detected.map((substance) => ({
              substance,
              class: SUBSTANCES.get(substance)?.class ?? '',
              on,
            })),
          ),
          pdmpDays: pdmpDaysIn(state),
        },
      ];
    }),
  );
}

/** The record of one person. */
export async function recordOf(db: Db, today: string, participant: string): Promise<MedicationRecord> {
  const record = (await recordsOf(db, today, participant)).get(participant);
  if (record === undefined) throw new Error('A person who was asked for is always in the answer.');
  return record;
}

function grouped<Row extends { readonly participant_id: string }, One>(
  rows: readonly Row[],
  shape: (row: Row) => One,
): ReadonlyMap<string, readonly One[]> {
  const people = new Map<string, One[]>();
  for (const row of rows) {
    const own = people.get(row.participant_id);
    if (own === undefined) people.set(row.participant_id, [shape(row)]);
    else own.push(shape(row));
  }
  return people;
}
