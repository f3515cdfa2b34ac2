import { z } from '@hono/zod-openapi';
import { endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { mustAllow } from '../../guard/may.ts';
import { participantSeen } from '../../guard/seen.ts';
import type { Actor, Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { refuse } from '../../platform/http/problem.ts';
import { sealerOf } from '../plan/plan.store.ts';
import { keepSafetyPlan, type SafetyVersion, safetyVersions } from './safety-plan.store.ts';
import { NO_WORDS, PART_MAX, type SafetyWords } from './safety-plan.ts';

const part = z.string().max(PART_MAX);
const words = z.object({
  signs: part.describe('How I notice that a hard time is coming'),
  coping: part.describe('What I can do by myself'),
  places: part.describe('People and places that take my mind off it'),
  people: part.describe('People I can ask for help'),
  professionals: part.describe('Professionals and places I can call'),
  safer: part.describe('How I make the place around me safer'),
});
const writer = z
  .string()
  .nullable()
  .describe('A member of staff, with the person; null: the person themself');

const safetyPlanAnswer = z.object({
  participant: participantSeen('plan'),
  words,
  savedAt: z.iso.datetime().nullable().describe('null: nothing is written yet'),
  writer,
  version: z.number().int(),
  earlier: z.array(z.object({ number: z.number().int(), savedAt: z.iso.datetime(), writer, words })),
});
export type SafetyPlanShown = z.infer<typeof safetyPlanAnswer>;
const stalePlan = safetyPlanAnswer.extend({ sent: words });
export type StaleSafetyPlanShown = z.infer<typeof stalePlan>;

const treatment = {
  tag: 'Treatment plan',
  audience: 'staff',
  purpose: 'treatment',
  answer: safetyPlanAnswer,
} as const;
const self = { tag: 'My week', audience: 'participant', purpose: 'self', answer: safetyPlanAnswer } as const;
const params = z.object({ participant: z.uuid() });

/** What somebody does when a hard moment comes, written by them or with them. */
export function safetyPlanRoutes(app: HttpApp, house: House): void {
  const read = async (db: Db, participant: string) => {
    const sealer = await sealerOf(db, house.masterKey, participant);
    return { sealer, versions: await safetyVersions(db, sealer, participant) };
  };
  const keep = async (
    db: Db,
    actor: Actor,
    participant: string,
    { body, version, now }: { readonly body: SafetyWords; readonly version: number; readonly now: Date },
  ) => {
    const { sealer, versions } = await read(db, participant);
    const [newest] = versions;
    const kept =
      (newest?.version ?? 0) === version
        ? await keepSafetyPlan(db, sealer, actor, { participant, newest, words: body, now })
        : undefined;
    const after = await read(db, participant);
    const answer = shown(participant, after.versions);
    if (kept === undefined) throw refuse('stale', { current: { ...answer, sent: body }, shows: stalePlan });
    return { body: answer, version: kept };
  };

  endpoint(
    app,
    house,
    { ...self, method: 'get', path: '/api/my/safety-plan', summary: 'My safety plan' },
    async ({ db, actor }) => {
      const body = shown(actor.id, (await read(db, actor.id)).versions);
      return { body, version: body.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...self,
      method: 'put',
      path: '/api/my/safety-plan',
      summary: 'Write my safety plan; what stood there before is kept',
      body: words,
      versioned: true,
    },
    ({ db, actor, ...sent }) => keep(db, actor, actor.id, sent),
  );

  endpoint(
    app,
    house,
    {
      ...treatment,
      method: 'get',
      path: '/api/people/:participant/safety-plan',
      summary: 'Somebody’s safety plan, and what stood there before',
      params,
    },
    async ({ db, params: { participant } }) => {
      await mustAllow(db, participant, 'plan', 'read');
      const body = shown(participant, (await read(db, participant)).versions);
      return { body, version: body.version };
    },
  );

  endpoint(
    app,
    house,
    {
      ...treatment,
      method: 'put',
      path: '/api/people/:participant/safety-plan',
      summary: 'Write it with the person; what stood there before is kept',
      params,
      body: words,
      versioned: true,
    },
    async ({ db, actor, params: { participant }, ...sent }) => {
      await mustAllow(db, participant, 'plan', 'write');
      return keep(db, actor, participant, sent);
    },
  );
}

function shown(participant: string, versions: readonly SafetyVersion[]): SafetyPlanShown {
  const [newest, ...earlier] = versions;
  return {
    participant,
    words: newest?.words ?? NO_WORDS,
    savedAt: newest?.savedAt.toISOString() ?? null,
    writer: newest?.writer ?? null,
    version: newest?.version ?? 0,
    earlier: earlier.map((one) => ({
      number: one.number,
      savedAt: one.savedAt.toISOString(),
      writer: one.writer,
      words: one.words,
    })),
  };
}
