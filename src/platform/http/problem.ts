import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';

/** RFC 9457 problem details, with a pointer per wrong field. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().describe('A short word that stays the same, for programs and translations'),
    detail: z.string().optional(),
    request: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    current: z.unknown().optional().describe('The newer version, when yours was stale'),
  })
  .openapi('Problem');

export type Problem = z.infer<typeof problemSchema>;
export type FieldFault = { readonly pointer: string; readonly detail: string };

/** What can be wrong, said so that a person can act on it. Rooms add their own codes with `refuse`. */
const TITLES = {
  'bad-request': [400, 'We could not read that. Nothing was saved.'],
  'not-signed-in': [401, 'Please sign in first. Nothing was lost.'],
  'prove-again': [403, 'Please show that it is you. Nothing was done yet.'],
  'not-found': [404, 'There is nothing here that you can see.'],
  'method-not-allowed': [405, 'That cannot be done here.'],
  conflict: [409, 'That does not go together with what is there already. Nothing was saved.'],
  stale: [412, 'Somebody changed this since you opened it. Your words are still on your screen.'],
  'not-json': [415, 'We could not read that: it is not JSON. Nothing was saved.'],
  'too-large': [413, 'That is too large. Nothing was saved.'],
  invalid: [422, 'Some answers need another look. Nothing was saved.'],
  locked: [423, 'The screen is locked. Nothing was lost.'],
  'version-needed': [428, 'Say which version you changed (If-Match). Nothing was saved.'],
  'too-many': [429, 'That was a lot at once. Please wait a minute and try again.'],
  broken: [500, 'Something broke on our side. Nothing was half done. Please try again.'],
  'not-ready': [503, 'This is not set up yet.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof TITLES;

/** A reason to say no that the person can act on. Everything written so far in the transaction is undone. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly fields: readonly FieldFault[] | undefined;
  readonly current: unknown;
  /** The schema of `current` where that shows a person: whoever sees it is noted as having looked. */
  readonly shows: z.ZodType | undefined;

  constructor(problem: {
    status: number;
    code: string;
    title: string;
    detail?: string | undefined;
    fields?: readonly FieldFault[] | undefined;
    current?: unknown;
    shows?: z.ZodType | undefined;
  }) {
    super(problem.title);
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.fields = problem.fields;
    this.current = problem.current;
    this.shows = problem.shows;
  }
}

/** A refusal of the common kind: `throw refuse('stale', { current })`. */
export function refuse(
  code: ProblemCode,
  more: { detail?: string; fields?: readonly FieldFault[]; current?: unknown; shows?: z.ZodType } = {},
): Refusal {
  const [status, title] = TITLES[code];
  return new Refusal({ status, code, title, ...more });
}

/** A refusal of a room's own kind: `throw refusal(409, 'session-full', 'This group is full.', ...)`. */
export const refusal = (status: 409 | 422, code: string, title: string, detail?: string): Refusal =>
  new Refusal({ status, code, title, detail });

export function problemOf(refusal: Refusal, request?: string): Problem {
  return {
    type: `/api#${refusal.code}`,
    title: refusal.title,
    status: refusal.status,
    code: refusal.code,
    ...(refusal.detail === undefined ? {} : { detail: refusal.detail }),
    ...(request === undefined ? {} : { request }),
    ...(refusal.fields === undefined ? {} : { errors: [...refusal.fields] }),
    ...(refusal.current === undefined ? {} : { current: refusal.current }),
  };
}

export function answerProblem(c: Context, problem: Problem): Response {
  return c.body(JSON.stringify(problem), problem.status as 400, {
    'content-type': 'application/problem+json; charset=utf-8',
  });
}

/** Zod's faults as pointers into the body ("/contact/value") or the address ("?week"). */
export function fieldFaults(error: z.ZodError, prefix = ''): FieldFault[] {
  return error.issues.slice(0, 50).map((issue) => ({
    pointer: `${prefix}/${issue.path.map(String).join('/')}`,
    detail: wordsOf(issue),
  }));
}

function wordsOf(issue: z.core.$ZodIssue): string {
  // Zod would name what was not asked for: those are the caller's own words, and a refusal repeats none.
  if (issue.code === 'unrecognized_keys') return 'Something here was not asked for.';
  // A field for a day that was left empty sends no words at all.
  return issue.message === 'Invalid ISO date' ? 'Choose a day.' : issue.message;
}

// A reference to nothing, a check, a number or date outside what can be kept, characters that are none.
const UNSTORABLE: ReadonlySet<string> = new Set([
  '23503',
  '23514',
  '22003',
  '22007',
  '22008',
  '22021',
  '22P05',
]);

/** What a fault of the database or the program means to the person. Unknown faults stay unknown: 500. */
export function refusalOf(fault: unknown): Refusal | undefined {
  if (fault instanceof Refusal) return fault;
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined;
  if (code === '42501') return refuse('not-found'); // row security: what may not be touched does not exist
  if (code === '23505') return refuse('conflict');
  if (typeof code === 'string' && UNSTORABLE.has(code)) return refuse('invalid');
  if (code === '40001' || code === '40P01') return refuse('conflict', { detail: 'Please try once more.' });
  return undefined;
}
