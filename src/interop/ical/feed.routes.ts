import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { systemActor } from '../../guard/actors.ts';
import type { House } from '../../guard/house.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { answerProblem, problemOf, refuse } from '../../platform/http/problem.ts';
import { sha256 } from '../../platform/secrets.ts';
import {
  EMPTY_DAYS,
  type FeedFound,
  type FeedItem,
  feedItems,
  findFeed,
  mondayOf,
  todayIn,
  WEEKS_AFTER,
  WEEKS_BEFORE,
  wallTime,
  weekAfter,
} from '../../schedule/index.ts';
import { seatsGiven } from '../../treat/index.ts';
import { emptyFeed, feedEtag, writeFeed } from './write.ts';

const CALLS_PER_MINUTE = 30;
const DAY_MS = 86_400_000;

/** GET /cal/<token>.ics: the week of whoever holds the address, as times and one neutral word. */
export function calendarRoutes(app: HttpApp, house: House): void {
  const calls = house.callers.perMinute(CALLS_PER_MINUTE);
  app.on(['GET', 'HEAD'], '/cal/:file{[A-Za-z0-9_-]{43}\\.ics}', async (c) => {
    const now = house.clock.now();
    if (!calls.allows(house.callers.addressOf(c), now.getTime())) throw refuse('too-many');
    const token = c.req.param('file').slice(0, -'.ics'.length);
    const found = await house.door.asActor(systemActor('system:feed'), 'self', (db) =>
      findFeed(db, sha256(token), now),
    );
    const endedLongAgo =
      found?.revokedAt != null && now.getTime() - found.revokedAt.getTime() > EMPTY_DAYS * DAY_MS;
    if (found === undefined || endedLongAgo)
      return answerProblem(c, problemOf(refuse('not-found'), c.get('request')));
    // An ended address still speaks, emptily, so that phones drop what they hold.
    if (found.revokedAt !== null) return calendar(c, emptyFeed(), 410, found.revokedAt);
    const { text, changedAt } = await feedText(house, found, now);
    return calendar(c, text, 200, changedAt);
  });
  // An address cut short in copying is answered as one, not with a page of this program.
  app.all('/cal/*', (c) => answerProblem(c, problemOf(refuse('not-found'), c.get('request'))));
}

async function feedText(
  house: House,
  found: FeedFound,
  now: Date,
): Promise<{ text: string; changedAt: Date }> {
  const actor = { org: found.org, id: found.participant, role: 'participant', request: crypto.randomUUID() };
  return house.door.asActor(actor, 'self', async (db) => {
    const { zone } = await db.selectFrom('guard.org').select('zone').executeTakeFirstOrThrow();
    const items = await itemsOf(db, found.participant, mondayOf(todayIn(zone, now)));
    const changedAt = items.reduce(
      (latest, item) => (item.publishedAt > latest ? item.publishedAt : latest),
      new Date(0),
    );
    const events = items.map((item) => ({
      // Stable for as long as the feed lives, and a secret of it: nobody can match two people's feeds.
      uid: `${createHash('sha256').update(`${found.feed} ${item.week} ${item.key}`).digest('hex').slice(0, 32)}@week`,
      sequence: item.sequence,
      start: wallTime(item.week, item.start).toString({ smallestUnit: 'minute' }),
      end: wallTime(item.week, item.end).toString({ smallestUnit: 'minute' }),
      zone,
      word: found.word,
      changedAt: item.publishedAt,
    }));
    return { text: writeFeed({ events, zone, now: changedAt.getTime() === 0 ? now : changedAt }), changedAt };
  });
}

/** What was published, and in its place what they were given a seat in instead. */
async function itemsOf(db: Db, participant: string, monday: string): Promise<readonly FeedItem[]> {
  const planned = await feedItems(db, participant, monday);
  const seats = await seatsGiven(db, participant, {
    from: weekAfter(monday, -WEEKS_BEFORE),
    until: weekAfter(monday, WEEKS_AFTER),
  });
  const givenUp = new Set(
    seats.flatMap(({ instead }) => (instead === null ? [] : [`${instead.week} session ${instead.session}`])),
  );
  const taken = new Set(planned.map(({ week, start }) => `${week} ${start}`));
  const publishedAt = (week: string) =>
    planned.find((item) => item.week === week)?.publishedAt ?? new Date(`${week}T00:00:00Z`);
  return [
    ...planned.filter(({ week, key }) => !givenUp.has(`${week} ${key}`)),
    ...seats
      // A plan published since may hold the same.
      .filter(({ week, start }) => !taken.has(`${week} ${start}`))
      .map(({ meeting, week, start, end, sequence }) => ({
        key: `seat ${meeting}`,
        week,
        start,
        end,
        sequence,
        publishedAt: publishedAt(week),
      })),
  ];
}

function calendar(c: Context, text: string, status: 200 | 410, changedAt: Date): Response {
  const etag = feedEtag(text);
  const headers = {
    etag,
    'cache-control': 'private, max-age=900',
    ...(changedAt.getTime() === 0 ? {} : { 'last-modified': changedAt.toUTCString() }),
  };
  if (status === 200 && isHeld(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  return c.body(text, status, { ...headers, 'content-type': 'text/calendar; charset=utf-8' });
}

/** RFC 9110 13.1.2: a list of tags, each perhaps marked weak by a proxy that packed the answer. */
const isHeld = (held: string | undefined, etag: string): boolean =>
  held
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || tag === '*') ?? false;
