/** How heavy each of the six areas weighed when the decision in force was signed. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

export const AREAS = ['withdrawal', 'health', 'mind', 'use', 'home', 'wants'] as const;
export type Area = (typeof AREAS)[number];

const file = z
  .object({
    source: z.string(),
    actFrom: z.number().int().min(1).max(4),
    areas: z.array(
      z.object({
        area: z.enum(AREAS),
        /** What somebody wants never holds a plan up. */
        mustBeAnswered: z.boolean(),
        ratings: z.record(z.string(), z.record(z.string(), z.number().int().min(1).max(4))),
      }),
    ),
  })
  .refine(({ areas }) => AREAS.every((area) => areas.filter((each) => each.area === area).length === 1))
  .parse(JSON.parse(await readFile(new URL('./areas.json', import.meta.url), 'utf8')));

export interface AreaRating {
  readonly area: Area;
  /** 0 to 4: the heaviest of what was answered in this area. */
  readonly rating: number;
  /** A plan says what is done about it, when, or who else does. */
  readonly mustBeAnswered: boolean;
}

/** The rating of each area from the signed answers. @see field sources 1.2, field guide 2.1 */
export const ratingsOf = (inputs: Readonly<Record<string, string | number>>): readonly AreaRating[] =>
  file.areas.map(({ area, mustBeAnswered, ratings }) => {
    const rating = Math.max(
      0,
      ...Object.entries(ratings).map(([key, values]) => values[String(inputs[key])] ?? 0),
    );
    return { area, rating, mustBeAnswered: mustBeAnswered && rating >= file.actFrom };
  });
