import { z } from '@hono/zod-openapi';
import { participantSeen } from '../guard/seen.ts';

const count = z.number().int();
const minute = z.number().int().min(0).max(10080);
const person = participantSeen('schedule');

/** Half open, in minutes of the week; both left out: the whole week. */
const when = { from: minute.optional(), to: minute.optional() };

const staffAway = z.object({ kind: z.literal('staff-away'), staff: z.uuid(), ...when });
const roomClosed = z.object({ kind: z.literal('room-closed'), room: z.uuid(), ...when });
const closeGroup = z.object({ kind: z.literal('close-group'), session: z.uuid() });

const openGroup = z.object({ kind: z.literal('open-group'), session: z.uuid() });
const addGroup = z.object({
  kind: z.literal('add-group'),
  like: z.uuid().describe('A group that meets this week: what it is about and whom it is for'),
  start: minute,
  end: minute,
  site: z.uuid().nullable().describe('null: by video'),
  room: z.uuid().nullable(),
  staff: z.array(z.uuid()).min(1).max(5),
  max: z.number().int().min(1).max(200),
});
const raiseCap = z.object({
  kind: z.literal('raise-cap'),
  session: z.uuid(),
  seats: z.number().int().min(1).max(50).describe('So many more'),
});
const moveGroup = z.object({ kind: z.literal('move-group'), session: z.uuid(), start: minute });
const byVideo = z.object({ kind: z.literal('by-video'), person, session: z.uuid() });
const freeBusy = z.object({ kind: z.literal('free-busy'), person, start: minute, end: minute });
const otherStaff = z.object({
  kind: z.literal('other-staff'),
  person,
  visit: z.string().min(1).max(60).describe('The kind of visit'),
  staff: z.uuid(),
});
const lowerStep = z.object({
  kind: z.literal('lower-step'),
  person,
  minutes: z.number().int().min(1).max(3600),
  days: z.number().int().min(0).max(7),
});
const acceptIntakes = z.object({
  kind: z.literal('accept-intakes'),
  count: z.number().int().min(1).max(30),
  like: person.describe('Whose hours and life the invented people have'),
});

/** Something that might be different in a week. */
export const changeSchema = z
  .discriminatedUnion('kind', [
    staffAway,
    roomClosed,
    closeGroup,
    openGroup,
    addGroup,
    raiseCap,
    moveGroup,
    byVideo,
    freeBusy,
    otherStaff,
    lowerStep,
    acceptIntakes,
  ])
  .openapi('WeekChange');
export type WeekChange = z.infer<typeof changeSchema>;

/** What a day can bring and a plan can answer by itself: nobody is placed where nobody can be. */
export const disruptionSchema = z.discriminatedUnion('kind', [staffAway, roomClosed, closeGroup]);
export type Disruption = z.infer<typeof disruptionSchema>;

export const CHANGES_MAX = 20;

/** POST /api/plan/:week/scenarios */
export const scenarioBody = z.object({
  changes: z.array(changeSchema).min(1).max(CHANGES_MAX),
  seconds: z.number().int().min(5).max(60).default(20),
});

/** POST /api/plan/:week/repair */
export const repairBody = z.object({ change: disruptionSchema });

/** POST /api/plan/:week/growth */
export const growthBody = z.object({ planId: z.uuid() });

export const growthSchema = z
  .object({
    suggestions: z.array(
      z.object({
        groups: z
          .array(addGroup)
          .min(1)
          .max(3)
          .describe('Each can be tried as it is, as a change of a scenario'),
        people: z.array(person).describe('Who would have a full week, and has none now'),
      }),
    ),
  })
  .openapi('Growth');
export type GrowthShown = z.infer<typeof growthSchema>;

/** POST /api/plan/:week/fix: a way out that the board names, tried as a scenario. */
export const fixBody = z.object({
  planId: z.uuid(),
  person: z.uuid(),
  fix: z.number().int().min(0).max(50).describe('Which of the fixes listed for this person, from 0'),
});

/** Numbers of people and minutes, never who. */
const outcome = z.object({
  placed: z.object({ people: count, of: count, change: count.describe('Against the plan it began from') }),
  hours: z.object({
    people: count.describe('People with all prescribed minutes'),
    change: count,
    mostShort: count.describe('Minutes that the one furthest from it lacks'),
  }),
  moved: z.object({
    people: count.describe('People whose week is another than in the plan it began from'),
    visitsOnly: count.describe('Of these, people who keep every group'),
  }),
  staffMinutes: z.object({ total: count, change: count }),
  groups: z.object({ meeting: count, change: count, opened: count.describe('Candidates it opens') }),
  invented: z.object({ placed: count, of: count }).describe('The invented people of accept-intakes'),
});

/** Why a scenario cannot be used as it is: the change has to be made in the program first. */
const obstacle = z.object({
  change: count.describe('Its place in `changes`, from 0'),
  reason: z.enum([
    'group-not-there', // add-group, by-video: people sit in a group that the program does not have
    'group-not-moved',
    'not-enough-seats',
    'still-busy',
    'staff-not-asked', // the prescription does not name this member of staff for the visit
    'still-prescribed',
    'not-admitted',
    'gone', // what it is about is not in the week any more
  ]),
});
export type Obstacle = z.infer<typeof obstacle>;

export const scenarioSchema = z
  .object({
    id: z.uuid(),
    number: count,
    kind: z.enum(['what-if', 'repair', 'fix']),
    state: z
      .enum(['working', 'ready', 'failed', 'used'])
      .describe('failed: its run ended without a plan, or was called off'),
    changes: z.array(changeSchema),
    base: z
      .object({ planId: z.uuid(), week: z.iso.date(), draftNumber: count })
      .nullable()
      .describe('The plan it began from: of this week, else of the latest published before it'),
    isOutdated: z.boolean().describe('Another plan than its base is worked on now'),
    run: z.uuid(),
    planId: z.uuid().nullable().describe('Its board: GET /api/plan/:week?plan='),
    outcome: outcome.nullable(),
    obstacles: z.array(obstacle).describe('What has to be made true before it can be used'),
    createdAt: z.iso.datetime(),
    version: count,
  })
  .openapi('Scenario');
export type ScenarioShown = z.infer<typeof scenarioSchema>;
export type Outcome = NonNullable<ScenarioShown['outcome']>;

/** What is different in this week only, because somebody used a repair. */
const exceptionSchema = z.object({
  id: z.uuid(),
  change: disruptionSchema,
  isEffective: z.boolean().describe('false: the program has changed so that it concerns nothing any more'),
});
export type ExceptionShown = z.infer<typeof exceptionSchema>;

/** GET /api/plan/:week/scenarios, newest first. */
export const scenariosSchema = z.object({
  scenarios: z.array(scenarioSchema),
  exceptions: z.array(exceptionSchema),
});
export type ScenariosShown = z.infer<typeof scenariosSchema>;

/** POST /api/plan/:week/preview: somebody who is not admitted yet. Nothing of it is kept. */
export const previewBody = z.object({
  minutes: z.number().int().min(1).max(3600),
  days: z.number().int().min(1).max(7),
  maxMinutesPerDay: z.number().int().min(30).max(720).default(240),
  busy: z
    .array(
      z.object({
        start: minute,
        end: minute,
        travel: z.number().int().min(0).max(600).optional(),
        soft: z.number().int().min(0).max(1000).optional(),
      }),
    )
    .max(200)
    .default([]),
  sites: z.array(z.uuid()).max(20).default([]),
  video: z.boolean().default(false),
  tags: z.array(z.string().min(1).max(60)).max(30).default([]),
  visits: z
    .array(
      z.object({
        kind: z.string().min(1).max(60),
        minutes: z.number().int().min(5).max(480),
        count: z.number().int().min(1).max(5),
        staff: z.array(z.uuid()).min(1).max(50),
        site: z.uuid().nullable().optional().describe('null: by video; left out: their first site'),
      }),
    )
    .max(5)
    .default([]),
});
export type PreviewAsked = z.infer<typeof previewBody>;

const previewWeek = z.object({
  trade: z.enum(['best', 'fewest-days', 'no-evenings', 'with-video', 'one-place', 'shorter-days']),
  sessions: z.array(z.uuid()),
  visits: z.array(z.object({ kind: z.string(), staff: z.uuid(), start: minute, minutes: count })),
  minutes: count,
  days: count,
});

export const previewSchema = z
  .object({
    isBesidePlan: z.boolean().describe('false: there is no plan of this week yet, every seat is free'),
    weeks: z.array(previewWeek).describe('The best first; empty when no full week fits'),
    closest: previewWeek.nullable().describe('The nearest to a full week, when none fits'),
    because: z.array(z.looseObject({ code: z.string() })),
    fixes: z.array(z.looseObject({ kind: z.string(), serves: count })),
  })
  .openapi('IntakePreview');
export type PreviewShown = z.infer<typeof previewSchema>;
