import type { Sealer } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { sealerOf } from './plan.store.ts';
import type { GoalStatus } from './treatment-plan.ts';

export interface Remark {
  readonly kind: 'comment' | 'not-mine' | 'mine-again' | 'status';
  readonly words: string;
  readonly status: GoalStatus | null;
  readonly isFromPerson: boolean;
  readonly by: string | null;
  readonly at: Date;
}

/** A goal as it stands today, whatever version it is in. */
export interface GoalToday {
  readonly id: string;
  readonly words: string;
  readonly status: GoalStatus;
  readonly statusAt: Date;
  readonly progress: string;
  readonly isFromPerson: boolean;
  /** The person said that it is not their goal any more. */
  readonly isLetGo: boolean;
  readonly remarks: readonly Remark[];
  readonly version: number;
}

const GOALS_MAX = 200;
const REMARKS_MAX = 1000;

/** Every goal of somebody with what was said of it, the oldest first; the words of the newest version it stands in. */
export async function goalsToday(db: Db, sealer: Sealer, participant: string): Promise<readonly GoalToday[]> {
  const rows = await db
    .selectFrom('treat.goal')
    .selectAll()
    .where('participant_id', '=', participant)
    .orderBy('added_at')
    .orderBy('goal_id')
    .limit(GOALS_MAX)
    .execute();
  if (rows.length === 0) return [];
  const newest = await db
    .selectFrom('treat.plan_goal as g')
    .innerJoin('treat.plan as p', (on) =>
      on.onRef('p.org_id', '=', 'g.org_id').onRef('p.plan_id', '=', 'g.plan_id'),
    )
    .distinctOn('g.goal_id')
    .select(['g.goal_id', 'g.words_sealed'])
    .where('g.participant_id', '=', participant)
    // Said of both: else the plans of everybody are looked at to find out whose they are.
    .where('p.participant_id', '=', participant)
    .where('p.state', '=', 'signed')
    .orderBy('g.goal_id')
    .orderBy('p.number', 'desc')
    .execute();
  const agreed = new Map(newest.map((row) => [row.goal_id, row.words_sealed]));
  const remarks = await remarksOn(db, sealer, participant);
  return rows.map((row) => {
    const said = remarks.get(row.goal_id) ?? [];
    const last = said.findLast(({ kind }) => kind === 'not-mine' || kind === 'mine-again');
    return {
      id: row.goal_id,
      words: sealer.open(agreed.get(row.goal_id) ?? row.words_sealed) as string,
      status: row.status as GoalStatus,
      statusAt: row.status_at,
      progress: row.progress_sealed === null ? '' : (sealer.open(row.progress_sealed) as string),
      isFromPerson: row.from_person,
      isLetGo: last?.kind === 'not-mine',
      remarks: said,
      version: row.version,
    };
  });
}

async function remarksOn(
  db: Db,
  sealer: Sealer,
  participant: string,
): Promise<ReadonlyMap<string, readonly Remark[]>> {
  const rows = await db
    .selectFrom('treat.goal_remark as r')
    .leftJoin('guard.staff as s', (on) =>
      on.onRef('s.org_id', '=', 'r.org_id').onRef('s.staff_id', '=', 'r.by_id'),
    )
    .select(['r.goal_id', 'r.kind', 'r.words_sealed', 'r.status', 'r.from_person', 'r.at', 's.display_name'])
    .where('r.participant_id', '=', participant)
    .orderBy('r.at')
    .orderBy('r.remark_id')
    .limit(REMARKS_MAX)
    .execute();
  const found = new Map<string, Remark[]>();
  for (const row of rows) {
    const remark: Remark = {
      kind: row.kind as Remark['kind'],
      words: row.words_sealed === null ? '' : (sealer.open(row.words_sealed) as string),
      status: row.status as GoalStatus | null,
      isFromPerson: row.from_person,
      by: row.from_person ? null : row.display_name,
      at: row.at,
    };
    found.set(row.goal_id, [...(found.get(row.goal_id) ?? []), remark]);
  }
  return found;
}

/** A goal as other rooms need it: a note or a group session points at it by its id. */
export interface GoalToLink {
  readonly id: string;
  /** In the person's own words. */
  readonly words: string;
  readonly status: GoalStatus;
  /** It can still be worked on: neither met, nor set aside, nor let go by the person. */
  readonly isOpen: boolean;
}

/** The goals of somebody that a note or a session can point at. @throws Refusal not-found */
export async function goalsToLink(db: Db, master: Key, participant: string): Promise<readonly GoalToLink[]> {
  const sealer = await sealerOf(db, master, participant);
  return (await goalsToday(db, sealer, participant)).map(({ id, words, status, isLetGo }) => ({
    id,
    words,
    status,
    isOpen: !isLetGo && (status === 'on-track' || status === 'slow'),
  }));
}

/** How a goal goes, from now on; undefined when `version` is no longer the newest, or nobody here may say so. */
export async function setStatus(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  change: {
    readonly participant: string;
    readonly goal: string;
    readonly version: number;
    readonly status: GoalStatus;
    readonly progress: string;
    readonly now: Date;
  },
): Promise<number | undefined> {
  const { participant, goal, version, status, progress, now } = change;
  const before = await db
    .selectFrom('treat.goal')
    .select('status')
    .where('goal_id', '=', goal)
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  const row = await db
    .updateTable('treat.goal')
    .set({
      status,
      progress_sealed: progress === '' ? null : sealer.seal(progress),
      ...(before?.status === status ? {} : { status_at: now }),
      version: version + 1,
    })
    .where('goal_id', '=', goal)
    .where('participant_id', '=', participant)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (before?.status !== status) {
    await addRemark(db, sealer, actor, { participant, goal, kind: 'status', status, words: progress, now });
  }
  return row.version;
}

export async function addRemark(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  said: {
    readonly participant: string;
    readonly goal: string;
    readonly kind: Remark['kind'];
    readonly status?: GoalStatus;
    readonly words: string;
    readonly now: Date;
  },
): Promise<void> {
  await db
    .insertInto('treat.goal_remark')
    .values({
      org_id: actor.org,
      remark_id: newId(),
      participant_id: said.participant,
      goal_id: said.goal,
      kind: said.kind,
      status: said.status ?? null,
      words_sealed: said.words === '' ? null : sealer.seal(said.words),
      from_person: actor.id === said.participant,
      by_id: actor.id,
      at: said.now,
    })
    .execute();
}

/** A goal of the person's own, in their words. */
export async function addOwnGoal(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  words: string,
  now: Date,
): Promise<void> {
  await db
    .insertInto('treat.goal')
    .values({
      org_id: actor.org,
      goal_id: newId(),
      participant_id: actor.id,
      words_sealed: sealer.seal(words),
      from_person: true,
      added_by: actor.id,
      added_at: now,
      status_at: now,
    })
    .execute();
}
