import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { createHttpApp, type HttpApp } from '../../platform/http/app.ts';
import { createLog } from '../../platform/log.ts';
import { classOfActivities } from '../activities/activity.store.ts';
import { moneyRoutes } from './money.routes.ts';
import { servicesSince } from './service.store.ts';

let program: Program;
/** The same house, where every note of what was delivered is signed. */
let signed: HttpApp;
let bo: string;
let dana: string;
let karen: string;
let rosa: string;
beforeAll(async () => {
  program = await openProgram();
  const staff = (key: string) => ({ ...PEOPLE.dana, id: demoId('staff', key) });
  [bo, dana, karen, rosa] = [
    await program.signIn(staff('bo')),
    await program.signIn(PEOPLE.dana),
    await program.signIn(PEOPLE.karen),
    await program.signIn(PEOPLE.rosa),
  ];
  signed = createHttpApp(createLog('error', { write: () => {} }), false);
  moneyRoutes(signed, program.house, {
    decisionInForce: async () => undefined,
    scoresOf: async () => [],
    signedNotes: async (db) => {
      const rows = await db.selectFrom('treat.attendance').select(['participant_id', 'meeting_id']).execute();
      return new Set(rows.map((row) => `${row.participant_id} ${row.meeting_id}`));
    },
  });
});
afterAll(() => program?.drop());

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;
const get = async (cookie: string, path: string): Promise<Answer> => {
  const answer = await program.send(path, { cookie });
  expect(answer.status, path).toBe(200);
  return answer.json();
};
const ofSigned = async (method: string, path: string, json?: unknown, more: Record<string, string> = {}) =>
  signed.request(path, {
    method,
    headers: {
      host: 'localhost:4310',
      cookie: bo,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...more,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
const GULF = demoId('payer', 'gulf-shore');
const authOf = (person: string) => `/api/people/${person}/authorisations`;

describe('the work list of whoever bills', () => {
  test('shows what can still be saved first, each with its reasons, and totals in days', async () => {
    const money = await get(bo, '/api/money');
    expect(money.atRisk.days).toBeGreaterThan(100);
    expect(money.ready.lines).toBeGreaterThan(0);
    expect(money.waiting[0].canBeSaved).toBe(true);
    const all = new Set(money.waiting.flatMap((it: Answer) => it.whys.map(({ why }: Answer) => why)));
    for (const why of ['note-unsigned', 'no-consent', 'no-coverage', 'short-day']) expect(all).toContain(why);
    const states = money.waiting.map((it: Answer) => it.canBeSaved);
    expect(states).toEqual([...states].sort((a, b) => Number(b) - Number(a)));
    expect(money.running.some((it: Answer) => it.recordCode === 'R-1042')).toBe(true);
  });

  test('is a look that is written down, person by person', async () => {
    const { waiting } = await get(bo, '/api/money');
    const looks = await program.look('privacy', PEOPLE.kofi.id, (db) =>
      db
        .selectFrom('guard.access')
        .select(['purpose', 'category'])
        .where('participant_id', '=', waiting[0].participant)
        .where('actor_role', '=', 'biller')
        .execute(),
    );
    for (const category of ['record', 'attendance', 'money']) {
      expect(looks).toContainEqual({ purpose: 'payment', category });
    }
  });

  test('is nobody else’s', async () => {
    for (const cookie of [dana, karen]) {
      expect((await program.send('/api/money', { cookie })).status).toBe(404);
    }
  });
});

describe('what is authorised', () => {
  test('the care team plans with what is left and until when; the numbers of plan and payer it does not get', async () => {
    const seen = await get(dana, authOf(PEOPLE.karen.id));
    expect(seen.coverages).toEqual([]);
    const [one] = seen.authorisations;
    expect(one.number).toBeNull();
    expect(one.contact).toBeNull();
    expect(one.left).toBe(one.approved - one.used);
    expect(one.used).toBeGreaterThan(5);
    expect(one.warnings.length).toBeGreaterThan(0);
    expect(seen.mayChange).toBe(false);
    const billed = await get(bo, authOf(PEOPLE.karen.id));
    expect(billed.authorisations[0].number).toMatch(/^A/);
    expect(billed.authorisations[0].used).toBe(one.used);
    expect(billed.coverages[0].member.name).toBe('Karen Whitfield');
  });

  test('a colleague who is not on the team is told nothing', async () => {
    const luis = await program.signIn(PEOPLE.luis);
    expect((await program.send(authOf(PEOPLE.karen.id), { cookie: luis })).status).toBe(404);
  });

  const wished = {
    payer: GULF,
    kind: 'authorisation',
    state: 'approved',
    level: 'IOP',
    codes: ['H0015'],
    unit: 'day',
    daysPerWeek: 3,
    start: '2026-01-01',
    end: '2026-01-31',
    requested: 12,
    approved: 12,
    pended: 0,
    nextReview: null,
    criteria: '',
    deniedOn: null,
    number: 'A77',
    contact: null,
  };
  test('is kept by whoever bills, checked, versioned; a denial has its deadlines', async () => {
    const path = authOf(PEOPLE.marisol.id);
    const bad = await program.send(path, {
      method: 'POST',
      cookie: bo,
      json: { ...wished, end: '2025-12-31' },
    });
    expect(bad.status).toBe(422);
    expect((await bad.json()).errors[0].pointer).toBe('/end');
    expect((await program.send(path, { method: 'POST', cookie: dana, json: wished })).status).toBe(404);
    const made = await program.send(path, { method: 'POST', cookie: bo, json: wished });
    expect(made.status).toBe(201);
    const one = (await made.json()).authorisations.find((it: Answer) => it.number === 'A77');
    const denied = { ...wished, state: 'denied', approved: 0, deniedOn: '2026-01-05' };
    const change = { method: 'PUT', cookie: bo, json: denied, version: one.version };
    const changed = await program.send(`${path}/${one.id}`, change);
    expect(changed.status).toBe(200);
    const after = (await changed.json()).authorisations.find((it: Answer) => it.id === one.id);
    expect(after.appeals).toEqual({
      peerToPeerBy: '2026-01-08',
      expeditedBy: '2026-01-08',
      standardBy: '2026-02-04',
    });
    expect((await program.send(`${path}/${one.id}`, change)).status).toBe(412);
  });
});

describe('payers', () => {
  test('are added with their rules and numbers; a code we do not know is told', async () => {
    const payer = { name: 'Palm Plan', ruleSet: 'commercial', rates: { H0015: 20_000 } };
    const made = await program.send('/api/money/payers', { method: 'POST', cookie: bo, json: payer });
    expect(made.status).toBe(201);
    const { id, version } = await made.json();
    const wrong = { ...payer, rates: { X1: 5 } };
    expect(
      (await program.send('/api/money/payers', { method: 'POST', cookie: bo, json: wrong })).status,
    ).toBe(422);
    const own = { ...payer, own: { minMinutes: 150 } };
    const changed = await program.send(`/api/money/payers/${id}`, {
      method: 'PUT',
      cookie: bo,
      json: own,
      version,
    });
    expect((await changed.json()).own).toEqual({ minMinutes: 150 });
    expect((await program.send('/api/money/payers', { cookie: dana })).status).toBe(404);
  });
});

describe('a claim', () => {
  const preview = async (): Promise<Answer> => (await ofSigned('GET', `/api/money/claims/${GULF}`)).json();

  test('is looked at first, leaves once as a file with what the law wants beside it, and can be taken back', async () => {
    const { rows } = await preview();
    const ready = rows.filter((row: Answer) => row.problems.length === 0);
    expect(ready.length).toBeGreaterThan(10);
    // Nobody who did not say yes is among them.
    expect(rows.some((row: Answer) => row.participant === PEOPLE.karen.id)).toBe(false);
    const [first, second] = ready;
    const keys = [first.key, second.key];
    const sent = await ofSigned('POST', `/api/money/claims/${GULF}`, { keys });
    expect(sent.status).toBe(201);
    const { file, lines } = await sent.json();
    expect(lines).toBe(2);
    expect(file.text.split('\r\n')).toHaveLength(4);
    expect(file.text).toContain('42 CFR part 2');
    expect(file.text).toContain('The patient consented in writing');

    const left = await program.look('privacy', PEOPLE.kofi.id, (db) =>
      db
        .selectFrom('guard.disclosure')
        .select(['way', 'purpose', 'basis', 'notice', 'categories'])
        .where('participant_id', '=', first.participant)
        .execute(),
    );
    expect(left).toContainEqual({
      way: 'claim',
      purpose: 'payment',
      basis: 'consent',
      notice: 'short',
      categories: ['identity', 'attendance', 'money'],
    });

    const after = (await preview()).rows.map((row: Answer) => row.key);
    expect(after).not.toContain(first.key);
    expect((await ofSigned('POST', `/api/money/claims/${GULF}`, { keys })).status).toBe(409);

    const list = await (await ofSigned('GET', '/api/money/sent')).json();
    const line = list.lines.find((it: Answer) => it.participant === first.participant && it.on === first.on);
    const back = `/api/money/sent/${line.id}/void`;
    expect((await ofSigned('POST', back, { reason: '' }, { 'if-match': '"1"' })).status).toBe(422);
    expect((await ofSigned('POST', back, { reason: 'Wrong day.' }, { 'if-match': '"1"' })).status).toBe(200);
    expect((await ofSigned('POST', back, { reason: 'Again.' }, { 'if-match': '"2"' })).status).toBe(409);
    expect((await preview()).rows.map((row: Answer) => row.key)).toContain(first.key);
  });

  test('never holds a day the person paid in full, nor anything of whoever asked to be kept from the plan', async () => {
    const [row] = (await preview()).rows;
    const paid = await ofSigned('POST', `/api/people/${row.participant}/paid-days`, {
      on: row.on,
      isPaid: true,
    });
    expect(paid.status).toBe(200);
    expect((await preview()).rows.map((it: Answer) => it.key)).not.toContain(row.key);
    await ofSigned('POST', `/api/people/${row.participant}/paid-days`, { on: row.on, isPaid: false });
    expect((await preview()).rows.map((it: Answer) => it.key)).toContain(row.key);

    await program.house.door.asActor(
      { org: PEOPLE.karen.org, id: row.participant, role: 'participant', request: crypto.randomUUID() },
      'self',
      (db) =>
        db
          .insertInto('guard.restriction')
          .values({
            org_id: PEOPLE.karen.org,
            restriction_id: crypto.randomUUID(),
            participant_id: row.participant,
            recipient: 'health-plan',
            categories: ['money'],
            asked_at: new Date(),
            answered_at: new Date(),
            is_agreed: true,
            must_agree: true,
          })
          .execute(),
    );
    expect((await preview()).rows.some((it: Answer) => it.participant === row.participant)).toBe(false);
    expect((await ofSigned('POST', `/api/money/claims/${GULF}`, { keys: [row.key] })).status).toBe(409);
  });
});

describe('a review for the payer', () => {
  test('is facts first, and leaves only under a consent', async () => {
    const { authorisations } = await get(dana, authOf(PEOPLE.karen.id));
    const path = `${authOf(PEOPLE.karen.id)}/${authorisations[0].id}/packet`;
    const packet = await get(dana, path);
    expect(packet.areas).toHaveLength(6);
    expect(packet.attendance.came).toBeGreaterThan(5);
    expect(packet.scores.length).toBeGreaterThan(0);
    expect(packet.consents).toEqual([]);
    const words = {
      barriers: '',
      whyNotLess: 'Cravings on most evenings.',
      aftercare: '',
      dischargeOn: null,
    };
    const refused = await program.send(path, {
      method: 'POST',
      cookie: dana,
      json: { ...words, way: 'fax', consent: crypto.randomUUID() },
    });
    expect(refused.status).toBe(404);
    const shared = await program.send('/api/my/sharing', {
      method: 'POST',
      cookie: karen,
      json: {
        kind: 'tpo',
        language: 'en',
        categories: ['identity', 'assessment', 'plan', 'attendance', 'measure', 'money'],
        recipient: { kind: 'payer', name: 'Gulf Shore Health' },
        purposes: ['payment'],
        expiry: { event: 'none' },
        fundraising: 'may-not-ask',
        signature: 'Karen Whitfield',
        agreed: true,
      },
    });
    expect(shared.status).toBe(201);
    const { consents } = await get(dana, path);
    expect(consents).toEqual([{ id: expect.any(String), to: 'Gulf Shore Health' }]);
    const sent = await program.send(path, {
      method: 'POST',
      cookie: dana,
      json: { ...words, way: 'fax', consent: consents[0].id },
    });
    expect(sent.status).toBe(201);
    const { text, statement, to } = await sent.json();
    expect(to).toBe('Gulf Shore Health');
    expect(text).toContain('Cravings on most evenings.');
    expect(text).toContain('Karen Whitfield');
    expect(statement).toContain('42 CFR');
    expect((await program.send(path, { cookie: bo })).status).toBe(404);
  });
});

describe('what a meeting counts as', () => {
  const biller = { org: ORG_ID, id: demoId('staff', 'bo'), role: 'biller', request: crypto.randomUUID() };
  const classes = async (): Promise<ReadonlyMap<string, readonly string[]>> =>
    program.house.door.asActor(biller, 'payment', async (db) => {
      const services = await servicesSince(db, '2000-01-01', { seesEverybody: true, signed: new Set() });
      const meetings = new Map(
        (await db.selectFrom('treat.meeting').select(['meeting_id', 'activity']).execute()).map((row) => [
          row.meeting_id,
          row.activity,
        ]),
      );
      const found = Map.groupBy(services, ({ id }) => meetings.get(id) ?? '');
      return new Map(
        [...found].map(([activity, of]) => [activity, [...new Set(of.map((service) => service.class))]]),
      );
    });
  const describeAs = (activity: string, version: number, kind: string) =>
    program.send(`/api/activities/${activity}`, {
      method: 'PUT',
      cookie: rosa,
      version,
      json: {
        catalogueId: null,
        label: { en: 'Walk in the park', es: 'Paseo por el parque' },
        class: kind,
        topics: [],
        isOffered: true,
      },
    });

  test('is what its kind is where nobody described its activity', async () => {
    await program.house.door.asActor(biller, 'payment', async (db) => {
      const classOf = await classOfActivities(db);
      expect(classOf('letters-to-a-court', 'B')).toBe('B');
      expect(classOf('letters-to-a-court')).toBe('A');
    });
  });

  test('is what its activity was described as', async () => {
    const { own } = await get(rosa, '/api/activities');
    const versionOf = (activity: string): number =>
      own.find((it: Answer) => it.activity === activity)?.version ?? 0;
    expect((await classes()).get('recovery-skills')).toEqual(['A']);
    const before = await get(bo, '/api/money');
    expect((await describeAs('recovery-skills', versionOf('recovery-skills'), 'C')).status).toBe(200);
    expect((await classes()).get('recovery-skills')).toEqual(['C']);
    expect((await classes()).get('individual')).toEqual(['A']);
    const after = await get(bo, '/api/money');
    const daysOf = ({ ready, atRisk, lost }: Answer) => ready.days + atRisk.days + lost.days;
    expect(daysOf(after)).toBeLessThan(daysOf(before));
    // Days on which something else was done too stay, too short, and say for what the rest was.
    const short = after.waiting.flatMap((it: Answer) =>
      it.whys.filter(({ why, unpaid }: Answer) => why === 'short-day' && unpaid > 0),
    );
    expect(short.length).toBeGreaterThan(0);
  });
});
