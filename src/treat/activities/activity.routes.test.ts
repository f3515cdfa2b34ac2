import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, PEOPLE, type Program } from '../../../test/support/program.ts';
import { newId } from '../../platform/ids.ts';

let program: Program;
let rosa: string;
let dana: string;
let karen: string;
beforeAll(async () => {
  program = await openProgram();
  [rosa, dana, karen] = (await Promise.all(
    [PEOPLE.rosa, PEOPLE.dana, PEOPLE.karen].map((each) => program.signIn(each)),
  )) as [string, string, string];
});
afterAll(() => program.drop());

const get = (path: string, cookie = dana) => program.send(path, { cookie });
const put = (activity: string, version: number, more: object = {}, cookie = rosa) =>
  program.send(`/api/activities/${activity}`, {
    method: 'PUT',
    cookie,
    version,
    json: {
      catalogueId: 'A09',
      label: { en: 'Mutual help', es: 'Ayuda mutua' },
      class: 'B',
      topics: [{ key: 'first-visit', en: 'A first visit', es: 'Una primera visita' }],
      isOffered: true,
      ...more,
    },
  });
interface Own {
  readonly activity: string;
  readonly version: number;
  readonly class: string;
  readonly topics: readonly object[];
}
const ownOf = async (activity: string): Promise<Own | undefined> =>
  ((await (await get('/api/activities')).json()) as { own: Own[] }).own.find(
    (one) => one.activity === activity,
  );

describe('activities', () => {
  test('the whole staff reads the catalogue and what the program offers; the person does not', async () => {
    const { catalogue, curricula, own } = await (await get('/api/activities')).json();
    expect(catalogue).toHaveLength(36);
    expect(curricula.length).toBeGreaterThanOrEqual(5);
    expect(own.map((one: Own) => one.activity)).toContain('recovery-skills');
    expect((await get('/api/activities', karen)).status).toBe(404);
  });

  test('a coordinator describes one, and changes it from the version that was read', async () => {
    expect((await put('mutual-help', 0)).status).toBe(200);
    expect(await ownOf('mutual-help')).toMatchObject({ version: 1, class: 'B' });
    expect((await put('mutual-help', 1, { class: 'C' })).status).toBe(200);
    expect(await ownOf('mutual-help')).toMatchObject({ version: 2, class: 'C' });
    const stale = await put('mutual-help', 1);
    expect(stale.status).toBe(412);
    expect((await stale.json()).current).toMatchObject({ version: 2, class: 'C' });
    // Describing it as if for the first time takes nobody's words away.
    expect((await put('mutual-help', 0)).status).toBe(412);
  });

  test('nobody else does, and what is not there is not changed', async () => {
    expect((await put('peer-hour', 0, {}, dana)).status).toBe(404);
    expect((await put('skills', (await ownOf('skills'))?.version ?? 0, {}, dana)).status).toBe(404);
    expect((await put('peer-hour', 3)).status).toBe(404);
    expect((await put('Not a key', 0)).status).toBe(404);
  });

  test.each([
    ['counts for more than the catalogue lets it', { class: 'A' }, '/class'],
    ['is like nothing of the catalogue', { catalogueId: 'A99' }, '/catalogueId'],
    [
      'has a topic twice',
      {
        topics: [
          { key: 'one', en: 'One', es: 'Uno' },
          { key: 'one', en: 'Two', es: 'Dos' },
        ],
      },
      '/topics/1/key',
    ],
    ['has no Spanish name', { label: { en: 'Peer hour', es: ' ' } }, '/label/es'],
  ])('one that %s is refused whole', async (_, more, pointer) => {
    const answer = await put('peer-hour', 0, more);
    expect(answer.status).toBe(422);
    expect((await answer.json()).errors.map((fault: { pointer: string }) => fault.pointer)).toContain(
      pointer,
    );
    expect(await ownOf('peer-hour')).toBeUndefined();
  });
});

describe('topics of a person', () => {
  test('are those of the program’s groups, covered and still to come', async () => {
    const { participant, activities } = await (await get(`/api/people/${PEOPLE.karen.id}/topics`)).json();
    expect(participant).toBe(PEOPLE.karen.id);
    const groups = activities.map((one: Own) => one.activity);
    expect(groups).toContain('recovery-skills');
    // Groups they never came to are not theirs to miss.
    expect(groups).not.toContain('day-program');
    for (const { covered, missing } of activities) expect(covered.length + missing.length).toBeGreaterThan(0);
  });

  test('are for whoever reads the notes', async () => {
    expect((await get(`/api/people/${PEOPLE.karen.id}/topics`, rosa)).status).toBe(404);
    expect((await get(`/api/people/${newId()}/topics`)).status).toBe(404);
  });
});
