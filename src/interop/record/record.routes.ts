import { z } from '@hono/zod-openapi';
import { SHAREABLE } from '../../guard/consent/forms.ts';
import { disclose } from '../../guard/disclosure/disclose.ts';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { sealersFor } from '../../guard/sealing.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { paperOf } from './paper.ts';
import { SHOWN_CATEGORIES } from './parts.ts';
import { copyOf } from './record.store.ts';
import { ABOUT } from './words.ts';

const PER_MINUTE = 10;

const copySchema = z.object({
  participant: participantSeen(...SHOWN_CATEGORIES),
  format: z.literal('daybridge-my-record-1'),
  about: z.string(),
  madeAt: z.iso.datetime(),
  parts: z.array(
    z.object({
      part: z.string(),
      title: z.string(),
      isCut: z.boolean(),
      rows: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
});

/** What of it is care, as an accounting names it: not the consents, the looks and the list of what left. */
const OF_CARE = SHAREABLE.filter((category) => SHOWN_CATEGORIES.includes(category));

/** The person's own copy of their record. Asked for by nobody else, read as nobody else. */
export function recordRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      tag: 'My record',
      audience: 'participant',
      purpose: 'self',
      method: 'get',
      path: '/api/my/record/file',
      summary: 'Everything the record holds of me, to keep: as JSON, or as PDF to print',
      query: z.object({ as: z.enum(['json', 'pdf']), language: z.enum(['en', 'es']).default('en') }),
      // The whole record on whatever device is open: whoever holds it shows first that it is theirs.
      fresh: true,
      callsPerMinute: PER_MINUTE,
      answer: copySchema,
    },
    async ({ db, actor, query: { as, language }, now }) => {
      const sealer = (await sealersFor(db, house.masterKey, [actor.id])).get(actor.id);
      if (sealer === undefined) throw refuse('not-found');
      const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
      const body = {
        participant: actor.id,
        format: 'daybridge-my-record-1' as const,
        about: ABOUT[language],
        madeAt: now.toISOString(),
        parts: [...(await copyOf(db, sealer, actor.id, language))],
      };
      const bytes =
        as === 'json'
          ? new TextEncoder().encode(JSON.stringify(body, null, 2))
          : await paperOf(body.parts, { language, zone, now });
      await disclose(db, house.masterKey, actor, now, {
        participant: actor.id,
        basis: 'the-person',
        to: { name: language === 'es' ? 'Yo' : 'Me' },
        categories: OF_CARE,
        purpose: 'operations',
        way: 'export',
        what: language === 'es' ? 'Una copia de todo mi expediente' : 'A copy of my whole record',
        content: bytes,
      });
      const type = as === 'json' ? 'application/json; charset=utf-8' : 'application/pdf';
      return { body, file: { name: `copy.${as}`, type, bytes } };
    },
  );
}
