import { z } from '@hono/zod-openapi';
import { endpoint } from '../guard/endpoint.ts';
import type { House } from '../guard/house.ts';
import { participantSeen } from '../guard/seen.ts';
import type { Db } from '../platform/db/index.ts';
import type { HttpApp } from '../platform/http/app.ts';
import { refusal, refuse } from '../platform/http/problem.ts';
import {
  type InquiryRow,
  type InquiryWhole,
  inquiryWhole,
  moveInquiry,
  openInquiries,
} from './inquiry.store.ts';
import { safeContactSchema } from './inquiry.ts';

const row = z.object({
  id: z.uuid(),
  participant: participantSeen('identity', 'document'),
  reference: z.string(),
  state: z.enum(['new', 'called', 'assessing', 'admitted', 'closed']),
  called: z.string(),
  language: z.enum(['en', 'es']),
  askedAt: z.iso.datetime(),
  callBy: z.iso.datetime(),
  owner: z.string().nullable(),
  hasAnswers: z.boolean(),
  hasWeek: z.boolean(),
  version: z.number().int(),
});

const whole = row.extend({
  participant: participantSeen('identity', 'contact', 'document', 'schedule'),
  contact: safeContactSchema.nullable(),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullable(),
  week: z.array(z.object({ start: z.number(), end: z.number(), kind: z.string() })),
});

const params = z.object({ inquiry: z.uuid() });
const CLOSED_REASONS = ['changed-mind', 'other-program', 'not-reached', 'emergency', 'other'] as const;

/** The coordinator's inbox: who asked for a call, and what became of it. */
export function inquiryRoutes(app: HttpApp, house: House): void {
  const common = { tag: 'Intake', audience: 'staff', purpose: 'intake' } as const;

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/intake',
      summary: 'Who asked for a call, longest waiting first',
      answer: z.object({ inquiries: z.array(row) }),
    },
    async ({ db }) => ({ body: { inquiries: [...(await openInquiries(db, house.masterKey))] } }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path: '/api/intake/:inquiry',
      summary: 'One inquiry with all the person chose to tell',
      params,
      answer: whole,
    },
    async ({ db, params: { inquiry } }) => {
      const found = await theInquiry(db, house, inquiry);
      return { body: shown(found), version: found.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/intake/:inquiry/called',
      summary: 'We reached the person; I take it from here',
      params,
      body: z.object({}),
      answer: whole,
      command: true,
      versioned: true,
    },
    ({ db, actor, params: { inquiry }, version }) =>
      step(db, house, inquiry, version, ['new'], { state: 'called', owner: actor.id }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/intake/:inquiry/close',
      summary: 'It goes no further here, and why',
      params,
      body: z.object({ reason: z.enum(CLOSED_REASONS) }),
      answer: whole,
      command: true,
      versioned: true,
    },
    ({ db, params: { inquiry }, body, version }) =>
      step(db, house, inquiry, version, ['new', 'called'], { state: 'closed', closedReason: body.reason }),
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: '/api/intake/:inquiry/reopen',
      summary: 'Take a closed inquiry up again',
      params,
      body: z.object({}),
      answer: whole,
      command: true,
      versioned: true,
    },
    ({ db, params: { inquiry }, version }) =>
      step(db, house, inquiry, version, ['closed'], { state: 'new', closedReason: null }),
  );
}

const shown = (inquiry: InquiryWhole) => ({ ...inquiry, week: [...inquiry.week] });

async function theInquiry(db: Db, house: House, id: string): Promise<InquiryWhole> {
  const found = await inquiryWhole(db, house.masterKey, id);
  if (found === undefined) throw refuse('not-found');
  return found;
}

async function step(
  db: Db,
  house: House,
  id: string,
  version: number,
  from: readonly InquiryRow['state'][],
  to: Parameters<typeof moveInquiry>[3],
) {
  const before = await theInquiry(db, house, id);
  if (before.version !== version) throw refuse('stale', { current: shown(before), shows: whole });
  if (!from.includes(before.state)) {
    throw refusal(
      409,
      'wrong-step',
      'That step does not follow from where this is now. Nothing was changed.',
    );
  }
  const moved = await moveInquiry(db, id, version, to);
  if (moved === undefined) throw refuse('stale');
  return { body: shown(await theInquiry(db, house, id)), version: moved };
}
