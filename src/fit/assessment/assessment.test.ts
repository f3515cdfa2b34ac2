import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { INPUTS, openIntake, wishFor } from '../testing.ts';

let program: Program;
let intake: Awaited<ReturnType<typeof openIntake>>;
beforeAll(async () => {
  program = await openProgram();
  intake = await openIntake(program);
});
afterAll(() => program.drop());

const DETAILS = {
  age: 34,
  substances: [
    {
      name: 'alcohol',
      ownWords: 'wine, then gribbleford',
      route: 'swallowed',
      frequency: 'daily',
      firstUseAge: 16,
      lastUseOn: '2026-01-02',
      criteria: [true, true, true, true, true, true, false, null, false, false, false],
    },
    { name: 'opioid', isSupervised: true, criteria: [true, ...Array(8).fill(false), true, true] },
  ],
  duties: [
    { kind: 'children', what: 'School run', hours: [{ days: [1, 2, 3, 4, 5], start: 420, end: 495 }] },
  ],
  support: [{ called: 'Ana', relation: 'family', knows: true }],
  wants: 'To keep the job.',
};
const EVIDENCE = {
  relapse: { source: 'instrument', instrument: 'bam', score: 12, sentence: 'Craving on most days.' },
};

describe('the details of a draft', () => {
  test('are kept whole, with the evidence, and count the criteria of each substance', async () => {
    const { path } = await intake.begun();
    const sent = { inputs: { ...INPUTS, opioid: 'yes' }, remarks: '', details: DETAILS, evidence: EVIDENCE };
    const kept = await (await intake.put(path, intake.dana, sent, 1)).json();
    expect(kept.details).toMatchObject(DETAILS);
    expect(kept.evidence.relapse).toMatchObject(EVIDENCE.relapse);
    expect(kept.criteria).toMatchObject([
      { name: 'alcohol', count: 6, missing: 1, severity: 'severe' },
      { name: 'opioid', count: 1, severity: 'no SUD' },
    ]);
    expect(kept).toMatchObject({ suggestedSud: 6, kind: 'admission', decision: null });
    expect(await (await intake.get(path, intake.luis)).json()).toMatchObject({ details: DETAILS });
  });

  test('stay when only inputs and remarks are saved', async () => {
    const { path } = await intake.begun();
    const whole = { inputs: INPUTS, remarks: '', details: DETAILS, evidence: EVIDENCE };
    await intake.put(path, intake.dana, whole, 1);
    const kept = await (await intake.put(path, intake.dana, { inputs: {}, remarks: 'Called.' }, 2)).json();
    expect(kept).toMatchObject({ details: DETAILS, evidence: EVIDENCE, remarks: 'Called.' });
  });

  test('may contradict the answers: that is said, and kept', async () => {
    const { path } = await intake.begun();
    const sent = { inputs: { ...INPUTS, sud: 3 }, remarks: '', details: { ...DETAILS, age: 15 } };
    const answer = await intake.put(path, intake.dana, sent, 1);
    expect(answer.status).toBe(200);
    const { contradictions } = await answer.json();
    expect(contradictions.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/details/substances/0/firstUseAge',
      '/details/substances/0/frequency',
      '/inputs/sud',
      '/inputs/opioid',
      '/inputs/age',
    ]);
  });

  test('are refused whole where a part cannot be, with a pointer to it', async () => {
    const { path } = await intake.begun();
    for (const [details, pointer] of [
      [{ substances: [{ name: 'sugar' }] }, '/details/substances/0/name'],
      [{ wishes: 'x' }, '/details'],
      [{ wants: 'x'.repeat(4001) }, '/details/wants'],
    ] as const) {
      const answer = await intake.put(path, intake.dana, { inputs: {}, remarks: '', details }, 1);
      expect(answer.status).toBe(422);
      const { errors } = await answer.json();
      expect(errors.map((each: { pointer: string }) => each.pointer)).toEqual([pointer]);
    }
    expect(await (await intake.get(path, intake.dana)).json()).toMatchObject({ version: 1 });
  });

  test('are sealed in the database', async () => {
    const { path, assessment } = await intake.begun();
    await intake.put(path, intake.dana, { inputs: {}, remarks: '', details: DETAILS }, 1);
    const row = await program.look('counselor', PEOPLE.dana.id, (db) =>
      db
        .selectFrom('fit.assessment')
        .select('details_sealed')
        .where('assessment_id', '=', assessment)
        .executeTakeFirstOrThrow(),
    );
    expect(Buffer.from(row.details_sealed ?? []).toString('latin1')).not.toContain('gribbleford');
  });
});

describe('two clinicians at once', () => {
  test('begin the same assessment', async () => {
    const { inquiry, assessment } = await intake.begun();
    const again = await Promise.all(
      [intake.dana, intake.luis].map((cookie) => intake.post(`/api/intake/${inquiry}/assessment`, cookie)),
    );
    for (const answer of again) expect(await answer.json()).toEqual({ assessment });
  });

  test('who saves later gets both versions and where they differ; nothing is overwritten', async () => {
    const { path } = await intake.begun();
    const first = { inputs: { ...INPUTS, relapse: 'high' }, remarks: 'Mine.', details: DETAILS };
    const second = { inputs: INPUTS, remarks: 'Other.', details: { ...DETAILS, wants: 'Rest.' } };
    expect((await intake.put(path, intake.luis, first, 1)).status).toBe(200);
    const stale = await intake.put(path, intake.dana, second, 1);
    expect(stale.status).toBe(412);
    const { current } = await stale.json();
    expect(current).toMatchObject({ version: 2, remarks: 'Mine.', inputs: first.inputs });
    expect(current.sent).toMatchObject(second);
    expect(current.differing).toEqual(['/inputs/relapse', '/remarks', '/details/wants']);
    const merged = { ...second, remarks: 'Mine. Other.' };
    expect((await intake.put(path, intake.dana, merged, current.version)).status).toBe(200);
  });
});

describe('what the person sent', () => {
  const answers = { who: 'me', danger: 'method', stopping: 'nothing', what: ['alcohol'], control: 'hard' };

  test('begins the form, marked as theirs, and only if they sent it', async () => {
    const { path } = await intake.begun({ answers });
    const shown = await (await intake.get(path, intake.dana)).json();
    expect(shown.inputs).toEqual({ age: 'adult', suicide: 'moderate', opioid: 'no', relapse: 'high' });
    expect(shown.unconfirmed).toEqual(['age', 'suicide', 'opioid', 'relapse']);
    expect(shown.evidence.suicide).toMatchObject({ source: 'screener', isConfirmed: false });
    const { path: silent } = await intake.begun();
    expect(await (await intake.get(silent, intake.dana)).json()).toMatchObject({
      inputs: {},
      unconfirmed: [],
    });
  });

  test('is confirmed by a clinician before anything is signed', async () => {
    const { path } = await intake.begun({ answers });
    const inputs = { ...INPUTS, suicide: 'none', relapse: 'high' };
    const kept = await (await intake.put(path, intake.dana, { inputs, remarks: '' }, 1)).json();
    // The answer that was changed is the clinician's own; the others still wait.
    expect(kept.unconfirmed).toEqual(['age', 'opioid', 'relapse']);
    const refused = await intake.post(`${path}/decision`, intake.dana, wishFor(program.today), 2);
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors).toEqual([
      {
        pointer: '/decided',
        detail: expect.stringMatching(
          /^Confirm first what the form only began with: Age group, .*, Risk of return/,
        ),
      },
    ]);
    const evidence = Object.fromEntries(
      Object.entries(kept.evidence).map(([key, item]) => [key, { ...(item as object), isConfirmed: true }]),
    );
    const confirmed = await (
      await intake.put(path, intake.dana, { inputs, remarks: '', evidence }, 2)
    ).json();
    expect(confirmed).toMatchObject({ unconfirmed: [], evidence: { age: { source: 'screener' } } });
    const signed = await intake.post(`${path}/decision`, intake.dana, wishFor(program.today), 3);
    expect(signed.status).toBe(201);
  });

  test('never holds up an emergency', async () => {
    const { path } = await intake.begun({ answers: { ...answers, danger: 'now' } });
    const wish = wishFor(program.today, { decided: 'EMERGENCY', sites: [] });
    expect((await intake.post(`${path}/decision`, intake.dana, wish, 1)).status).toBe(201);
  });
});
