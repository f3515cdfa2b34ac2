import type { Stay } from '../hours/presence.ts';

/** What somebody at the door says of one person. */
export type Mark =
  | { readonly is: 'here' }
  /** `at`: when they came, an ISO instant. */
  | { readonly is: 'late'; readonly at: string }
  | { readonly is: 'left'; readonly at: string }
  | { readonly is: 'back'; readonly at: string }
  | { readonly is: 'away'; readonly reason: AwayReason }
  /** Nothing is known yet: takes a mark back. */
  | { readonly is: 'expected' };
export type AwayReason = 'told-us' | 'no-word' | 'excused';

export interface Marked {
  readonly status: 'expected' | 'here' | 'late' | 'away' | 'off';
  readonly stays: readonly Stay[];
  readonly reason: AwayReason | null;
}

export interface Session {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export type MarkRefused =
  | { readonly ok: false; readonly why: 'outside'; readonly from: Date; readonly until: Date }
  | { readonly ok: false; readonly why: 'not-there' | 'already-there' | 'before-they-came' };

/** How long before its start somebody may be said to have come. */
const EARLY_MS = 60 * 60_000;

/**
 * What a mark makes of a row. Who is here counts from the start to the end as planned until somebody says otherwise;
 * who came late, from then on.
 */
export function marked(
  before: Marked,
  mark: Mark,
  session: Session,
  by: Stay['by'],
): { readonly ok: true; readonly row: Marked } | MarkRefused {
  const { startsAt, endsAt } = session;
  const row = (status: Marked['status'], stays: readonly Stay[], reason: AwayReason | null = null) =>
    ({ ok: true, row: { status, stays, reason } }) as const;
  if (mark.is === 'expected') return row('expected', []);
  if (mark.is === 'away') return row('away', [], mark.reason);
  const end = endsAt.toISOString();
  if (mark.is === 'here') return row('here', [{ from: startsAt.toISOString(), until: end, by }]);

  const at = new Date(mark.at);
  if (at.getTime() < startsAt.getTime() - EARLY_MS || at > endsAt) {
    return { ok: false, why: 'outside', from: startsAt, until: endsAt };
  }
  if (mark.is === 'late') return row('late', [{ from: at.toISOString(), until: end, by }]);
  const last = before.stays.at(-1);
  if (last === undefined) return { ok: false, why: 'not-there' };
  const earlier = before.stays.slice(0, -1);
  if (mark.is === 'left') {
    if (at.toISOString() <= last.from) return { ok: false, why: 'before-they-came' };
    return row(before.status, [...earlier, { ...last, until: at.toISOString() }], before.reason);
  }
  if (last.until === null || at.toISOString() < last.until) return { ok: false, why: 'already-there' };
  return row(before.status, [...before.stays, { from: at.toISOString(), until: end, by }], before.reason);
}
