import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { openProgram, PEOPLE, type Program } from '../support/program.ts';

const TRIES = 1000;

let program: Program;
let luis: string;
beforeAll(async () => {
  program = await openProgram();
  luis = await program.signIn(PEOPLE.luis);
});
afterAll(() => program.drop());

/** What is told of an id by whoever may not see it, and how long that took. */
async function told(id: string) {
  const startedMs = performance.now();
  const answer = await program.send(`/api/people/${id}/measures`, { cookie: luis });
  const words = await answer.text();
  const ms = performance.now() - startedMs;
  const { request: _, ...problem } = JSON.parse(words);
  const head = [...answer.headers].map(([name, value]) => `${name}: ${value}`).sort();
  return { ms, said: JSON.stringify([answer.status, problem, head, words.length]) };
}

/** The value below which `part` of them are. */
const at = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0;

describe('2.13(c): nobody learns by asking whether somebody is here', () => {
  test('2.13(c): an unknown and a forbidden person are answered alike, word for word, and no sooner or later', async () => {
    const [unknown, forbidden]: [number[], number[]] = [[], []];
    const said = new Set<string>();
    for (let nth = 0; nth < 50; nth++) await told(newId());
    for (let nth = 0; nth < TRIES; nth++) {
      // One after the other and each first as often: what else the machine does falls on both.
      const pair = [
        { id: newId(), took: unknown },
        { id: PEOPLE.karen.id, took: forbidden },
      ];
      for (const { id, took } of nth % 2 === 0 ? pair : pair.reverse()) {
        const it = await told(id);
        took.push(it.ms);
        said.add(it.said);
      }
    }
    expect([...said]).toHaveLength(1);
    expect([...said][0]).toMatch(/^\[404,/);
    // Noise is what the same question takes at one time and at another.
    const noise = at(unknown, 0.75) - at(unknown, 0.25);
    const difference = Math.abs(at(forbidden, 0.5) - at(unknown, 0.5));
    expect(noise).toBeGreaterThan(0);
    expect(difference).toBeLessThan(noise);
  }, 300_000);

  test('guessed ids of every kind are all the same nothing', async () => {
    const marisol = await program.signIn(PEOPLE.marisol);
    const guesses = [
      PEOPLE.karen.id,
      PEOPLE.karen.id.toUpperCase(),
      PEOPLE.karen.id.replace(/.$/, '0'),
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '1',
      'R-1042',
      `${PEOPLE.karen.id} `,
      `${PEOPLE.karen.id}%00`,
      `{${PEOPLE.karen.id}}`,
      `${newId()},${PEOPLE.karen.id}`,
    ];
    for (const cookie of [luis, marisol]) {
      const answers = new Set<string>();
      for (const guess of guesses) {
        const answer = await program.send(`/api/people/${encodeURIComponent(guess)}/sharing`, { cookie });
        const { request: _, errors: __, ...problem } = await answer.json();
        answers.add(JSON.stringify(problem));
      }
      expect([...answers]).toHaveLength(1);
      expect([...answers][0]).toContain('"status":404');
    }
  });
});
