import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { systemActor } from '../../guard/actors.ts';
import type { Db } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { INPUTS, newStaff, openIntake, wishFor } from '../testing.ts';
import { suggestReviews } from './review.jobs.ts';

let program: Program;
let intake: Awaited<ReturnType<typeof openIntake>>;
beforeAll(async () => {
  program = await openProgram();
  intake = await openIntake(program);
});
afterAll(() => program.drop());

const asDana = <T>(work: (db: Db) => Promise<T>) => program.look('counselor', PEOPLE.dana.id, work);
const daysAgo = (days: number) =>
  new Date(Date.parse(program.today) - days * 86_400_000).toISOString().slice(0, 10);
interface Shown {
  readonly participant: string;
  readonly dueOn: string;
  readonly isOverdue: boolean;
  readonly draft: string | null;
  readonly suggestions: readonly { readonly id: string; readonly kind: string; readonly evidence: object }[];
}
const reviews = async (cookie = intake.dana): Promise<readonly Shown[]> =>
  (await (await intake.get('/api/reviews', cookie)).json()).reviews;
const reviewOf = async (participant: string) =>
  (await reviews()).find((each) => each.participant === participant);
const look = () => suggestReviews(program.house, ORG_ID);

/** Somebody in care for a month of whom no hour was ever recorded. */
async function shortOfHours() {
  const { participant } = await intake.admitted();
  await asDana((db) =>
    db
      .updateTable('bridge.level_of_care')
      .set({ from_on: daysAgo(30) })
      .where('participant_id', '=', participant)
      .execute(),
  );
  await look();
  const shown = await reviewOf(participant);
  const suggestion = shown?.suggestions[0]?.id ?? '';
  return { participant, shown, suggestion };
}

describe('the reviews of a counselor', () => {
  test('are due by the level’s rule, soonest first', async () => {
    const { participant } = await intake.admitted();
    const all = await reviews();
    const due = all.map(({ dueOn }) => dueOn);
    expect(due).toEqual([...due].sort());
    const mine = all.find((each) => each.participant === participant);
    expect(mine).toMatchObject({ dueOn: daysAgo(-14), isOverdue: false, suggestions: [], level: 'IOP' });
    expect(all.find((each) => each.participant === PEOPLE.karen.id)).toMatchObject({
      called: expect.any(String),
      recordCode: 'R-1042',
    });
  });

  test('are of the own care team only', async () => {
    const others = (await reviews(intake.luis)).map(({ participant }) => participant);
    expect(others.length).toBeGreaterThan(0);
    expect(others).not.toContain(PEOPLE.karen.id);
    const june = await program.signIn(PEOPLE.june);
    for (const cookie of [intake.rosa, june]) expect(await reviews(cookie)).toEqual([]);
  });
});

describe('hours that fall short', () => {
  test('come up by themselves, with the weeks as evidence', async () => {
    const { shown } = await shortOfHours();
    expect(shown?.suggestions).toMatchObject([
      {
        kind: 'hours-short',
        direction: 'review',
        raisedOn: program.today,
        evidence: {
          weeks: [
            { deliveredMinutes: 0, prescribedMinutes: 540 },
            { deliveredMinutes: 0, prescribedMinutes: 540 },
          ],
        },
      },
    ]);
  });

  test('are told once, however often the program looks', async () => {
    const { participant, suggestion } = await shortOfHours();
    await look();
    await look();
    expect((await reviewOf(participant))?.suggestions.map(({ id }) => id)).toEqual([suggestion]);
  });

  test('are not told of weeks before the level began', async () => {
    const { participant } = await intake.admitted();
    await look();
    expect((await reviewOf(participant))?.suggestions).toEqual([]);
  });
});

describe('a suggestion', () => {
  const dismiss = (id: string, cookie: string, reason = 'A week of flu.') =>
    intake.post(`/api/suggestions/${id}/dismiss`, cookie, { reason });

  test('is dismissed with a reason, and does not come back the next day', async () => {
    const { participant, suggestion } = await shortOfHours();
    expect((await dismiss(suggestion, intake.dana, '  ')).status).toBe(422);
    const answer = await dismiss(suggestion, intake.dana);
    expect(await answer.json()).toEqual({ participant, suggestions: [] });
    await look();
    expect((await reviewOf(participant))?.suggestions).toEqual([]);
    expect(await (await dismiss(suggestion, intake.dana)).json()).toMatchObject({
      status: 409,
      code: 'settled',
    });
  });

  test('taken begins a review; signed, it answers whatever else is open', async () => {
    const { participant, suggestion } = await shortOfHours();
    const path = `/api/people/${participant}/assessment`;
    const begun = await intake.post(path, intake.dana, { suggestion });
    expect(begun.status).toBe(201);
    const { assessment } = await begun.json();
    expect(await reviewOf(participant)).toMatchObject({ draft: assessment, suggestions: [] });
    expect((await intake.post(path, intake.dana, { suggestion })).status).toBe(409);

    const kept = await intake.put(
      `/api/assessments/${assessment}`,
      intake.dana,
      { inputs: { ...INPUTS, current: 'iop', response: 'worsening' }, remarks: '', evidence: {} },
      1,
    );
    const wish = wishFor(program.today, { decided: 'PHP' });
    const { version } = await kept.json();
    const signed = await intake.post(`/api/assessments/${assessment}/decision`, intake.dana, wish, version);
    expect(signed.status).toBe(201);
    expect(await reviewOf(participant)).toMatchObject({ level: 'PHP', draft: null, dueOn: daysAgo(-14) });
    const row = await asDana((db) =>
      db
        .selectFrom('fit.suggestion')
        .select(['state', 'settled_by', 'assessment_id'])
        .where('suggestion_id', '=', suggestion)
        .executeTakeFirst(),
    );
    expect(row).toEqual({ state: 'taken', settled_by: PEOPLE.dana.id, assessment_id: assessment });
  });

  test('is nobody’s who is not on the care team', async () => {
    const { participant, suggestion } = await shortOfHours();
    const june = await program.signIn(PEOPLE.june);
    for (const cookie of [intake.luis, intake.rosa, june]) {
      expect((await dismiss(suggestion, cookie)).status).toBe(404);
      expect((await intake.get(`/api/people/${participant}/fit`, cookie)).status).toBe(404);
    }
    expect((await dismiss(newId(), intake.dana)).status).toBe(404);
    const other = await shortOfHours();
    const wrong = await intake.post(`/api/people/${participant}/assessment`, intake.dana, {
      suggestion: other.suggestion,
    });
    expect(wrong.status).toBe(409);
    expect((await reviewOf(other.participant))?.suggestions).toHaveLength(1);
  });
});

describe('the reviewer, a job', () => {
  const reviewer = <T>(work: (db: Db) => Promise<T>) =>
    program.house.door.asActor(systemActor('system:reviewer', ORG_ID), 'operations', work);

  test('sees no name, no contact, no week and no key', async () => {
    const seen = await reviewer(async (db) => [
      ...(await db.selectFrom('guard.identity').select('participant_id').execute()),
      ...(await db.selectFrom('guard.contact').select('participant_id').execute()),
      ...(await db.selectFrom('guard.participant_key').select('participant_id').execute()),
      ...(await db.selectFrom('schedule.busy').select('participant_id').execute()),
      ...(await db.selectFrom('bridge.inquiry').select('participant_id').execute()),
    ]);
    expect(seen).toEqual([]);
  });

  test('decides nothing: it changes no assessment, signs nothing, settles nothing', async () => {
    const { suggestion, participant } = await shortOfHours();
    const { numUpdatedRows } = await reviewer((db) =>
      db.updateTable('fit.assessment').set({ state: 'draft' }).executeTakeFirst(),
    );
    expect(numUpdatedRows).toBe(0n);
    const settles = reviewer((db) =>
      db
        .updateTable('fit.suggestion')
        .set({ state: 'taken', settled_at: new Date() })
        .where('suggestion_id', '=', suggestion)
        .execute(),
    );
    await expect(settles).rejects.toMatchObject({ code: '42501' });
    const begins = reviewer((db) =>
      db
        .insertInto('fit.assessment')
        .values({
          org_id: ORG_ID,
          assessment_id: newId(),
          participant_id: participant,
          author_id: PEOPLE.dana.id,
        })
        .execute(),
    );
    await expect(begins).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the fit card', () => {
  test('tells who they are, what their week protects, who stands behind them, and what comes next', async () => {
    const details = {
      duties: [{ kind: 'work', what: 'Days', hours: [{ days: [1], start: 540, end: 1020 }] }],
      support: [{ called: 'Ana', relation: 'family' }],
      needsPrivacy: true,
    };
    const { path, version, participant } = await intake.filled({ details });
    const early = await (await intake.get(`/api/people/${participant}/fit`, intake.luis)).json();
    expect(early).toMatchObject({ decision: null, level: null, reviewOn: null });
    await intake.post(`${path}/decision`, intake.dana, wishFor(program.today), version);
    const card = await (await intake.get(`/api/people/${participant}/fit`, intake.dana)).json();
    expect(card).toMatchObject({
      participant,
      groups: [
        { group: 'works', from: 'assessment' },
        { group: 'people-behind', from: 'assessment' },
        { group: 'privacy', from: 'assessment' },
      ],
      protect: [{ kind: 'work', what: 'Days', times: [{ start: 540, end: 1020 }], from: 'assessment' }],
      behind: [{ called: 'Ana', relation: 'family' }],
      decision: { decided: 'IOP', recommended: 'IOP', by: ['Dana R.'], on: program.today },
      level: { level: 'IOP', since: program.today },
      reviewOn: daysAgo(-14),
      suggestions: [],
    });
  });

  test('takes the hours of somebody’s painted week where nothing else is known', async () => {
    const card = await (await intake.get(`/api/people/${PEOPLE.karen.id}/fit`, intake.dana)).json();
    expect(card.protect.length).toBeGreaterThan(0);
    expect(card.protect.every(({ from }: { from: string }) => from === 'week')).toBe(true);
    expect((await intake.get(`/api/people/${newId()}/fit`, intake.dana)).status).toBe(404);
  });
});

test('a clinician whose licence ended keeps the review as a draft', async () => {
  const { participant } = await intake.admitted();
  const ended = await newStaff(program, 'counselor', '2020-01-31');
  await asDana((db) =>
    db
      .insertInto('guard.care_team')
      .values({ org_id: ORG_ID, participant_id: participant, staff_id: ended.id, from_on: daysAgo(1) })
      .execute(),
  );
  const cookie = await program.signIn(ended);
  const begun = await intake.post(`/api/people/${participant}/assessment`, cookie);
  const path = `/api/assessments/${(await begun.json()).assessment}`;
  await intake.put(path, cookie, { inputs: INPUTS, remarks: 'Kept.', evidence: {} }, 1);
  const answer = await intake.post(`${path}/decision`, cookie, wishFor(program.today), 2);
  expect(await answer.json()).toMatchObject({ status: 409, code: 'licence-ended' });
  expect(await (await intake.get(path, intake.dana)).json()).toMatchObject({
    state: 'draft',
    remarks: 'Kept.',
  });
});
