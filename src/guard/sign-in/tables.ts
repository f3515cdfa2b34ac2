import {
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Door } from '../../platform/db/index.ts';

/** What this program itself reads and writes in schema auth; the rest is the library's business. */
export interface AuthTables {
  readonly user: { id: string; name: string; email: string; emailVerified: boolean; updatedAt: Date };
  readonly session: { id: string; userId: string; token: string; expiresAt: Date };
  readonly verification: { id: string; expiresAt: Date };
  readonly one_time_link: { token_hash: Uint8Array; user_id: string; expires_at: Date; used_at: Date | null };
  readonly totp: {
    user_id: string;
    secret_sealed: Uint8Array;
    confirmed_at: Date | null;
    last_step: number;
    tries: number;
    tried_at: Date | null;
  };
  readonly totp_passed: { session_id: string; passed_at: Date };
}

/**
 * A Kysely whose every statement is a transaction of its own under the role daybridge_auth: it can see schema auth
 * and nothing else, and never holds the one connection of an embedded database while somebody thinks.
 */
export function authTables(door: Door): Kysely<AuthTables> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<R>> {
      const { rows, affected } = await door.asPart('auth', (run) => run(query.sql, query.parameters));
      return { rows: rows as R[], ...(affected === undefined ? {} : { numAffectedRows: BigInt(affected) }) };
    },
    streamQuery() {
      throw new Error('Streaming is not offered here.');
    },
  };
  const single = async () => {
    throw new Error('Sign-in works statement by statement.');
  };
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: single,
      commitTransaction: single,
      rollbackTransaction: single,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  };
  return new Kysely<AuthTables>({ dialect });
}
