import { readFileSync } from 'node:fs';
import { z } from '@hono/zod-openapi';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { orgOf } from '../consent/consent.store.ts';
import { CONSENT_KINDS, CONSENT_PURPOSES, RECIPIENT_KINDS, SHAREABLE } from '../consent/forms.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { mustBeOfficer, officer } from './officer.ts';

const keeps = z
  .strictObject({
    consentKind: z.enum(CONSENT_KINDS).optional(),
    recipientKind: z.enum(RECIPIENT_KINDS).optional(),
    category: z.enum(SHAREABLE).optional(),
    purpose: z.enum(CONSENT_PURPOSES).optional(),
  })
  .refine((kept) => Object.keys(kept).length > 0, 'A rule that keeps everything from everybody is no rule.');
const rule = z.strictObject({
  state: z.string().regex(/^[A-Z]{2}$/),
  isConfirmed: z.boolean(),
  keeps,
  says: z.strictObject({ en: z.string(), es: z.string() }),
  source: z.string().min(5),
});
const RULES = z
  .strictObject({ read: z.string(), note: z.string(), rules: z.record(z.string(), rule) })
  .parse(JSON.parse(readFileSync(new URL('./state-overlays.json', import.meta.url), 'utf8'))).rules;

const overlays = z.object({
  state: z.string().nullable(),
  overlays: z.array(
    z.object({
      rule: z.string(),
      state: z.string(),
      says: z.object({ en: z.string(), es: z.string() }),
      source: z.string(),
      isConfirmed: z
        .boolean()
        .describe('Whether a lawyer of the state confirmed it; if not, it is an example'),
      isOn: z.boolean(),
    }),
  ),
});

async function all(db: Db): Promise<z.input<typeof overlays>> {
  const { state } = await orgOf(db);
  const on = await db
    .selectFrom('guard.state_overlay')
    .select('rule')
    .where('ended_at', 'is', null)
    .execute();
  return {
    state,
    overlays: Object.entries(RULES).map(([name, { state, says, source, isConfirmed }]) => ({
      rule: name,
      state,
      says,
      source,
      isConfirmed,
      isOn: on.some((row) => row.rule === name),
    })),
  };
}

/** The law of a state where it is stricter: switched on, it comes before every consent. @see 42 CFR 2.20 */
export function overlayRoutes(app: HttpApp, house: House): void {
  const path = '/api/guard/state-law' as const;
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path,
      summary: 'What the law of a state keeps back, and what of it is switched on',
      answer: overlays,
    },
    async ({ db, actor }) => {
      mustBeOfficer(actor);
      return { body: await all(db) };
    },
  );
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path,
      summary: 'Switch a rule on or off',
      fresh: true,
      body: z.strictObject({ rule: z.string().max(60), isOn: z.boolean() }),
      answer: overlays,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      mustBeOfficer(actor);
      const chosen = RULES[body.rule];
      if (chosen === undefined) throw refuse('not-found');
      // Switched on twice it is on once.
      await db
        .updateTable('guard.state_overlay')
        .set({ ended_at: now })
        .where('rule', '=', body.rule)
        .where('ended_at', 'is', null)
        .execute();
      if (body.isOn) {
        const { consentKind, recipientKind, category, purpose } = chosen.keeps;
        await db
          .insertInto('guard.state_overlay')
          .values({
            org_id: actor.org,
            rule: body.rule,
            state: chosen.state,
            consent_kind: consentKind ?? null,
            recipient_kind: recipientKind ?? null,
            category: category ?? null,
            purpose: purpose ?? null,
            set_by: actor.id,
            set_at: now,
          })
          .execute();
      }
      return { body: await all(db) };
    },
  );
}
