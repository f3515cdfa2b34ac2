import { z } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';
import { refusal, refuse } from '../platform/http/problem.ts';
import { type Monday, todayIn } from './calendar.ts';
import { isOver, weekFault } from './plan.ts';

export const weekParam = z.object({ week: z.iso.date() });

export interface PlanningWeek {
  readonly week: Monday;
  readonly zone: string;
  readonly isOver: boolean;
}

/**
 * The week asked for, for somebody the matrix lets see everybody's schedule: a plan seen in part would show wrong
 * counts. To anybody else there is no plan here.
 */
export async function planningWeek(db: Db, date: string, now: Date): Promise<PlanningWeek> {
  const may = await db
    .selectFrom('guard.permission')
    .select('role')
    .where('role', '=', sql<string>`guard.current_role()`)
    .where('relation', '=', 'site')
    .where('category', '=', 'schedule')
    .where('verb', '=', 'read')
    .executeTakeFirst();
  const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
  if (may === undefined || org === undefined) throw refuse('not-found');
  const today = todayIn(org.zone, now);
  const fault = weekFault(date, today);
  if (fault !== undefined) throw refusal(422, 'not-a-week', fault);
  return { week: date, zone: org.zone, isOver: isOver(date, today) };
}
