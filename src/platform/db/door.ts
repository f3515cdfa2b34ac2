import type { Kysely } from 'kysely';
import { isId } from '../ids.ts';
import { kyselyOver } from './bound.ts';
import type { Engine } from './engine.ts';
import type { DB } from './types.ts';

/** Who asks. The database decides by these words alone. */
export interface Actor {
  readonly org: string;
  /** The person's own id (staff, participant) or a fixed id of a system actor. */
  readonly id: string;
  /** A member of staff's role, "participant", or "system:..." for a named piece of the program. */
  readonly role: string;
  /** One id per request or job, the same in log, access rows and problem documents. */
  readonly request: string;
}

/** Why the record is touched: kept with every access row. */
export type Purpose =
  | 'treatment'
  | 'payment'
  | 'operations'
  | 'self'
  | 'intake'
  | 'support'
  | 'setup'
  | 'sign-in';

/** Data access inside the door. */
export type Db = Kysely<DB>;

export interface Door {
  readonly kind: 'pglite' | 'postgresql';
  readonly version: string;
  /** The one way to touch data: a transaction that is `actor` for `purpose` and nobody else. */
  asActor<T>(actor: Actor, purpose: Purpose, work: (db: Db) => Promise<T>): Promise<T>;
  /** A transaction of a part that keeps its own schema (sign-in, jobs) and sees no other. */
  asPart<T>(part: 'auth' | 'jobs', work: (run: PartRun) => Promise<T>): Promise<T>;
  /**
   * Tells the planner how much there is. A server does that by itself; the embedded database never does, and plans for
   * empty tables then make of one look at a row a look at all of them.
   */
  countRows(): Promise<void>;
  close(): Promise<void>;
}

export type PartRun = Parameters<Parameters<Engine['transaction']>[1]>[0];

const ROLE = /^(system:)?[a-z][a-z-]{1,30}$/;

export function doorOf(engine: Engine): Door {
  return {
    kind: engine.kind,
    version: engine.version,
    asActor: (actor, purpose, work) =>
      engine.transaction(preambleOf(actor, purpose), (run) => work(kyselyOver<DB>(run))),
    asPart: (part, work) =>
      engine.transaction(
        part === 'auth'
          ? 'set local role daybridge_auth; set local search_path = auth'
          : 'set local role daybridge_jobs; set local search_path = pgboss',
        work,
      ),
    countRows: () => engine.transaction('select 1', async (run) => void (await run('analyze', []))),
    close: () => engine.close(),
  };
}

// The words go into SQL text, so each is checked against a shape that can hold no quote.
function preambleOf({ org, id, role, request }: Actor, purpose: Purpose): string {
  if (!isId(org) || !isId(id) || !isId(request) || !ROLE.test(role) || !/^[a-z-]+$/.test(purpose)) {
    throw new Error('An actor needs an organisation, an id, a role, a purpose and a request.');
  }
  return `set local role daybridge_app; set local daybridge.org = '${org}'; set local daybridge.actor = '${id}'; set local daybridge.role = '${role}'; set local daybridge.purpose = '${purpose}'; set local daybridge.request = '${request}'`;
}
