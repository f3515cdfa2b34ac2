import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';

const label = z.object({ en: z.string(), es: z.string() }).nullable();
const place = z
  .object({ site: z.string(), room: z.string().nullable() })
  .nullable()
  .describe('null: by video');

export const meetingCard = z.object({
  meeting: z.uuid(),
  on: z.iso.date(),
  kind: z.string(),
  activity: z.string(),
  label,
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  place,
  leaders: z.array(z.object({ id: z.uuid(), name: z.string() })),
  state: z.enum(['planned', 'ended', 'cancelled']),
});

export const todayAnswer = z.object({
  today: z.iso.date(),
  now: z.iso.datetime(),
  zone: z.string(),
  meetings: z.array(
    meetingCard.extend({
      expected: z.number().int(),
      here: z.number().int(),
      marked: z.number().int().describe('Of how many it is known whether they came'),
      with: z
        .object({ participant: participantSeen('identity', 'attendance'), called: z.string() })
        .nullable()
        .describe('Of a visit: with whom'),
    }),
  ),
});
export type TodayShown = z.infer<typeof todayAnswer>;

const stay = z.object({
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  by: z.enum(['room', 'video', 'phone']),
});

export const onRoster = z.object({
  participant: participantSeen('identity', 'attendance'),
  called: z.string(),
  status: z.enum(['expected', 'here', 'late', 'away']),
  reason: z.enum(['told-us', 'no-word', 'excused']).nullable(),
  source: z.enum(['plan', 'make-up', 'walk-in', 'visit']),
  said: z.enum(['coming', 'cannot']).nullable().describe('What they told us beforehand'),
  stays: z.array(stay),
  deliveredMinutes: z.number().int(),
  countedMinutes: z.number().int(),
  week: z.object({
    countedMinutes: z.number().int(),
    prescribedMinutes: z
      .number()
      .int()
      .nullable()
      .describe('null: not for the reader to see, or not in care'),
  }),
  version: z.number().int(),
});

export const sessionAnswer = z.object({
  session: meetingCard.extend({
    breaks: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime() })),
    plannedMinutes: z.number().int().describe('Without breaks'),
    isMine: z.boolean(),
    version: z.number().int(),
  }),
  zone: z.string(),
  now: z.iso.datetime(),
  lateAfterMinutes: z.number().int(),
  roster: z.array(onRoster),
});
export type SessionShown = z.infer<typeof sessionAnswer>;

const at = z.iso.datetime({ offset: true });
export const mark = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('here') }),
  z.strictObject({ is: z.literal('late'), at }),
  z.strictObject({ is: z.literal('left'), at }),
  z.strictObject({ is: z.literal('back'), at }),
  z.strictObject({ is: z.literal('away'), reason: z.enum(['told-us', 'no-word', 'excused']) }),
  z.strictObject({ is: z.literal('expected') }),
]);

export const marks = z.strictObject({
  by: z.enum(['room', 'video', 'phone']).default('room'),
  marks: z
    .array(z.strictObject({ participant: z.uuid(), version: z.number().int().min(1), mark }))
    .min(1)
    .max(60),
});

export const marksAnswer = z.object({
  roster: z.array(onRoster),
  /** Somebody else wrote of them since they were read; their row is in the roster as it is now. */
  changedByOthers: z.array(z.uuid()),
});
export type MarksShown = z.infer<typeof marksAnswer>;
