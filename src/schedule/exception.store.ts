import type { Actor, Db } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import type { Monday } from './calendar.ts';
import type { Week } from './engine/index.ts';
import type { Disruption } from './whatif.schema.ts';
import { applyChanges } from './whatif.ts';

/** What is different in one week only: somebody is away, a room is closed, a group does not meet. */
export interface Exception {
  readonly id: string;
  readonly change: Disruption;
}

export async function exceptionsIn(db: Db, week: Monday): Promise<Exception[]> {
  const rows = await db
    .selectFrom('schedule.exception')
    .select(['exception_id as id', 'change'])
    .where('week', '=', week)
    .orderBy('exception_id')
    .execute();
  // This file is the only one that writes them.
  return rows.map(({ id, change }) => ({ id, change: change as object as Disruption }));
}

/** The disruptions hold in this week from now on; what holds already is not written again. */
export async function addExceptions(
  db: Db,
  actor: Actor,
  week: Monday,
  changes: readonly Disruption[],
): Promise<void> {
  const there = new Set((await exceptionsIn(db, week)).map(({ change }) => wordsOf(change)));
  const rows = changes
    .filter((change) => !there.has(wordsOf(change)))
    .map((change) => ({
      org_id: actor.org,
      exception_id: newId(),
      week,
      change: JSON.stringify(change),
      created_by: actor.id,
    }));
  if (rows.length > 0) await db.insertInto('schedule.exception').values(rows).execute();
}

/** Answers whether there was one to remove. */
export async function removeException(db: Db, week: Monday, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('schedule.exception')
    .where('week', '=', week)
    .where('exception_id', '=', id)
    .returning('exception_id')
    .executeTakeFirst();
  return gone !== undefined;
}

/** Stored JSON keeps no order of keys. */
const wordsOf = (change: Disruption): string => JSON.stringify(Object.entries(change).sort());

/** The week with what is different in it, one by one: what concerns nothing any more is left out. */
export const withExceptions = (week: Week, exceptions: readonly Exception[]): Week =>
  exceptions.reduce((before, { change }) => {
    const changed = applyChanges(before, [change]);
    return changed.ok ? changed.week : before;
  }, week);

/** Whether an exception still concerns anything in the week as the program has it. */
export const isEffective = (usual: Week, { change }: Exception): boolean => {
  const changed = applyChanges(usual, [change]);
  return changed.ok && JSON.stringify(changed.week) !== JSON.stringify(usual);
};
