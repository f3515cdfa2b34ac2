import { type InsertObject, sql } from 'kysely';
import { type Sealer, sealersFor } from '../../guard/sealing.ts';
import type { Actor, DB, Db } from '../../platform/db/index.ts';
import { refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import type { AreaAnswer, Goal, Intervention, Objective, PlanContent, Problem } from './treatment-plan.ts';

/** Keys to one person's words. @throws Refusal not-found when the person is not there, or not for this actor's eyes */
export async function sealerOf(db: Db, master: Key, participant: string): Promise<Sealer> {
  const sealer = (await sealersFor(db, master, [participant])).get(participant);
  if (sealer === undefined) throw refuse('not-found');
  return sealer;
}

export interface Version {
  readonly id: string;
  readonly number: number;
  readonly state: 'draft' | 'signed';
  readonly savedAt: Date;
  readonly areas: readonly AreaAnswer[];
  readonly level: 'OP' | 'IOP' | 'PHP' | null;
  readonly track: 'standard' | 'dual' | null;
  readonly signature: { readonly by: string; readonly licence: string; readonly at: Date } | null;
  /** What the person answered; null while they have not. */
  readonly person: {
    readonly answer: 'signed' | 'not-signed';
    readonly words: string;
    readonly at: Date;
  } | null;
  readonly version: number;
}

/** More versions than anybody's care ever has. */
const VERSIONS_MAX = 200;

/** Every version of somebody's plan, the newest first. */
export async function versionsOf(db: Db, sealer: Sealer, participant: string): Promise<readonly Version[]> {
  const rows = await db
    .selectFrom('treat.plan')
    .selectAll()
    .where('participant_id', '=', participant)
    .orderBy('number', 'desc')
    .limit(VERSIONS_MAX)
    .execute();
  return rows.map((row) => ({
    id: row.plan_id,
    number: row.number,
    state: row.state as Version['state'],
    savedAt: row.saved_at,
    areas: row.areas_sealed === null ? [] : (sealer.open(row.areas_sealed) as AreaAnswer[]),
    level: row.level as Version['level'],
    track: row.track as Version['track'],
    signature:
      row.signed_at === null
        ? null
        : { by: row.signed_name ?? '', licence: row.licence ?? '', at: row.signed_at },
    person:
      row.person_at === null || row.person_words_sealed === null
        ? null
        : {
            answer: row.person_answer as 'signed' | 'not-signed',
            words: saidBy(sealer.open(row.person_words_sealed)),
            at: row.person_at,
          },
    version: row.version,
  }));
}

const saidBy = (said: unknown): string => {
  const { name, reason } = said as { name?: string; reason?: string };
  return name ?? reason ?? '';
};

/** What one version says. */
export async function contentOf(
  db: Db,
  sealer: Sealer,
  { id, areas }: Pick<Version, 'id' | 'areas'>,
): Promise<PlanContent> {
  const problems = await db
    .selectFrom('treat.plan_problem')
    .selectAll()
    .where('plan_id', '=', id)
    .orderBy('place')
    .execute();
  const goals = await db
    .selectFrom('treat.plan_goal')
    .selectAll()
    .where('plan_id', '=', id)
    .orderBy('place')
    .execute();
  const objectives = await db
    .selectFrom('treat.plan_objective')
    .selectAll()
    .where('plan_id', '=', id)
    .orderBy('place')
    .execute();
  const interventions = await db
    .selectFrom('treat.plan_intervention')
    .selectAll()
    .where('plan_id', '=', id)
    .orderBy('place')
    .execute();
  const open = (sealed: Uint8Array | null): string =>
    sealed === null ? '' : (sealer.open(sealed) as string);
  return {
    areas,
    problems: problems.map((row) => ({
      id: row.problem_id,
      kind: row.kind as Problem['kind'],
      area: row.area as Problem['area'],
      words: open(row.words_sealed),
      icd10: row.icd10,
      status: row.status as Problem['status'],
      reviewOn: row.review_on,
      isArchived: row.archived_at !== null,
    })),
    goals: goals.map((row) => ({
      id: row.goal_id,
      words: open(row.words_sealed),
      nextStep: open(row.next_step_sealed),
      problems: row.problem_ids,
      isArchived: row.archived_at !== null,
      objectives: objectives
        .filter(({ goal_id }) => goal_id === row.goal_id)
        .map((one) => ({
          id: one.objective_id,
          words: open(one.words_sealed),
          targetOn: one.target_on,
          isArchived: one.archived_at !== null,
        })),
      interventions: interventions
        .filter(({ goal_id }) => goal_id === row.goal_id)
        .map((one) => ({
          id: one.intervention_id,
          activity: one.activity_id,
          times: one.times,
          every: one.every as Intervention['every'],
          words: open(one.words_sealed),
          isArchived: one.archived_at !== null,
        })),
    })),
  };
}

/** Begins a draft beside what is signed, with what the newest version says; also when two begin at once, there is one. */
export async function beginDraft(db: Db, actor: Actor, participant: string, now: Date): Promise<void> {
  const versions = await db
    .selectFrom('treat.plan')
    .select(['plan_id', 'number', 'state', 'areas_sealed'])
    .where('participant_id', '=', participant)
    .orderBy('number', 'desc')
    .limit(1)
    .execute();
  const [newest] = versions;
  if (newest?.state === 'draft') return;
  const plan = newId();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('treat.plan')
    .values({
      org_id: actor.org,
      plan_id: plan,
      participant_id: participant,
      number: (newest?.number ?? 0) + 1,
      begun_by: actor.id,
      begun_at: now,
      saved_at: now,
      areas_sealed: newest?.areas_sealed ?? null,
    })
    .onConflict((there) => there.doNothing())
    .executeTakeFirst();
  if (newest === undefined || numInsertedOrUpdatedRows !== 1n) return;
  const before = newest.plan_id;
  await sql`
    insert into treat.plan_problem (org_id, plan_id, problem_id, participant_id, place, kind, area, words_sealed, icd10,
      status, review_on)
    select org_id, ${plan}, problem_id, participant_id, place, kind, area, words_sealed, icd10, status, review_on
    from treat.plan_problem where plan_id = ${before} and archived_at is null`.execute(db);
  await sql`
    insert into treat.plan_goal (org_id, plan_id, goal_id, participant_id, place, words_sealed, next_step_sealed,
      problem_ids)
    select org_id, ${plan}, goal_id, participant_id, place, words_sealed, next_step_sealed, problem_ids
    from treat.plan_goal where plan_id = ${before} and archived_at is null`.execute(db);
  await sql`
    insert into treat.plan_objective (org_id, plan_id, objective_id, participant_id, goal_id, place, words_sealed,
      target_on)
    select o.org_id, ${plan}, o.objective_id, o.participant_id, o.goal_id, o.place, o.words_sealed, o.target_on
    from treat.plan_objective o
    join treat.plan_goal g on g.org_id = o.org_id and g.plan_id = ${plan} and g.goal_id = o.goal_id
    where o.plan_id = ${before} and o.archived_at is null`.execute(db);
  await sql`
    insert into treat.plan_intervention (org_id, plan_id, intervention_id, participant_id, goal_id, place, activity_id,
      times, every, words_sealed)
    select i.org_id, ${plan}, i.intervention_id, i.participant_id, i.goal_id, i.place, i.activity_id, i.times, i.every,
      i.words_sealed
    from treat.plan_intervention i
    join treat.plan_goal g on g.org_id = i.org_id and g.plan_id = ${plan} and g.goal_id = i.goal_id
    where i.plan_id = ${before} and i.archived_at is null`.execute(db);
}

export interface Keeping {
  readonly participant: string;
  readonly plan: string;
  /** The one that was changed. */
  readonly version: number;
  readonly content: PlanContent;
  readonly now: Date;
}

/** Keeps a draft whole; undefined when `version` is no longer the newest, or nobody here may change it. */
export async function keepDraft(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  { participant, plan, version, content, now }: Keeping,
): Promise<number | undefined> {
  const row = await db
    .updateTable('treat.plan')
    .set({
      areas_sealed: content.areas.length === 0 ? null : sealer.seal(content.areas),
      saved_at: now,
      version: version + 1,
    })
    .where('plan_id', '=', plan)
    .where('version', '=', version)
    .where('state', '=', 'draft')
    .returning('version')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  await addGoals(db, sealer, actor, participant, content.goals, now);
  const of = { org_id: actor.org, plan_id: plan, participant_id: participant };
  const archived = (isArchived: boolean) => (isArchived ? now : null);
  await keepProblems(
    db,
    content.problems.map((problem, place) => ({
      ...of,
      problem_id: problem.id,
      place,
      kind: problem.kind,
      area: problem.area,
      words_sealed: sealer.seal(problem.words),
      icd10: problem.icd10,
      status: problem.status,
      review_on: problem.reviewOn,
      archived_at: archived(problem.isArchived),
    })),
  );
  await keepGoals(
    db,
    content.goals.map((goal, place) => ({
      ...of,
      goal_id: goal.id,
      place,
      words_sealed: sealer.seal(goal.words),
      next_step_sealed: goal.nextStep === '' ? null : sealer.seal(goal.nextStep),
      problem_ids: [...goal.problems],
      archived_at: archived(goal.isArchived),
    })),
  );
  const within = <T>(pick: (goal: Goal) => readonly T[]) =>
    content.goals.flatMap((goal) => pick(goal).map((one, place) => ({ one, place, goal_id: goal.id })));
  await keepObjectives(
    db,
    within<Objective>(({ objectives }) => objectives).map(({ one, place, goal_id }) => ({
      ...of,
      objective_id: one.id,
      goal_id,
      place,
      words_sealed: sealer.seal(one.words),
      target_on: one.targetOn,
      archived_at: archived(one.isArchived),
    })),
  );
  await keepInterventions(
    db,
    within<Intervention>(({ interventions }) => interventions).map(({ one, place, goal_id }) => ({
      ...of,
      intervention_id: one.id,
      goal_id,
      place,
      activity_id: one.activity,
      times: one.times,
      every: one.every,
      words_sealed: one.words === '' ? null : sealer.seal(one.words),
      archived_at: archived(one.isArchived),
    })),
  );
  return row.version;
}

/** Goals that stand in a plan for the first time get their life of their own. */
async function addGoals(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  participant: string,
  goals: readonly Goal[],
  now: Date,
): Promise<void> {
  if (goals.length === 0) return;
  const known = await db
    .selectFrom('treat.goal')
    .select(['goal_id', 'participant_id'])
    .where(
      'goal_id',
      'in',
      goals.map(({ id }) => id),
    )
    .execute();
  if (known.some((one) => one.participant_id !== participant)) throw refuse('not-found');
  const ids = new Set(known.map(({ goal_id }) => goal_id));
  const added = goals.filter(({ id }) => !ids.has(id));
  if (added.length === 0) return;
  await db
    .insertInto('treat.goal')
    .values(
      added.map(({ id, words }) => ({
        org_id: actor.org,
        goal_id: id,
        participant_id: participant,
        words_sealed: sealer.seal(words),
        added_by: actor.id,
        added_at: now,
        status_at: now,
      })),
    )
    .execute();
}

type Rows<Table extends keyof DB> = readonly InsertObject<DB, Table>[];

async function keepProblems(db: Db, rows: Rows<'treat.plan_problem'>): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('treat.plan_problem')
    .values([...rows])
    .onConflict((there) =>
      there.columns(['org_id', 'plan_id', 'problem_id']).doUpdateSet((q) => ({
        place: q.ref('excluded.place'),
        kind: q.ref('excluded.kind'),
        area: q.ref('excluded.area'),
        words_sealed: q.ref('excluded.words_sealed'),
        icd10: q.ref('excluded.icd10'),
        status: q.ref('excluded.status'),
        review_on: q.ref('excluded.review_on'),
        archived_at: q.ref('excluded.archived_at'),
      })),
    )
    .execute();
}

async function keepGoals(db: Db, rows: Rows<'treat.plan_goal'>): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('treat.plan_goal')
    .values([...rows])
    .onConflict((there) =>
      there.columns(['org_id', 'plan_id', 'goal_id']).doUpdateSet((q) => ({
        place: q.ref('excluded.place'),
        words_sealed: q.ref('excluded.words_sealed'),
        next_step_sealed: q.ref('excluded.next_step_sealed'),
        problem_ids: q.ref('excluded.problem_ids'),
        archived_at: q.ref('excluded.archived_at'),
      })),
    )
    .execute();
}

async function keepObjectives(db: Db, rows: Rows<'treat.plan_objective'>): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('treat.plan_objective')
    .values([...rows])
    .onConflict((there) =>
      there.columns(['org_id', 'plan_id', 'objective_id']).doUpdateSet((q) => ({
        place: q.ref('excluded.place'),
        goal_id: q.ref('excluded.goal_id'),
        words_sealed: q.ref('excluded.words_sealed'),
        target_on: q.ref('excluded.target_on'),
        archived_at: q.ref('excluded.archived_at'),
      })),
    )
    .execute();
}

async function keepInterventions(db: Db, rows: Rows<'treat.plan_intervention'>): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('treat.plan_intervention')
    .values([...rows])
    .onConflict((there) =>
      there.columns(['org_id', 'plan_id', 'intervention_id']).doUpdateSet((q) => ({
        place: q.ref('excluded.place'),
        goal_id: q.ref('excluded.goal_id'),
        activity_id: q.ref('excluded.activity_id'),
        times: q.ref('excluded.times'),
        every: q.ref('excluded.every'),
        words_sealed: q.ref('excluded.words_sealed'),
        archived_at: q.ref('excluded.archived_at'),
      })),
    )
    .execute();
}

export interface Signing {
  readonly plan: string;
  readonly version: number;
  readonly level: 'OP' | 'IOP' | 'PHP';
  readonly track: 'standard' | 'dual';
  readonly decision: string | null;
  readonly licence: { readonly name: string; readonly words: string };
  /** Why the person does not sign; null: they still can. */
  readonly reason: string | null;
  readonly now: Date;
}

/** Signs for the clinician. @throws Refusal stale when the draft changed meanwhile */
export async function signPlan(db: Db, sealer: Sealer, actor: Actor, signing: Signing): Promise<void> {
  const { plan, version, level, track, decision, licence, reason, now } = signing;
  const { numUpdatedRows } = await db
    .updateTable('treat.plan')
    .set({
      state: 'signed',
      level,
      track,
      decision_id: decision,
      signed_by: actor.id,
      signed_name: licence.name,
      licence: licence.words,
      signed_at: now,
      ...(reason === null ? {} : whyNot(sealer, actor, reason, now)),
      version: version + 1,
    })
    .where('plan_id', '=', plan)
    .where('version', '=', version)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refuse('stale');
}

const whyNot = (sealer: Sealer, actor: Actor, reason: string, now: Date) => ({
  person_answer: 'not-signed',
  person_words_sealed: sealer.seal({ reason }),
  person_at: now,
  person_noted_by: actor.id,
});

/** The person's own signature, or the reason why there is none: once, on a signed plan that has neither. */
export async function answerForPerson(
  db: Db,
  sealer: Sealer,
  actor: Actor,
  plan: string,
  answer: { readonly name: string } | { readonly reason: string },
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('treat.plan')
    .set((q) => ({
      ...('name' in answer
        ? {
            person_answer: 'signed',
            person_words_sealed: sealer.seal({ name: answer.name }),
            person_at: now,
            person_noted_by: actor.id,
          }
        : whyNot(sealer, actor, answer.reason, now)),
      version: q('version', '+', 1),
    }))
    .where('plan_id', '=', plan)
    .where('state', '=', 'signed')
    .where('person_answer', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refuse('not-found');
}
