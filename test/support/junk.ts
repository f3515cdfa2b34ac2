import fc from 'fast-check';

/** As much of JSON Schema as the API document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
type Schemas = Readonly<Record<string, Schema>>;

const NULL = '\0';
/** Strings that programs stumble over. */
const HARD_WORDS = [
  '',
  ' ',
  NULL,
  `a${NULL}b`,
  '\ud800',
  '\u202e\u0301',
  '😀'.repeat(50),
  'x'.repeat(5000),
  "'; drop table guard.participant; --",
  '%00',
  '../../../etc/passwd',
  '{{7*7}}',
  '<script>alert(1)</script>',
  'null',
  '__proto__',
  'constructor',
  '0',
  '-0',
  '1e400',
  '2026-02-30',
  '9999-12-31',
  '0000-01-01',
  '-000001-01-01',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
];
const HARD_NUMBERS = [0, -0, -1, 1.5, 1e21, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 5e-324];

const nested = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
};

/** Any JSON value, odd ones often. */
export const junkValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(...HARD_WORDS, ...HARD_NUMBERS, null, true, false, [], {}),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.integer({ min: 1, max: 400 }).map(nested),
  fc.integer({ min: 0, max: 3000 }).map((n) => Array.from({ length: n }, () => 0)),
  fc.constantFrom('__proto__', 'constructor', 'toString', '').map((key) => JSON.parse(`{"${key}":{"a":1}}`)),
);

/** Something of the length, range and shape that `schema` asks for. */
export function wellFormed(schema: Schema, schemas: Schemas, ids: readonly string[]): fc.Arbitrary<unknown> {
  const of = (part: Schema) => wellFormed(part, schemas, ids);
  if (schema.$ref !== undefined) return of(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return fc.oneof(...either.map(of));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => of({ ...schema, type })));
  switch (schema.type) {
    case 'string':
      return wordsOf(schema, ids);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(of(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 10, Math.max(10, schema.minItems ?? 0)),
      });
    case 'object':
      return objectOf(schema, of);
    default:
      return junkValue;
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  of: (part: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const named = fc.record(
    Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, of(part)])),
    { requiredKeys: [...required] },
  );
  if (typeof additionalProperties !== 'object') return named.map(inOrder);
  // None at all often enough: most keys that somebody makes up are refused by the rules behind the schema.
  const others = fc.oneof(
    fc.constant({}),
    fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), of(additionalProperties), { maxKeys: 5 }),
  );
  return fc.tuple(named, others).map(([some, more]) => ({ ...more, ...some }));
}

/** Most rules between fields are of this kind: what starts before it ends reaches what lies behind. */
function inOrder(value: Record<string, unknown>): Record<string, unknown> {
  const { start, end } = value;
  if (typeof start !== 'number' || typeof end !== 'number') return value;
  return { ...value, start: Math.min(start, end), end: Math.max(start, end) };
}

function wordsOf(schema: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 60 } = schema;
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid({ version: 4 }));
  if (format === 'email') return fc.emailAddress();
  if (format === 'date') return dates;
  if (pattern?.includes('\\w-')) return fc.base64String({ minLength: 4, maxLength: 80 }).map(urlSafe);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('813-555-0190', 'sam@mail.example') },
    { weight: 1, arbitrary: fc.constant('é'.repeat(maxLength)) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, 300) }),
    },
  );
}

const urlSafe = (words: string): string => words.replace(/[^A-Za-z0-9]/g, '_');

const dates = fc.oneof(
  fc
    .date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom('0000-01-01', '0001-01-01', '9999-12-31', '2024-02-29'),
);

/** `value` with one thing changed somewhere: taken out, replaced by junk, doubled, or something added. */
export const bent = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.nat(), fc.constantFrom('drop', 'replace', 'add', 'double'), junkValue)
    .map(([at, how, junk]) => {
      if (typeof value !== 'object' || value === null) return junk;
      const keys = Object.keys(value);
      const key = keys[at % Math.max(keys.length, 1)] ?? 'name';
      const copy: Record<string, unknown> = { ...value };
      if (how === 'drop') delete copy[key];
      if (how === 'replace') copy[key] = junk;
      if (how === 'add') copy.more = junk;
      if (how === 'double') copy[key] = [copy[key], copy[key]];
      return copy;
    });

/** What may stand in an address where an id or a date belongs. */
export const junkInPath = fc.oneof(
  fc.constantFrom('%00', '%ff', '%2e%2e%2f', '..', '-', '%', '😀', 'null', '1', '*', 'x'.repeat(2000)),
  fc.constantFrom(...HARD_WORDS).map((words) => encodeURIComponent(words.toWellFormed()) || '%20'),
  fc.string({ minLength: 1, maxLength: 40 }).map((words) => encodeURIComponent(words.toWellFormed())),
  dates,
  fc.uuid(),
);

/** Bodies that are not even JSON, or are JSON of the wrong kind. */
export const junkBody: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '"',
    '{"a":}',
    '{"a":1,}',
    'NaN',
    '\ufeff{}',
    '{"\\ud800":"\\udfff"}',
    '{"a":"\\u0000"}',
    `{"a":"${NULL}"}`,
    '{"a":1e999}',
    '{"__proto__":{"isAdmin":true}}',
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    `{"a":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
    `"${'x'.repeat(300_000)}"`,
  ),
  fc.string({ unit: 'binary', maxLength: 500 }),
  junkValue.map((value) => JSON.stringify(value)),
);

const headerWords = fc.oneof(
  fc.constantFrom(
    '',
    '*',
    '"1"',
    '1',
    '-1',
    'W/"1"',
    '"1","2"',
    '99999999999999999999',
    '"0"',
    '"999999999"',
  ),
  fc.stringMatching(/^[\x20-\x7e]{0,120}$/),
  fc.constant('k'.repeat(8000)),
);

/** Headers a caller may get wrong; the ones that are left out are filled in well. */
export const junkHeaders: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record(
  {
    'idempotency-key': headerWords,
    'if-match': headerWords,
    'content-type': fc.oneof(
      fc.constantFrom('application/json', 'text/plain', 'multipart/form-data', 'application/json; charset=x'),
      headerWords,
    ),
    accept: headerWords,
    'accept-language': headerWords,
    range: fc.constantFrom('bytes=0-1', 'bytes=9-'),
    'content-length': fc.constantFrom('0', '5', '-1', 'many'),
    'content-encoding': fc.constantFrom('gzip', 'br'),
    'sec-fetch-site': fc.constantFrom('cross-site', 'same-origin', 'none', '?'),
    origin: headerWords,
    'last-event-id': headerWords,
    'x-http-method-override': fc.constantFrom('DELETE', 'PUT'),
  },
  { requiredKeys: [] },
);
