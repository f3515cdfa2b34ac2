import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { planSchema, type Week, weekSchema } from '../format/format.ts';
import { sampleWeek } from '../sample/sample.ts';
import { runWeekCommand } from './commands.ts';

let folder = '';
const file = (name: string) => join(folder, name);
const small = sampleWeek({ people: 6, sessions: 12, sites: 1, seed: 4 });
const crowded: Week = { ...small, sessions: small.sessions.map((session) => ({ ...session, max: 3 })) };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'week-'));
  await writeFile(file('week.json'), JSON.stringify(small));
  await writeFile(file('crowded.json'), JSON.stringify(crowded));
  await writeFile(file('broken.json'), JSON.stringify({ ...small, apart: [['x', 'x']], sites: [] }));
  await writeFile(file('torn.json'), '{ "format": ');
});
afterAll(() => rm(folder, { recursive: true }));

const said = { out: '', err: '' };
beforeEach(() => {
  said.out = '';
  said.err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text, done?: unknown) => {
    said.out += String(text);
    if (typeof done === 'function') done();
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const run = (words: string) =>
  runWeekCommand(words.split(' ').map((word) => word.replace('@', `${folder}/`)));

describe('daybridge week', () => {
  test.each(['help', '--help', '-h', 'solve --help', 'explain --help'])('%s says how', async (words) => {
    expect(await run(words)).toBe(0);
    expect(said.out).toContain(`daybridge week ${words.startsWith('explain') ? 'explain' : 'solve'} FILE`);
    expect(said.out).toMatch(/e\.g\. daybridge week/);
    expect(said.out).toContain('Exit: 0 done, 2 bad input, 3 stopped early');
  });

  test('alone says how', async () => {
    expect(await runWeekCommand([])).toBe(0);
    expect(said.out).toContain('daybridge week sample');
  });

  test.each([
    ['fly', 'no command "week fly"'],
    ['constructor', 'no command "week constructor"'],
    ['solve', 'Which week file?'],
    ['solve @none.json', 'cannot be read'],
    ['solve @torn.json', 'cannot be read'],
    ['solve @broken.json', '$.apart[0]: Nobody can be kept apart from themself.'],
    ['solve @week.json --fast', "'--fast'"],
    ['solve @week.json --effort 9', '--effort is a whole number from 1 to 5, not "9".'],
    ['solve @week.json --seconds soon', '--seconds is a whole number'],
    ['solve @week.json --threads 0', '--threads is a whole number from 1 to 64'],
    ['solve @week.json --out @none/plan.json', 'cannot be written'],
    ['check @week.json', 'Which plan file?'],
    ['check @week.json @week.json', 'is no plan'],
    ['explain @week.json', '--person ID'],
    ['explain @week.json --person nobody', 'no person "nobody"'],
    ['sample --people many', '--people is a whole number'],
    ['sample --sites 0', '--sites is a whole number from 1'],
  ])('%s is told what is wrong, with 2', async (words, message) => {
    expect(await run(words)).toBe(2);
    expect(said.err).toContain(message);
    expect(said.err).not.toMatch(/\n\s+at /);
    expect(said.out).toBe('');
  });

  test('sample: the same seed, the same week, and one that can be read', async () => {
    expect(await run('sample --people 5 --sessions 9 --sites 2 --seed 7')).toBe(0);
    const printed = weekSchema.parse(JSON.parse(said.out));
    expect(printed).toEqual(sampleWeek({ people: 5, sessions: 9, sites: 2, seed: 7 }));
    expect(await run('sample --people 5 --sessions 9 --sites 2 --seed 7 --out @sample.json')).toBe(0);
    expect(JSON.parse(await readFile(file('sample.json'), 'utf8'))).toEqual(printed);
  });

  test('solve prints a plan, its way on the other stream; check passes it', async () => {
    expect(await run('solve @week.json --json --seconds 20')).toBe(0);
    const plan = planSchema.parse(JSON.parse(said.out));
    expect(plan.status).toBe('optimal');
    expect(said.err).toMatch(/\d\.\d s served served \d+ of at most \d+/);
    await writeFile(file('plan.json'), said.out);
    said.out = '';
    expect(await run('check @week.json @plan.json')).toBe(0);
    expect(said.out).toContain('No rule is broken.');
    said.out = '';
    expect(await run('check @week.json @plan.json --json')).toBe(0);
    expect(JSON.parse(said.out)).toEqual({ ok: true, faults: [], score: plan.score });
  });

  test('solve --out writes the plan and says it in words; check finds what breaks it', async () => {
    expect(await run('solve @crowded.json --out @crowded-plan.json')).toBe(0);
    expect(said.out).toMatch(/^optimal: \d+ of 6 people have their full week\.\nserved/);
    const plan = planSchema.parse(JSON.parse(await readFile(file('crowded-plan.json'), 'utf8')));
    await writeFile(file('late.json'), JSON.stringify({ ...plan, opened: ['session-1'] }));
    said.out = '';
    expect(await run('check @crowded.json @late.json')).toBe(2);
    expect(said.out).toContain('1 rule is broken:\n  $.opened[0]: "session-1" is no candidate session.');
  });

  test('explain: reasons and ways for somebody without a week', async () => {
    const nobody = planSchema.parse({
      format: 'daybridge-week-plan/1',
      assignments: [],
      opened: [],
      score: { served: 0, credited: 0, opened: 0, moves: 0, friction: 0 },
      bound: { served: 0, credited: 0 },
      gap: { served: 0, credited: 0 },
      status: 'feasible',
      unserved: [],
      stats: { seconds: 0 },
    });
    await writeFile(file('nobody.json'), JSON.stringify(nobody));
    expect(await run('explain @crowded.json --plan @nobody.json --person person-1')).toBe(0);
    expect(JSON.parse(said.out)).toMatchObject({
      person: 'person-1',
      minutes: 0,
      because: expect.any(Array),
    });
    said.out = '';
    const served = sampleWeek({ people: 1, sessions: 40, sites: 1, seed: 6 });
    const free = served.people.map((person) => ({
      ...person,
      busy: [],
      needs: { ...person.needs, visits: [] },
    }));
    await writeFile(file('free.json'), JSON.stringify({ ...served, people: free }));
    expect(await run('explain @free.json --person person-1')).toBe(0);
    expect(said.out).toBe('"person-1" has a full week.\n');
  });

  test('explain --site-wide: which new groups would serve the most', async () => {
    expect(await run('explain @crowded.json --site-wide --seconds 20')).toBe(0);
    const suggestions = JSON.parse(said.out);
    expect(suggestions.length).toBeLessThanOrEqual(3);
    for (const { groups, servedBefore, servedAfter } of suggestions) {
      expect(groups.length).toBeGreaterThan(0);
      expect(servedAfter).toBeGreaterThan(servedBefore);
    }
  });

  test('stopped by its limit: 3, with the best so far', async () => {
    await writeFile(
      file('large.json'),
      JSON.stringify(sampleWeek({ people: 400, sessions: 150, sites: 3, seed: 1 })),
    );
    expect(await run('solve @large.json --seconds 1 --json')).toBe(3);
    expect(planSchema.parse(JSON.parse(said.out)).status).toBe('feasible');
  });

  test('stopped by Ctrl-C: 3, with the best so far', async () => {
    await writeFile(
      file('large.json'),
      JSON.stringify(sampleWeek({ people: 200, sessions: 90, sites: 3, seed: 1 })),
    );
    const solving = run('solve @large.json --json');
    await vi.waitUntil(() => said.err.includes('s served'), { timeout: 20_000, interval: 20 });
    process.emit('SIGINT');
    expect(await solving).toBe(3);
    expect(planSchema.parse(JSON.parse(said.out)).score.served).toBeGreaterThan(100);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });
});
