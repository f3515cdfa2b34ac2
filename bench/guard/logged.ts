/** Reads that are written down as they are made, with and without the sealer at work beside them. */
import { z } from 'zod';
import { noteSeen } from '../../src/guard/endpoint.ts';
import { sealLog } from '../../src/guard/log/seal.jobs.ts';
import type { Horizon } from '../../src/guard/log/seal.store.ts';
import { participantSeen } from '../../src/guard/seen.ts';
import type { Actor } from '../../src/platform/db/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { type Figure, percentile } from '../figure.ts';
import type { Filled } from './filled.ts';

const READERS = 64;
const SECONDS = 8;
const READS_MIN = 2000;
const P99_MS_MAX = 25;
const SEALED_EVERY_MS = 200;

const shown = z.object({ participant: participantSeen('identity') });

interface Run {
  readonly perSecond: number;
  readonly p99Ms: number;
}

export async function* measureLogged(filled: Filled): AsyncIterable<Figure> {
  await readFor(filled, 1);
  const alone = await readFor(filled, SECONDS);
  const seen = new Map<string, Horizon>();
  let sealed = 0;
  let isOn = true;
  const sealing = (async () => {
    while (isOn) {
      sealed += await sealLog({ ...filled, clock: { now: () => new Date() } }, filled.org, seen);
      await new Promise((go) => setTimeout(go, SEALED_EVERY_MS));
    }
  })();
  const beside = await readFor(filled, SECONDS);
  isOn = false;
  await sealing;
  const how = `${READERS} readers at once, each read a transaction with its access row`;
  yield {
    what: 'guarded reads, written down, the sealer at work',
    value: beside.perSecond,
    unit: '/s',
    atLeast: READS_MIN,
    how: `${how}; ${sealed.toLocaleString('en-US')} rows sealed meanwhile`,
  };
  yield { what: '… the slowest in a hundred', value: beside.p99Ms, unit: 'ms', atMost: P99_MS_MAX };
  yield {
    what: '… without the sealer against with it',
    value: alone.perSecond / beside.perSecond,
    unit: '×',
    how: `${Math.round(alone.perSecond).toLocaleString('en-US')} /s and ${alone.p99Ms.toFixed(1)} ms without it`,
  };
}

async function readFor({ door, org, staff, people }: Filled, seconds: number): Promise<Run> {
  const until = performance.now() + seconds * 1000;
  const spentMs: number[] = [];
  await Promise.all(
    Array.from({ length: READERS }, async (_, reader) => {
      for (let times = 0; performance.now() < until; times += 1) {
        const person = people[(reader + times) % people.length] ?? '';
        const actor: Actor = { org, id: staff, role: 'counselor', request: newId() };
        const begun = performance.now();
        await door.asActor(actor, 'treatment', async (db) => {
          await db
            .selectFrom('guard.identity')
            .select('name_sealed')
            .where('participant_id', '=', person)
            .executeTakeFirstOrThrow();
          await noteSeen(db, actor, 'treatment', shown, { participant: person });
        });
        spentMs.push(performance.now() - begun);
      }
    }),
  );
  return { perSecond: spentMs.length / seconds, p99Ms: percentile(spentMs, 0.99) };
}
