import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, ORG_ID, openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';
import { signedNotes } from './signed-notes.ts';
import { heldMeeting } from './testing.ts';

let program: Program;
let dana: string;
let tom: string;
let luis: string;
const TOM = { ...PEOPLE.dana, id: demoId('staff', 'tom') };
beforeAll(async () => {
  program = await openProgram();
  [dana, tom, luis] = (await Promise.all(
    [PEOPLE.dana, TOM, PEOPLE.luis].map((each) => program.signIn(each)),
  )) as [string, string, string];
});
afterAll(() => program?.drop());

// biome-ignore lint/suspicious/noExplicitAny: whatever the route answers
type Answer = any;
const { karen, marisol } = PEOPLE;
const get = async (path: string, cookie: string): Promise<Answer> => {
  const answer = await program.send(path, { cookie });
  expect(answer.status, path).toBe(200);
  return answer.json();
};
const post = (path: string, cookie: string, json: unknown = {}, version?: number) =>
  program.send(path, { method: 'POST', cookie, json, version });
const put = (path: string, cookie: string, json: unknown, version: number) =>
  program.send(path, { method: 'PUT', cookie, json, version });

const groupOf = (meeting: string) => `/api/sessions/${meeting}/group-note`;
const noteOf = (meeting: string, person: { id: string }) => `/api/sessions/${meeting}/notes/${person.id}`;
const GROUP = {
  topics: ['triggers'],
  words: 'Members mapped one high-risk moment and practised one step in pairs.',
};

async function whole(person: { id: string }, more: object = {}) {
  const { goals } = await get(`/api/people/${person.id}/notes`, dana);
  return {
    goals: [goals[0].goal],
    participation: ['took-part'],
    intervention: '',
    response: `Said what helps at home, number ${newId()}.`,
    risk: { level: 'none', words: '' },
    results: '',
    plan: 'Try it on Friday.',
    ...more,
  };
}

describe('the note of a group', () => {
  test('is written once, comes back, and is refused with a name of the roster in it', async () => {
    const meeting = await heldMeeting(program, { leaders: [PEOPLE.dana], people: [karen, marisol] });
    const kept = await put(groupOf(meeting), dana, { ...GROUP, words: 'karen mapped a moment.' }, 0);
    expect(kept.status).toBe(200);
    const { group } = await kept.json();
    expect(group).toMatchObject({
      state: 'ready',
      version: 1,
      names: [{ words: 'karen', start: 0, end: 5 }],
    });

    const named = await (await post(`/api/sessions/${meeting}/notes/sign`, dana, { notes: [] })).json();
    expect(named.group).toMatchObject({ isSigned: false, why: { code: 'names' } });

    expect((await put(groupOf(meeting), dana, GROUP, 1)).status).toBe(200);
    const signed = await (await post(`/api/sessions/${meeting}/notes/sign`, dana, { notes: [] })).json();
    expect(signed.group).toEqual({ isSigned: true, why: null });
    expect(signed.notes.group).toMatchObject({
      content: GROUP,
      state: 'signed',
      signature: { by: 'Dana R.', licence: expect.stringMatching(/^LCSW, FL, to /), isLate: false },
    });
    // Signed, it stays as it is.
    const changed = await put(groupOf(meeting), dana, GROUP, 3);
    expect([changed.status, (await changed.json()).code]).toEqual([409, 'signed']);
  });

  test('is nobody’s to write who does not hold it', async () => {
    const meeting = await heldMeeting(program, { leaders: [PEOPLE.dana], people: [karen] });
    expect((await put(groupOf(meeting), luis, GROUP, 0)).status).toBe(404);
    expect((await put(groupOf(newId()), dana, GROUP, 0)).status).toBe(404);
  });
});

describe('the note of one person', () => {
  test('gets ready when its parts are there, and is signed with the group’s, each by itself', async () => {
    const meeting = await heldMeeting(program, { leaders: [PEOPLE.dana], people: [karen, marisol] });
    const draft = await (await put(noteOf(meeting, karen), dana, { response: 'Listened.' }, 0)).json();
    expect(draft.note).toMatchObject({
      state: 'draft',
      version: 1,
      groupSize: 2,
      kind: 'group',
      author: 'Dana R.',
    });
    expect(draft.note.missing.map((it: Answer) => it.pointer)).toEqual([
      '/goals',
      '/participation',
      '/risk',
      '/plan',
    ]);
    const ready = await (await put(noteOf(meeting, karen), dana, await whole(karen), 1)).json();
    expect(ready.note).toMatchObject({ state: 'ready', version: 2, missing: [] });
    await put(noteOf(meeting, marisol), dana, { response: 'Only this.' }, 0);
    const asked = [
      { participant: karen.id, version: 2 },
      { participant: marisol.id, version: 1 },
    ];
    // The group's comes first.
    const early = await (await post(`/api/sessions/${meeting}/notes/sign`, dana, { notes: asked })).json();
    expect(early.group.why.code).toBe('not-begun');
    expect(early.outcomes.map((it: Answer) => it.why?.code)).toEqual(['group-not-signed', 'missing']);
    await put(groupOf(meeting), dana, GROUP, 0);
    const signed = await (await post(`/api/sessions/${meeting}/notes/sign`, dana, { notes: asked })).json();
    expect(signed.outcomes).toMatchObject([
      { isSigned: true, why: null },
      { isSigned: false, why: { code: 'missing' } },
    ]);
    expect(signed.outcomes[1].why.missing[0]).toMatchObject({ pointer: '/goals' });
    expect(signed.notes.counts).toEqual({ toWrite: 1, ready: 0, signed: 1 });
    // The draft of the other one is still there.
    const after = await get(`/api/sessions/${meeting}/notes`, dana);
    const other = after.people.find((it: Answer) => it.participant === marisol.id);
    expect(other.note).toMatchObject({ state: 'draft', content: { response: 'Only this.' } });
  });

  test('saved twice from the same version: by field with a notice, and the same field never silently', async () => {
    const meeting = await heldMeeting(program, { leaders: [PEOPLE.dana, TOM], people: [karen] });
    const of = noteOf(meeting, karen);
    const first = await whole(karen);
    await put(of, dana, first, 0);
    expect((await put(of, tom, { ...first, plan: 'Tom’s plan.' }, 1)).status).toBe(200);
    const beside = await (await put(of, dana, { ...first, response: 'Dana’s words.' }, 1)).json();
    expect(beside.merged).toEqual({ fields: ['plan'], by: 'Tom W.' });
    expect(beside.note.content).toMatchObject({ plan: 'Tom’s plan.', response: 'Dana’s words.' });
    const clash = await put(of, tom, { ...first, response: 'Tom’s words.' }, 1);
    expect(clash.status).toBe(412);
    expect((await clash.json()).current).toMatchObject({
      note: { content: { response: 'Dana’s words.' } },
      sent: { response: 'Tom’s words.' },
      fields: ['response'],
    });
    // Sent once more, what is there already is not another version.
    const again = await (await put(of, dana, { ...first, response: 'Dana’s words.' }, 1)).json();
    expect(again.note.version).toBe(beside.note.version);
  });

  test('keeps every state it was saved in', async () => {
    const meeting = await heldMeeting(program, { leaders: [PEOPLE.dana], people: [karen] });
    for (const [i, response] of ['One', 'Two', 'Three'].entries()) {
      await put(noteOf(meeting, karen), dana, { response }, i);
    }
    const rows = await program.look('counselor', PEOPLE.dana.id, (db) =>
      db
        .selectFrom('treat.note_draft as d')
        .innerJoin('treat.note as n', 'n.note_id', 'd.note_id')
        .select('d.version')
        .where('n.meeting_id', '=', meeting)
        .orderBy('d.version')
        .execute(),
    );
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  test('that is about somebody who did not come is not signed', async () => {
    const meeting = await heldMeeting(program, {
      leaders: [PEOPLE.dana],
      people: [marisol],
      away: [karen],
    });
    await put(groupOf(meeting), dana, GROUP, 0);
    await put(noteOf(meeting, karen), dana, await whole(karen), 0);
    const { outcomes } = await (
      await post(`/api/sessions/${meeting}/notes/sign`, dana, {
        notes: [{ participant: karen.id, version: 1 }],
      })
    ).json();
    expect(outcomes[0].why.code).toBe('not-there');
  });

  test('points at the person’s own goals and no one else’s', async () => {
    const meeting = await heldMeeting(program, { leaders: [PEOPLE.dana], people: [karen, marisol] });
    const { goals } = await whole(marisol);
    const answer = await put(noteOf(meeting, karen), dana, { goals }, 0);
    expect([answer.status, (await answer.json()).errors[0].pointer]).toEqual([422, '/goals/0']);
  });

  test('two that read the same are told of, and names of others too; nothing is copied', async () => {
    const meeting = await heldMeeting(program, { leaders: [PEOPLE.dana], people: [karen, marisol] });
    const response =
      'Named payday Friday as highest risk and chose calling somebody first. Sat with Marisol.';
    for (const person of [karen, marisol]) await put(noteOf(meeting, person), dana, { response }, 0);
    const { alike, people } = await get(`/api/sessions/${meeting}/notes`, dana);
    expect(alike).toMatchObject([{ share: 1, like: expect.any(String) }]);
    const of = (id: string) => people.find((it: Answer) => it.participant === id).names;
    expect(of(karen.id)).toMatchObject([{ words: 'Marisol' }]);
    expect(of(marisol.id)).toEqual([]);
  });
});

describe('signed is signed', () => {
  async function signedBy(cookie: string, leader: typeof PEOPLE.dana, endedHoursAgo = 1) {
    const meeting = await heldMeeting(program, {
      leaders: [leader],
      people: [karen],
      endedHoursAgo,
    });
    await put(groupOf(meeting), cookie, GROUP, 0);
    await put(noteOf(meeting, karen), cookie, await whole(karen), 0);
    const answer = await post(`/api/sessions/${meeting}/notes/sign`, cookie, {
      notes: [{ participant: karen.id, version: 1 }],
    });
    expect(answer.status).toBe(200);
    const { notes } = await answer.json();
    return { meeting, note: notes.people[0].note };
  }
  const dueOf = async (cookie: string) => get('/api/notes/due', cookie);

  test('whoever practises under supervision is signed for, by somebody else, once', async () => {
    const { meeting, note } = await signedBy(tom, TOM);
    expect(note).toMatchObject({ state: 'signed', needsCosignature: true, cosignature: null });
    const seen = await program.look('counselor', PEOPLE.dana.id, signedNotes);
    expect(seen.has(`${karen.id} ${meeting}`)).toBe(false);
    const path = `/api/people/${karen.id}/notes/${note.note}`;
    const entry = (await dueOf(dana)).toCosign.find((it: Answer) => it.note === note.note);
    expect(entry).toMatchObject({ called: expect.stringMatching(/^Karen/), signedBy: 'Tom W.', version: 2 });
    expect((await post(`${path}/cosign`, tom, {}, 2)).status).toBe(409);
    expect((await post(`${path}/cosign`, luis, {}, 2)).status).toBe(404);
    const cosigned = await post(`${path}/cosign`, dana, {}, 2);
    expect(cosigned.status).toBe(200);
    expect((await cosigned.json()).note.cosignature).toMatchObject({ by: 'Dana R.' });
    expect((await post(`${path}/cosign`, dana, {}, 3)).status).toBe(409);
    expect((await dueOf(dana)).toCosign.some((it: Answer) => it.note === note.note)).toBe(false);
    expect((await program.look('counselor', PEOPLE.dana.id, signedNotes)).has(`${karen.id} ${meeting}`)).toBe(
      true,
    );
    // Whoever bills knows that it is signed, and reads no word of it.
    const bo = demoId('staff', 'bo');
    const billed = await program.house.door.asActor(
      { org: ORG_ID, id: bo, role: 'biller', request: newId() },
      'payment',
      async (db) => ({
        signed: await signedNotes(db),
        read: await db.selectFrom('treat.note').select('note_id').execute(),
      }),
    );
    expect(billed.signed.has(`${karen.id} ${meeting}`)).toBe(true);
    expect(billed.read).toEqual([]);
  });

  test('nothing about it changes or goes, and an addendum stands beside it', async () => {
    const { note } = await signedBy(dana, PEOPLE.dana);
    const path = `/api/people/${karen.id}/notes/${note.note}`;
    expect((await put(path, dana, await whole(karen), 2)).status).toBe(409);
    const change = program.look('counselor', PEOPLE.dana.id, (db) =>
      db.updateTable('treat.note').set({ goal_ids: [] }).where('note_id', '=', note.note).executeTakeFirst(),
    );
    expect((await change).numUpdatedRows).toBe(0n);
    const removal = program.look('counselor', PEOPLE.dana.id, (db) =>
      db.deleteFrom('treat.note').where('note_id', '=', note.note).executeTakeFirst(),
    );
    expect((await removal).numDeletedRows).toBe(0n);
    const added = await post(`${path}/addenda`, dana, { words: 'It was Saturday, not Friday.' });
    expect(added.status).toBe(201);
    const after = await get(path, dana);
    expect(after.note.addenda).toMatchObject([
      { words: 'It was Saturday, not Friday.', signature: { by: 'Dana R.' } },
    ]);
    expect(after.note.content).toEqual(note.content);
    expect(after.group.content).toEqual(GROUP);
  });

  test('after its time it is a late entry, and says so', async () => {
    expect((await signedBy(dana, PEOPLE.dana, 71)).note.signature.isLate).toBe(false);
    expect((await signedBy(dana, PEOPLE.dana, 80)).note.signature.isLate).toBe(true);
  });

  test('the list of what waits has each with its clock', async () => {
    const meeting = await heldMeeting(program, {
      leaders: [TOM],
      people: [karen, marisol],
      endedHoursAgo: 80,
    });
    const before = await dueOf(tom);
    const mine = before.toWrite.filter((it: Answer) => it.meeting === meeting);
    expect(mine).toHaveLength(2);
    expect(mine[0]).toMatchObject({ isOverdue: true, note: null, version: 0, kind: 'group' });
    expect(before.groups.some((it: Answer) => it.meeting === meeting)).toBe(true);
    await put(noteOf(meeting, karen), tom, await whole(karen), 0);
    const after = await dueOf(tom);
    expect(after.toSign.filter((it: Answer) => it.meeting === meeting)).toMatchObject([
      { participant: karen.id },
    ]);
  });

  test('the plan finds the notes of a goal, and the notes of a person can be asked for by it', async () => {
    const { note } = await signedBy(dana, PEOPLE.dana);
    const [goal] = note.content.goals;
    const plan = await get(`/api/people/${karen.id}/treatment-plan`, dana);
    const links = plan.goals.find((it: Answer) => it.goal === goal).links;
    expect(links.some((it: Answer) => it.id === note.note && it.kind === 'note')).toBe(true);
    const about = await get(`/api/people/${karen.id}/notes?goal=${goal}`, dana);
    expect(about.notes.map((it: Answer) => it.note)).toContain(note.note);
    expect(about.notes.every((it: Answer) => it.content.goals.includes(goal))).toBe(true);
  });
});

describe('whoever only leads a group', () => {
  test('writes of its people, and reads none of their other notes', async () => {
    const before = await heldMeeting(program, { leaders: [PEOPLE.dana], people: [karen] });
    await put(noteOf(before, karen), dana, await whole(karen), 0);
    const theirs = (await get(`/api/sessions/${before}/notes`, dana)).people[0].note.note;
    const meeting = await heldMeeting(program, { leaders: [TOM], people: [karen] });
    expect((await put(noteOf(meeting, karen), tom, { response: 'Here.' }, 0)).status).toBe(200);
    expect((await program.send(`/api/people/${karen.id}/notes`, { cookie: tom })).status).toBe(404);
    expect((await program.send(`/api/people/${karen.id}/notes/${theirs}`, { cookie: tom })).status).toBe(404);
    expect((await program.send(`/api/sessions/${meeting}/notes`, { cookie: luis })).status).toBe(404);
  });
});

describe('a note without a session', () => {
  const hour = (ago: number) => new Date(program.house.clock.now().getTime() - ago * 3_600_000).toISOString();

  test('is begun, kept, signed', async () => {
    const begun = await post(`/api/people/${karen.id}/notes`, dana, {
      kind: 'crisis',
      startsAt: hour(3),
      endsAt: hour(2),
      by: 'phone',
      content: { response: 'Called from the parking lot.' },
    });
    expect(begun.status).toBe(201);
    const { note } = await begun.json();
    expect(note).toMatchObject({ kind: 'crisis', meeting: null, state: 'draft', by: 'phone' });
    const path = `/api/people/${karen.id}/notes/${note.note}`;
    const early = await post(`${path}/sign`, dana, {}, 1);
    expect(early.status).toBe(422);
    expect((await early.json()).errors.map((it: Answer) => it.pointer)).toEqual([
      '/intervention',
      '/risk',
      '/plan',
    ]);
    const risk = { level: 'acted', words: 'Asked, no plan; called her sister with her.' };
    await put(
      path,
      dana,
      { ...note.content, intervention: 'Safety plan.', risk, plan: 'Visit tomorrow.' },
      1,
    );
    const signed = await post(`${path}/sign`, dana, {}, 2);
    expect(signed.status).toBe(200);
    expect((await signed.json()).note).toMatchObject({ state: 'signed', content: { risk } });
  });

  test('stands among the person’s others by kind, page by page, also where two began at once', async () => {
    const at = { startsAt: hour(9), endsAt: hour(8), by: 'phone', content: { plan: 'Call back.' } };
    const made = new Set<string>();
    for (let nth = 0; nth < 3; nth++) {
      const begun = await post(`/api/people/${karen.id}/notes`, dana, { kind: 'discharge', ...at });
      made.add((await begun.json()).note.note);
    }
    const path = `/api/people/${karen.id}/notes`;
    const all = await get(`${path}?kind=discharge`, dana);
    expect(new Set(all.notes.map((it: Answer) => it.note))).toEqual(made);
    expect(all).toMatchObject({ zone: 'America/New_York', mayWrite: true, more: false });
    const [first] = all.notes;
    const rest = await get(`${path}?kind=discharge&before=${first.startsAt}&beside=${first.note}`, dana);
    expect(rest.notes.map((it: Answer) => it.note)).toEqual(all.notes.slice(1).map((it: Answer) => it.note));
    expect((await get(`${path}?kind=discharge&before=${first.startsAt}`, dana)).notes).toEqual([]);
    const one = await get(`${path}/${first.note}`, dana);
    expect(one).toMatchObject({
      mayWrite: true,
      required: ['intervention', 'response', 'risk', 'plan'],
      group: null,
      topics: [],
    });
    const refused = await program.send(`${path}?kind=counselling`, { cookie: dana });
    expect(refused.status).toBe(422);
  });

  test('the note of a session is shown with the topics of its group in words', async () => {
    const meeting = await heldMeeting(program, {
      leaders: [PEOPLE.dana],
      people: [karen],
      activity: 'recovery-skills',
    });
    const [topic] = (await get(`/api/sessions/${meeting}/notes`, dana)).topics;
    const content = { ...GROUP, topics: [topic.key] };
    await put(groupOf(meeting), dana, content, 0);
    const { note } = await (await put(noteOf(meeting, karen), dana, await whole(karen), 0)).json();
    const one = await get(`/api/people/${karen.id}/notes/${note.note}`, dana);
    expect(one.group.content).toEqual(content);
    expect(one.topics).toEqual([{ en: topic.en, es: topic.es }]);
    expect(one.goals.map((it: Answer) => it.goal)).toEqual(expect.arrayContaining(one.note.content.goals));
  });

  test.each([
    [{ kind: 'group' }, '/kind'],
    [{ kind: 'counselling' }, '/kind'],
    [{ startsAt: hour0(2), endsAt: hour0(3) }, '/endsAt'],
    [{ startsAt: hour0(-1), endsAt: hour0(-2) }, '/endsAt'],
  ])('%j is refused with a pointer', async (more, pointer) => {
    const answer = await post(`/api/people/${karen.id}/notes`, dana, {
      kind: 'individual',
      startsAt: hour(3),
      endsAt: hour(2),
      by: 'room',
      content: {},
      ...more,
    });
    expect([answer.status, (await answer.json()).errors[0].pointer]).toEqual([422, pointer]);
  });
});

/** Hours ago, before there is a program with a clock. */
function hour0(ago: number): string {
  return new Date(Date.now() - ago * 3_600_000).toISOString();
}

describe('2.11: SUD counseling notes', () => {
  const of = `/api/people/${karen.id}/counselling-notes`;
  const rowsAs = (role: string, id: string, purpose = 'treatment') =>
    program.house.door.asActor({ org: ORG_ID, id, role, request: newId() }, purpose as 'treatment', (db) =>
      db
        .selectFrom('treat.counselling_note')
        .select('number')
        .where('participant_id', '=', karen.id)
        .execute(),
    );

  test('2.11: their author reads them; the care team, billing, groups and the person get 0 rows', async () => {
    const words = 'Transference: she speaks to me as to her mother.';
    const kept = await post(of, dana, { on: program.today, words });
    expect(kept.status).toBe(201);
    const { notes } = await get(of, dana);
    expect(notes).toMatchObject([{ words, version: 1 }]);
    const changed = await put(`${of}/${notes[0].note}`, dana, { on: program.today, words: 'Less so.' }, 1);
    expect((await changed.json()).notes).toMatchObject([{ words: 'Less so.', version: 2 }]);
    const stale = await put(`${of}/${notes[0].note}`, dana, { on: program.today, words: 'x' }, 1);
    expect([stale.status, (await stale.json()).current.notes[0].words]).toEqual([412, 'Less so.']);
    expect(await rowsAs('counselor', PEOPLE.dana.id)).toHaveLength(2);

    // Ana joins the care team: she reads progress notes, and none of these.
    await program.look('counselor', PEOPLE.dana.id, (db) =>
      db
        .insertInto('guard.care_team')
        .values({
          org_id: ORG_ID,
          participant_id: karen.id,
          staff_id: PEOPLE.ana.id,
          from_on: '2026-01-01',
        })
        .execute(),
    );
    const ana = await program.signIn(PEOPLE.ana);
    expect((await get(`/api/people/${karen.id}/notes`, ana)).participant).toBe(karen.id);
    expect((await get(of, ana)).notes).toEqual([]);
    for (const [role, id, purpose] of [
      ['counselor', PEOPLE.ana.id, 'treatment'],
      ['counselor', PEOPLE.luis.id, 'treatment'],
      ['biller', demoId('staff', 'bo'), 'payment'],
      ['facilitator', TOM.id, 'treatment'],
      ['prescriber', demoId('staff', 'osei'), 'treatment'],
      ['privacy', PEOPLE.kofi.id, 'operations'],
      ['participant', karen.id, 'self'],
      ['supporter', newId(), 'support'],
      ['outside', newId(), 'treatment'],
    ] as const) {
      expect(await rowsAs(role, id, purpose), role).toEqual([]);
    }
    const copy = await program.send('/api/my/record/file?as=json', { cookie: await program.signIn(karen) });
    expect(copy.status).toBe(200);
    expect(await copy.text()).not.toContain('Less so.');
  });

  test('2.11: whom a consent to counseling notes names reads them, and a consent to notes opens none', async () => {
    const give = (recipient: string, kind: string, categories: string[]) =>
      program.house.door.asActor(
        { org: ORG_ID, id: karen.id, role: 'participant', request: newId() },
        'self',
        (db) =>
          db
            .insertInto('guard.consent')
            .values({
              org_id: ORG_ID,
              consent_id: newId(),
              participant_id: karen.id,
              kind,
              recipient_kind: 'organisation',
              recipient_id: recipient,
              categories,
              purposes: ['treatment'],
              begins_at: new Date(Date.now() - 60_000),
              expires_at: new Date(Date.now() + 3_600_000),
              document_sealed: new Uint8Array([1]),
              form_version: 'test',
              language: 'en',
              document_hash: new Uint8Array(32),
              signed_at: new Date(Date.now() - 60_000),
            })
            .execute(),
      );
    const [named, other] = [newId(), newId()];
    await give(named, 'counselling-notes', ['counselling_note']);
    await give(other, 'specific', ['note']);
    expect((await rowsAs('outside', named)).length).toBeGreaterThan(0);
    expect(await rowsAs('outside', other)).toEqual([]);
  });

  test('2.11: a progress note cannot become one, and keeps when the session began and ended', async () => {
    const meeting = await heldMeeting(program, {
      leaders: [PEOPLE.dana],
      people: [karen],
      kind: 'individual',
    });
    const { note } = await (
      await put(noteOf(meeting, karen), dana, await whole(karen, { intervention: 'Listening.' }), 0)
    ).json();
    expect(Date.parse(note.endsAt) - Date.parse(note.startsAt)).toBe(3_600_000);
    // There is no kind of note that is one, no way to change the kind, and no way to write it as one.
    const kind = program.look('counselor', PEOPLE.dana.id, (db) =>
      db.updateTable('treat.note').set({ kind: 'crisis' }).where('note_id', '=', note.note).execute(),
    );
    await expect(kind).rejects.toThrow(/permission denied/);
    expect((await put(`${of}/${note.note}`, dana, { on: program.today, words: 'x' }, 1)).status).toBe(404);
  });
});
