/** What the treatment plan's routes take and answer. */
import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';
import { AREAS } from './areas.ts';
import { EVERY, GOAL_STATES, PROBLEM_KINDS, PROBLEM_STATES } from './treatment-plan.ts';

export const SENTENCE_MAX = 1000;
const words = z.string().max(SENTENCE_MAX);
const day = z.iso.date().nullable();
const twoLanguages = z.object({ en: z.string(), es: z.string() });
export const area = z.enum(AREAS);
export const goalStatus = z.enum(GOAL_STATES);

const problem = z.object({
  id: z.uuid(),
  kind: z.enum(PROBLEM_KINDS),
  area,
  words,
  icd10: z
    .string()
    .regex(/^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?$/, 'An ICD-10-CM code looks like F10.20.')
    .nullable(),
  status: z.enum(PROBLEM_STATES),
  reviewOn: day.describe('provisional: when it is looked at whether use alone caused it'),
  isArchived: z.boolean(),
});
const objective = z.object({ id: z.uuid(), words, targetOn: day, isArchived: z.boolean() });
const intervention = z.object({
  id: z.uuid(),
  activity: z.string().regex(/^A[0-9]{2}$/, 'An activity of the catalogue looks like A03.'),
  times: z.number().int().min(1).max(14),
  every: z.enum(EVERY),
  words,
  isArchived: z.boolean(),
});
const goal = z.object({
  id: z.uuid().describe('The same in every version: what notes and sessions point at'),
  words: words.describe('In the person’s own words'),
  nextStep: words,
  problems: z.array(z.uuid()).max(20),
  objectives: z.array(objective).max(20),
  interventions: z.array(intervention).max(20),
  isArchived: z.boolean(),
});

export const content = z.object({
  problems: z.array(problem).max(60),
  goals: z.array(goal).max(40),
  areas: z
    .array(z.object({ area, answer: z.enum(['deferred', 'referred']), until: day, words }))
    .max(AREAS.length)
    .refine((all) => new Set(all.map((one) => one.area)).size === all.length, 'One answer for each area.'),
});
export type Content = z.output<typeof content>;

export const signature = z.object({ by: z.string(), licence: z.string(), at: z.iso.datetime() });
const personAnswer = z.object({
  answer: z.enum(['signed', 'not-signed']),
  words: z.string().describe('Their name as they typed it, or the reason why there is no signature'),
  at: z.iso.datetime(),
});

const version = z.object({
  plan: z.uuid(),
  number: z.number().int(),
  state: z.enum(['draft', 'signed']),
  savedAt: z.iso.datetime(),
  level: z.string().nullable(),
  track: z.string().nullable(),
  signature: signature.nullable(),
  person: personAnswer.nullable().describe('null while they have not answered'),
});
export const wholeVersion = version.extend({ content });

const remark = z.object({
  kind: z.enum(['comment', 'not-mine', 'mine-again', 'status']),
  words: z.string(),
  status: goalStatus.nullable(),
  isFromPerson: z.boolean(),
  by: z.string().nullable().describe('The member of staff'),
  at: z.iso.datetime(),
});
export const goalToday = z.object({
  goal: z.uuid(),
  words: z.string(),
  status: goalStatus,
  statusAt: z.iso.datetime(),
  progress: z.string(),
  isFromPerson: z.boolean(),
  isLetGo: z.boolean().describe('The person said that it is not their goal any more'),
  remarks: z.array(remark),
  version: z.number().int(),
});

const fault = z.object({ code: z.string(), pointer: z.string(), detail: twoLanguages });
export const review = z.object({
  why: z.enum(['first', 'interval', 'level-change']),
  from: z.string(),
  by: z.string(),
  state: z.enum(['later', 'due', 'overdue']),
  basis: z.string(),
  isToCheck: z.boolean().describe('The interval is still to be checked for this state and payer'),
});

export const planAnswer = z.object({
  participant: participantSeen('plan'),
  level: z.enum(['OP', 'IOP', 'PHP']).nullable(),
  track: z.enum(['standard', 'dual']).nullable(),
  today: z.string(),
  rated: z
    .object({
      participant: participantSeen('assessment'),
      areas: z.array(z.object({ area, rating: z.number().int(), mustBeAnswered: z.boolean() })),
    })
    .nullable()
    .describe('The areas as they were rated in the decision in force'),
  draft: wholeVersion.nullable(),
  inForce: wholeVersion
    .nullable()
    .describe('The newest that both signed, or whose missing signature has a reason'),
  waiting: wholeVersion.nullable().describe('Signed by the clinician; the person has not answered'),
  versions: z.array(version),
  goals: z.array(
    goalToday.extend({
      links: z
        .array(z.object({ kind: z.enum(['note', 'session']), id: z.uuid(), on: z.string() }))
        .nullable()
        .describe('Notes and sessions that point at it; null where this program keeps none'),
    }),
  ),
  notTakenUp: z.array(z.uuid()).describe('Goals the person added that stand in no version yet'),
  missing: z.array(fault).describe('What keeps the draft from being signed'),
  review: review.nullable(),
  licence: z.object({ isInForce: z.boolean(), words: z.string() }),
  version: z.number().int().describe('Of the draft; 0 where there is none'),
});
export type PlanAnswer = z.input<typeof planAnswer>;
export type TreatmentPlanShown = z.output<typeof planAnswer>;

/** What a stale save is answered with: the newer version, and what was sent. */
export const stalePlan = planAnswer.extend({ sent: content });
export type StalePlanShown = z.output<typeof stalePlan>;

const myGoal = z.object({
  goal: z.uuid(),
  words: z.string(),
  nextStep: z.string(),
  progress: z.string(),
  status: goalStatus,
  isMine: z.boolean().describe('They added it themself'),
  isLetGo: z.boolean(),
  isInPlan: z.boolean().describe('It stands in the plan both signed'),
  seenBy: z
    .array(z.object({ words: z.string(), by: z.string() }))
    .describe('How we will see it, and by when'),
  help: z
    .array(z.object({ activity: z.string(), times: z.number().int(), every: z.enum(EVERY) }))
    .describe('What is done for it'),
  said: z.array(remark),
});
export const myGoalsAnswer = z.object({
  participant: participantSeen('plan'),
  goals: z.array(myGoal),
  toSign: z
    .object({
      plan: z.uuid(),
      by: z.string(),
      on: z.string(),
      problems: z.array(z.object({ words: z.string(), status: z.enum(PROBLEM_STATES) })),
      goals: z.array(myGoal),
    })
    .nullable(),
  signed: z.object({ on: z.string(), isByMe: z.boolean() }).nullable().describe('The plan in force'),
  reviewBy: z.string().nullable(),
});
export type MyGoalsShown = z.output<typeof myGoalsAnswer>;
export type MyGoalsAnswer = z.input<typeof myGoalsAnswer>;
