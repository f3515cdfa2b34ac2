import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '../../src/demo/index.ts';
import { type Actor, type Door, openDatabase } from '../../src/platform/db/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { newKey } from '../../src/platform/secrets.ts';
import { startPostgres } from '../../test/run/postgres.ts';
import type { Figure } from '../figure.ts';

const PGLITE_READS_MIN = 1000;
const POSTGRES_READS_MIN = 3000;
const WARM_SECONDS = 1;
const MEASURED_SECONDS = 5;

/** One row of one person read through the one door: role and actor set, row security asked, committed. */
export async function* measureReads(): AsyncIterable<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'daybridge-reads-'));
  try {
    yield await measureOn({ folder: join(folder, 'data') }, { readers: 1, atLeast: PGLITE_READS_MIN });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const server = await startPostgres();
  try {
    yield await measureOn({ url: server.url }, { readers: 8, atLeast: POSTGRES_READS_MIN });
  } finally {
    await server.stop();
  }
}

async function measureOn(
  where: { readonly folder?: string; readonly url?: string },
  { readers, atLeast }: { readonly readers: number; readonly atLeast: number },
): Promise<Figure> {
  const door = await openDatabase(where);
  try {
    const counselor = await counselorOfDemo(door);
    const people = await door.asActor(counselor, 'treatment', (db) =>
      db.selectFrom('guard.identity').select('participant_id').execute(),
    );
    let next = 0;
    const readOne = () => {
      const person = people[next++ % people.length];
      if (person === undefined) throw new Error('The counselor of the demo program has nobody to care for.');
      return door.asActor(counselor, 'treatment', (db) =>
        db
          .selectFrom('guard.identity')
          .select('name_sealed')
          .where('participant_id', '=', person.participant_id)
          .executeTakeFirstOrThrow(),
      );
    };
    await timesIn(WARM_SECONDS, readers, readOne);
    const reads = await timesIn(MEASURED_SECONDS, readers, readOne);
    return {
      what: `guarded reads, ${door.kind} ${door.version}`,
      value: reads / MEASURED_SECONDS,
      unit: '/s',
      atLeast,
      how: `a counselor reads one of their ${people.length} people at a time, ${readers} at once, ${MEASURED_SECONDS} s`,
    };
  } finally {
    await door.close();
  }
}

async function counselorOfDemo(door: Door): Promise<Actor> {
  const guests = await loadDemo({ door, masterKey: newKey() }, new Date().toISOString().slice(0, 10));
  const person = guests.find(({ label }) => label === 'Counselor')?.person;
  if (person === undefined) throw new Error('The demo program has no counselor.');
  return { org: person.org, id: person.id, role: 'counselor', request: newId() };
}

async function timesIn(seconds: number, workers: number, work: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let times = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() < until) {
        await work();
        times++;
      }
    }),
  );
  return times;
}
