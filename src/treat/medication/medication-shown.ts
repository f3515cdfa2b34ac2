import { type Sealer, sealersFor } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { Key } from '../../platform/secrets.ts';
import { dueOf, lastsUntil } from './due.ts';
import type {
  EntryShown,
  FindingShown,
  GivenShown,
  MedicationShown,
  OrderShown,
  RuleAlertShown,
  WarningShown,
} from './medication.schema.ts';
import { type EntryWords, type OrderWords, sealerOf } from './medication.store.ts';
import { classesOf } from './medicines.ts';
import { SCHEDULES } from './monitoring.ts';
import { type Ordered, warningsOf } from './order.ts';
import { recordOf } from './record.store.ts';
import { isTaken, type MedicationRecord } from './record.ts';
import { RULES } from './rule-format.ts';
import type { Evidence, Spoken } from './rules.ts';

/** Older ones stay in the record; the page shows what is of use. */
const MOST = 200;

/** Everything about somebody's medicines, for their care team. */
export async function medicationShown(
  db: Db,
  master: Key,
  actor: Actor,
  participant: string,
  today: string,
  now: Date,
): Promise<MedicationShown> {
  const sealer = await sealerOf(db, master, participant);
  const record = await recordOf(db, today, participant);
  const names = await namesOf(db);
  const list = await entries(db, sealer, participant, record);
  return {
    participant,
    today,
    list,
    orders: await orders(db, sealer, participant, record, names),
    given: await administrations(db, sealer, participant, list, names),
    findings: await findings(db, sealer, participant, names),
    alerts: (await alertsShown(db, master, actor, now, [participant])).get(participant) ?? [],
    due: [...dueOf(SCHEDULES, record)],
  };
}

type Names = ReadonlyMap<string, string>;

const namesOf = async (db: Db): Promise<Names> =>
  new Map(
    (await db.selectFrom('guard.staff').select(['staff_id', 'display_name']).execute()).map((row) => [
      row.staff_id,
      row.display_name,
    ]),
  );

async function entries(
  db: Db,
  sealer: Sealer,
  participant: string,
  record: MedicationRecord,
): Promise<EntryShown[]> {
  const rows = await db
    .selectFrom('treat.medicine_entry')
    .selectAll()
    .where('participant_id', '=', participant)
    .orderBy('until_on', (order) => order.desc().nullsFirst())
    .orderBy('since_on', (order) => order.desc().nullsLast())
    .orderBy('entry_id')
    .limit(MOST)
    .execute();
  return rows.map((row) => {
    const words = sealer.open(row.words_sealed) as EntryWords;
    const taken = record.medicines.find(({ id }) => id === row.entry_id);
    return {
      id: row.entry_id,
      version: row.version,
      medicine: row.medicine,
      ...words,
      classes: [...classesOf(row.medicine, row.classes)],
      route: row.route as EntryShown['route'],
      prescribed: row.prescribed as EntryShown['prescribed'],
      since: row.since_on,
      until: row.until_on,
      endedHow: row.ended_how as EntryShown['endedHow'],
      endedNote: row.ended_words_sealed === null ? '' : String(sealer.open(row.ended_words_sealed)),
      isTaken: taken !== undefined && isTaken(record, taken),
      lastsUntil: lastsUntil(record, row.entry_id),
    };
  });
}

async function orders(
  db: Db,
  sealer: Sealer,
  participant: string,
  record: MedicationRecord,
  names: Names,
): Promise<OrderShown[]> {
  const rows = await db
    .selectFrom('treat.medicine_order')
    .selectAll()
    .where('participant_id', '=', participant)
    .where('state', '<>', 'withdrawn')
    .orderBy('drafted_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => {
    const asked: Ordered = {
      kind: row.kind as Ordered['kind'],
      medicine: row.medicine,
      classes: row.classes,
      entry: row.entry_id,
      startsOn: row.starts_on,
      endsHow: row.ends_how as Ordered['endsHow'],
    };
    const warnings =
      row.state === 'signed'
        ? (row.warnings as unknown as readonly Spoken[] | null)
        : warningsOf(RULES, record, asked);
    return {
      id: row.order_id,
      version: row.version,
      kind: asked.kind,
      medicine: row.medicine,
      ...(sealer.open(row.words_sealed) as OrderWords),
      route: row.route as OrderShown['route'],
      entry: row.entry_id,
      startsOn: row.starts_on,
      supplyDays: row.supply_days,
      refills: row.refills,
      endsHow: asked.endsHow,
      state: row.state as OrderShown['state'],
      drafted: { by: names.get(row.drafted_by) ?? '', at: row.drafted_at.toISOString() },
      signed:
        row.signed_at === null
          ? null
          : {
              by: names.get(row.signed_by ?? '') ?? '',
              at: row.signed_at.toISOString(),
              licence: row.licence ?? '',
            },
      warnings: (warnings ?? []).map(warningShown),
      override: row.override_sealed === null ? null : String(sealer.open(row.override_sealed)),
    };
  });
}

async function administrations(
  db: Db,
  sealer: Sealer,
  participant: string,
  list: readonly EntryShown[],
  names: Names,
): Promise<GivenShown[]> {
  const rows = await db
    .selectFrom('treat.administration')
    .selectAll()
    .where('participant_id', '=', participant)
    .orderBy('on_date', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => {
    const line = list.find(({ id }) => id === row.entry_id);
    return {
      id: row.administration_id,
      entry: row.entry_id,
      medicine: line?.medicine ?? '',
      name: line?.name ?? '',
      status: row.status as GivenShown['status'],
      on: row.on_date,
      site: row.site as GivenShown['site'],
      ...(sealer.open(row.words_sealed) as { lot: string; note: string }),
      by: names.get(row.recorded_by) ?? '',
      withdrawn:
        row.withdrawn_at === null
          ? null
          : {
              by: names.get(row.withdrawn_by ?? '') ?? '',
              reason:
                row.withdrawn_reason_sealed === null ? '' : String(sealer.open(row.withdrawn_reason_sealed)),
            },
    };
  });
}

async function findings(db: Db, sealer: Sealer, participant: string, names: Names): Promise<FindingShown[]> {
  const rows = await db
    .selectFrom('treat.finding')
    .selectAll()
    .where('participant_id', '=', participant)
    .where('withdrawn_at', 'is', null)
    .orderBy('on_date', 'desc')
    .orderBy('recorded_at', 'desc')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    id: row.finding_id,
    kind: row.kind as FindingShown['kind'],
    code: row.code,
    value: row.value === null ? null : Number(row.value),
    on: row.on_date,
    until: row.until_on,
    words: row.words_sealed === null ? '' : String(sealer.open(row.words_sealed)),
    by: names.get(row.recorded_by) ?? '',
  }));
}

/** A rule that spoke, with its words as they stand in the file now. */
export function warningShown(spoken: Pick<Spoken, 'rule' | 'severity' | 'evidence'>): WarningShown {
  const rule = RULES.find(({ id }) => id === spoken.rule);
  return {
    rule: spoken.rule,
    severity: spoken.severity,
    // biome-ignore lint/suspicious/noThenProperty: the field guide's own word, in an answer that nobody awaits
    then: rule?.then ?? null,
    source: rule?.source ?? null,
    isToBeConfirmed: rule?.toBeConfirmedByPharmacist ?? false,
    evidence: spoken.evidence.map((one) => ({ ...one })),
  };
}

const GRAVITY = ['stop-and-call', 'prescriber-review', 'information'];

/** What must be looked at about these people, the gravest and soonest first; what is no longer so is left out. */
export async function alertsShown(
  db: Db,
  master: Key,
  actor: Actor,
  now: Date,
  people: readonly string[],
): Promise<ReadonlyMap<string, RuleAlertShown[]>> {
  const shown = new Map<string, RuleAlertShown[]>();
  if (people.length === 0) return shown;
  const rows = await db
    .selectFrom('treat.medication_alert as a')
    .leftJoin('guard.staff as o', (join) =>
      join.onRef('o.org_id', '=', 'a.org_id').onRef('o.staff_id', '=', 'a.owner'),
    )
    .leftJoin('guard.staff as k', (join) =>
      join.onRef('k.org_id', '=', 'a.org_id').onRef('k.staff_id', '=', 'a.acknowledged_by'),
    )
    .selectAll('a')
    .select(['o.display_name as owner_name', 'k.display_name as acknowledged_name'])
    .where('a.over_at', 'is', null)
    .where('a.participant_id', 'in', people)
    .orderBy('a.due_at')
    .orderBy('a.alert_id')
    .limit(1000)
    .execute();
  const sealers = await sealersFor(db, master, [...new Set(rows.map((row) => row.participant_id))]);
  for (const row of rows) {
    const sealer = sealers.get(row.participant_id);
    const own = shown.get(row.participant_id) ?? [];
    shown.set(row.participant_id, own);
    own.push({
      id: row.alert_id,
      version: row.version,
      ...warningShown({
        rule: row.rule,
        severity: row.severity as Spoken['severity'],
        evidence: row.evidence as unknown as readonly Evidence[],
      }),
      owner: { name: row.owner_name ?? '', isMe: row.owner === actor.id },
      openedAt: row.opened_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      isOverdue: row.acknowledged_at === null && row.due_at < now,
      acknowledged:
        row.acknowledged_at === null
          ? null
          : {
              by: row.acknowledged_name ?? '',
              at: row.acknowledged_at.toISOString(),
              done:
                row.done_sealed === null || sealer === undefined ? '' : String(sealer.open(row.done_sealed)),
            },
    });
  }
  for (const own of shown.values()) {
    own.sort(
      (a, b) =>
        Number(a.acknowledged !== null) - Number(b.acknowledged !== null) ||
        GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity),
    );
  }
  return shown;
}
