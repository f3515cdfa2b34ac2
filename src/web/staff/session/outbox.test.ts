import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarksShown } from '../../../treat/index.ts';
import {
  createOutbox,
  type Mark,
  type MarkOf,
  type RosterRow,
  type Sent,
  type Shelf,
  type Waiting,
} from './outbox.ts';
import { type Held, marksOf, momentFor, nudged, restAreHere, withWaiting } from './roster.ts';

const SESSION: Held = {
  meeting: 'm1',
  on: '2026-11-30',
  kind: 'group',
  activity: 'a',
  label: null,
  startsAt: '2026-11-30T22:30:00.000Z',
  endsAt: '2026-12-01T01:30:00.000Z',
  place: { site: 'Cedar', room: 'Room 2' },
  leaders: [],
  state: 'planned',
  breaks: [],
  plannedMinutes: 180,
  isMine: true,
  version: 1,
};
const PEOPLE = ['ann', 'bo', 'cy'] as const;
const rowOf = (participant: string): RosterRow => ({
  participant,
  called: participant,
  status: 'expected',
  reason: null,
  source: 'plan',
  said: null,
  stays: [],
  deliveredMinutes: 0,
  countedMinutes: 0,
  week: { countedMinutes: 360, prescribedMinutes: 540 },
  version: 1,
});

/** A server that keeps rows as the real one does, and a network that fails when told to. */
function world() {
  const rows = new Map(PEOPLE.map((person) => [person as string, rowOf(person)]));
  const answers = new Map<string, MarksShown>();
  const kept = new Map<string, Waiting>();
  const net = { isDown: false, losesAnswers: false, sent: 0 };
  const shelf: Shelf = {
    all: async () => [...kept.values()],
    keep: async (item) => void kept.set(item.key, structuredClone(item)),
    drop: async (key) => void kept.delete(key),
  };
  const answer = (changedByOthers: string[] = []): MarksShown => ({
    roster: [...rows.values()] as MarksShown['roster'],
    changedByOthers,
  });
  function write(marks: readonly MarkOf[]): MarksShown {
    const changed: string[] = [];
    for (const { participant, version, mark } of marks) {
      const row = rows.get(participant);
      if (row === undefined) continue;
      if (row.version !== version) changed.push(participant);
      else {
        const [seen] = withWaiting([row], [waiting([{ participant, version, mark }])], SESSION);
        rows.set(participant, { ...(seen as RosterRow), version: version + 1 });
      }
    }
    return answer(changed);
  }
  const send = async (item: Waiting): Promise<Sent> => {
    net.sent++;
    if (net.isDown) return { is: 'later' };
    const bad = item.marks.flatMap(({ mark }, nth) =>
      mark.is === 'late' && mark.at > SESSION.endsAt ? [[nth, 'Outside.'] as const] : [],
    );
    if (bad.length > 0) return { is: 'refused', code: 'invalid', words: '', faults: new Map(bad) };
    const done = answers.get(item.key) ?? write(item.marks);
    answers.set(item.key, done);
    return net.losesAnswers ? { is: 'later' } : { is: 'written', answer: done };
  };
  let keys = 0;
  const open = (by = 'dana') =>
    createOutbox({ by, shelf, send, newKey: () => `k${++keys}`, changed: () => {}, written: () => {} });
  return { rows, net, kept, open, write };
}
const waiting = (marks: readonly MarkOf[]): Waiting => ({
  key: 'k',
  nth: 1,
  by: 'dana',
  meeting: 'm1',
  marks,
  isTried: false,
  refused: null,
});
const of = (participant: string, mark: Mark, version = 1): MarkOf => ({ participant, version, mark });

describe('marks said without a network', () => {
  test('are sent in order once it is back, each on what the one before it wrote', async () => {
    const { rows, net, open } = world();
    const outbox = open();
    net.isDown = true;
    await outbox.add('m1', [of('ann', { is: 'here' }), of('bo', { is: 'here' })]);
    await outbox.add('m1', [of('bo', { is: 'away', reason: 'told-us' })]);
    expect(outbox.items()).toHaveLength(2);
    net.isDown = false;
    await outbox.flush();
    expect(outbox.items()).toEqual([]);
    expect([rows.get('ann')?.status, rows.get('bo')?.status]).toEqual(['here', 'away']);
  });

  test('outlive the page, and wait for whoever said them', async () => {
    const { rows, net, kept, open } = world();
    net.isDown = true;
    await open().add('m1', [of('ann', { is: 'here' })]);
    expect(kept.size).toBe(1);
    net.isDown = false;
    const other = open('tom');
    await other.load();
    expect([other.items(), rows.get('ann')?.status]).toEqual([[], 'expected']);
    const again = open();
    await again.load();
    expect([again.items(), kept.size, rows.get('ann')?.status]).toEqual([[], 0, 'here']);
  });

  test('whose answer got lost are done once', async () => {
    const { rows, net, open } = world();
    const outbox = open();
    net.losesAnswers = true;
    await outbox.add('m1', [of('ann', { is: 'here' })]);
    net.losesAnswers = false;
    await outbox.flush();
    expect([outbox.items(), rows.get('ann')?.version]).toEqual([[], 2]);
  });

  test('a time that is nudged leaves once, at its last', async () => {
    const { rows, net, open } = world();
    const outbox = open();
    net.isDown = true;
    await outbox.add('m1', [of('cy', { is: 'here' })]);
    for (const minute of ['35', '40', '45'])
      await outbox.add('m1', [of('ann', { is: 'late', at: `2026-11-30T22:${minute}:00.000Z` })]);
    expect(outbox.items()).toHaveLength(2);
    net.isDown = false;
    await outbox.flush();
    expect(rows.get('ann')?.stays[0]?.from).toBe('2026-11-30T22:45:00.000Z');
  });
});

describe('what the server does not take', () => {
  test('is kept with its words, and what was right beside it is written', async () => {
    const { rows, open } = world();
    const outbox = open();
    await outbox.add('m1', [
      of('ann', { is: 'late', at: '2026-12-01T03:00:00.000Z' }),
      of('bo', { is: 'here' }),
    ]);
    expect(rows.get('bo')?.status).toBe('here');
    expect(outbox.items()).toMatchObject([
      { marks: [{ participant: 'ann' }], refused: { why: 'told', words: 'Outside.' } },
    ]);
  });

  test('because somebody else was first says so; sent again it stands', async () => {
    const { rows, write, open } = world();
    const outbox = open();
    write([of('ann', { is: 'away', reason: 'no-word' })]);
    await outbox.add('m1', [of('ann', { is: 'here' }), of('bo', { is: 'here' })]);
    const [refused] = outbox.items();
    expect(refused).toMatchObject({ refused: { why: 'overtaken' }, marks: [{ participant: 'ann' }] });
    expect([rows.get('ann')?.status, rows.get('bo')?.status]).toEqual(['away', 'here']);
    await outbox.again(refused?.key ?? '', new Map([['ann', rows.get('ann')?.version ?? 0]]));
    expect([outbox.items(), rows.get('ann')?.status]).toEqual([[], 'here']);
  });
});

test('whatever the network does, every mark is in the end written, or shown as refused', async () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('mark' as const),
      who: fc.constantFrom(...PEOPLE),
      mark: fc.constantFrom<Mark>(
        { is: 'here' },
        { is: 'away', reason: 'excused' },
        { is: 'late', at: '2026-11-30T22:50:00.000Z' },
        { is: 'expected' },
      ),
    }),
    fc.constant({ do: 'down' as const }),
    fc.constant({ do: 'up' as const }),
    fc.constant({ do: 'lose' as const }),
    fc.constant({ do: 'reload' as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const { rows, net, open } = world();
      let outbox = open();
      const last = new Map<string, Mark['is']>();
      for (const one of steps) {
        if (one.do === 'mark') {
          last.set(one.who, one.mark.is);
          await outbox.add('m1', [of(one.who, one.mark, rows.get(one.who)?.version ?? 1)]);
        } else if (one.do === 'reload') {
          outbox = open();
          await outbox.load();
        } else {
          net.isDown = one.do === 'down';
          net.losesAnswers = one.do === 'lose';
          await outbox.flush();
        }
      }
      net.isDown = false;
      net.losesAnswers = false;
      await outbox.flush();
      expect(outbox.items().filter(({ refused }) => refused === null)).toEqual([]);
      const refused = new Set(
        outbox.items().flatMap(({ marks }) => marks.map(({ participant }) => participant)),
      );
      for (const [who, is] of last) if (!refused.has(who)) expect(rows.get(who)?.status).toBe(is);
    }),
  );
});

describe('the roster with what waits', () => {
  test('counts at once what the server will count: to the end, without breaks, from when they came', () => {
    const session = {
      ...SESSION,
      breaks: [{ from: '2026-11-30T23:30:00.000Z', until: '2026-11-30T23:45:00.000Z' }],
    };
    const rows = PEOPLE.map(rowOf);
    const seen = withWaiting(
      rows,
      [waiting([of('ann', { is: 'here' }), of('bo', { is: 'late', at: '2026-11-30T22:45:00.000Z' })])],
      session,
    );
    expect(seen.map(({ status, countedMinutes, isWaiting }) => [status, countedMinutes, isWaiting])).toEqual([
      ['here', 165, true],
      ['late', 150, true],
      ['expected', 0, false],
    ]);
    expect(seen[0]?.week.countedMinutes).toBe(525);
    expect(restAreHere(seen, 'cy')).toEqual([]);
    expect(restAreHere(seen, undefined)).toEqual([of('cy', { is: 'here' })]);
  });

  test('a row is made again by its own marks', () => {
    const marks: readonly Mark[] = [
      { is: 'late', at: '2026-11-30T22:45:00.000Z' },
      { is: 'left', at: '2026-11-30T23:30:00.000Z' },
      { is: 'back', at: '2026-12-01T00:00:00.000Z' },
    ];
    const items = marks.map((mark) => waiting([of('ann', mark)]));
    const [row] = withWaiting([rowOf('ann')], items, SESSION);
    expect(row && marksOf(row, SESSION)).toEqual(marks);
    expect(marksOf(rowOf('ann'), SESSION)).toEqual([{ is: 'expected' }]);
  });

  test('a time stays within the session, however often it is nudged', () => {
    const before = Date.parse(SESSION.startsAt) - 60_000;
    expect(momentFor(SESSION, 15, before)).toBe(SESSION.startsAt);
    expect(momentFor(SESSION, 15, Date.parse('2026-11-30T22:48:30.000Z'))).toBe('2026-11-30T22:48:00.000Z');
    expect(momentFor(SESSION, 15, Date.parse('2026-12-02T00:00:00.000Z'))).toBe('2026-11-30T22:45:00.000Z');
    expect(nudged(SESSION.startsAt, -5, SESSION)).toBe(SESSION.startsAt);
    expect(nudged(SESSION.endsAt, 5, SESSION)).toBe(SESSION.endsAt);
  });
});
