import type { Db } from '../../platform/db/index.ts';
import type { Key } from '../../platform/secrets.ts';
import { ratingsOf } from '../plan/areas.ts';

/** What the review of a payer is told that other rooms know. */
export interface ReviewNeeds {
  readonly decisionInForce: (
    db: Db,
    master: Key,
    participant: string,
  ) => Promise<
    { readonly at: string; readonly inputs: Readonly<Record<string, string | number>> } | undefined
  >;
  readonly scoresOf: (
    db: Db,
    participant: string,
    now: Date,
  ) => Promise<
    readonly {
      readonly instrument: string;
      readonly on: string;
      readonly score: number;
      readonly before: number | null;
    }[]
  >;
}

/** What leaves for a review, and nothing beyond: the minimum a payer decides by. @see 45 CFR 164.502(b) */
export const IN_A_REVIEW = ['identity', 'assessment', 'plan', 'attendance', 'measure', 'money'] as const;

export interface PacketFacts {
  readonly diagnoses: readonly string[];
  readonly areas: readonly { readonly area: string; readonly rating: number }[];
  readonly ratedAt: string | null;
  readonly scores: Awaited<ReturnType<ReviewNeeds['scoresOf']>>;
  readonly attendance: { readonly came: number; readonly due: number };
}

/** The facts of a review since a day: computed where they can be, with the rest left to words. */
export async function packetFacts(
  db: Db,
  master: Key,
  needs: ReviewNeeds,
  { participant, since, now }: { readonly participant: string; readonly since: string; readonly now: Date },
): Promise<PacketFacts> {
  const decision = await needs.decisionInForce(db, master, participant);
  const scores = await needs.scoresOf(db, participant, now);
  const plan = await db
    .selectFrom('treat.plan')
    .select('plan_id')
    .where('participant_id', '=', participant)
    .where('state', '=', 'signed')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const problems =
    plan === undefined
      ? []
      : await db
          .selectFrom('treat.plan_problem')
          .select('icd10')
          .where('plan_id', '=', plan.plan_id)
          .where('status', '=', 'active')
          .where('archived_at', 'is', null)
          .where('icd10', 'is not', null)
          .orderBy('place')
          .limit(12)
          .execute();
  const attendance = await db
    .selectFrom('treat.attendance')
    .select((q) => [
      q.fn.countAll<string>().filterWhere('status', 'in', ['here', 'late']).as('came'),
      q.fn.countAll<string>().filterWhere('status', 'in', ['here', 'late', 'away']).as('due'),
    ])
    .where('participant_id', '=', participant)
    .where('on_date', '>=', since)
    .executeTakeFirstOrThrow();
  return {
    diagnoses: problems.flatMap(({ icd10 }) => icd10 ?? []),
    areas:
      decision === undefined ? [] : ratingsOf(decision.inputs).map(({ area, rating }) => ({ area, rating })),
    ratedAt: decision?.at ?? null,
    scores,
    attendance: { came: Number(attendance.came), due: Number(attendance.due) },
  };
}

export interface PacketWords {
  readonly barriers: string;
  readonly whyNotLess: string;
  readonly aftercare: string;
  readonly dischargeOn: string | null;
}

const AREAS: Readonly<Record<string, string>> = {
  withdrawal: 'Intoxication and withdrawal',
  health: 'Physical health',
  mind: 'Mind and behavior',
  use: 'Risk of using again',
  home: 'Home and surroundings',
  wants: 'What the person wants and is ready for',
};

/** The packet as text, in the order a reviewer asks: what leaves, word for word. */
export function packetText(
  about: {
    readonly name: string;
    readonly recordCode: string | null;
    readonly payer: string;
    readonly level: string;
    readonly since: string;
    readonly used: number;
    readonly approved: number;
  },
  facts: PacketFacts,
  words: PacketWords,
): string {
  const { came, due } = facts.attendance;
  const share = due === 0 ? 'none due' : `${came} of ${due} (${Math.round((100 * came) / due)} %)`;
  return [
    `Review for ${about.payer}`,
    `Patient: ${about.name}${about.recordCode === null ? '' : ` (${about.recordCode})`}`,
    `Level of care: ${about.level}; reviewed since ${about.since}`,
    `Used of authorized: ${about.used} of ${about.approved}`,
    `Diagnoses (ICD-10-CM): ${facts.diagnoses.join(', ') || 'not recorded'}`,
    'Status by area, 0 (no concern) to 4 (immediate danger):',
    ...facts.areas.map(({ area, rating }) => `  ${AREAS[area] ?? area}: ${rating}`),
    'Scores:',
    ...facts.scores.map(
      ({ instrument, on, score, before }) =>
        `  ${instrument} on ${on}: ${score}${before === null ? '' : ` (before: ${before})`}`,
    ),
    `Sessions attended: ${share}`,
    `Barriers: ${words.barriers || 'none noted'}`,
    `Why a lower level would not be enough: ${words.whyNotLess}`,
    `Planned discharge: ${words.dischargeOn ?? 'not set'}; aftercare: ${words.aftercare || 'not arranged yet'}`,
  ].join('\n');
}
