import type { Kysely } from 'kysely';
import type { Account } from './accounts.ts';
import type { AuthTables } from './tables.ts';

/** How long a screen nobody touches stays open: staff sit among others, others mostly on their own. */
export const IDLE_MINUTES = { staff: 15, participant: 20, supporter: 20 } as const satisfies Record<
  Account['kind'],
  number
>;
const SESSION_HOURS = 12;
const MINE_DAYS = 30;
/** How long a proof of who one is counts for signing, emergencies and what leaves. */
const FRESH_MINUTES = 5;
// Noting each request would make every read a write.
const NOTED_EVERY_MS = 30_000;
const MINUTE_MS = 60_000;

/** `over`: nobody is signed in any more. `locked`: somebody is, and has to show that it is them. */
export type Standing = 'open' | 'locked' | 'over';

export interface Present {
  readonly standing: Standing;
  /** Whether they showed who they are within the last minutes. */
  readonly isFresh: boolean;
  readonly isMine: boolean;
}

interface Row {
  readonly began_at: Date;
  readonly active_at: Date;
  readonly proven_at: Date;
  readonly locked_at: Date | null;
  readonly is_mine: boolean;
}

/** How a session stands at this moment. A phone of one's own is locked where another device is signed out. */
export function standingOf(row: Row, kind: Account['kind'], now: Date): Standing {
  const ageMs = now.getTime() - row.began_at.getTime();
  if (ageMs >= (row.is_mine ? MINE_DAYS * 24 : SESSION_HOURS) * 60 * MINUTE_MS) return 'over';
  const idleMs = now.getTime() - row.active_at.getTime();
  if (row.locked_at === null && idleMs < IDLE_MINUTES[kind] * MINUTE_MS) return 'open';
  return kind === 'staff' || row.is_mine ? 'locked' : 'over';
}

export interface SessionShown {
  readonly id: string;
  readonly device: string;
  readonly beganAt: Date;
  readonly activeAt: Date;
  readonly isMine: boolean;
}

export interface Presence {
  /** A session begins with its first proof. */
  begin(token: string, device: string, now: Date): Promise<void>;
  /**
   * How a session stands, and notes that somebody is there.
   *
   * @param idleSeconds since a hand was last on the device; undefined when only asking, which notes nothing
   */
  look(
    sessionId: string,
    kind: Account['kind'],
    idleSeconds: number | undefined,
    now: Date,
  ): Promise<Present>;
  lock(sessionId: string, now: Date): Promise<void>;
  /** Who is there showed who they are: unlocks, and counts as fresh. */
  proven(sessionId: string, now: Date): Promise<void>;
  setMine(sessionId: string, isMine: boolean): Promise<void>;
  /** The sessions of a user that are not over, the latest first. */
  list(userId: string, kind: Account['kind'], now: Date): Promise<readonly SessionShown[]>;
  /** Ends a session of this user, or all but one; how many ended. */
  end(userId: string, which: { readonly id: string } | { readonly allBut: string }): Promise<number>;
  /** Sessions past their longest life leave no trace. */
  sweep(now: Date): Promise<void>;
}

const OVER: Present = { standing: 'over', isFresh: false, isMine: false };

export function presenceIn(tables: Kysely<AuthTables>): Presence {
  return {
    async begin(token, device, now) {
      await tables
        .insertInto('presence')
        .columns(['session_id', 'began_at', 'active_at', 'proven_at', 'device'])
        .expression((from) =>
          from
            .selectFrom('session')
            .select(({ val }) => [
              'id',
              val(now).as('began_at'),
              val(now).as('active_at'),
              val(now).as('proven_at'),
              val(device).as('device'),
            ])
            .where('token', '=', token),
        )
        .execute();
    },
    async look(sessionId, kind, idleSeconds, now) {
      const row = await tables
        .selectFrom('presence')
        .select(['began_at', 'active_at', 'proven_at', 'locked_at', 'is_mine'])
        .where('session_id', '=', sessionId)
        .executeTakeFirst();
      if (row === undefined) return OVER;
      const standing = standingOf(row, kind, now);
      const activeAt = new Date(now.getTime() - (idleSeconds ?? 0) * 1000);
      const isNews = activeAt.getTime() - row.active_at.getTime() >= NOTED_EVERY_MS;
      if (standing === 'open' && idleSeconds !== undefined && isNews) {
        await tables
          .updateTable('presence')
          .set({ active_at: activeAt })
          .where('session_id', '=', sessionId)
          .where('active_at', '<', activeAt)
          .where('locked_at', 'is', null)
          .execute();
      }
      const provenMs = now.getTime() - row.proven_at.getTime();
      return {
        standing,
        isFresh: standing === 'open' && provenMs < FRESH_MINUTES * MINUTE_MS,
        isMine: row.is_mine,
      };
    },
    async lock(sessionId, now) {
      await tables
        .updateTable('presence')
        .set({ locked_at: now })
        .where('session_id', '=', sessionId)
        .where('locked_at', 'is', null)
        .execute();
    },
    async proven(sessionId, now) {
      await tables
        .updateTable('presence')
        .set({ proven_at: now, active_at: now, locked_at: null })
        .where('session_id', '=', sessionId)
        .execute();
    },
    async setMine(sessionId, isMine) {
      await tables
        .updateTable('presence')
        .set({ is_mine: isMine })
        .where('session_id', '=', sessionId)
        .execute();
    },
    async list(userId, kind, now) {
      const rows = await tables
        .selectFrom('session')
        .innerJoin('presence', 'presence.session_id', 'session.id')
        .selectAll('presence')
        .where('session.userId', '=', userId)
        .orderBy('active_at', 'desc')
        .orderBy('session_id')
        .execute();
      return rows
        .filter((row) => standingOf(row, kind, now) !== 'over')
        .map((row) => ({
          id: row.session_id,
          device: row.device,
          beganAt: row.began_at,
          activeAt: row.active_at,
          isMine: row.is_mine,
        }));
    },
    async end(userId, which) {
      const { numDeletedRows } = await tables
        .deleteFrom('session')
        .where('userId', '=', userId)
        .where('id', 'allBut' in which ? '!=' : '=', 'allBut' in which ? which.allBut : which.id)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
    async sweep(now) {
      const hours = (count: number) => new Date(now.getTime() - count * 60 * MINUTE_MS);
      await tables
        .deleteFrom('session')
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('presence')
              .select('session_id')
              .whereRef('session_id', '=', 'session.id')
              .where(({ or, and, eb }) =>
                or([
                  and([eb('is_mine', '=', false), eb('began_at', '<', hours(SESSION_HOURS))]),
                  eb('began_at', '<', hours(MINE_DAYS * 24)),
                ]),
              ),
          ),
        )
        .execute();
    },
  };
}
