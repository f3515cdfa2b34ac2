import { z } from '@hono/zod-openapi';
import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refusal, refuse } from '../platform/http/problem.ts';
import { newToken } from '../platform/ids.ts';
import { sha256 } from '../platform/secrets.ts';
import { addFeed, endFeed, feedsOf } from './feed.store.ts';
import { cleanWord, USUAL_WORD } from './feed.ts';

const FEEDS_MAX = 10;

const feed = z.object({
  id: z.uuid(),
  word: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});

/** Secret addresses by which a person's own calendar program sees when they are busy, and nothing else. */
export function feedRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'My week', audience: 'participant', purpose: 'self' } as const;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/week/feeds',
      summary: 'My calendar addresses that work',
      answer: z.object({ feeds: z.array(feed) }),
    },
    async ({ db, actor }) => ({ body: { feeds: await feedsOf(db, actor.id) } }),
  );

  // No Idempotency-Key here: the kept answer would hold the secret address. A repeat makes one more, which shows.
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/week/feeds',
      summary: 'Make a calendar address; it is shown this once',
      body: z.object({ word: z.string().max(200) }),
      answer: z.object({ id: z.uuid(), address: z.string(), webcal: z.string() }),
      status: 201,
    },
    async ({ db, actor, body }) => {
      if ((await feedsOf(db, actor.id)).length >= FEEDS_MAX) {
        throw refusal(
          409,
          'too-many-feeds',
          `There are ${FEEDS_MAX} addresses already. Stop one of them first.`,
        );
      }
      const token = newToken();
      const id = await addFeed(db, actor, sha256(token), cleanWord(body.word) || USUAL_WORD);
      const address = `${house.settings.url}/cal/${token}.ics`;
      return { body: { id, address, webcal: address.replace(/^https?:/, 'webcal:') } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/week/feeds/:feed/stop',
      summary: 'Stop a calendar address, now and for good',
      params: z.object({ feed: z.uuid() }),
      body: z.object({}),
      answer: z.object({ feeds: z.array(feed) }),
    },
    async ({ db, actor, params, now }) => {
      if (!(await endFeed(db, actor.id, params.feed, now))) throw refuse('not-found');
      return { body: { feeds: await feedsOf(db, actor.id) } };
    },
  );
}
