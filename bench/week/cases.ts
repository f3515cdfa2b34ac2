/** The table "How far" of the week optimiser: each case, its weeks, its limit and the bars ours is held to. */
import type { Week } from '../../src/schedule/engine/format/format.ts';
import { sampleWeek } from '../../src/schedule/engine/sample/sample.ts';
import type { Figure } from '../figure.ts';
import { isAhead, type Outcome } from './contest.ts';
import { secondsToFirst, secondsToServedProven, secondsWithin } from './gaps.ts';
import { prospectWeek } from './preview.ts';
import { disruptedWeek } from './repair.ts';

export interface Size {
  readonly people: number;
  readonly sessions: number;
  readonly sites: number;
}
export interface Case {
  readonly name: string;
  readonly title: string;
  readonly size: Size;
  /** Wall-clock limit of every contender. */
  readonly seconds: number;
  readonly seeds: readonly number[];
  readonly week: (size: Size, seed: number) => Promise<Week>;
  /** What is asked of ours, its worst seed counting; each inner list is one seed's outcomes, ours first. */
  readonly bars: (seeds: readonly (readonly Outcome[])[]) => readonly Figure[];
  readonly hasPicture: boolean;
}

const sample = async (size: Size, seed: number): Promise<Week> => sampleWeek({ ...size, seed });

const ours = (seeds: readonly (readonly Outcome[])[]): Outcome[] =>
  seeds.flatMap((outcomes) => outcomes.find(({ contender }) => contender.name === 'ours') ?? []);
const worst = (values: readonly number[]): number => Math.max(0, ...values);

const seconds = (what: string, values: readonly number[], atMost: number, how?: string): Figure => ({
  what,
  value: worst(values),
  unit: 's',
  atMost,
  ...(how === undefined ? {} : { how }),
});

/** How many peers hold a better plan of goals 1 and 2 than ours when the time is over. */
function peersAhead(name: string, seeds: readonly (readonly Outcome[])[]): Figure {
  const ahead = seeds.flatMap((outcomes) => {
    const mine = ours([outcomes])[0];
    return outcomes.filter(
      ({ score }) =>
        mine !== undefined && score !== null && (mine.score === null || isAhead(score, mine.score)),
    );
  });
  const peers = seeds.flat().filter(({ contender }) => contender.name !== 'ours');
  const entered = peers.filter(({ status }) => status !== 'absent');
  const names = ahead.map(({ contender }) => contender.title);
  return {
    what: `${name}: peers ahead at equal time`,
    value: ahead.length,
    unit: 'peers',
    atMost: 0,
    how: `${entered.length} runs of peers, ${entered.filter(({ score }) => score !== null).length} with a plan${names.map((title) => `; ahead: ${title}`).join('')}`,
  };
}

const withinOne = (name: string, seeds: readonly (readonly Outcome[])[], atMost: number): Figure =>
  seconds(
    `${name}: within 1 % of a true bound`,
    ours(seeds).map((outcome) => secondsWithin(outcome, 1)),
    atMost,
    'both goals, by the bound it proved itself',
  );

export const CASES: readonly Case[] = [
  {
    name: 'preview',
    title: 'one prospect against the open seats',
    size: { people: 200, sessions: 90, sites: 3 },
    seconds: 2,
    seeds: [1, 2, 3],
    week: prospectWeek,
    bars: () => [],
    hasPicture: false,
  },
  {
    name: 'repair',
    title: 'repair of one disruption, 200 people',
    size: { people: 200, sessions: 90, sites: 3 },
    seconds: 10,
    seeds: [1, 2, 3],
    week: disruptedWeek,
    bars: (seeds) => [
      seconds('repair: to a first answer', ours(seeds).map(secondsToFirst), 0.3),
      seconds(
        'repair: moves proven least',
        ours(seeds).map(({ movesProvenSeconds }) => movesProvenSeconds ?? Number.POSITIVE_INFINITY),
        5,
      ),
    ],
    hasPicture: false,
  },
  {
    name: '60x40x1',
    title: '60 people, 40 sessions, 1 site',
    size: { people: 60, sessions: 40, sites: 1 },
    seconds: 10,
    seeds: [1, 2, 3],
    week: sample,
    bars: (seeds) => [
      seconds(
        '60x40x1: proven optimal in goals 1 and 2',
        ours(seeds).map((outcome) => secondsWithin(outcome, 0)),
        1,
      ),
      peersAhead('60x40x1', seeds),
    ],
    hasPicture: true,
  },
  {
    name: '200x90x1',
    title: '200 people, 90 sessions, 1 site',
    size: { people: 200, sessions: 90, sites: 1 },
    seconds: 60,
    seeds: [1],
    week: sample,
    bars: (seeds) => [
      withinOne('200x90x1', seeds, 5),
      seconds('200x90x1: goal 1 proven optimal', ours(seeds).map(secondsToServedProven), 60),
      peersAhead('200x90x1', seeds),
    ],
    hasPicture: true,
  },
  {
    name: '1000x350x6',
    title: '1,000 people, 350 sessions, 6 sites',
    size: { people: 1000, sessions: 350, sites: 6 },
    seconds: 20,
    seeds: [1],
    week: sample,
    bars: (seeds) => [withinOne('1000x350x6', seeds, 20), peersAhead('1000x350x6', seeds)],
    hasPicture: true,
  },
  {
    name: '10000x3500x60',
    title: '10,000 people, 3,500 sessions, 60 sites',
    size: { people: 10_000, sessions: 3500, sites: 60 },
    seconds: 120,
    seeds: [1],
    week: sample,
    bars: (seeds) => [
      withinOne('10000x3500x60', seeds, 120),
      {
        what: '10000x3500x60: memory',
        value: worst(ours(seeds).map(({ peakBytes }) => peakBytes / 2 ** 20)),
        unit: 'MB',
        atMost: 1536,
      },
      peersAhead('10000x3500x60', seeds),
    ],
    hasPicture: true,
  },
];
