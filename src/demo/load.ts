import type { InsertObject } from 'kysely';
import { systemActor } from '../guard/actors.ts';
import type { House } from '../guard/house.ts';
import type { DB, Db } from '../platform/db/index.ts';
import { newKey } from '../platform/secrets.ts';
import { lookAtMedicines } from '../treat/medication/medication.jobs.ts';
import { activityRows } from './activities.rows.ts';
import { at } from './calendar.ts';
import { findableRows } from './findable.rows.ts';
import { inquiryRows } from './inquiries.rows.ts';
import { measureRows } from './measures.rows.ts';
import { medicationRows } from './medication.rows.ts';
import { meetingRows } from './meetings.rows.ts';
import { moneyRows } from './money.rows.ts';
import { noteRows } from './notes.rows.ts';
import { decisionRows, Keyring, personId, personRows } from './people.rows.ts';
import { planRows } from './plans.rows.ts';
import { ORG_ID, programRows } from './program.rows.ts';
import { idOf } from './seed.ts';
import { treatmentPlanRows } from './treatment-plans.rows.ts';

/** The rules are looked at on the morning of the first day. */
const RULES_LOOKED_AT = 7 * 60;

/** Somebody of the demo program whose pages are worth a look. */
interface DemoGuest {
  readonly label: string;
  readonly person: { readonly org: string; readonly kind: 'staff' | 'participant'; readonly id: string };
}
export type DemoPeople = readonly DemoGuest[];

const staff = (label: string, key: string): DemoGuest => ({
  label,
  person: { org: ORG_ID, kind: 'staff', id: idOf('staff', key) },
});
const participant = (label: string, code: string): DemoGuest => ({
  label,
  person: { org: ORG_ID, kind: 'participant', id: personId(code) },
});

const GUESTS: DemoPeople = [
  staff('Coordinator', 'rosa'),
  staff('Counselor', 'dana'),
  staff('Facilitator', 'tom'),
  staff('Prescriber', 'osei'),
  staff('Nurse', 'nia'),
  staff('Biller', 'bo'),
  staff('Privacy officer', 'kofi'),
  participant('Participant', 'R-1042'),
  participant('Participante', 'M-1187'),
];

/** Whether nothing is set up in this database yet. */
export async function databaseIsEmpty({ door }: Pick<House, 'door'>): Promise<boolean> {
  const org = await door.asActor(systemActor('system:start'), 'setup', (db) =>
    db.selectFrom('guard.org').select('org_id').limit(1).executeTakeFirst(),
  );
  return org === undefined;
}

/** Whom one may be in the demo program; nobody where another program is set up. */
export const demoPeople = (house: Pick<House, 'publicOrg'>): DemoPeople =>
  house.publicOrg === ORG_ID ? GUESTS : [];

/**
 * Writes the demo program into an empty database, dates relative to `today` (a date, "2026-11-30"): all of it or
 * nothing. The same day gives the same rows and ids; only the keys, and with them the sealed bytes, are new.
 */
export async function loadDemo(house: Pick<House, 'door' | 'masterKey'>, today: string): Promise<DemoPeople> {
  const orgKey = newKey();
  const keys = new Keyring(orgKey);
  const program = programRows(today, house.masterKey, orgKey);
  const people = personRows(today, keys);
  const asked = inquiryRows(today, keys);
  const decided = decisionRows(today, keys);
  const planned = planRows(today);
  const met = meetingRows(today);
  const measured = measureRows(today, keys);
  const medicines = medicationRows(today, keys);
  const paid = moneyRows(today, keys);
  const treated = treatmentPlanRows(today, keys, decided);
  const noted = noteRows(today, orgKey, keys, met, treated);
  await house.door.asActor(systemActor('system:demo', ORG_ID), 'setup', async (db) => {
    await put(db, 'guard.org', [program.org]);
    await put(db, 'guard.site', program.sites);
    await put(db, 'guard.staff', program.staff);
    await put(db, 'schedule.room', program.rooms);
    await put(db, 'schedule.staff_hours', program.hours);
    await put(db, 'schedule.session', program.sessions);
    await put(db, 'schedule.session_staff', program.leaders);
    await put(db, 'treat.activity', activityRows());

    await put(db, 'guard.participant', [...people.participants, ...asked.participants]);
    await put(db, 'guard.participant_key', [...people.keys, ...asked.keys]);
    await put(db, 'guard.identity', [...people.identities, ...asked.identities]);
    await put(db, 'guard.contact', [...people.contacts, ...asked.contacts]);
    await put(db, 'guard.blind_index', findableRows(orgKey));
    await put(db, 'guard.care_team', people.teams);
    await put(db, 'schedule.busy', [...people.busy, ...asked.busy]);
    await put(db, 'schedule.need', people.needs);
    await put(db, 'schedule.apart', people.apart);
    await put(db, 'schedule.apart_reason', people.apartReasons);

    await put(db, 'bridge.inquiry', asked.inquiries);
    await put(db, 'fit.assessment', decided.assessments);
    await put(db, 'fit.decision', decided.decisions);
    await put(db, 'bridge.episode', decided.episodes);
    await put(db, 'bridge.level_of_care', decided.levels);

    await put(db, 'schedule.plan', planned.plans);
    await put(db, 'schedule.placement', planned.placements);
    await put(db, 'schedule.visit', planned.visits);
    await put(db, 'schedule.unserved', planned.unserved);
    await put(db, 'treat.meeting', met.meetings);
    await put(db, 'treat.meeting_leader', met.leaders);
    await put(db, 'treat.attendance', met.attendance);
    await put(db, 'fit.response', measured.responses);
    await put(db, 'fit.checkin', measured.checkIns);
    await put(db, 'treat.medicine_order', medicines.orders);
    await put(db, 'treat.medicine_entry', medicines.entries);
    await put(db, 'treat.administration', medicines.given);
    await put(db, 'treat.supply', medicines.supplies);
    await put(db, 'treat.finding', medicines.findings);
    await put(db, 'treat.drug_test', medicines.tests);
    await put(db, 'treat.payer', paid.payers);
    await put(db, 'treat.coverage', paid.coverages);
    await put(db, 'treat.authorisation', paid.authorisations);
    await put(db, 'guard.consent', paid.consents);

    await put(db, 'treat.goal', treated.goals);
    await put(db, 'treat.goal_remark', treated.remarks);
    for (const round of treated.rounds) {
      await put(db, 'treat.plan', round.plans);
      await put(db, 'treat.plan_problem', round.problems);
      await put(db, 'treat.plan_goal', round.goals);
      await put(db, 'treat.plan_objective', round.objectives);
      await put(db, 'treat.plan_intervention', round.interventions);
      await signPlans(db, round.signed);
    }
    await put(db, 'treat.group_note', noted.groups);
    await put(db, 'treat.note', noted.notes);
    await put(db, 'treat.note_draft', noted.drafts);
  });
  await house.door.countRows();
  await lookAtMedicines(house, ORG_ID, at(today, RULES_LOOKED_AT));
  return GUESTS;
}

/** One statement per table. */
async function put<Table extends keyof DB>(
  db: Db,
  table: Table,
  rows: readonly InsertObject<DB, Table>[],
): Promise<void> {
  if (rows.length > 0) await db.insertInto(table).values(rows).execute();
}

/** What is in a plan is written before it is signed: afterwards the database lets nothing in. */
async function signPlans(db: Db, rows: readonly InsertObject<DB, 'treat.plan'>[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('treat.plan')
    .values([...rows])
    .onConflict((there) =>
      there.columns(['org_id', 'plan_id']).doUpdateSet((q) => ({
        state: q.ref('excluded.state'),
        level: q.ref('excluded.level'),
        track: q.ref('excluded.track'),
        decision_id: q.ref('excluded.decision_id'),
        signed_by: q.ref('excluded.signed_by'),
        signed_name: q.ref('excluded.signed_name'),
        licence: q.ref('excluded.licence'),
        signed_at: q.ref('excluded.signed_at'),
        person_answer: q.ref('excluded.person_answer'),
        person_words_sealed: q.ref('excluded.person_words_sealed'),
        person_at: q.ref('excluded.person_at'),
        person_noted_by: q.ref('excluded.person_noted_by'),
        version: q.ref('excluded.version'),
      })),
    )
    .execute();
}
