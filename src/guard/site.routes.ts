import { z } from '@hono/zod-openapi';
import type { HttpApp } from '../platform/http/app.ts';
import { refuse } from '../platform/http/problem.ts';
import { endpoint } from './endpoint.ts';
import type { House } from './house.ts';

const siteSchema = z.object({
  name: z.string().describe('The neutral name: never says what the program does'),
  phone: z.string(),
  zone: z.string(),
  leaveUrl: z.string(),
  sites: z.array(z.object({ id: z.uuid(), name: z.string(), place: z.string(), directions: z.string() })),
});

/** What anybody may know: the neutral name, the phone, and where to go. */
export function siteRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'get',
      path: '/api/public/site',
      summary: 'The neutral name, phone, time zone and places',
      tag: 'Public',
      audience: 'public',
      purpose: 'intake',
      answer: siteSchema,
    },
    async ({ db }) => {
      const org = await db
        .selectFrom('guard.org')
        .select(['neutral_name', 'phone', 'zone', 'leave_url'])
        .executeTakeFirst();
      if (org === undefined) throw refuse('not-ready');
      const sites = await db
        .selectFrom('guard.site')
        .select(['site_id', 'name', 'place', 'directions'])
        .orderBy('name')
        .execute();
      return {
        body: {
          name: org.neutral_name,
          phone: org.phone,
          zone: org.zone,
          leaveUrl: org.leave_url,
          sites: sites.map(({ site_id, ...site }) => ({ id: site_id, ...site })),
        },
      };
    },
  );
}
