/** The formats as JSON Schema, for whoever writes a week file in another language. Shapes only: `parseWeek` finds contradictions. */
import { z } from 'zod';
import { planSchema, weekSchema } from './format.ts';

export interface PublishedSchema {
  readonly file: string;
  readonly text: string;
}

/** What stands in docs/, as it should read. */
export function publishedSchemas(): PublishedSchema[] {
  return [
    { file: 'week.schema.json', schema: weekSchema, title: 'daybridge-week/1', io: 'input' as const },
    {
      file: 'week-plan.schema.json',
      schema: planSchema,
      title: 'daybridge-week-plan/1',
      io: 'output' as const,
    },
  ].map(({ file, schema, title, io }) => ({
    file,
    text: `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io }) }, null, 2)}\n`,
  }));
}
