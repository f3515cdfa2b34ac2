import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { personId } from '../../demo/people.rows.ts';
import type { MedicationShown } from '../medication/medication.schema.ts';
import type { DrugTestShown, DrugTestsShown } from './drug-test.schema.ts';

const AMELIA = personId('A-1702');
const BRUNO = personId('B-0417');

let program: Program;
let osei: string;
let mei: string;
let luis: string;
beforeAll(async () => {
  program = await openProgram();
  osei = await program.signIn({ ...PEOPLE.dana, id: demoId('staff', 'osei') });
  mei = await program.signIn({ ...PEOPLE.dana, id: demoId('staff', 'mei') });
  luis = await program.signIn(PEOPLE.luis);
});
afterAll(() => program.drop());

const at = (person: string, rest = '') => `/api/people/${person}/drug-tests${rest}`;
const post = (cookie: string, path: string, json: object, version?: number) =>
  program.send(path, { method: 'POST', cookie, json, version });
const first = async (answer: Response): Promise<DrugTestShown> => {
  const { tests }: DrugTestsShown = await answer.json();
  if (tests[0] === undefined) throw new Error('No test.');
  return tests[0];
};
const anAsk = (more: object = {}) => ({
  kind: 'presumptive',
  specimen: 'urine',
  panel: ['opiates', 'cocaine'],
  reason: 'planned',
  ...more,
});

test('the demo reads both ways: what is prescribed is expected, and its absence is a flag', async () => {
  const { tests }: DrugTestsShown = await (await program.send(at(AMELIA), { cookie: mei })).json();
  expect(tests.map(({ followUp }) => followUp)).toEqual(['needed', 'none']);
  expect(tests[0]?.substances.find(({ substance }) => substance === 'buprenorphine')?.reading).toBe(
    'expected-not-detected',
  );
  expect(tests[1]?.notOnPanel).toContain('fentanyl');
});

describe('a test', () => {
  test('goes from ordered to collected to its result, each once and by name', async () => {
    const ordered = await first(await post(mei, at(BRUNO), anAsk()));
    expect(ordered).toMatchObject({ state: 'ordered', ordered: { by: 'Mei C.' } });
    const path = at(BRUNO, `/${ordered.id}`);
    expect((await post(mei, `${path}/result`, { results: {} }, 1)).status).toBe(409);
    const collected = await first(await post(mei, `${path}/collect`, { on: program.today }, 1));
    expect(collected.state).toBe('collected');
    const half = await post(mei, `${path}/result`, { results: { opiates: 'detected' } }, 2);
    expect((await half.json()).errors.map((it: { pointer: string }) => it.pointer)).toEqual([
      '/results/cocaine',
    ]);
    const results = { opiates: 'detected', cocaine: 'not-detected' };
    const resulted = await first(await post(mei, `${path}/result`, { results }, 2));
    expect(resulted).toMatchObject({ state: 'resulted', followUp: 'needed' });
    expect((await post(mei, `${path}/result`, { results }, 3)).status).toBe(409);
  });

  test('that found an opioid beside naltrexone is a stop-and-call for whoever prescribes', async () => {
    const { alerts }: MedicationShown = await (
      await program.send(`/api/people/${BRUNO}/medication`, { cookie: osei })
    ).json();
    expect(alerts.find(({ rule }) => rule === 'M01')).toMatchObject({
      severity: 'stop-and-call',
      owner: { name: 'Dr. Osei', isMe: true },
    });
  });

  test('is confirmed by a definitive one, and says so', async () => {
    const asked = await first(await program.send(at(BRUNO), { cookie: mei }));
    const wrong = await post(mei, at(BRUNO), anAsk({ reason: 'confirms', confirms: asked.id }));
    expect(wrong.status).toBe(422);
    const confirming = anAsk({ kind: 'definitive', reason: 'confirms', confirms: asked.id });
    const { tests }: DrugTestsShown = await (await post(mei, at(BRUNO), confirming)).json();
    expect(tests.find(({ id }) => id === asked.id)?.followUp).toBe('ordered');
  });

  test('taken back counts no longer, and stays with its reason', async () => {
    const { tests }: DrugTestsShown = await (await program.send(at(BRUNO), { cookie: mei })).json();
    const resulted = tests.find(({ state }) => state === 'resulted');
    const back = await post(
      mei,
      at(BRUNO, `/${resulted?.id}/withdraw`),
      { reason: 'The cup was mixed up.' },
      resulted?.version,
    );
    expect(back.status).toBe(200);
    const { alerts }: MedicationShown = await (
      await program.send(`/api/people/${BRUNO}/medication`, { cookie: osei })
    ).json();
    expect(alerts.map(({ rule }) => rule)).not.toContain('M01');
  });

  test('for a clinical reason says what was seen, and is nobody’s outside the team', async () => {
    expect((await post(mei, at(BRUNO), anAsk({ reason: 'clinical' }))).status).toBe(422);
    expect((await post(mei, at(BRUNO), anAsk({ panel: ['unicorn'] }))).status).toBe(422);
    expect((await post(luis, at(BRUNO), anAsk())).status).toBe(404);
    expect((await program.send(at(BRUNO), { cookie: luis })).status).toBe(404);
  });
});
