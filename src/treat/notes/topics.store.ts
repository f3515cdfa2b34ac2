import type { Db } from '../../platform/db/index.ts';

/** What a group of this activity can be about, as the program's catalogue has it; nothing where it says nothing. */
export async function topicsOf(
  db: Db,
  activity: string,
): Promise<readonly { readonly key: string; readonly en: string; readonly es: string }[]> {
  const row = await db
    .selectFrom('treat.activity')
    .select('topics')
    .where('activity', '=', activity)
    .executeTakeFirst();
  return (row?.topics ?? []) as unknown as { key: string; en: string; es: string }[];
}
