import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import type { House } from '../house.ts';
import { endingRoutes } from './ending.routes.ts';
import type { Shareable } from './forms.ts';
import { ownConsentRoutes } from './own.routes.ts';
import { restrictionRoutes } from './restriction.routes.ts';
import { staffConsentRoutes } from './staff.routes.ts';

export { peerName } from './chosen.store.ts';
export { eventCame } from './consent.store.ts';

/** Whom a person lets in and whom they keep out. */
export function consentRoutes(app: HttpApp, house: House): void {
  ownConsentRoutes(app, house);
  staffConsentRoutes(app, house);
  restrictionRoutes(app, house);
  endingRoutes(app, house);
}

/** Whether this may not go to a health plan: the person pays it themself, or the program agreed. 2.26 */
export async function isKeptFromHealthPlan(
  db: Db,
  participant: string,
  category: Shareable,
): Promise<boolean> {
  const row = await db
    .selectFrom('guard.restriction')
    .select('restriction_id')
    .where('participant_id', '=', participant)
    .where('recipient', '=', 'health-plan')
    .where('is_agreed', '=', true)
    .where((e) => e.or([e('ended_at', 'is', null), e('ended_at', '>', sql<Date>`clock_timestamp()`)]))
    .where(sql<boolean>`${category} = any (categories)`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
