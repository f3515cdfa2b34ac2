import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, openProgram, PEOPLE, type Person, type Program } from '../../../test/support/program.ts';
import { personId } from '../../demo/people.rows.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { lookAtMedicines } from './medication.jobs.ts';
import type { DueListShown, MedicationShown, MyMedicationShown, OrderChecked } from './medication.schema.ts';
import { daysAfter } from './record.ts';

const AMELIA = personId('A-1702');
const BRUNO = personId('B-0417');
const NADIA = personId('N-1822');

let program: Program;
let osei: string;
let nia: string;
let mei: string;
let karen: string;
let now = new Date();
const clock: Clock = { now: () => now };

beforeAll(async () => {
  program = await openProgram({ clock });
  const staff = (key: string): Person => ({ ...PEOPLE.dana, id: demoId('staff', key) });
  osei = await program.signIn(staff('osei'));
  nia = await program.signIn(staff('nia'));
  mei = await program.signIn(staff('mei'));
  karen = await program.signIn(PEOPLE.karen);
});
afterAll(() => program.drop());

const of = (person: string, rest = '') => `/api/people/${person}/medication${rest}`;
const post = (cookie: string, path: string, json: object, version?: number) =>
  program.send(path, { method: 'POST', cookie, json, version });
const read = async (person: string, cookie = osei): Promise<MedicationShown> =>
  (await program.send(of(person), { cookie })).json();
const told = async (person: string): Promise<string[]> =>
  (await read(person)).alerts.map(({ rule }) => rule).sort();

const anOrder = (more: object = {}) => ({
  kind: 'start',
  medicine: 'acamprosate',
  route: 'oral',
  startsOn: program.today,
  dose: '666 mg',
  directions: 'three times a day',
  reason: 'Wants help with craving.',
  ...more,
});
const lastDraft = ({ orders }: MedicationShown) => {
  const draft = orders.find(({ state }) => state === 'drafted');
  if (draft === undefined) throw new Error('No draft.');
  return draft;
};

describe('an order', () => {
  test('is drafted by the nurse, signed by the prescriber alone, and is then on the list', async () => {
    const drafted = await post(nia, of(NADIA, '/orders'), anOrder());
    expect(drafted.status).toBe(201);
    const draft = lastDraft(await drafted.json());
    const signing = of(NADIA, `/orders/${draft.id}/sign`);
    expect((await post(nia, signing, {}, draft.version)).status).toBe(404);
    expect((await post(mei, signing, {}, draft.version)).status).toBe(404);
    const signed = await post(osei, signing, {}, draft.version);
    expect(signed.status).toBe(200);
    const shown: MedicationShown = await signed.json();
    expect(shown.list.find(({ medicine }) => medicine === 'acamprosate')).toMatchObject({
      prescribed: 'here',
      isTaken: true,
      dose: '666 mg. three times a day',
      prescriber: 'Dr. Osei',
    });
    expect(shown.orders.find(({ id }) => id === draft.id)?.signed?.licence).toMatch(/^MD, FL/);
  });

  test('once signed is never edited: not signed again, not taken back', async () => {
    const { orders } = await read(NADIA);
    const signed = orders.find(({ state, medicine }) => state === 'signed' && medicine === 'acamprosate');
    for (const what of ['sign', 'withdraw']) {
      const answer = await post(osei, of(NADIA, `/orders/${signed?.id}/${what}`), {}, signed?.version);
      expect([answer.status, (await answer.json()).code]).toEqual([409, 'settled']);
    }
  });

  test('is checked while it is written, and nothing is saved by that', async () => {
    const before = (await read(AMELIA)).orders.length;
    const answer = await post(osei, of(AMELIA, '/orders/check'), anOrder({ medicine: 'naltrexone-oral' }));
    const checked: OrderChecked = await answer.json();
    expect(checked.needsReason).toBe(true);
    expect(checked.warnings.map(({ rule }) => rule)).toContain('M01');
    expect((await read(AMELIA)).orders).toHaveLength(before);
  });

  test('against a stop-and-call is signed only with a written reason, which is kept with what was said', async () => {
    const draft = lastDraft(
      await (await post(osei, of(AMELIA, '/orders'), anOrder({ medicine: 'naltrexone-oral' }))).json(),
    );
    const signing = of(AMELIA, `/orders/${draft.id}/sign`);
    const bare = await post(osei, signing, {}, draft.version);
    expect(bare.status).toBe(422);
    expect((await bare.json()).errors[0].pointer).toBe('/override');
    const reason = 'Called the clinic: the last dose was weeks ago, challenge done.';
    const shown: MedicationShown = await (
      await post(osei, signing, { override: reason }, draft.version)
    ).json();
    const signed = shown.orders.find(({ id }) => id === draft.id);
    expect(signed).toMatchObject({ state: 'signed', override: reason });
    expect(signed?.warnings.map(({ rule }) => rule)).toContain('M01');
    // It does not stay silent afterwards: somebody has it on their list, with a time.
    const alert = shown.alerts.find(({ rule }) => rule === 'M01');
    expect(alert).toMatchObject({ severity: 'stop-and-call', acknowledged: null, owner: { isMe: true } });
  });

  test('that ends a medicine at once is looked at; a tapered end is not', async () => {
    const end = async (medicine: string, endsHow: string) => {
      const line = (await read(AMELIA)).list.find((one) => one.medicine === medicine && one.isTaken);
      const body = anOrder({ kind: 'stop', medicine, entry: line?.id, endsHow });
      const draft = lastDraft(await (await post(osei, of(AMELIA, '/orders'), body)).json());
      await post(
        osei,
        of(AMELIA, `/orders/${draft.id}/sign`),
        { override: 'As agreed with her.' },
        draft.version,
      );
    };
    await end('naltrexone-oral', 'completed');
    expect(await told(AMELIA)).not.toContain('M14');
    await end('buprenorphine-naloxone', 'at-once');
    expect(await told(AMELIA)).toContain('M14');
  });

  test.each([
    ['/medicine', { medicine: 'snake-oil' }],
    ['/name', { medicine: 'other' }],
    ['/dose', { dose: '' }],
    ['/startsOn', { startsOn: '2020-01-01' }],
    ['/entry', { kind: 'change', entry: newId() }],
    ['/reason', { reason: '' }],
  ])('with something wrong at %s is told so, and nothing is saved', async (pointer, more) => {
    const before = (await read(NADIA)).orders.length;
    const answer = await post(osei, of(NADIA, '/orders'), anOrder(more));
    expect(answer.status).toBe(422);
    const { errors } = await answer.json();
    expect(errors.map((it: { pointer: string }) => it.pointer)).toContain(pointer);
    expect((await read(NADIA)).orders).toHaveLength(before);
  });
});

describe('what is given here', () => {
  test('an overdue injection is an alert; given, its window moves and the alert is over', async () => {
    expect(await told(BRUNO)).toContain('M13');
    const line = (await read(BRUNO)).list.find(({ medicine }) => medicine === 'naltrexone-xr');
    const give = (more: object) =>
      post(nia, of(BRUNO, `/${line?.id}/given`), { status: 'given', on: program.today, lot: 'L77', ...more });
    expect((await give({ site: 'arm-left' })).status).toBe(422);
    expect((await give({ site: 'gluteal-right' })).status).toBe(201);
    const shown = await read(BRUNO);
    expect(shown.alerts.map(({ rule }) => rule)).not.toContain('M13');
    expect(shown.given[0]).toMatchObject({ lot: 'L77', site: 'gluteal-right', by: 'Nia B.' });

    const wrong = of(BRUNO, `/administrations/${shown.given[0]?.id}/withdraw`);
    expect((await post(nia, wrong, { reason: 'It was another person.' })).status).toBe(200);
    expect(await told(BRUNO)).toContain('M13');
    expect((await post(nia, wrong, { reason: 'Again.' })).status).toBe(404);
  });

  test('a rule speaks by itself when a day passes, once', async () => {
    const before = (await told(NADIA)).length;
    await post(nia, of(NADIA, '/findings'), { kind: 'use', code: 'alcohol', on: program.today });
    expect(await told(NADIA)).toContain('M05');
    now = new Date(now.getTime() + 3 * 86_400_000);
    await lookAtMedicines(program.house, PEOPLE.dana.org, now);
    const opened = await lookAtMedicines(program.house, PEOPLE.dana.org, now);
    expect(opened).toBe(0);
    now = new Date(now.getTime() - 3 * 86_400_000);
    osei = await program.signIn({ ...PEOPLE.dana, id: demoId('staff', 'osei') });
    nia = await program.signIn({ ...PEOPLE.dana, id: demoId('staff', 'nia') });
    mei = await program.signIn({ ...PEOPLE.dana, id: demoId('staff', 'mei') });
    karen = await program.signIn(PEOPLE.karen);
    await lookAtMedicines(program.house, PEOPLE.dana.org, now);
    expect((await told(NADIA)).length).toBe(before + 1);
  });
});

describe('what a rule told', () => {
  test('is answered with what was done, by somebody by name; a second answer is told so', async () => {
    const alert = (await read(NADIA)).alerts.find(({ rule }) => rule === 'M05');
    const answering = of(NADIA, `/alerts/${alert?.id}/acknowledge`);
    expect((await post(osei, answering, { done: '' }, alert?.version)).status).toBe(422);
    expect((await post(mei, answering, { done: 'x' }, alert?.version)).status).toBe(404);
    const done = 'Called her. No dose today; seen tomorrow.';
    const shown: MedicationShown = await (await post(osei, answering, { done }, alert?.version)).json();
    expect(shown.alerts.find(({ id }) => id === alert?.id)?.acknowledged).toMatchObject({
      by: 'Dr. Osei',
      done,
    });
    const again = await post(nia, answering, { done: 'Also called.' }, alert?.version);
    expect([again.status, (await again.json()).code]).toEqual([409, 'acknowledged']);
  });
});

describe('the list', () => {
  test('takes what others prescribe, and its end; what was ordered here ends by an order', async () => {
    const line = { medicine: 'other', name: 'Valerian', route: 'oral', dose: 'as tea', since: null };
    const added: MedicationShown = await (await post(nia, of(NADIA), line)).json();
    const valerian = added.list.find(({ name }) => name === 'Valerian');
    const ending = { on: program.today, how: 'completed' };
    const ended = await post(nia, of(NADIA, `/${valerian?.id}/end`), ending);
    expect((await ended.json()).list.find(({ id }: { id: string }) => id === valerian?.id)).toMatchObject({
      endedHow: 'completed',
    });
    const ordered = added.list.find(({ medicine }) => medicine === 'disulfiram');
    const refused = await post(nia, of(NADIA, `/${ordered?.id}/end`), ending);
    expect([refused.status, (await refused.json()).code]).toEqual([409, 'ordered-here']);
  });

  test('is read by the counselor of the team and written by nobody but who nurses or prescribes', async () => {
    expect((await program.send(of(NADIA), { cookie: mei })).status).toBe(200);
    const fact = { kind: 'condition', code: 'pregnancy', on: program.today };
    expect((await post(mei, of(NADIA, '/findings'), fact)).status).toBe(404);
    expect((await post(nia, of(PEOPLE.karen.id, '/findings'), fact)).status).toBe(404);
  });
});

test('the due list holds the people of one’s own teams, with what comes up for each', async () => {
  const due: DueListShown = await (await program.send('/api/medication/due', { cookie: nia })).json();
  const bruno = due.people.find(({ participant }) => participant === BRUNO);
  expect(bruno).toMatchObject({ recordCode: 'B-0417', called: 'Bruno' });
  expect(bruno?.due[0]).toMatchObject({ kind: 'injection', medicine: 'naltrexone-xr', isOverdue: true });
  expect(bruno?.due.map(({ kind }) => kind)).toContain('refill');
  expect(due.people.map(({ participant }) => participant)).not.toContain(PEOPLE.karen.id);
});

test('a person reads their own list: plain names, what comes next, what to bring, and no rule', async () => {
  const answer = await program.send('/api/my/medication', { cookie: karen });
  const mine: MyMedicationShown = await answer.json();
  expect(mine.medicines).toEqual([
    {
      id: expect.any(String),
      name: { en: 'Sertraline', es: 'Sertralina' },
      dose: '50 mg, one in the morning',
      isFromHere: false,
      prescriber: 'Dr. Reyes, family doctor',
      since: daysAfter(program.today, -200),
      next: {
        kind: 'refill',
        fromOn: daysAfter(program.today, 2),
        dueOn: daysAfter(program.today, 2),
      },
    },
  ]);
  expect(mine.bring).toEqual(['list', 'packages']);
  expect(JSON.stringify(mine)).not.toMatch(/M\d\d|severity|alert/);
});

test('no word that a person said is in the log', () => {
  const logged = program.logged.join('');
  for (const words of ['Valerian', 'challenge done', 'seen tomorrow']) expect(logged).not.toContain(words);
});
