/** What the routes of reviews and of the fit card answer. */
import { z } from '@hono/zod-openapi';
import { participantSeen } from '../../guard/seen.ts';

const measureChange = z.object({
  instrument: z.string(),
  from: z.number(),
  to: z.number(),
  fromOn: z.string(),
  toOn: z.string(),
  direction: z.enum(['better', 'worse']),
});

export const suggestion = z.object({
  id: z.uuid(),
  kind: z.enum(['hours-short', 'measures-worse', 'measures-better', 'goals-met']),
  direction: z.enum(['up', 'down', 'review']),
  evidence: z.object({
    weeks: z
      .array(
        z.object({
          monday: z.string(),
          deliveredMinutes: z.number().int(),
          prescribedMinutes: z.number().int(),
        }),
      )
      .optional(),
    changes: z.array(measureChange).optional(),
    goals: z.object({ met: z.number().int(), total: z.number().int() }).optional(),
    table: z
      .object({ version: z.string(), row: z.string(), level: z.string(), response: z.string() })
      .optional()
      .describe('What the table says of the last signed answers if the last two weeks went like this'),
  }),
  raisedOn: z.string(),
  seenOn: z.string().describe('The last day on which the evidence still said so'),
});
export type SuggestionShown = z.input<typeof suggestion>;

export const review = z.object({
  participant: participantSeen('record', 'identity', 'plan', 'assessment'),
  recordCode: z.string().nullable(),
  called: z.string().nullable(),
  level: z.enum(['OP', 'IOP', 'PHP']),
  dueOn: z.string(),
  isOverdue: z.boolean(),
  suggestions: z.array(suggestion),
  draft: z.uuid().nullable().describe('The review that is under way'),
  isWaiting: z.boolean().describe('A decision waits for its second signature'),
});
export type ReviewShown = z.input<typeof review>;
