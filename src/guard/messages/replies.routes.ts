import { z } from 'zod';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { isSigned, SIGNATURE_MS } from '../../platform/sms.ts';
import { systemActor } from '../actors.ts';
import type { House } from '../house.ts';
import { takeReply } from './message.store.ts';
import { meaningOf } from './rules.ts';

const CALLS_PER_MINUTE = 600;
const bodySchema = z.object({ from: z.string().min(3).max(40), text: z.string().max(2000) });
const SEEN_MAX = 100_000;

/**
 * Replies to text messages, from the provider: signed over the time and the raw words, good for five minutes and once.
 * What a reply says is kept only as one of four meanings; its words are kept nowhere.
 */
export function replyRoutes(app: HttpApp, house: House): void {
  const limit = house.callers.perMinute(CALLS_PER_MINUTE);
  const seen = new Map<string, number>();
  app.post('/api/webhooks/sms', async (c) => {
    const now = house.clock.now();
    if (!limit.allows(house.callers.addressOf(c), now.getTime())) throw refuse('too-many');
    const secret = house.settings.smsSecret;
    if (secret === undefined || house.publicOrg === undefined) throw refuse('not-found');
    const timestamp = c.req.header('x-daybridge-timestamp') ?? '';
    const signature = c.req.header('x-daybridge-signature') ?? '';
    const body = await c.req.text();
    if (!isSigned(secret, { timestamp, signature, body }, now)) throw refuse('not-signed-in');
    // Whatever is older than this is refused for its age: it need not be remembered.
    for (const [known, at] of seen) {
      if (now.getTime() - at > 2 * SIGNATURE_MS || seen.size > SEEN_MAX) seen.delete(known);
      else break;
    }
    if (seen.has(signature)) throw refuse('conflict', { detail: 'This came before.' });
    let json: unknown;
    try {
      json = JSON.parse(body);
    } catch {
      throw refuse('bad-request', { detail: 'The body is not JSON.' });
    }
    const read = bodySchema.safeParse(json);
    if (!read.success) throw refuse('invalid');
    seen.set(signature, now.getTime());
    const meaning = meaningOf(read.data.text);
    if (meaning !== undefined) {
      const messenger = systemActor('system:messenger', house.publicOrg, c.get('request'));
      await house.door.asActor(messenger, 'operations', (db) =>
        takeReply(db, house.masterKey, messenger, { from: read.data.from, meaning, now }),
      );
    }
    return c.json({});
  });
}
