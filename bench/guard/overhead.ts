/** What the policies cost: the same read, through the same transaction, with and without row security. */
import { openPostgres } from '../../src/platform/db/postgres.ts';
import type { Figure } from '../figure.ts';
import type { Filled } from './filled.ts';

const ROUNDS = 8;
const READS_A_ROUND = 400;
const LISTS_A_ROUND = 100;
const POINT_TIMES_MAX = 1.5;
const LIST_TIMES_MAX = 2;
const REQUEST = '018f0000-0000-7000-8000-000000000001';

const POINT = 'select name_sealed from guard.identity where org_id = $1 and participant_id = $2';
const LIST = `
  select p.participant_id, p.record_code, i.name_sealed, l.level, l.minutes_per_week
  from guard.care_team t
  join guard.participant p using (org_id, participant_id)
  join guard.identity i using (org_id, participant_id)
  join bridge.level_of_care l using (org_id, participant_id)
  where t.org_id = $1 and t.staff_id = $2 and l.until_on is null
  order by p.record_code`;

export async function* measureOverhead({ url, org, staff, people }: Filled): AsyncIterable<Figure> {
  const engine = await openPostgres(url);
  try {
    const words = `set local daybridge.org = '${org}'; set local daybridge.actor = '${staff}'; set local daybridge.role = 'counselor'; set local daybridge.purpose = 'treatment'; set local daybridge.request = '${REQUEST}'`;
    const guarded = `set local role daybridge_app; ${words}`;
    const open = `set local role postgres; ${words}`;
    let next = 0;
    const point = async (preamble: string, statements: number) => {
      await engine.transaction(preamble, async (run) => {
        for (let times = 0; times < statements; times += 1) {
          const { rows } = await run(POINT, [org, people[next++ % people.length]]);
          if (rows.length !== 1) throw new Error('A read of somebody cared for showed nothing.');
        }
      });
    };
    const list = async (preamble: string) => {
      await engine.transaction(preamble, async (run) => {
        const { rows } = await run(LIST, [org, staff]);
        if (rows.length !== people.length)
          throw new Error(`A caseload of ${people.length} showed ${rows.length}.`);
      });
    };
    yield {
      what: 'a point read, with the policies against without',
      ...(await timesAsLong(
        READS_A_ROUND,
        () => point(guarded, 1),
        () => point(open, 1),
      )),
      atMost: POINT_TIMES_MAX,
    };
    yield {
      what: `a caseload list of ${people.length}, with against without`,
      ...(await timesAsLong(
        LISTS_A_ROUND,
        () => list(guarded),
        () => list(open),
      )),
      atMost: LIST_TIMES_MAX,
    };
    const bare = await timesAsLong(
      4,
      () => point(guarded, 200),
      () => point(open, 200),
    );
    yield {
      what: 'the statement of a point read alone, with against without',
      ...bare,
      how: `${bare.how}; 200 statements in one transaction, so that its begin and commit weigh nothing`,
    };
  } finally {
    await engine.close();
  }
}

/** The median of the ratios of rounds that take turns, so that a busy moment of the machine meets both. */
async function timesAsLong(
  times: number,
  ours: () => Promise<void>,
  bare: () => Promise<void>,
): Promise<{ value: number; unit: string; how: string }> {
  const spent = async (work: () => Promise<void>) => {
    const begun = performance.now();
    for (let time = 0; time < times; time += 1) await work();
    return (performance.now() - begun) / times;
  };
  await spent(ours);
  await spent(bare);
  const rounds: { ours: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({ ours: await spent(ours), bare: await spent(bare) });
  const median = (values: readonly number[]) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const ms = (side: 'ours' | 'bare') => median(rounds.map((round) => round[side])).toFixed(3);
  return {
    value: median(rounds.map((round) => round.ours / round.bare)),
    unit: '×',
    how: `${ms('ours')} ms against ${ms('bare')} ms, the median of ${ROUNDS} rounds in turns`,
  };
}
