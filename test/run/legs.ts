import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from './command.ts';
import { gates } from './gates.ts';
import { fail, type Leg, pass } from './leg.ts';
import { startPostgres } from './postgres.ts';
import { vitest } from './vitest.ts';

// Every test that opens a database opens it through this file, so Vitest can find them all by their imports.
const DATABASE_TESTS = ['related', 'src/platform/db/testing.ts', '--project=unit'];

const unit: Leg = {
  name: 'unit',
  about: 'rules, properties, the embedded database',
  run: () => vitest(['--project=unit']),
};

const givenPostgres: Leg = {
  name: 'postgres',
  about: 'the database tests again on DATABASE_URL',
  run: () => vitest(DATABASE_TESTS, process.env.DATABASE_URL),
};

const ownPostgres: Leg = {
  name: 'postgres',
  about: 'the database tests again on a PostgreSQL of our own',
  run: async () => {
    const server = await startPostgres();
    try {
      const outcome = await vitest(DATABASE_TESTS, server.url);
      return { ...outcome, note: `${outcome.note}, PostgreSQL ${server.version}` };
    } finally {
      await server.stop();
    }
  },
};

const pages: Leg = {
  name: 'pages',
  about: 'the web pages build',
  run: async () => {
    const launcher = spawn(process.execPath, [`${root}bin/daybridge.js`, 'dev', 'pages'], {
      stdio: 'inherit',
    });
    const [code] = await once(launcher, 'exit');
    return code === 0 ? pass() : fail('');
  },
};

const flows: Leg = {
  name: 'flows',
  about: 'the walks in a real browser',
  run: () => vitest(['--project=flows']),
};

const hasDatabaseUrl = Boolean(process.env.DATABASE_URL);

/** The parts a person can name; some are several legs. */
export const PARTS: Readonly<Record<string, readonly Leg[]>> = {
  lint: gates,
  unit: [unit],
  postgres: [hasDatabaseUrl ? givenPostgres : ownPostgres],
  flows: [pages, flows],
};

/** What `npm test` alone runs; PostgreSQL is left to whoever has one (DATABASE_URL), and to .ci/run. */
export const ALWAYS = ['lint', 'unit', ...(hasDatabaseUrl ? ['postgres'] : []), 'flows'];

export function legsOf(parts: readonly string[]): readonly Leg[] {
  return parts.flatMap((part) => PARTS[part] ?? []);
}
