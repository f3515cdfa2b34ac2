import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { newId } from '../ids.ts';
import type { Logger } from '../log.ts';
import { answerProblem, problemOf, refusalOf, refuse } from './problem.ts';

export type HttpEnv = { Variables: { request: string } };
export type HttpApp = OpenAPIHono<HttpEnv>;

const BODY_MAX_BYTES = 256 * 1024;

/** What a page may load: its own parts and nothing else. `styles` says where styles may come from. */
export function policyWith(styles: string): string {
  return `default-src 'self'; img-src 'self' data:; style-src ${styles}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;
}

// Nothing is loaded from elsewhere, nothing is framed, nothing is sent along.
const SECURITY_HEADERS = {
  'content-security-policy': policyWith("'self'"),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex, nofollow',
} as const;

/** The empty HTTP app: request ids, one log line per request, security headers, limits, problem documents. */
export function createHttpApp(log: Logger, isHttps = false): HttpApp {
  const app = new OpenAPIHono<HttpEnv>();

  app.use(async (c, next) => {
    const request = newId();
    c.set('request', request);
    const startedMs = performance.now();
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    // Only a browser that came over https heeds it; a trial on one machine is left alone.
    if (isHttps) c.res.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
    log.debug({
      request,
      method: c.req.method,
      route: c.req.routePath, // the pattern: an address may hold a secret token
      status: c.res.status,
      ms: Math.round(performance.now() - startedMs),
    });
  });

  // A page of another site may not make a signed-in browser do anything here.
  app.use('/api/*', async (c, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) && !comesFromHere(c.req.raw)) {
      return answerProblem(c, problemOf(refuse('bad-request', { detail: 'This came from another site.' })));
    }
    return next();
  });

  app.use(
    '/api/*',
    bodyLimit({
      maxSize: BODY_MAX_BYTES,
      onError: (c) => answerProblem(c, problemOf(refuse('too-large'))),
    }),
  );

  app.notFound((c) => answerProblem(c, problemOf(refuse('not-found'), c.get('request'))));

  app.onError((fault, c) => {
    const request = c.get('request');
    if (fault instanceof HTTPException && fault.status < 500) {
      return answerProblem(c, problemOf(refuse('bad-request'), request));
    }
    const refusal = refusalOf(fault);
    if (refusal !== undefined) return answerProblem(c, problemOf(refusal, request));
    // The message may quote a person's words (a bad value in SQL): only its kind and place are logged.
    log.error({ request, route: c.req.routePath, kind: fault.name, at: placeOf(fault) });
    return answerProblem(c, problemOf(refuse('broken'), request));
  });

  return app;
}

function comesFromHere(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = request.headers.get('origin');
  if (origin !== null) return hostOf(origin) === request.headers.get('host');
  return true; // no browser sends neither: a program with its own credentials
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

const placeOf = (fault: Error): string[] =>
  (fault.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim());
