import { z } from '@hono/zod-openapi';

/** What a person's table holds; the unit of permission and of "who looked". */
export const CATEGORIES = [
  'record',
  'identity',
  'contact',
  'schedule',
  'attendance',
  'assessment',
  'plan',
  'note',
  'counselling_note',
  'measure',
  'medication',
  'test',
  'money',
  'document',
  'consent',
  'disclosure',
] as const;
export type Category = (typeof CATEGORIES)[number];

const brands = z.registry<{ categories: readonly Category[] }>();

/**
 * A participant's id in an answer, branded with what the answer shows of that person. The HTTP layer finds the
 * brand and writes one access row per person and category; no handler logs by hand.
 */
export function participantSeen(...categories: readonly [Category, ...Category[]]): z.ZodUUID {
  const schema = z.uuid();
  brands.add(schema, { categories });
  return schema;
}

/** Every (participant, category) an answer of this schema shows, as "participant category" words. */
export function seenIn(schema: z.ZodType, value: unknown, found: Set<string> = new Set()): Set<string> {
  const brand = brands.get(schema);
  if (brand !== undefined && typeof value === 'string') {
    for (const category of brand.categories) found.add(`${value} ${category}`);
    return found;
  }
  if (schema instanceof z.ZodObject && typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(schema.shape)) {
      seenIn(part as z.ZodType, (value as Record<string, unknown>)[key], found);
    }
  } else if (schema instanceof z.ZodArray && Array.isArray(value)) {
    for (const item of value) seenIn(schema.element as z.ZodType, item, found);
  } else if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    if (value !== null && value !== undefined) seenIn(schema.unwrap() as z.ZodType, value, found);
  } else if (schema instanceof z.ZodUnion) {
    const fitting = schema.options.find((option) => (option as z.ZodType).safeParse(value).success);
    if (fitting !== undefined) seenIn(fitting as z.ZodType, value, found);
  }
  return found;
}
