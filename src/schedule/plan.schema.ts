import { z } from '@hono/zod-openapi';
import { participantSeen } from '../guard/seen.ts';

const count = z.number().int();
const minute = z.number().int().min(0).max(10080);
const words = z.object({ en: z.string(), es: z.string() });

const visit = z.object({
  kind: z.string(),
  staff: z.uuid(),
  start: minute,
  minutes: count,
  site: z.uuid().nullable(),
});

const progress = z.object({
  stage: z.string(),
  done: z.number().describe('People with a full week in the best plan so far'),
  total: count,
  elapsedMs: z.number(),
  limitMs: z.number(),
  best: z.number().nullable(),
  bound: z.number().nullable().describe('What no plan can beat'),
  message: z.string(),
  faults: z.array(z.string()).optional(),
});

export const runSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(['queued', 'running', 'done', 'cancelled', 'failed']),
    wish: z.enum(['none', 'use-best']),
    progress,
    seconds: count,
    planId: z.uuid().nullable(),
    fault: z.enum(['stopped', 'contradiction', 'unsound', 'broken']).nullable(),
    scenario: z.uuid().nullable().describe('The scenario it works out; null: the week itself'),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .openapi('PlannerRun');
export type RunShown = z.infer<typeof runSchema>;

export const headSchema = z.object({
  id: z.uuid(),
  draftNumber: count.describe('0 while it is only supposed'),
  state: z.enum(['draft', 'published', 'superseded']),
  status: z.enum(['optimal', 'feasible']),
  placed: count,
  people: count,
  createdAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
  scenario: z.uuid().nullable().describe('A plan for a week that is only supposed: nobody publishes it'),
  undoUntil: z.iso.datetime().nullable().describe('Until then this publication can be taken back'),
  version: count,
});
export type PlanShown = z.infer<typeof headSchema>;

const ratio = z.object({ taken: count, of: count });
const share = z.object({ people: count, of: count });

const session = z.object({
  id: z.uuid(),
  kind: z.string(),
  label: words,
  start: minute,
  end: minute,
  site: z.string().nullable().describe('null: by video'),
  room: z.string().nullable(),
  staff: z.array(z.string()),
  siteId: z.uuid().nullable(),
  roomId: z.uuid().nullable(),
  staffIds: z.array(z.uuid()),
  taken: count,
  max: count,
  isProposed: z.boolean().describe('A candidate group: it meets only if a plan opens it'),
  isOpen: z.boolean(),
  people: z.array(participantSeen('schedule')),
});

const span = z.tuple([minute, minute]);

/** A fact of a minimal reason, in the optimiser's vocabulary: together they keep somebody from a full week. */
const fact = z.looseObject({
  code: z.string(),
  session: z.uuid().optional(),
  busy: span.optional(),
  minutes: count.optional(),
  days: count.optional(),
});
export type BecauseShown = z.infer<typeof fact>;

/** A change that was checked by planning with it, and how many people it would place. */
const fix = z.looseObject({
  kind: z.string(),
  serves: count,
  session: z.uuid().optional(),
  busy: span.optional(),
  minutes: count.optional(),
  days: count.optional(),
  staff: z.uuid().optional(),
  visit: z.string().optional(),
});
export type FixShown = z.infer<typeof fix>;

const short = z.object({
  person: participantSeen('schedule'),
  minutes: count,
  because: z.array(fact),
  fixes: z.array(fix),
});

export const boardSchema = z
  .object({
    week: z.iso.date(),
    zone: z.string(),
    isOver: z.boolean(),
    plan: headSchema.nullable(),
    plans: z.array(headSchema),
    run: runSchema.nullable(),
    tiles: z
      .object({
        placed: share.extend({ change: count.nullable().describe('More or fewer than in the plan before') }),
        hours: share.extend({ mostShort: count }),
        apart: z.object({ kept: count, of: count }),
        moves: z.object({ people: count, visitsOnly: count, new: count }),
        seats: ratio,
        eveningSeats: ratio,
      })
      .nullable(),
    waiting: count.describe('People with something prescribed this week'),
    sessions: z.array(session),
    absent: z
      .array(z.object({ id: z.uuid(), label: words, start: minute }))
      .describe('Groups that scenarios and repairs speak of and that do not meet in the week shown'),
    visits: z.array(visit.extend({ person: participantSeen('schedule') })),
    people: z.array(
      z.object({
        person: participantSeen('schedule'),
        code: z.string(),
        minutes: count.describe('Prescribed'),
        tags: z.array(z.string()),
      }),
    ),
    staff: z.array(z.object({ id: z.uuid(), name: z.string() })),
    sites: z.array(z.object({ id: z.uuid(), name: z.string() })),
    rooms: z.array(z.object({ id: z.uuid(), name: z.string(), site: z.uuid() })),
    unserved: z.array(short),
    invented: z
      .array(
        z.object({
          minutes: count,
          isServed: z.boolean(),
          sessions: z.array(z.uuid()),
          visits: z.array(visit),
        }),
      )
      .describe('People a scenario supposes (accept-intakes): they take seats and have no record'),
  })
  .openapi('PlanBoard');
export type PlanBoard = z.infer<typeof boardSchema>;

const livedWeek = z.object({
  minutes: count,
  items: z.array(
    z.object({
      kind: z.string(),
      label: words.nullable().describe('null for a visit'),
      start: minute,
      end: minute,
      with: z.array(z.string()),
    }),
  ),
});

export const changesSchema = z
  .object({
    plan: headSchema,
    since: z.iso.date().nullable().describe('The week of the plan it is compared with'),
    people: z.array(
      z.object({
        person: participantSeen('schedule'),
        code: z.string(),
        reason: z.enum([
          'new',
          'need-ended',
          'group-ended',
          'care-changed',
          'life-changed',
          'staff-away',
          'more-hours',
          'makes-room',
        ]),
        before: livedWeek.nullable(),
        after: livedWeek.nullable(),
      }),
    ),
    unchanged: count,
    message: words.describe('What can be said or sent to them: it gives nothing away'),
  })
  .openapi('PlanChanges');
export type PlanChanges = z.infer<typeof changesSchema>;

export const publishedSchema = z.object({ plan: headSchema, people: count });
