import type { Generated, Kysely } from 'kysely';
import { type Door, kyselyOver } from '../../platform/db/index.ts';

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
  readonly presence: {
    session_id: string;
    began_at: Date;
    active_at: Date;
    proven_at: Date;
    locked_at: Date | null;
    is_mine: Generated<boolean>;
    device: string;
  };
  readonly passkey: { id: string; userId: string };
  readonly totp_passed: { session_id: string; passed_at: Date };
}

/**
 * A Kysely whose every statement is a transaction of its own under the role daybridge_auth: it can see schema auth
 * and nothing else, and never holds the one connection of an embedded database while somebody thinks.
 */
export const authTables = (door: Door): Kysely<AuthTables> =>
  kyselyOver((sql, parameters) => door.asPart('auth', (run) => run(sql, parameters)));
