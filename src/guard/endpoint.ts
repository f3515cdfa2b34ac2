import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { sql } from 'kysely';
import type { Actor, Db, Purpose } from '../platform/db/index.ts';
import type { HttpApp, HttpEnv } from '../platform/http/app.ts';
import { fieldFaults, problemSchema, Refusal, refuse } from '../platform/http/problem.ts';
import { sha256 } from '../platform/secrets.ts';
import { type SystemRole, systemActor } from './actors.ts';
import type { House } from './house.ts';
import { orgSealer } from './sealing.ts';
import { seenIn } from './seen.ts';

/** What a handler is given: input that was checked, and data access that is somebody. */
export interface Call<Params, Query, Body> {
  readonly db: Db;
  readonly actor: Actor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The version the person changed (If-Match); only where the endpoint is `versioned`. */
  readonly version: number;
  readonly now: Date;
  readonly house: House;
}

/**
 * What a handler answers. `after` runs once everything is committed (start a job, make a sign-in link); what it
 * returns, if anything, takes the place of `body`.
 */
export interface Reply<Answer> {
  readonly body: Answer;
  readonly version?: number;
  // biome-ignore lint/suspicious/noConfusingVoidType: most have nothing to add
  readonly after?: () => Promise<Answer | void>;
  /** What is sent in place of `body`, which still says whom it shows. */
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
}

export interface Endpoint<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As Hono writes it: /api/intake/:inquiry */
  readonly path: `/api/${string}`;
  readonly summary: string;
  readonly tag: string;
  /** Who may knock at all. Whose rows they then see, the database decides. */
  readonly audience: 'public' | 'participant' | 'supporter' | 'staff' | 'signed-in';
  /** Public endpoints only: the piece of the program that looks on everybody's behalf. */
  readonly as?: SystemRole;
  readonly purpose: Purpose;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
  readonly status?: 200 | 201 | 202;
  /** A command: needs an Idempotency-Key, and a repeat returns the first answer. */
  readonly command?: boolean;
  /** An edit: needs If-Match with the version it changes. */
  readonly versioned?: boolean;
  /** Signing, emergencies, what leaves: needs a proof of who it is, not older than five minutes. */
  readonly fresh?: boolean;
  /** Calls a minute and address, where fewer than the usual are right. */
  readonly callsPerMinute?: number;
}

const KEY = /^[\x21-\x7e]{8,100}$/;
const nothing = z.object({});

/** Registers one endpoint: its page in the API document, its checks, its one transaction. */
export function endpoint<
  A extends z.ZodType,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
>(
  app: HttpApp,
  house: House,
  spec: Endpoint<P, Q, B, A>,
  work: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Reply<z.input<A>>>,
): void {
  document(app, spec);
  const limit = spec.callsPerMinute === undefined ? undefined : house.callers.perMinute(spec.callsPerMinute);
  app.on(spec.method.toUpperCase(), spec.path, async (c) => {
    if (limit !== undefined && !limit.allows(house.callers.addressOf(c), house.clock.now().getTime())) {
      throw refuse('too-many');
    }
    const actor = await actorOf(c, house, spec);
    // An address that cannot exist looks like one that does not.
    const params = parse(spec.params, c.req.param(), '?', 'not-found') as z.output<P>;
    const query = parse(spec.query, c.req.query(), '?', 'invalid') as z.output<Q>;
    const words = spec.body === undefined ? '' : await bodyOf(c);
    const body = parse(
      spec.body,
      spec.body === undefined ? undefined : jsonOf(words),
      '',
      'invalid',
    ) as z.output<B>;
    const version = spec.versioned === true ? versionOf(c) : 0;
    const key = spec.command === true ? keyOf(c) : undefined;
    // The words as they came: an object of endless depth would break whoever walks it to write it out again.
    const asked = sha256(JSON.stringify([c.req.path, version, words]));

    const whole = async (db: Db) => {
      const earlier =
        key === undefined ? undefined : await firstAnswer(db, house, actor, spec.path, key, asked);
      if (earlier !== undefined) {
        await noteSeen(db, actor, spec.purpose, spec.answer, earlier.body);
        return { ...earlier, after: undefined, file: undefined };
      }
      const reply = await work({ db, actor, params, query, body, version, now: house.clock.now(), house });
      const answer = {
        status: spec.status ?? 200,
        body: spec.answer.parse(reply.body),
        version: reply.version,
      };
      const verb = reply.file === undefined ? 'read' : 'export';
      await noteSeen(db, actor, spec.purpose, spec.answer, answer.body, verb);
      if (key !== undefined) await keepAnswer(db, house, actor, spec.path, key, asked, answer);
      return { ...answer, after: reply.after, file: reply.file };
    };
    const outcome = await house.door.asActor(actor, spec.purpose, whole).catch(async (fault: unknown) => {
      // A refusal that shows the newer version was still a look at somebody, though its transaction is undone.
      const shows = fault instanceof Refusal ? fault.shows : undefined;
      if (fault instanceof Refusal && shows !== undefined) {
        await house.door.asActor(actor, spec.purpose, (db) =>
          noteSeen(db, actor, spec.purpose, shows, fault.current),
        );
      }
      throw fault;
    });
    const later = await outcome.after?.();
    const shown = later === undefined ? outcome.body : spec.answer.parse(later);
    if (outcome.file !== undefined) {
      const { name, type, bytes } = outcome.file;
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"`,
      });
    }
    if (outcome.version !== undefined) c.header('etag', `"${outcome.version}"`);
    return c.json(shown as object, outcome.status as 200);
  });
}

async function actorOf(
  c: Context<HttpEnv>,
  house: House,
  { audience, as, fresh = false }: { audience: string; as?: SystemRole; fresh?: boolean },
): Promise<Actor> {
  const request = c.get('request');
  if (audience === 'public') {
    if (house.publicOrg === undefined) throw refuse('not-ready');
    return systemActor(as ?? 'system:front-door', house.publicOrg, request);
  }
  const actor = await house.signIn.actorOf(c.req.raw.headers, request, { fresh });
  if (actor === undefined) throw refuse('not-signed-in');
  if (audience !== 'signed-in' && audience !== kindOf(actor.role)) throw refuse('not-found');
  return actor;
}

/** Whose pages a role has. */
export const kindOf = (role: string): 'participant' | 'supporter' | 'staff' =>
  role === 'participant' || role === 'supporter' ? role : 'staff';

function parse(
  schema: z.ZodType | undefined,
  value: unknown,
  prefix: string,
  otherwise: 'not-found' | 'invalid',
): unknown {
  if (schema === undefined) return {};
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw refuse(otherwise, { fields: fieldFaults(read.error, prefix) });
}

const JSON_TYPE = /^application\/json\s*(;|$)/i;

async function bodyOf(c: Context): Promise<string> {
  const words = await c.req.text();
  if (words !== '' && !JSON_TYPE.test(c.req.header('content-type') ?? '')) throw refuse('not-json');
  if (words.includes('\\u0000'))
    throw refuse('bad-request', { detail: 'A character in it cannot be stored.' });
  return words;
}

function jsonOf(words: string): unknown {
  if (words === '') return {};
  try {
    return JSON.parse(words);
  } catch {
    throw refuse('bad-request', { detail: 'The body is not JSON.' });
  }
}

function versionOf(c: Context): number {
  const match = /^"?(\d{1,9})"?$/.exec(c.req.header('if-match') ?? '');
  if (match?.[1] === undefined) throw refuse('version-needed');
  return Number(match[1]);
}

function keyOf(c: Context): string {
  const key = c.req.header('idempotency-key') ?? '';
  if (!KEY.test(key)) {
    throw refuse('bad-request', { detail: 'This needs an Idempotency-Key of 8 to 100 characters.' });
  }
  return key;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly version: number | undefined;
}

/** What the same command was answered before; one sent twice at once waits here until the first is done. */
async function firstAnswer(
  db: Db,
  house: House,
  actor: Actor,
  route: string,
  key: string,
  asked: Uint8Array,
): Promise<Answer | undefined> {
  const command = `${actor.org} ${actor.id} ${route} ${key}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${command}, 0))`.execute(db);
  const row = await db
    .selectFrom('platform.idempotency')
    .select(['request_hash', 'answer_sealed', 'status'])
    .where('route', '=', route)
    .where('key', '=', key)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (!Buffer.from(row.request_hash).equals(Buffer.from(asked))) {
    throw refuse('conflict', { detail: 'This Idempotency-Key was used for something else.' });
  }
  const sealer = await orgSealer(db, house.masterKey);
  return sealer.open(row.answer_sealed) as Answer;
}

async function keepAnswer(
  db: Db,
  house: House,
  actor: Actor,
  route: string,
  key: string,
  asked: Uint8Array,
  answer: Answer,
): Promise<void> {
  const sealer = await orgSealer(db, house.masterKey);
  await db
    .insertInto('platform.idempotency')
    .values({
      org_id: actor.org,
      actor_id: actor.id,
      route,
      key,
      request_hash: asked,
      status: answer.status,
      answer_sealed: sealer.seal(answer),
    })
    .execute();
}

/** One access row per person and category an answer shows or a file takes away, in the transaction that did. */
export async function noteSeen(
  db: Db,
  actor: Actor,
  purpose: Purpose,
  schema: z.ZodType,
  body: unknown,
  verb: 'read' | 'export' = 'read',
): Promise<void> {
  const seen = [...seenIn(schema, body)].map((words) => words.split(' '));
  if (seen.length === 0) return;
  const { org, id, role, request } = actor;
  // The same words however many are shown, so that the database plans them once.
  await sql`
    insert into guard.access (org_id, actor_id, actor_role, purpose, participant_id, category, verb, request_id)
    select ${org}, ${id}, ${role}, ${purpose}, participant, category, ${verb}, ${request}
    from unnest(${seen.map(([participant]) => participant)}::uuid[], ${seen.map(([, category]) => category)}::text[])
      as seen (participant, category)`.execute(db);
}

function document(app: HttpApp, spec: Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>): void {
  const headers = z.object({
    ...(spec.command === true ? { 'Idempotency-Key': z.string().min(8).max(100) } : {}),
    ...(spec.versioned === true ? { 'If-Match': z.string() } : {}),
  });
  const isObject = (schema: z.ZodType | undefined): schema is z.ZodObject => schema instanceof z.ZodObject;
  const problem = { content: { 'application/problem+json': { schema: problemSchema } } };
  app.openAPIRegistry.registerPath({
    method: spec.method,
    path: spec.path.replace(/:([a-zA-Z]+)/g, '{$1}'),
    summary: spec.summary,
    tags: [spec.tag],
    ...(spec.audience === 'public' ? {} : { security: [{ session: [] }] }),
    request: {
      headers,
      ...(isObject(spec.params) ? { params: spec.params } : {}),
      ...(isObject(spec.query) ? { query: spec.query } : {}),
      ...(spec.body === undefined
        ? {}
        : { body: { content: { 'application/json': { schema: spec.body } } } }),
    },
    responses: {
      [spec.status ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: spec.answer } },
      },
      default: { description: 'A reason why not, in plain words', ...problem },
    },
  });
}
