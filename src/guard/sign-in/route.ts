import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { HttpApp, HttpEnv } from '../../platform/http/app.ts';
import { fieldFaults, problemSchema, refuse } from '../../platform/http/problem.ts';

interface Route<B extends z.ZodType, A extends z.ZodType> {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: `/api/sign-in/${string}`;
  readonly summary: string;
  readonly needsSession?: boolean;
  readonly params?: z.ZodObject;
  readonly body?: B;
  readonly answer: A;
}

/**
 * A route of sign-in, checked and documented like every other (guard/endpoint.ts) but without its transaction:
 * sign-in writes under its own role, and there is no actor yet.
 */
export function signInRoute<A extends z.ZodType, B extends z.ZodType = z.ZodUndefined>(
  app: HttpApp,
  spec: Route<B, A>,
  work: (c: Context<HttpEnv>, body: z.output<B>) => Promise<z.input<A>>,
): void {
  document(app, spec);
  app.on(spec.method.toUpperCase(), spec.path, async (c) => {
    const body = (spec.body === undefined ? undefined : await read(c, spec.body)) as z.output<B>;
    return c.json(spec.answer.parse(await work(c, body)) as object);
  });
}

async function read(c: Context, schema: z.ZodType): Promise<unknown> {
  const sent: unknown = await c.req.json().catch(() => {
    throw refuse('bad-request', { detail: 'The body is not JSON.' });
  });
  const checked = schema.safeParse(sent);
  if (!checked.success) throw refuse('invalid', { fields: fieldFaults(checked.error) });
  return checked.data;
}

function document(app: HttpApp, spec: Route<z.ZodType, z.ZodType>): void {
  app.openAPIRegistry.registerPath({
    method: spec.method,
    path: spec.path.replace(/:([a-zA-Z]+)/g, '{$1}'),
    summary: spec.summary,
    tags: ['Sign-in'],
    ...(spec.needsSession === true ? { security: [{ session: [] }] } : {}),
    request: {
      ...(spec.params === undefined ? {} : { params: spec.params }),
      ...(spec.body === undefined
        ? {}
        : { body: { content: { 'application/json': { schema: spec.body } } } }),
    },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: spec.answer } } },
      default: {
        description: 'A reason why not, in plain words',
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    },
  });
}
