import { z } from '@hono/zod-openapi';
import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refuse } from '../platform/http/problem.ts';
import { keepAsk } from './ask.store.ts';
import { askSchema, callBy } from './inquiry.ts';

/** The first and only moment of the public walk at which anything is sent and kept. */
export function askRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      method: 'post',
      path: '/api/public/ask',
      summary: 'Ask for a call',
      tag: 'Public',
      audience: 'public',
      purpose: 'intake',
      body: askSchema,
      answer: z.object({ reference: z.string(), expect: z.iso.datetime() }),
      status: 201,
      command: true,
      callsPerMinute: 10,
    },
    async ({ db, actor, body, now }) => {
      const org = await db.selectFrom('guard.org').select('zone').executeTakeFirst();
      if (org === undefined) throw refuse('not-ready');
      const by = callBy(now, org.zone);
      const reference = await keepAsk(db, house.masterKey, actor.org, body, by);
      return { body: { reference, expect: by.toISOString() } };
    },
  );
}
