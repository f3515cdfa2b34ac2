import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { DB } from './types.ts';

/** One statement with its parameters ($1, $2 ...), run on a connection that is already inside a transaction. */
export type RunStatement = (sql: string, parameters: readonly unknown[]) => Promise<StatementResult>;

export interface StatementResult {
  readonly rows: readonly unknown[];
  readonly affected?: number;
}

/**
 * A Kysely that speaks over one given connection and can open nothing else. It is what work inside the
 * door receives: there is no way from it to another connection, role or transaction.
 */
export function boundTo(run: RunStatement): Kysely<DB> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, affected } = await run(query.sql, query.parameters);
      return {
        rows: rows as R[],
        ...(affected === undefined ? {} : { numAffectedRows: BigInt(affected) }),
      };
    },
    streamQuery() {
      throw new Error('Streaming is not offered inside the door.');
    },
  };
  return new Kysely<DB>({ dialect: dialectOver(connection) });
}

function dialectOver(connection: DatabaseConnection): Dialect {
  const already = async () => {
    throw new Error('Already inside a transaction: the door opened it and will close it.');
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: already,
      commitTransaction: already,
      rollbackTransaction: already,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  };
}
