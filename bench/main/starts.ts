import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from '../figure.ts';
import { startProgram } from './running.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FIRST_SECONDS_MAX = 60;
const LATER_SECONDS_MAX = 5;

/** `npm start` on a fresh clone (npm's cache as it is here), then once more. */
export async function* measureStarts(): AsyncIterable<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'daybridge-start-'));
  try {
    const checkout = join(folder, 'a fresh clone');
    const cloned = spawnSync('git', ['clone', '--quiet', root, checkout], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (cloned.status !== 0) throw new Error('The repository could not be cloned.');
    const first = await startProgram(checkout, join(folder, 'data'));
    await first.stop();
    yield {
      what: 'first start of a fresh clone, to /healthz',
      value: first.startSeconds,
      unit: 's',
      atMost: FIRST_SECONDS_MAX,
      how: 'what is committed; parts, runtime, pages, migrations and the demo program included',
    };
    const later = await startProgram(checkout, join(folder, 'data'));
    await later.stop();
    yield {
      what: 'later start, to /healthz',
      value: later.startSeconds,
      unit: 's',
      atMost: LATER_SECONDS_MAX,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
