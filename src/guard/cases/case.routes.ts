import { z } from '@hono/zod-openapi';
import { dayIn } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refusal, refuse } from '../../platform/http/problem.ts';
import type { Key } from '../../platform/secrets.ts';
import { endpoint } from '../endpoint.ts';
import type { House } from '../house.ts';
import { sealersFor } from '../sealing.ts';
import { participantSeen } from '../seen.ts';
import { type CaseKind, KINDS, openCase, sealerFor, sourceOf } from './case.store.ts';

const mine = z.object({
  participant: participantSeen('disclosure'),
  id: z.uuid(),
  kind: z.enum(KINDS),
  words: z.string(),
  askedAt: z.iso.datetime(),
  dueOn: z.iso.date(),
  state: z.enum(['open', 'answered', 'closed']),
  answer: z.string().nullable(),
});

const theirs = z.object({
  id: z.uuid(),
  /** null: about nobody here. */
  participant: participantSeen('disclosure').nullable(),
  recordCode: z.string().nullable(),
  kind: z.enum(KINDS),
  words: z.string().nullable().describe('null: the record is private, or the key is gone'),
  facts: z.record(z.string(), z.unknown()),
  aboutLook: z.string().nullable(),
  askedAt: z.iso.datetime(),
  dueOn: z.iso.date(),
  source: z.string().nullable().describe('The rule the clock comes from; null: our own promise'),
  isOverdue: z.boolean(),
  state: z.enum(['open', 'answered', 'closed']),
  answer: z.string().nullable(),
  reply: z
    .string()
    .nullable()
    .describe('What alone may be answered, where an order or a subpoena is missing'),
  version: z.number().int(),
});

/** Neither confirms nor denies that anybody was ever here. @see 42 CFR 2.13(c), 2.61-2.67 */
const SUBPOENA_REPLY =
  'We can neither confirm nor deny that any person is or was known to us. Federal law (42 CFR Part 2) requires a court order under subpart E, together with a subpoena, before any record could be disclosed. A subpoena alone does not suffice.';

const legal = z.object({
  hasOrder: z.boolean().describe('A court order under 42 CFR 2.61 to 2.67'),
  hasSubpoena: z.boolean(),
  words: z.string().trim().min(1, 'Say what was received.').max(4000),
});

/** What people ask of the program about their record, each with a clock; and what comes from outside. */
export function caseRoutes(app: HttpApp, house: House): void {
  const own = { tag: 'My record', audience: 'participant', purpose: 'self' } as const;
  endpoint(
    app,
    house,
    {
      ...own,
      method: 'get',
      path: '/api/my/requests',
      summary: 'What I asked about my record, and what was answered',
      answer: z.object({ requests: z.array(mine) }),
    },
    async ({ db, actor }) => ({ body: { requests: await casesOf(db, house.masterKey, actor.id) } }),
  );

  endpoint(
    app,
    house,
    {
      ...own,
      method: 'post',
      path: '/api/my/requests',
      summary:
        'Ask for my record, for a correction, for a list of who got it; or complain. Nobody is treated worse for it',
      body: z.object({
        kind: z.enum(['complaint', 'access', 'amendment', 'accounting', 'intermediary-list']),
        words: z.string().trim().max(4000).default(''),
      }),
      answer: z.object({ requests: z.array(mine) }),
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      await openCase(db, house.masterKey, actor, { participant: actor.id, ...body, now });
      return { body: { requests: await casesOf(db, house.masterKey, actor.id) } };
    },
  );

  const officer = { tag: 'Privacy officer', audience: 'staff', purpose: 'operations' } as const;
  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'get',
      path: '/api/guard/cases',
      summary: 'What must be answered, soonest due first',
      query: z.object({ state: z.enum(['open', 'answered']).default('open') }),
      answer: z.object({ cases: z.array(theirs) }),
    },
    async ({ db, actor, query, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      return { body: { cases: await allCases(db, house.masterKey, now, query.state) } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/guard/cases/:case/answer',
      summary: 'Answer a case; whoever asked reads it',
      params: z.object({ case: z.uuid() }),
      body: z.object({ answer: z.string().trim().min(1, 'Say what was done.').max(8000) }),
      answer: z.object({ cases: z.array(theirs) }),
      command: true,
      versioned: true,
    },
    async ({ db, actor, params, body, version, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const row = await db
        .selectFrom('guard.privacy_case')
        .select(['participant_id', 'state', 'version'])
        .where('case_id', '=', params.case)
        .executeTakeFirst();
      if (row === undefined) throw refuse('not-found');
      if (row.state !== 'open') throw refusal(409, 'answered', 'This was answered already.');
      const sealer = await sealerFor(db, house.masterKey, row.participant_id);
      const { numUpdatedRows } = await db
        .updateTable('guard.privacy_case')
        .set({
          state: 'answered',
          answer_sealed: sealer.seal(body.answer),
          answered_by: actor.id,
          answered_at: now,
          version: version + 1,
        })
        .where('case_id', '=', params.case)
        .where('version', '=', version)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw refuse('stale');
      return { body: { cases: await allCases(db, house.masterKey, now, 'open') } };
    },
  );

  endpoint(
    app,
    house,
    {
      ...officer,
      method: 'post',
      path: '/api/guard/legal-requests',
      summary:
        'A request from a court or an office came in: kept with its clock; without an order nothing may go out',
      body: legal,
      answer: z.object({
        case: z.uuid(),
        dueOn: z.iso.date(),
        isBlocked: z.boolean(),
        reply: z.string().nullable(),
      }),
      status: 201,
      command: true,
    },
    async ({ db, actor, body, now }) => {
      if (actor.role !== 'privacy') throw refuse('not-found');
      const { hasOrder, hasSubpoena, words } = body;
      // An order alone authorises and does not compel; a subpoena alone does neither.
      const isBlocked = !(hasOrder && hasSubpoena);
      const opened = await openCase(db, house.masterKey, actor, {
        participant: null,
        kind: 'legal-request',
        words,
        facts: { hasOrder, hasSubpoena, isBlocked },
        now,
      });
      return {
        body: { case: opened.id, dueOn: opened.dueOn, isBlocked, reply: isBlocked ? SUBPOENA_REPLY : null },
      };
    },
  );
}

async function casesOf(db: Db, master: Key, participant: string): Promise<z.input<typeof mine>[]> {
  const rows = await db
    .selectFrom('guard.privacy_case')
    .select(['case_id', 'kind', 'said_sealed', 'asked_at', 'due_on', 'state', 'answer_sealed'])
    .where('participant_id', '=', participant)
    .orderBy('asked_at', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const sealer = await sealerFor(db, master, participant);
  return rows.map((row) => ({
    participant,
    id: row.case_id,
    kind: row.kind as CaseKind,
    words: String(sealer.open(row.said_sealed)),
    askedAt: new Date(row.asked_at).toISOString(),
    dueOn: row.due_on,
    state: row.state as 'open',
    answer: row.answer_sealed === null ? null : String(sealer.open(row.answer_sealed)),
  }));
}

async function allCases(
  db: Db,
  master: Key,
  now: Date,
  state: 'open' | 'answered',
): Promise<z.input<typeof theirs>[]> {
  const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
  const today = dayIn(zone, now);
  const rows = await db
    .selectFrom('guard.privacy_case as c')
    .leftJoin('guard.participant as p', (join) =>
      join.onRef('p.org_id', '=', 'c.org_id').onRef('p.participant_id', '=', 'c.participant_id'),
    )
    .selectAll('c')
    .select('p.record_code')
    .where('c.state', '=', state)
    .orderBy('c.due_on')
    .orderBy('c.case_id')
    .limit(500)
    .execute();
  const ids = [...new Set(rows.flatMap((row) => row.participant_id ?? []))];
  const sealers = await sealersFor(db, master, ids);
  const own = rows.some((row) => row.participant_id === null) ? await sealerFor(db, master, null) : undefined;
  return rows.map((row) => {
    const sealer = row.participant_id === null ? own : sealers.get(row.participant_id);
    const open = (sealed: Uint8Array | null) =>
      sealed === null || sealer === undefined ? null : String(sealer.open(sealed));
    return {
      id: row.case_id,
      participant: row.participant_id,
      recordCode: row.record_code,
      kind: row.kind as CaseKind,
      words: open(row.said_sealed),
      facts: row.facts as Record<string, unknown>,
      aboutLook: row.about_access === null ? null : String(row.about_access),
      askedAt: new Date(row.asked_at).toISOString(),
      dueOn: row.due_on,
      source: sourceOf(row.kind as CaseKind),
      isOverdue: row.state === 'open' && row.due_on < today,
      state: row.state as 'open',
      answer: open(row.answer_sealed),
      reply: (row.facts as { isBlocked?: boolean }).isBlocked === true ? SUBPOENA_REPLY : null,
      version: row.version,
    };
  });
}
