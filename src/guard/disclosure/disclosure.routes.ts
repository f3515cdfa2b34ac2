import { z } from '@hono/zod-openapi';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { orgOf, sealerOf } from '../consent/consent.store.ts';
import { CONSENT_PURPOSES, SHAREABLE } from '../consent/forms.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { mustAllow } from '../may.ts';
import { participantSeen } from '../seen.ts';
import { accountingRoutes } from './accounting.routes.ts';
import { accountingCsv, accountingOf, accountingPdf } from './accounting.ts';
import { BASES, disclose, WAYS } from './disclose.ts';
import { RECIPIENTS } from './obligations.ts';

const entry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  by: z.string().nullable(),
  basis: z.enum(BASES),
  to: z.string(),
  affiliation: z.string().nullable(),
  toKind: z.string(),
  way: z.enum(WAYS),
  categories: z.array(z.string()),
  purpose: z.string(),
  what: z.string(),
  notice: z.enum(['long', 'short']).nullable(),
});
const accounting = z.object({ participant: participantSeen('disclosure'), entries: z.array(entry) });
const about = z.object({
  only: z.enum(['intermediary']).optional().describe('Through an exchange alone. 42 CFR 2.24'),
});
const asFile = about.extend({ as: z.enum(['csv', 'pdf']), language: z.enum(['en', 'es']).default('en') });
const person = z.object({ participant: z.uuid() });

/** Something leaves, is written down, and can be accounted for. */
export function disclosureRoutes(app: HttpApp, house: House): void {
  const master = house.masterKey;
  const whole = async (db: Db, participant: string, now: Date, only?: 'intermediary') => {
    const sealer = await sealerOf(db, master, participant);
    return { participant, entries: [...(await accountingOf(db, sealer, participant, now, { only }))] };
  };
  const fileOf = async (
    db: Db,
    participant: string,
    now: Date,
    { as, only, language }: z.output<typeof asFile>,
  ) => {
    const body = await whole(db, participant, now, only);
    const { zone } = await orgOf(db);
    const file =
      as === 'csv'
        ? { type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(accountingCsv(body.entries)) }
        : { type: 'application/pdf', bytes: await accountingPdf(body.entries, { language, zone, now }) };
    return { body, file: { ...file, name: `list.${as}` } };
  };

  const mine = { tag: 'My record', audience: 'participant', purpose: 'self' } as const;
  endpoint(
    app,
    house,
    {
      ...mine,
      method: 'get',
      path: '/api/my/disclosures',
      summary: 'Who got something from my record in the last three years',
      query: about,
      answer: accounting,
    },
    async ({ db, actor, query, now }) => ({ body: await whole(db, actor.id, now, query.only) }),
  );
  endpoint(
    app,
    house,
    {
      ...mine,
      method: 'get',
      path: '/api/my/disclosures/file',
      summary: 'The same to keep, as CSV or PDF',
      query: asFile,
      answer: accounting,
    },
    async ({ db, actor, query, now }) => fileOf(db, actor.id, now, query),
  );

  accountingRoutes(app, house);

  const staff = { tag: 'Disclosures', audience: 'staff', purpose: 'operations' } as const;
  const path = '/api/people/:participant/disclosures' as const;
  const mustSee = (db: Db, participant: string) => mustAllow(db, participant, 'disclosure', 'read');
  endpoint(
    app,
    house,
    {
      ...staff,
      method: 'get',
      path,
      summary: 'What left the record of somebody I may see',
      params: person,
      query: about,
      answer: accounting,
    },
    async ({ db, params: { participant }, query, now }) => {
      await mustSee(db, participant);
      return { body: await whole(db, participant, now, query.only) };
    },
  );
  endpoint(
    app,
    house,
    {
      ...staff,
      method: 'get',
      path: `${path}/file`,
      fresh: true,
      summary: 'The accounting that was asked for, as CSV or PDF',
      params: person,
      query: asFile,
      answer: accounting,
    },
    async ({ db, params: { participant }, query, now }) => {
      await mustSee(db, participant);
      return fileOf(db, participant, now, query);
    },
  );
  endpoint(
    app,
    house,
    {
      ...staff,
      method: 'post',
      path,
      fresh: true,
      summary: 'Let something leave under a consent: written down first, and with what must go along',
      params: person,
      body: z.strictObject({
        consent: z.uuid(),
        categories: z.array(z.enum(SHAREABLE)).min(1, 'Say which parts.').max(SHAREABLE.length),
        purpose: z.enum(CONSENT_PURPOSES),
        way: z.enum(['print', 'mail', 'fax', 'spoken', 'export']),
        what: z.string().trim().min(1, 'Say in a few words what it is.').max(500),
        recipientIs: z
          .enum(RECIPIENTS)
          .optional()
          .describe('What the recipient is to the law; where unsaid, what binds more. 42 CFR 2.33'),
      }),
      answer: z.object({
        participant: participantSeen('disclosure'),
        id: z.uuid(),
        to: z.string(),
        statement: z.string(),
        scope: z.string(),
        obligations: z.string(),
      }),
      status: 201,
      command: true,
    },
    async ({ db, actor, params: { participant }, body, now }) => {
      await mustAllow(db, participant, 'disclosure', 'write');
      const { id, to, accompanying } = await disclose(db, master, actor, now, {
        participant,
        basis: 'consent',
        ...body,
      });
      return { body: { participant, id, to, statement: '', scope: '', obligations: '', ...accompanying } };
    },
  );
}
