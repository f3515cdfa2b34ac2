import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url).pathname;

test('the engine is there by its published name, and needs nothing of the program', async () => {
  const use = `
    import { checkPlan, sampleWeek, solveWeek } from 'daybridge/engine';
    const week = sampleWeek({ people: 12, sessions: 18, sites: 1, seed: 1 });
    const plan = await solveWeek(week);
    console.log(JSON.stringify({ status: plan.status, ok: checkPlan(week, plan).ok }));
    process.exit(0);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', use], {
    cwd: root,
  });
  expect(JSON.parse(stdout)).toEqual({ status: 'optimal', ok: true });
});
