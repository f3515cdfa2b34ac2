import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';
import { offer } from '../hours/hours.schema.ts';

export const said = z.enum(['coming', 'cannot']);
export const absenceReason = z.enum(['work', 'health', 'family', 'ride', 'other']);

const wish = offer.omit({ minutes: true, on: true });

export const swapAnswer = z.object({
  participant: participantSeen('attendance', 'schedule'),
  zone: z.string(),
  session: wish,
  isOver: z.boolean().describe('It has begun: nothing can be said beforehand any more'),
  said: said.nullable(),
  reason: absenceReason.nullable(),
  offers: z
    .array(offer)
    .describe('Sessions later in the same week that fit and have a seat; the soonest first'),
  asked: wish
    .extend({ request: z.uuid(), state: z.enum(['asked', 'joined', 'not-this-one']) })
    .nullable()
    .describe('What was asked for instead, and what became of it'),
});
export type SwapShown = z.infer<typeof swapAnswer>;

export const swapsAnswer = z.object({
  zone: z.string(),
  swaps: z.array(
    wish.extend({
      participant: participantSeen('identity', 'attendance'),
      called: z.string(),
      request: z.uuid(),
    }),
  ),
});
export type SwapsShown = z.infer<typeof swapsAnswer>;
