import { levelsOn, staysOf } from '../../bridge/index.ts';
import type { Sealer } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { missedInRow } from '../../treat/index.ts';
import { libraryOf } from './form.store.ts';
import { DEFAULT_PLAN } from './measure-plan.default.ts';
import { dueOn, isStillAsked, type MeasuredPerson, workingDaysAfter } from './measure-plan.ts';
import type { Filled, PlanItem } from './measures.schema.ts';
import { lastResponsesOf } from './response.store.ts';

/** Days after the due day on which a check-in may still be sent. */
const OPEN_DAYS = 6;
const EVENT_WORKING_DAYS = 2;
/** Sessions in a row, not come to and not excused, that count as an event. @see field guide 1.12 */
export const MISSED_IN_ROW = 2;
const MISSED_DAYS = 21;

export interface CheckIn {
  readonly id: string;
  readonly participant: string;
  readonly reason: 'admission' | 'plan' | 'event' | 'asked' | 'discharge';
  readonly asks: readonly { readonly instrument: string; readonly version: string }[];
  readonly openedOn: string;
  readonly dueOn: string;
  readonly closesOn: string;
  readonly state: 'open' | 'sent' | 'lapsed' | 'withdrawn';
  readonly draftSealed: Uint8Array | null;
  readonly sentAt: Date | null;
  readonly version: number;
}

const COLUMNS = [
  'checkin_id',
  'participant_id',
  'reason',
  'asks',
  'opened_on',
  'due_on',
  'closes_on',
  'state',
  'draft_sealed',
  'sent_at',
  'version',
] as const;

const query = (db: Db) => db.selectFrom('fit.checkin').select(COLUMNS);
type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number];

const read = (row: Row): CheckIn => ({
  id: row.checkin_id,
  participant: row.participant_id,
  reason: row.reason as CheckIn['reason'],
  asks: row.asks as unknown as CheckIn['asks'],
  openedOn: row.opened_on,
  dueOn: row.due_on,
  closesOn: row.closes_on,
  state: row.state as CheckIn['state'],
  draftSealed: row.draft_sealed,
  sentAt: row.sent_at === null ? null : new Date(row.sent_at),
  version: row.version,
});

/** Somebody's check-ins since a day, newest first. */
export const checkInsOf = async (db: Db, participant: string, since: string): Promise<readonly CheckIn[]> =>
  (
    await query(db)
      .where('participant_id', '=', participant)
      .where('opened_on', '>=', since)
      .orderBy('opened_on', 'desc')
      .orderBy('checkin_id')
      .execute()
  ).map(read);

export async function checkInWhole(db: Db, id: string): Promise<CheckIn | undefined> {
  const row = await query(db).where('checkin_id', '=', id).executeTakeFirst();
  return row && read(row);
}

/** Keeps the answers so far; undefined when somebody else kept some first. @returns the new version */
export async function keepAnswers(
  db: Db,
  sealer: Sealer,
  { id, version }: CheckIn,
  answers: readonly Filled[],
): Promise<number | undefined> {
  const { numUpdatedRows } = await db
    .updateTable('fit.checkin')
    .set({ draft_sealed: sealer.seal(answers), version: version + 1 })
    .where('checkin_id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n ? version + 1 : undefined;
}

export async function markSent(db: Db, { id, version }: CheckIn, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('fit.checkin')
    .set({ state: 'sent', sent_at: now, draft_sealed: null, version: version + 1 })
    .where('checkin_id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

interface NewCheckIn {
  readonly participant: string;
  readonly reason: CheckIn['reason'];
  readonly asks: CheckIn['asks'];
  readonly openedOn: string;
  readonly dueOn: string;
  readonly askedBy: string | null;
}

export async function addCheckIn(db: Db, actor: Actor, wish: NewCheckIn): Promise<string | undefined> {
  const id = newId();
  const added = await db
    .insertInto('fit.checkin')
    .values({
      org_id: actor.org,
      checkin_id: id,
      participant_id: wish.participant,
      reason: wish.reason,
      asks: JSON.stringify(wish.asks),
      opened_on: wish.openedOn,
      due_on: wish.dueOn,
      closes_on: daysAfter(wish.dueOn, OPEN_DAYS),
      asked_by: wish.askedBy,
    })
    .onConflict((there) => there.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n ? id : undefined;
}

/** The plan in force: the program's own, or the one that comes with it. */
export async function planInForce(
  db: Db,
): Promise<{ items: readonly PlanItem[]; setBy: string | null; setAt: Date | null }> {
  const row = await db
    .selectFrom('fit.measure_plan')
    .innerJoin('guard.staff', (join) =>
      join
        .onRef('guard.staff.org_id', '=', 'fit.measure_plan.org_id')
        .onRef('guard.staff.staff_id', '=', 'fit.measure_plan.set_by'),
    )
    .select(['items', 'set_at', 'display_name'])
    .orderBy('set_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return { items: DEFAULT_PLAN, setBy: null, setAt: null };
  return { items: row.items as unknown as PlanItem[], setBy: row.display_name, setAt: new Date(row.set_at) };
}

/** Everybody of whom something may be asked, as the plan looks at them. */
export async function measuredPeople(
  db: Db,
  zone: string,
  today: string,
  only?: string,
): Promise<ReadonlyMap<string, MeasuredPerson>> {
  const levels = new Map((await levelsOn(db, today, only)).map((each) => [each.participant, each.level]));
  const stays = await staysOf(db, only);
  const people = [...stays.keys()];
  const last = await lastResponsesOf(db, people, zone);
  const missed = await missedInRow(db, daysAfter(today, -MISSED_DAYS), only);
  return new Map(
    people.map((participant): [string, MeasuredPerson] => {
      const stay = stays.get(participant);
      const run = missed.get(participant);
      return [
        participant,
        {
          level: levels.get(participant) ?? stay?.level ?? 'OP',
          admittedOn: stay?.openedOn ?? today,
          dischargedOn: stay?.closedOn ?? null,
          last: last.get(participant) ?? [],
          events:
            run !== undefined && run.count >= MISSED_IN_ROW
              ? [{ event: 'missed-sessions' as const, on: run.since }]
              : [],
        },
      ];
    }),
  );
}

/**
 * Opens what is due today for everybody, and lets lapse what can no longer be sent. One check-in a day and person: what
 * is open already is not asked again. Told twice it adds nothing.
 *
 * @returns how many were opened
 */
export async function openCheckIns(db: Db, actor: Actor, zone: string, today: string): Promise<number> {
  await db
    .updateTable('fit.checkin')
    .set((q) => ({ state: 'lapsed', draft_sealed: null, version: q('version', '+', 1) }))
    .where('state', '=', 'open')
    .where('closes_on', '<', today)
    .execute();
  const open = new Map<string, Set<string>>();
  for (const row of await db
    .selectFrom('fit.checkin')
    .select(['participant_id', 'asks'])
    .where('state', '=', 'open')
    .execute()) {
    const asked = open.get(row.participant_id) ?? new Set();
    for (const { instrument } of row.asks as unknown as CheckIn['asks']) asked.add(instrument);
    open.set(row.participant_id, asked);
  }
  const [{ items }, library] = [await planInForce(db), await libraryOf(db)];
  let opened = 0;
  for (const [participant, person] of await measuredPeople(db, zone, today)) {
    const due = dueOn(items, person, today).filter(
      (each) =>
        isStillAsked(each, today) &&
        library.canBeSent(each.instrument) &&
        open.get(participant)?.has(each.instrument) !== true,
    );
    const [first] = due;
    if (first === undefined) continue;
    const id = await addCheckIn(db, actor, {
      participant,
      reason: 'plan',
      asks: due.map(({ instrument }) => ({ instrument, version: library.of(instrument).version })),
      openedOn: today,
      dueOn: first.reason === 'event' ? workingDaysAfter(today, EVENT_WORKING_DAYS) : today,
      askedBy: null,
    });
    if (id !== undefined) opened += 1;
  }
  return opened;
}

export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
