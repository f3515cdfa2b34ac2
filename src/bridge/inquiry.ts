import { z } from '@hono/zod-openapi';
import { Temporal } from 'temporal-polyfill';

/** How the person can be reached without anybody learning why. */
export const safeContactSchema = z.object({
  channel: z.enum(['call', 'text', 'email']),
  value: z.string().trim().min(3).max(200),
  hours: z.array(z.enum(['morning', 'afternoon', 'evening'])).max(3),
  ifSomeoneElse: z.enum(['say-nothing', 'say-neutral', 'ok']),
});
export type SafeContact = z.infer<typeof safeContactSchema>;

const minute = z.number().int().min(0).max(10080);
const interval = z.object({ start: minute, end: minute }).refine((at) => at.start < at.end, {
  message: 'It ends before it starts.',
  path: ['end'],
});

/** A usual week as painted, in minutes of the week. */
export const paintedWeekSchema = z.object({
  busy: z
    .array(
      z
        .object({ start: minute, end: minute, kind: z.enum(['work', 'care', 'class', 'rest', 'other']) })
        .refine((at) => at.start < at.end, { message: 'It ends before it starts.', path: ['end'] }),
    )
    .max(400),
  prefer: z.array(interval).max(200),
  sites: z.array(z.uuid()).max(20),
  video: z.boolean(),
});
export type PaintedWeek = z.infer<typeof paintedWeekSchema>;

const ANSWER_MAX = 200;

export const askSchema = z
  .object({
    name: z.string().trim().min(1).max(80),
    contact: safeContactSchema,
    language: z.enum(['en', 'es']),
    answers: z
      .record(
        z.string().max(60),
        z.union([z.string().max(ANSWER_MAX), z.array(z.string().max(ANSWER_MAX)).max(20)]),
      )
      .refine(
        (answers) => Object.keys(answers).length <= 40,
        'That is more answers than there are questions.',
      )
      .optional(),
    week: paintedWeekSchema.optional(),
  })
  .superRefine(({ contact }, context) => {
    const digits = contact.value.replace(/\D/g, '').length;
    const isReachable =
      contact.channel === 'email' ? z.email().safeParse(contact.value).success : digits >= 7 && digits <= 15;
    if (!isReachable) {
      context.addIssue({
        code: 'custom',
        path: ['contact', 'value'],
        message:
          contact.channel === 'email' ? 'Write an address like sam@example.com.' : 'Write a phone number.',
      });
    }
  });
export type Ask = z.infer<typeof askSchema>;

// Places and weather: words that say nothing about anybody and are easy to hear on the phone.
const WORDS =
  'amber anchor apple arbor autumn bamboo basil bay beacon birch blossom branch breeze bridge brook cabin canyon cedar cherry cliff clover cloud coast cobalt comet copper coral cove creek crystal dawn delta desert dune eagle ember falcon feather fern field forest garden ginger glacier grove gulf harbor hazel heron hill honey indigo iris island ivory ivy jasmine juniper lagoon lake lantern laurel lemon lily linen lotus lunar maple marble meadow melon mesa mint mist moss mountain oak ocean olive orchard otter palm pearl pebble pepper pine planet plum pond poppy prairie quartz rain raven reef ridge river robin rose saffron sage sail sand shell shore silver sky snow sparrow spring star stone summer summit sun sunset tide timber trail tulip valley velvet violet walnut water willow wind winter'.split(
    ' ',
  );
const NUMBERS = 900;

/** A word both sides can say on the phone, "harbor-41"; `pick(n)` gives a whole number from 0 to n-1. */
export const referenceWord = (pick: (n: number) => number): string =>
  `${WORDS[pick(WORDS.length)]}-${10 + pick(NUMBERS)}`;

const CALL_HOUR = 12;

/** When we promise to have called: noon of the next working day, on the wall of `zone`. */
export function callBy(now: Date, zone: string): Date {
  let day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  do day = day.add({ days: 1 });
  while (day.dayOfWeek > 5);
  const at = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: CALL_HOUR }) });
  return new Date(at.epochMilliseconds);
}
