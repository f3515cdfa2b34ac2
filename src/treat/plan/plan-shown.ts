/** Somebody's plan with everything that follows from it: versions, what is missing, when it is looked at again. */
import { type LevelInForce, levelsOn, staysOf } from '../../bridge/index.ts';
import type { Sealer } from '../../guard/sealing.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import { Refusal, refuse } from '../../platform/http/problem.ts';
import type { Key } from '../../platform/secrets.ts';
import { type AreaRating, ratingsOf } from './areas.ts';
import { todayHere, wallDate } from './day.ts';
import { type GoalToday, goalsToday } from './goal.store.ts';
import type { Content, PlanAnswer } from './plan.schema.ts';
import { contentOf, sealerOf, type Version, versionsOf } from './plan.store.ts';
import { nextReview, type PlanReview } from './plan-review.ts';
import { type PlanBasis, type PlanContent, planFaults } from './treatment-plan.ts';

/** A note or a session that points at a goal. */
export interface GoalLink {
  readonly kind: 'note' | 'session';
  readonly id: string;
  readonly on: string;
}

/** What this room is given by others, where the program is put together. */
export interface PlanNeeds {
  /** @throws Refusal when the member of staff has none, or it has run out on `today` */
  readonly licenceInForce: (
    db: Db,
    actor: Actor,
    today: string,
  ) => Promise<{ readonly name: string; readonly words: string }>;
  readonly decisionInForce: (
    db: Db,
    master: Key,
    participant: string,
  ) => Promise<
    { readonly id: string; readonly inputs: Readonly<Record<string, string | number>> } | undefined
  >;
  /** Which notes and sessions point at each goal of somebody; left out where nothing does. */
  readonly linksToGoals?: (db: Db, participant: string) => Promise<ReadonlyMap<string, readonly GoalLink[]>>;
}

/** Everything that is known of somebody's plan. */
export interface PlanWhole {
  readonly participant: string;
  readonly sealer: Sealer;
  readonly today: string;
  readonly level: LevelInForce | undefined;
  readonly decision: { readonly id: string; readonly ratings: readonly AreaRating[] } | undefined;
  readonly versions: readonly Version[];
  readonly draft: Version | undefined;
  readonly inForce: Version | undefined;
  readonly waiting: Version | undefined;
  readonly goals: readonly GoalToday[];
  readonly review: PlanReview | undefined;
}

/** @throws Refusal not-found when the person is not in care here, or not for this actor's eyes */
export async function planWhole(
  db: Db,
  master: Key,
  needs: PlanNeeds,
  participant: string,
  now: Date,
): Promise<PlanWhole> {
  const stay = (await staysOf(db, participant)).get(participant);
  if (stay === undefined) throw refuse('not-found');
  const sealer = await sealerOf(db, master, participant);
  const { today, zone } = await todayHere(db, now);
  const [level] = await levelsOn(db, today, participant);
  const decision = await needs.decisionInForce(db, master, participant);
  const versions = await versionsOf(db, sealer, participant);
  const signed = versions.filter(({ state }) => state === 'signed');
  const [newest] = signed;
  return {
    participant,
    sealer,
    today,
    level,
    decision: decision && { id: decision.id, ratings: ratingsOf(decision.inputs) },
    versions,
    draft: versions.find(({ state }) => state === 'draft'),
    inForce: signed.find(({ person }) => person !== null),
    waiting: newest?.person === null ? newest : undefined,
    goals: await goalsToday(db, sealer, participant),
    review:
      level === undefined
        ? undefined
        : nextReview(
            {
              level: level.level,
              levelFrom: level.from,
              admittedOn: stay.openedOn,
              signedOn: newest?.signature ? wallDate(newest.signature.at, zone) : null,
              signedLevel: newest?.level ?? null,
            },
            today,
          ),
  };
}

export const basisOf = ({ today, level, decision, goals }: PlanWhole): PlanBasis => ({
  today,
  track: level?.track ?? 'standard',
  ratings: decision?.ratings ?? [],
  statuses: new Map(goals.map(({ id, status }) => [id, status])),
  letGo: new Set(goals.filter(({ isLetGo }) => isLetGo).map(({ id }) => id)),
});

export async function planShown(
  db: Db,
  actor: Actor,
  needs: PlanNeeds,
  whole: PlanWhole,
): Promise<PlanAnswer> {
  const { participant, sealer, today, level, decision, versions, draft, goals, review } = whole;
  const opened = async (version: Version | undefined) =>
    version === undefined ? null : versionShown(version, await contentOf(db, sealer, version));
  const draftShown = await opened(draft);
  const links = await needs.linksToGoals?.(db, participant);
  const inForce = await opened(whole.inForce);
  const waiting = await opened(whole.waiting);
  const inSome = new Set(
    [draftShown, inForce, waiting].flatMap((one) => one?.content.goals.map(({ id }) => id) ?? []),
  );
  return {
    participant,
    level: level?.level ?? null,
    track: level?.track ?? null,
    today,
    rated:
      decision === undefined ? null : { participant, areas: decision.ratings.map((each) => ({ ...each })) },
    draft: draftShown,
    inForce,
    waiting,
    versions: versions.map(aboutVersion),
    goals: goals.map((goal) => ({
      ...goalShown(goal),
      links: links ? [...(links.get(goal.id) ?? [])] : null,
    })),
    notTakenUp: goals
      .filter(({ id, isFromPerson, isLetGo }) => isFromPerson && !isLetGo && !inSome.has(id))
      .map(({ id }) => id),
    missing:
      draftShown === null ? [] : planFaults(draftShown.content, basisOf(whole)).map((each) => ({ ...each })),
    review: review === undefined ? null : { ...review },
    licence: await licenceShown(db, actor, needs, today),
    version: draft?.version ?? 0,
  };
}

const aboutVersion = ({ id, number, state, savedAt, level, track, signature, person }: Version) => ({
  plan: id,
  number,
  state,
  savedAt: savedAt.toISOString(),
  level,
  track,
  signature: signature && { ...signature, at: signature.at.toISOString() },
  person: person && { ...person, at: person.at.toISOString() },
});

export const versionShown = (version: Version, content: PlanContent) => ({
  ...aboutVersion(version),
  content: contentShown(content),
});

const contentShown = ({ problems, goals, areas }: PlanContent): Content => ({
  problems: problems.map((each) => ({ ...each })),
  goals: goals.map((each) => ({
    ...each,
    problems: [...each.problems],
    objectives: [...each.objectives],
    interventions: [...each.interventions],
  })),
  areas: areas.map((each) => ({ ...each })),
});

export const goalShown = ({ id, statusAt, remarks, ...rest }: GoalToday) => ({
  ...rest,
  goal: id,
  statusAt: statusAt.toISOString(),
  remarks: remarks.map((each) => ({ ...each, at: each.at.toISOString() })),
});

async function licenceShown(
  db: Db,
  actor: Actor,
  needs: PlanNeeds,
  today: string,
): Promise<{ isInForce: boolean; words: string }> {
  try {
    const licence = await needs.licenceInForce(db, actor, today);
    return { isInForce: true, words: `${licence.name}, ${licence.words}` };
  } catch (fault) {
    if (fault instanceof Refusal) return { isInForce: false, words: fault.detail ?? fault.title };
    throw fault;
  }
}
