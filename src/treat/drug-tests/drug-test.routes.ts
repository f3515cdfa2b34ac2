import { z } from '@hono/zod-openapi';
import { type Call, endpoint } from '../../guard/endpoint.ts';
import type { House } from '../../guard/house.ts';
import { sealersFor } from '../../guard/sealing.ts';
import type { Db } from '../../platform/db/index.ts';
import type { HttpApp } from '../../platform/http/app.ts';
import { type FieldFault, refusal, refuse } from '../../platform/http/problem.ts';
import { newId } from '../../platform/ids.ts';
import type { Key } from '../../platform/secrets.ts';
import { lookAtMedicines } from '../medication/medication.jobs.ts';
import { refuseUnlessSeen, sealerOf } from '../medication/medication.store.ts';
import { recordOf } from '../medication/record.store.ts';
import { todayHere } from '../plan/day.ts';
import {
  collecting,
  type DrugTestShown,
  type DrugTestsShown,
  drugTestsAnswer,
  newTest,
  resulting,
  withdrawingTest,
} from './drug-test.schema.ts';
import { type Reading, type Result, readTest } from './drug-test.ts';
import { PANELS, SUBSTANCES } from './panels.ts';

const common = { tag: 'Drug tests', audience: 'staff', purpose: 'treatment' } as const;
const path = '/api/people/:participant/drug-tests' as const;
const ofPerson = z.object({ participant: z.uuid() });
const ofTest = ofPerson.extend({ test: z.uuid() });
const MOST = 200;

/** Drug tests: ordered with a reason, collected, read beside what is prescribed, confirmed before anything follows. */
export function drugTestRoutes(app: HttpApp, house: House): void {
  endpoint(
    app,
    house,
    {
      ...common,
      method: 'get',
      path,
      summary: 'Somebody’s drug tests, each read beside what they are prescribed',
      params: ofPerson,
      answer: drugTestsAnswer,
    },
    async (call) => {
      await refuseUnlessSeen(call.db, call.params.participant, 'test');
      return { body: await shownFor(call) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path,
      summary: 'Order a drug test, with the reason for it',
      params: ofPerson,
      body: newTest,
      answer: drugTestsAnswer,
      status: 201,
      command: true,
    },
    async (call) => {
      const { db, actor, body, now, params } = call;
      const { participant } = params;
      await refuseUnlessSeen(db, participant, 'test');
      const fields = await testFaults(db, participant, body);
      if (fields.length > 0) throw refuse('invalid', { fields });
      const sealer = await sealerOf(db, house.masterKey, participant);
      await db
        .insertInto('treat.drug_test')
        .values({
          org_id: actor.org,
          test_id: newId(),
          participant_id: participant,
          kind: body.kind,
          specimen: body.specimen,
          panel: [...new Set(body.panel)],
          reason: body.reason,
          confirms_id: body.confirms,
          words_sealed: body.why === '' ? null : sealer.seal(body.why),
          ordered_by: actor.id,
          ordered_at: now,
        })
        .execute();
      return { body: await shownFor(call) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:test/collect`,
      summary: 'Note that the specimen was collected',
      params: ofTest,
      body: collecting,
      answer: drugTestsAnswer,
      versioned: true,
    },
    async (call) => {
      const { db, actor, body, now } = call;
      const test = await testRead(call, ['ordered']);
      const { today } = await todayHere(db, now);
      if (body.on > today) {
        throw refuse('invalid', { fields: [{ pointer: '/on', detail: 'That day has not come yet.' }] });
      }
      await change(call, test.version, {
        state: 'collected',
        collected_by: actor.id,
        collected_on: body.on,
      });
      return { body: await shownFor(call) };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:test/result`,
      summary: 'Enter the result of each substance the test looked for',
      params: ofTest,
      body: resulting,
      answer: drugTestsAnswer,
      versioned: true,
    },
    async (call) => {
      const { db, actor, body, now, params } = call;
      const test = await testRead(call, ['collected']);
      const fields: FieldFault[] = [
        ...test.panel
          .filter((substance) => body.results[substance] === undefined)
          .map((substance) => ({
            pointer: `/results/${substance}`,
            detail: 'Enter what the test says about this.',
          })),
        ...Object.keys(body.results)
          .filter((substance) => !test.panel.includes(substance))
          .map((substance) => ({
            pointer: `/results/${substance}`,
            detail: 'This test did not look for that.',
          })),
      ];
      if (fields.length > 0) throw refuse('invalid', { fields });
      const sealer = await sealerOf(db, house.masterKey, params.participant);
      await change(call, test.version, {
        state: 'resulted',
        resulted_by: actor.id,
        resulted_at: now,
        results: JSON.stringify(body.results),
        result_words_sealed: body.comment === '' ? null : sealer.seal(body.comment),
      });
      return {
        body: await shownFor(call),
        // Whoever enters a result may not write to the medicines; the rules are looked at by the program itself.
        after: async () => {
          await lookAtMedicines(house, actor.org, now, params.participant);
        },
      };
    },
  );

  endpoint(
    app,
    house,
    {
      ...common,
      method: 'post',
      path: `${path}/:test/withdraw`,
      summary: 'Take a test back, with the reason; it stays in the record and counts no longer',
      params: ofTest,
      body: withdrawingTest,
      answer: drugTestsAnswer,
      versioned: true,
    },
    async (call) => {
      const { db, actor, body, params, now } = call;
      const test = await testRead(call, ['ordered', 'collected', 'resulted']);
      const sealer = await sealerOf(db, house.masterKey, params.participant);
      await change(call, test.version, {
        state: 'withdrawn',
        withdrawn_reason_sealed: sealer.seal(body.reason),
      });
      return {
        body: await shownFor(call),
        after: async () => {
          await lookAtMedicines(house, actor.org, now, params.participant);
        },
      };
    },
  );
}

type OnTest = Call<z.output<typeof ofTest>, unknown, unknown>;

/** The test as it stands, if it is the version that was read and in one of these states. */
async function testRead(
  { db, params, version }: OnTest,
  states: readonly string[],
): Promise<{ readonly version: number; readonly panel: readonly string[] }> {
  await refuseUnlessSeen(db, params.participant, 'test');
  const row = await db
    .selectFrom('treat.drug_test')
    .select(['state', 'version', 'panel'])
    .where('participant_id', '=', params.participant)
    .where('test_id', '=', params.test)
    .executeTakeFirst();
  if (row === undefined) throw refuse('not-found');
  if (!states.includes(row.state)) {
    throw refusal(409, 'settled', 'Somebody has gone on with this test already. Look at it as it is now.');
  }
  if (row.version !== version) throw refuse('stale');
  return row;
}

async function change(
  { db, params }: OnTest,
  version: number,
  changed: {
    readonly state: 'collected' | 'resulted' | 'withdrawn';
    readonly collected_by?: string;
    readonly collected_on?: string;
    readonly resulted_by?: string;
    readonly resulted_at?: Date;
    readonly results?: string;
    readonly result_words_sealed?: Uint8Array | null;
    readonly withdrawn_reason_sealed?: Uint8Array;
  },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('treat.drug_test')
    .set({ ...changed, version: version + 1 })
    .where('participant_id', '=', params.participant)
    .where('test_id', '=', params.test)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw refuse('not-found');
}

/** What is wrong with a test that is being ordered. */
async function testFaults(
  db: Db,
  participant: string,
  body: z.output<typeof newTest>,
): Promise<FieldFault[]> {
  const faults: FieldFault[] = [];
  if (body.panel.some((substance) => !SUBSTANCES.has(substance))) {
    faults.push({ pointer: '/panel', detail: 'Choose from what is offered.' });
  }
  if (body.reason === 'clinical' && body.why === '') {
    faults.push({ pointer: '/why', detail: 'Say what you saw or were told.' });
  }
  if ((body.reason === 'confirms') !== (body.confirms !== null)) {
    faults.push({ pointer: '/confirms', detail: 'Say which test this one confirms.' });
  }
  if (body.confirms !== null) {
    const first = await db
      .selectFrom('treat.drug_test')
      .select(['kind', 'state'])
      .where('participant_id', '=', participant)
      .where('test_id', '=', body.confirms)
      .executeTakeFirst();
    if (body.kind !== 'definitive' || first?.kind !== 'presumptive' || first.state !== 'resulted') {
      faults.push({
        pointer: '/confirms',
        detail: 'A definitive test confirms a presumptive one that has its results.',
      });
    }
  }
  return faults;
}

const shownFor = ({
  db,
  params,
  now,
  house,
}: Pick<Call<{ readonly participant: string }, unknown, unknown>, 'db' | 'params' | 'now' | 'house'>) =>
  testsShown(db, house.masterKey, params.participant, now);

async function testsShown(db: Db, master: Key, participant: string, now: Date): Promise<DrugTestsShown> {
  const { today } = await todayHere(db, now);
  const rows = await db
    .selectFrom('treat.drug_test as t')
    .leftJoin('guard.staff as o', (join) =>
      join.onRef('o.org_id', '=', 't.org_id').onRef('o.staff_id', '=', 't.ordered_by'),
    )
    .leftJoin('guard.staff as c', (join) =>
      join.onRef('c.org_id', '=', 't.org_id').onRef('c.staff_id', '=', 't.collected_by'),
    )
    .leftJoin('guard.staff as r', (join) =>
      join.onRef('r.org_id', '=', 't.org_id').onRef('r.staff_id', '=', 't.resulted_by'),
    )
    .selectAll('t')
    .select(['o.display_name as orderer', 'c.display_name as collector', 'r.display_name as resulter'])
    .where('t.participant_id', '=', participant)
    .orderBy('t.ordered_at', 'desc')
    .orderBy('t.test_id')
    .limit(MOST)
    .execute();
  const sealer = (await sealersFor(db, master, [participant])).get(participant);
  // Not everybody who sees tests sees medicines: then nothing is expected, and the reading says so by being plain.
  const { medicines } = await recordOf(db, today, participant);
  const opened = (sealed: Uint8Array | null): string =>
    sealed === null || sealer === undefined ? '' : String(sealer.open(sealed));
  const tests = rows.map((row): DrugTestShown => {
    const confirming = rows.filter((one) => one.confirms_id === row.test_id && one.state !== 'withdrawn');
    const reading: Reading =
      row.state === 'resulted' && row.collected_on !== null
        ? readTest(
            {
              kind: row.kind as 'presumptive' | 'definitive',
              panel: row.panel,
              results: row.results as Readonly<Record<string, Result>>,
              collectedOn: row.collected_on,
              confirmedBy: confirming.some(({ state }) => state === 'resulted')
                ? 'resulted'
                : confirming.length > 0
                  ? 'ordered'
                  : null,
            },
            medicines,
          )
        : { substances: [], notOnPanel: [], followUp: 'none' };
    return {
      id: row.test_id,
      version: row.version,
      kind: row.kind as DrugTestShown['kind'],
      specimen: row.specimen as DrugTestShown['specimen'],
      panel: row.panel,
      reason: row.reason as DrugTestShown['reason'],
      why: opened(row.words_sealed),
      confirms: row.confirms_id,
      state: row.state as DrugTestShown['state'],
      ordered: { by: row.orderer ?? '', at: row.ordered_at.toISOString() },
      collected: row.collected_on === null ? null : { by: row.collector ?? '', on: row.collected_on },
      resulted:
        row.resulted_at === null ? null : { by: row.resulter ?? '', at: row.resulted_at.toISOString() },
      comment: opened(row.result_words_sealed),
      withdrawnReason: row.withdrawn_reason_sealed === null ? null : opened(row.withdrawn_reason_sealed),
      substances: [...reading.substances],
      notOnPanel: [...reading.notOnPanel],
      followUp: reading.followUp,
    };
  });
  return {
    participant,
    today,
    substances: [...SUBSTANCES.values()].map(({ key, en, es }) => ({ key, en, es })),
    panels: PANELS.map(({ key, en, es, substances }) => ({ key, en, es, substances })),
    tests,
  };
}
