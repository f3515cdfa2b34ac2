import { askForProof, idleMs } from './proof.ts';

/**
 * The one way pages talk to the server. Answers are JSON; anything the server turns down comes back as a
 * problem document (RFC 9457) and is thrown as a `Problem`, with the field each part of it belongs to.
 */
export interface FieldProblem {
  /** JSON pointer into what was sent: "/contact/value". */
  readonly pointer: string;
  readonly detail: string;
}

interface ProblemDocument {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly status?: number;
  readonly errors?: readonly FieldProblem[];
  readonly [extra: string]: unknown;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  readonly type: string;
  readonly title: string;
  readonly fields: readonly FieldProblem[];
  /** The whole document: a stale edit carries both versions, a rule its reasons. */
  readonly document: ProblemDocument;

  constructor(status: number, document: ProblemDocument) {
    super(document.detail ?? document.title ?? `HTTP ${status}`);
    this.status = status;
    this.type = document.type ?? 'about:blank';
    this.title = document.title ?? '';
    this.fields = Array.isArray(document.errors) ? document.errors : [];
    this.document = document;
  }

  get isUnreachable(): boolean {
    return this.status === 0;
  }

  /** The first thing said about one field, by its JSON pointer. */
  at(pointer: string): string | undefined {
    return this.fields.find((field) => field.pointer === pointer)?.detail;
  }
}

export interface CommandOptions {
  /** Keep one key for one intention: a repeat after a lost answer then returns the first answer. */
  readonly key?: string;
  /** The version this edit was made on (its ETag). */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
  /** The answer is a file to keep, whatever is in it. */
  readonly isFile?: boolean;
}

export interface Versioned<T> {
  readonly body: T;
  readonly etag: string | null;
}

export const newKey = (): string => crypto.randomUUID();

async function send<T>(
  method: string,
  path: string,
  body: unknown,
  options: CommandOptions,
): Promise<Versioned<T>> {
  const key = options.key ?? newKey();
  const headers = new Headers({
    Accept: 'application/json, application/problem+json',
    'X-Daybridge': '1',
    'X-Idle': String(Math.floor(idleMs() / 1000)),
  });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (method !== 'GET') headers.set('Idempotency-Key', key);
  if (options.ifMatch) headers.set('If-Match', options.ifMatch);

  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new Problem(0, { type: 'unreachable', title: 'unreachable' });
  }

  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  if (!response.ok) {
    const document = isJson ? await readJson<ProblemDocument>(response) : {};
    const { code } = document;
    // The same intention under the same key, once it is known again who has it.
    if ((code === 'locked' || code === 'prove-again') && (await askForProof(code))) {
      return send(method, path, body, { ...options, key });
    }
    throw new Problem(response.status, document);
  }
  return {
    // A 204 has no body: the caller's T is then undefined.
    body: (options.isFile === true
      ? await response.blob()
      : isJson
        ? await readJson<T>(response)
        : undefined) as T,
    etag: response.headers.get('ETag'),
  };
}

async function readJson<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch {
    throw new Problem(response.status, { type: 'unreadable', title: 'unreadable' });
  }
}

const bodyOf = <T>(answer: Promise<Versioned<T>>): Promise<T> => answer.then(({ body }) => body);

export const api = {
  get: <T>(path: string, options: CommandOptions = {}) => bodyOf(send<T>('GET', path, undefined, options)),
  /** A read whose version will be needed for an edit. */
  getVersioned: <T>(path: string, options: CommandOptions = {}) => send<T>('GET', path, undefined, options),
  /** A file to keep, where a plain link could not ask who is there. */
  file: (path: string) => bodyOf(send<Blob>('GET', path, undefined, { isFile: true })),
  /** Has the browser keep a file whose making asks for more than an address may hold. */
  async save(path: string, body: unknown, name: string): Promise<void> {
    const address = URL.createObjectURL(await bodyOf(send<Blob>('POST', path, body, { isFile: true })));
    Object.assign(document.createElement('a'), { href: address, download: name }).click();
    URL.revokeObjectURL(address);
  },
  post: <T>(path: string, body?: unknown, options: CommandOptions = {}) =>
    bodyOf(send<T>('POST', path, body, options)),
  put: <T>(path: string, body: unknown, options: CommandOptions = {}) =>
    bodyOf(send<T>('PUT', path, body, options)),
  patch: <T>(path: string, body: unknown, options: CommandOptions = {}) =>
    bodyOf(send<T>('PATCH', path, body, options)),
  delete: <T>(path: string, options: CommandOptions = {}) =>
    bodyOf(send<T>('DELETE', path, undefined, options)),
};
