import type { RunStatement } from './bound.ts';

/**
 * What the door needs of a PostgreSQL, embedded or not. Only this folder may hold one: everything else goes
 * through `asActor`.
 */
export interface Engine {
  readonly kind: 'pglite' | 'postgresql';
  /** The server's version, as "18.3". */
  readonly version: string;
  /**
   * Runs `work` in one transaction whose first words are `preamble` (one or more statements, no parameters).
   * Commits when `work` resolves, rolls back when it rejects.
   */
  transaction<T>(preamble: string, work: (run: RunStatement) => Promise<T>): Promise<T>;
  /** Runs a whole script as the owner of the schema. For migrations only. */
  script(sql: string): Promise<void>;
  close(): Promise<void>;
}
