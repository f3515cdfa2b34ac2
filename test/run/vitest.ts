import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from './command.ts';
import type { Outcome } from './leg.ts';

/** The part of Vitest's JSON report that is counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/**
 * Runs Vitest and counts. `databaseUrl`: the PostgreSQL server the databases of the tests are made on; without
 * one they are embedded, whatever the environment says.
 */
export async function vitest(words: readonly string[], databaseUrl?: string): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'daybridge-test-'));
  const file = join(folder, 'report.json');
  try {
    const { DATABASE_URL: _, ...env } = process.env;
    const { code } = await tool(
      'vitest/vitest.mjs',
      [...words, '--run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      { isShown: true, env: { ...env, ...(databaseUrl && { DATABASE_URL: databaseUrl }) } },
    );
    const report = await readFile(file, 'utf8').then(
      (text): Report => JSON.parse(text),
      () => undefined,
    );
    return count(report, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function count(report: Report | undefined, code: number): Outcome {
  if (report === undefined) return { passed: 0, failed: 1, complaint: 'Vitest ended without a report.' };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + broken.length;
  return {
    passed: report.numPassedTests,
    // An error outside of any test (a promise nobody waited for) shows only in the exit code.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    note: `${report.testResults.length} files`,
  };
}
