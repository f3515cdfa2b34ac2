import { sql } from 'kysely';
import type { Actor, Db } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { type Monday, weekAfter } from './calendar.ts';
import { WEEKS_AFTER, WEEKS_BEFORE } from './feed.ts';

export interface FeedShown {
  readonly id: string;
  readonly word: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** The feeds of a person that still work, newest first. */
export async function feedsOf(db: Db, participant: string): Promise<FeedShown[]> {
  const rows = await db
    .selectFrom('schedule.feed')
    .select(['feed_id', 'word', 'created_at', 'last_used_at'])
    .where('participant_id', '=', participant)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.feed_id,
    word: row.word,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

export async function addFeed(db: Db, actor: Actor, tokenHash: Uint8Array, word: string): Promise<string> {
  const id = newId();
  await db
    .insertInto('schedule.feed')
    .values({ org_id: actor.org, feed_id: id, participant_id: actor.id, token_hash: tokenHash, word })
    .execute();
  return id;
}

/** false when there is no such feed of this person, or it ended before. */
export async function endFeed(db: Db, participant: string, feed: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('schedule.feed')
    .set({ revoked_at: now })
    .where('feed_id', '=', feed)
    .where('participant_id', '=', participant)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface FeedFound {
  readonly org: string;
  readonly feed: string;
  readonly participant: string;
  readonly word: string;
  readonly revokedAt: Date | null;
}

/** Whose feed a secret address is; notes that it was used. Runs as the role that can do just this. */
export async function findFeed(db: Db, tokenHash: Uint8Array, now: Date): Promise<FeedFound | undefined> {
  const row = await db
    .updateTable('schedule.feed')
    .set({ last_used_at: now })
    .where('token_hash', '=', tokenHash)
    .returning(['org_id', 'feed_id', 'participant_id', 'word', 'revoked_at'])
    .executeTakeFirst();
  return (
    row && {
      org: row.org_id,
      feed: row.feed_id,
      participant: row.participant_id,
      word: row.word,
      revokedAt: row.revoked_at,
    }
  );
}

export interface FeedItem {
  readonly key: string;
  readonly week: Monday;
  readonly start: number;
  readonly end: number;
  readonly publishedAt: Date;
  /** Grows with every publication of this week, and when one is taken back. */
  readonly sequence: number;
}

/**
 * Everything published for a person in the weeks a feed carries: times only. A visit is the first, second … of its
 * kind in the week, so that one that moves is the same entry at another time.
 */
export async function feedItems(db: Db, participant: string, thisWeek: Monday): Promise<readonly FeedItem[]> {
  const from = weekAfter(thisWeek, -WEEKS_BEFORE);
  const to = weekAfter(thisWeek, WEEKS_AFTER);
  const { rows } = await sql<{
    key: string;
    week: string;
    start: number;
    end: number;
    published_at: Date;
    sequence: number;
  }>`
    with plans as (
      select p.plan_id, p.week, p.published_at,
        (select sum(b.version - 1)::int from schedule.plan b where b.week = p.week) as sequence
      from schedule.plan p
      where p.state = 'published' and p.week between ${from} and ${to}
    )
    select 'session ' || s.session_id as key, plans.week::text as week, s.start_minute as start, s.end_minute as "end",
      plans.published_at, plans.sequence
    from plans
    join schedule.placement l on l.plan_id = plans.plan_id and l.participant_id = ${participant}
    join schedule.session s on s.org_id = l.org_id and s.session_id = l.session_id
    union all
    select 'visit ' || v.kind || ' ' || row_number() over (partition by plans.plan_id, v.kind order by v.start_minute),
      plans.week::text, v.start_minute, v.start_minute + v.minutes,
      plans.published_at, plans.sequence
    from plans
    join schedule.visit v on v.plan_id = plans.plan_id and v.participant_id = ${participant}
    order by 2, 3`.execute(db);
  return rows.map(({ published_at, ...row }) => ({ ...row, publishedAt: published_at }));
}
