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

/** One statement with its parameters ($1, $2 ...), run on a connection that is already inside a transaction. */
export type RunStatement = (sql: string, parameters: readonly unknown[]) => Promise<StatementResult>;

export interface StatementResult {
  readonly rows: readonly unknown[];
  readonly affected?: number;
}

/**
 * A Kysely that speaks through one given function and can open nothing else: there is no way from it to another
 * connection, role or transaction.
 */
export function kyselyOver<Tables>(run: RunStatement): Kysely<Tables> {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, affected } = await run(query.sql, query.parameters);
      return {
        rows: rows as R[],
        ...(affected === undefined ? {} : { numAffectedRows: BigInt(affected) }),
      };
    },
    streamQuery() {
      throw new Error('Streaming is not offered here.');
    },
  };
  return new Kysely<Tables>({ dialect: dialectOver(connection) });
}

function dialectOver(connection: DatabaseConnection): Dialect {
  const notHere = async () => {
    throw new Error('Transactions are opened and closed around this, never inside it.');
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: notHere,
      commitTransaction: notHere,
      rollbackTransaction: notHere,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
  };
}
