import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root, tool } from './command.ts';
import { fail, type Outcome, pass } from './leg.ts';

/**
 * One violation for every rule of .dependency-cruiser.cjs: file → what it imports. A rule that no longer sees
 * its own would be silent about ours too (a TypeScript it cannot read looks just like a tidy house).
 */
const PLANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-circle': { 'src/treat/hen.ts': './egg.ts', 'src/treat/egg.ts': './hen.ts' },
  resolvable: { 'src/treat/lost.ts': './nowhere.ts' },
  'platform-knows-no-room': { 'src/platform/clock.ts': '../treat/index.ts' },
  'guard-leans-on-platform': { 'src/guard/house.ts': '../treat/index.ts' },
  'rooms-meet-at-the-index': { 'src/bridge/asks.ts': '../treat/note.ts' },
  'rooms-know-nothing-above': { 'src/fit/looks-up.ts': '../app.ts' },
  'engine-stands-alone': { 'src/schedule/engine/solve.ts': '../../platform/clock.ts' },
  'web-speaks-http': { 'src/web/page.tsx': '../treat/index.ts' },
  'browser-rules-stay-light': { 'src/fit/screener/screener.ts': 'zod' },
  'web-runs-without-node': { 'src/web/disk.ts': 'node:fs' },
  'one-door-to-the-data': { 'src/treat/query.ts': 'pg' },
  'nothing-leans-on-tests': { 'src/treat/borrowed.ts': '../../test/tool.ts' },
};

/** Allowed next to them; a rule that forbids one of these forbids too much. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/app.ts': "import './bridge/index.ts';",
  'src/treat/index.ts': "export * from './note.ts';",
  'src/treat/note.ts': "import '../platform/log.ts';",
  'src/platform/log.ts': "import 'pg';",
  'src/schedule/engine/run/worker.ts': "import 'node:worker_threads';\nimport 'highs';",
  'src/bridge/index.ts': "export * from '../treat/index.ts';",
  'src/web/start.tsx':
    "import type { A } from '../treat/note.ts';\nexport * from '../fit/assessment/questions.ts';\nexport type B = A;",
  'src/fit/assessment/questions.ts': "import type { A } from './store.ts';\nexport type C = A;",
  'src/fit/assessment/store.ts': "import type { C } from './questions.ts';\nexport type A = C | 1;",
  'test/tool.ts': "import '../src/treat/note.ts';",
};

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** The arrows between the rooms, after the rules have shown that they can see. */
export async function checkArrows(): Promise<Outcome> {
  const blind = await whatThePlantedProve();
  if (blind !== undefined) return fail(blind);
  const { summary } = await cruise(root, ['src', 'test', 'bench']);
  if (summary.violations.length === 0) {
    return pass(
      `${summary.totalCruised} modules, ${Object.keys(PLANTED).length} rules proved on planted imports`,
    );
  }
  return fail(summary.violations.map(({ rule, from, to }) => `  ${rule.name}: ${from} → ${to}`).join('\n'));
}

async function whatThePlantedProve(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'daybridge-arrows-'));
  try {
    const files = { ...ALLOWED };
    for (const imports of Object.values(PLANTED)) {
      for (const [file, target] of Object.entries(imports)) files[file] = `export * from '${target}';`;
    }
    for (const [file, text] of Object.entries(files)) {
      await mkdir(join(folder, dirname(file)), { recursive: true });
      await writeFile(join(folder, file), `${text}\n`);
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
      await copyFile(join(root, file), join(folder, file));
    }
    return differences((await cruise(folder, ['src', 'test'])).summary.violations);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function differences(found: Report['summary']['violations']): string | undefined {
  const seen = new Set(found.map(({ rule, from }) => `${rule.name}: ${from}`));
  const blind = Object.entries(PLANTED)
    .filter(([rule, imports]) => !Object.keys(imports).some((file) => seen.has(`${rule}: ${file}`)))
    .map(([rule]) => `  The rule "${rule}" did not find the violation planted for it.`);
  const strict = found
    .filter(({ from }) => from in ALLOWED)
    .map(({ rule, from, to }) => `  The rule "${rule.name}" forbids what is allowed: ${from} → ${to}`);
  return blind.length + strict.length > 0 ? [...blind, ...strict].join('\n') : undefined;
}

async function cruise(cwd: string, folders: readonly string[]): Promise<Report> {
  const words = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  const { output } = await tool('dependency-cruiser/bin/dependency-cruiser.mjs', words, { cwd });
  try {
    return JSON.parse(output);
  } catch {
    throw new Error(`dependency-cruiser said:\n${output}`);
  }
}
