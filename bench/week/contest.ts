/** One week given to every contender, one after another; what each found, checked by the independent checker. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Check, checkPlan } from '../../src/schedule/engine/check/check.ts';
import type { Score, Week } from '../../src/schedule/engine/format/format.ts';
import { compareScores } from '../../src/schedule/engine/format/score.ts';
import { CONTENDERS, type Contender } from './contenders/index.ts';
import { type Watched, watch } from './watch.ts';
import type { PlanWord, Reached, Word } from './words.ts';

/** The best so far and what no plan can beat, from this second on. */
export interface Moment {
  readonly seconds: number;
  readonly score: (Reached & { readonly moves?: number }) | null;
  readonly bound: Reached | null;
}
export interface Outcome {
  readonly contender: Contender;
  readonly status: 'optimal' | 'stopped' | 'out of memory' | 'failed' | 'absent';
  readonly note: string;
  /** Of the best plan that breaks no rule; null when there is none. */
  readonly score: Score | null;
  readonly bound: Reached | null;
  readonly moments: readonly Moment[];
  readonly movesProvenSeconds: number | undefined;
  readonly seconds: number;
  /** NaN where it could not be measured. */
  readonly peakBytes: number;
  readonly size: Extract<Word, { word: 'size' }> | undefined;
}

export const PEER_BYTES_MAX = 3 * 2 ** 30;
/** What a solver may take to notice the limit and to hand its plan over: this long, and this share of the limit. */
const GRACE_SECONDS = 3;
const GRACE_SHARE = 0.25;
const PLANS_CHECKED_MAX = 60;

export async function contest(
  week: Week,
  seconds: number,
  names: readonly string[],
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), 'daybridge-week-'));
  try {
    const file = join(folder, 'week.json');
    await writeFile(file, JSON.stringify(week));
    const outcomes: Outcome[] = [];
    for (const contender of CONTENDERS.filter(({ name }) => names.includes(name))) {
      const outcome = await enter(contender, week, file, seconds, folder);
      outcomes.push(outcome);
      tell(outcome);
    }
    return outcomes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function enter(
  contender: Contender,
  week: Week,
  file: string,
  limit: number,
  folder: string,
): Promise<Outcome> {
  const lacks = contender.lacks();
  if (lacks !== undefined) return absent(contender, lacks);
  const own = await mkdtemp(join(folder, `${contender.name}-`));
  const said: Exclude<Word, { word: 'begun' }>[] = [];
  const script = fileURLToPath(new URL('contender.ts', import.meta.url));
  const words = [script, contender.name, file, `${limit}`, own];
  const limits = { seconds: limit * (1 + GRACE_SHARE) + GRACE_SECONDS, bytes: PEER_BYTES_MAX };
  const watched = await watch(words, limits, (line, begin) => {
    const word: Word = JSON.parse(line);
    if (word.word === 'begun') begin();
    else if (word.seconds <= limits.seconds) said.push(word);
  });
  await rm(own, { recursive: true, force: true });
  return judge(contender, week, limits.seconds, said, watched);
}

type Said = readonly Exclude<Word, { word: 'begun' }>[];
const wordsOf = <T extends Word['word']>(said: Said, word: T) =>
  said.filter((each): each is Extract<Said[number], { word: T }> => each.word === word);

function judge(contender: Contender, week: Week, limit: number, said: Said, watched: Watched): Outcome {
  const plans = thinned(wordsOf(said, 'plan')).map((plan) => ({ plan, check: check(week, plan) }));
  const broken = plans.find((each) => !each.check.ok)?.check.faults[0];
  const good = plans.filter((each) => each.check.ok);
  const best = good.reduce<Score | null>(
    (before, { check: { score } }) => (before === null || compareScores(score, before) < 0 ? score : before),
    null,
  );
  const ended = wordsOf(said, 'ended').at(-1);
  return {
    contender,
    ...statusOf(watched, ended?.note),
    ...(broken === undefined ? {} : { note: `a plan breaks a rule: ${broken.path} ${broken.message}` }),
    score: best,
    bound: wordsOf(said, 'bound').at(-1)?.bound ?? null,
    // By its own account only where it could show no plan meanwhile, and its last plan was good.
    moments: momentsOf(
      said,
      good.map(({ plan, check: { score } }) => ({ seconds: plan.seconds, score })),
      best,
    ),
    movesProvenSeconds: wordsOf(said, 'moves-proven').at(-1)?.seconds,
    seconds: secondsOf(watched, limit, said),
    peakBytes: watched.peakBytes,
    size: wordsOf(said, 'size').at(-1),
  };
}

/** NaN for one that broke before it said anything. */
function secondsOf({ how }: Watched, limit: number, said: Said): number {
  return how === 'out-of-time' ? limit : (said.at(-1)?.seconds ?? Number.NaN);
}

const absent = (contender: Contender, lacks: string): Outcome => ({
  contender,
  status: 'absent',
  note: lacks,
  score: null,
  bound: null,
  moments: [],
  movesProvenSeconds: undefined,
  seconds: Number.NaN,
  peakBytes: Number.NaN,
  size: undefined,
});

function statusOf({ how, said }: Watched, note: string | undefined): Pick<Outcome, 'status' | 'note'> {
  const last = /^\w*Error.*$|^.*[Ff]ault.*$/m.exec(said)?.[0] ?? said.trim().split('\n').at(-1) ?? '';
  switch (how) {
    case 'out-of-memory':
      return { status: 'out of memory', note: `past ${PEER_BYTES_MAX / 2 ** 30} GB` };
    case 'out-of-time':
      return { status: 'stopped', note: 'had to be ended' };
    case 'failed':
      return { status: 'failed', note: last };
    case 'ended':
      return { status: note === 'optimal' ? 'optimal' : 'stopped', note: '' };
  }
}

function check(week: Week, { assignments, opened, seconds }: PlanWord): Check {
  const none = { served: 0, credited: 0 };
  return checkPlan(week, {
    format: 'daybridge-week-plan/1',
    assignments: assignments.map(({ person, sessions, visits }) => ({
      person,
      sessions: [...sessions],
      visits: visits.map((visit) => ({ ...visit })),
    })),
    opened: [...opened],
    score: { ...none, opened: 0, moves: 0, friction: 0 },
    bound: none,
    gap: none,
    status: 'feasible',
    unserved: [],
    stats: { seconds },
  });
}

/** Checking takes time too: of many plans some, and always the last. */
function thinned(plans: readonly PlanWord[]): PlanWord[] {
  const every = Math.ceil(plans.length / PLANS_CHECKED_MAX);
  return plans.filter((_, at) => (plans.length - 1 - at) % every === 0);
}

interface Found {
  readonly seconds: number;
  readonly score: Reached & { readonly moves?: number };
}

function momentsOf(said: Said, checked: readonly Found[], best: Score | null): Moment[] {
  const claimed = best === null ? [] : wordsOf(said, 'found').filter(({ score }) => !isAhead(score, best));
  const found = [...claimed, ...checked];
  const inOrder = [...found, ...wordsOf(said, 'bound')].sort((a, b) => a.seconds - b.seconds);
  let score: Moment['score'] = null;
  let bound: Moment['bound'] = null;
  return inOrder.map((word) => {
    if ('bound' in word) bound = word.bound;
    else if (score === null || !isAhead(score, word.score)) score = word.score;
    return { seconds: word.seconds, score, bound };
  });
}

/** By goals 1 and 2. */
export const isAhead = (one: Reached, other: Reached): boolean =>
  one.served > other.served || (one.served === other.served && one.credited > other.credited);
