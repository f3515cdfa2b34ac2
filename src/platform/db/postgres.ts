import pg from 'pg';
import type { Engine } from './engine.ts';

// Dates stay the words PostgreSQL says ("2026-11-30"): a JavaScript Date would invent a time zone for them.
pg.types.setTypeParser(pg.types.builtins.DATE, (words) => words);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const OLDEST = 15;
const PLANNED_AT = 3;
const PLANNED_MOST = 500;

/**
 * A real PostgreSQL by its address. Every piece of work is one transaction and every setting is local to it,
 * so a pooler in transaction mode between us and the server is safe where it knows prepared statements.
 *
 * @throws when the server cannot be reached or is older than 15
 */
export async function openPostgres(url: string): Promise<Engine> {
  const pool = new pg.Pool({ connectionString: url, max: 10, idleTimeoutMillis: 30_000 });
  pool.on('error', () => {}); // an idle connection that breaks is replaced at the next checkout
  const { rows } = await pool.query<{ server_version: string }>('show server_version');
  const version = rows[0]?.server_version.split(' ')[0] ?? '0';
  if (Number.parseInt(version, 10) < OLDEST) {
    await pool.end();
    throw new Error(`PostgreSQL ${version} is too old: Daybridge needs ${OLDEST} or later.`);
  }
  const planned = plannedOnce();
  return {
    kind: 'postgresql',
    version,
    transaction: async (preamble, work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(`begin; ${preamble}`);
        const outcome = await work(async (sql, parameters) => {
          const answer: pg.QueryResult | pg.QueryResult[] = await client.query(planned(sql, parameters));
          // Several statements at once (only without parameters) answer with a list.
          if (Array.isArray(answer)) return { rows: answer.flatMap((part) => part.rows) };
          return { rows: answer.rows, ...(answer.rowCount === null ? {} : { affected: answer.rowCount }) };
        });
        const ended = await client.query('commit');
        if (ended.command === 'ROLLBACK')
          throw new Error('The transaction was rolled back by an earlier error.');
        return outcome;
      } catch (fault) {
        await client.query('rollback').catch((reason: Error) => {
          broken = reason;
        });
        throw fault;
      } finally {
        client.release(broken);
      }
    },
    script: async (sql) => {
      await pool.query(`begin; ${sql}\n; commit`);
    },
    close: () => pool.end(),
  };
}

/**
 * Gives a statement that comes again and again a name, so that a connection parses and plans it once: row security
 * makes planning the larger part of a small read. The names are few, for each connection keeps all of them.
 */
function plannedOnce(): (sql: string, parameters: readonly unknown[]) => pg.QueryConfig {
  const seen = new Map<string, number>();
  const names = new Map<string, string>();
  return (text, parameters) => {
    const values = [...parameters];
    const name = names.get(text);
    if (name !== undefined) return { name, text, values };
    if (values.length === 0 || names.size >= PLANNED_MOST) return { text, values };
    const times = (seen.get(text) ?? 0) + 1;
    if (times >= PLANNED_AT) {
      names.set(text, `s${names.size}`);
      seen.delete(text);
    } else if (seen.size < PLANNED_MOST) seen.set(text, times);
    return { text, values };
  };
}
