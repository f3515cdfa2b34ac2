import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { type Limit, limitOf } from './limit.ts';

/** Tells callers apart by address, for limits only: an address is never stored or logged. */
export interface Callers {
  addressOf(c: Context): string;
  perMinute(calls: number): Limit;
}

export function createCallers(trustProxy: boolean): Callers {
  return {
    addressOf(c) {
      // Behind a proxy the last hop it added is the only one that was not typed by the caller.
      const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
      if (forwarded) return forwarded;
      return 'incoming' in (c.env ?? {}) ? (getConnInfo(c).remote.address ?? 'unknown') : 'in-process';
    },
    perMinute: (calls) => limitOf(calls, 60_000),
  };
}
