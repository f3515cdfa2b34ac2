import type { Schema } from './junk.ts';
import type { Program } from './program.ts';

/** One operation of the API document. */
export interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly body: Schema | undefined;
}
export interface ApiDocument {
  readonly routes: readonly Route[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** Every operation the program says it has. */
export async function documentOf(program: Program): Promise<ApiDocument> {
  const { paths, components } = await (await program.send('/api/openapi.json')).json();
  const routes = Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
        body: operation.requestBody?.content['application/json']?.schema,
      })),
  );
  return { routes, schemas: components.schemas };
}

const DEPTH_MAX = 8;

/**
 * A body as `schema` asks for it, the same each time, with `words` in every field that takes words of any kind. What
 * must look like an id, a date or a pattern is filled in well, so that the words reach what lies behind the checks.
 */
export function bodyWith(
  words: string,
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  id: string,
  depth = 0,
): unknown {
  const of = (part: Schema) => bodyWith(words, part, schemas, id, depth + 1);
  if (schema.$ref !== undefined) return of(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return of(either.find(({ type }) => type === 'string') ?? either[0] ?? {});
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (depth > DEPTH_MAX) return null;
  switch (type) {
    case 'string':
      return stringFor(words, schema, id);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 0);
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () => of(schema.items ?? {}));
    case 'object':
      return {
        ...(typeof schema.additionalProperties === 'object'
          ? { [words.slice(0, 40)]: of(schema.additionalProperties) }
          : {}),
        ...Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, part]) => [key, of(part)])),
      };
    default:
      return words;
  }
}

function stringFor(words: string, { format, pattern, minLength = 0, maxLength }: Schema, id: string): string {
  if (format === 'uuid') return id;
  if (format === 'date') return '2026-11-30';
  if (format === 'date-time') return '2026-11-30T15:00:00Z';
  if (format === 'email') return 'sam@mail.example';
  if (pattern === '^\\d{6}$') return '123456';
  return words.padEnd(minLength, 'x').slice(0, maxLength);
}

/** The address with something in each hole. */
export const filled = (path: string, inHole: (name: string) => string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inHole(name)));
