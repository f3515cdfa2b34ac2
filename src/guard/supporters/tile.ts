import { z } from '@hono/zod-openapi';
import type { Db } from '../../platform/db/index.ts';
import { type Category, participantSeen } from '../seen.ts';

/** One thing that can be shared with a supporter. A room says what it shows; the database says whether. */
export interface Tile {
  readonly name: string;
  readonly category: Category;
  readonly shows: z.ZodObject;
  read(db: Db, participant: string, now: Date): Promise<Record<string, unknown>>;
}

/** A tile whose every showing is noted as a look at the person. */
export function tile<S extends z.ZodRawShape>(
  name: string,
  category: Category,
  shows: S,
  read: (db: Db, participant: string, now: Date) => Promise<z.input<z.ZodObject<S>>>,
): Tile {
  return {
    name,
    category,
    shows: z.object({ ...shows, participant: participantSeen(category) }),
    read: async (db, participant, now) => ({ ...(await read(db, participant, now)), participant }),
  };
}
