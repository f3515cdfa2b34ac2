/** One prospect against the seats a plan leaves open: the preview of the product, and the same question as a week. */
import type { Plan, Week } from '../../src/schedule/engine/format/format.ts';
import { solveWeek } from '../../src/schedule/engine/index.ts';
import { previewWeek } from '../../src/schedule/engine/person/preview.ts';
import { sampleWeek } from '../../src/schedule/engine/sample/sample.ts';
import { type Figure, percentile } from '../figure.ts';
import type { Size } from './cases.ts';

const MS_MAX = 50;
const ASKED = 200;
const PLAN_SECONDS = 10;

interface Left {
  readonly week: Week;
  /** Seats left by session. */
  readonly seats: ReadonlyMap<string, number>;
}
const kept = new Map<string, Promise<Left>>();

/** The same plan serves the preview, and is made once. */
function seatsLeft(size: Size, seed: number): Promise<Left> {
  const key = JSON.stringify([size, seed]);
  const known = kept.get(key) ?? plan(size, seed);
  kept.set(key, known);
  return known;
}

async function plan(size: Size, seed: number): Promise<Left> {
  const week = sampleWeek({ ...size, seed });
  const { assignments, opened } = await solveWeek(week, { effort: 2, seconds: PLAN_SECONDS, seed: 1 });
  return { week, seats: seatsOf(week, { assignments, opened }) };
}

function seatsOf(week: Week, { assignments, opened }: Pick<Plan, 'assignments' | 'opened'>) {
  const taken = new Map<string, number>();
  for (const { sessions } of assignments) for (const id of sessions) taken.set(id, (taken.get(id) ?? 0) + 1);
  const roomSeats = new Map(week.rooms.map(({ id, seats }) => [id, seats]));
  return new Map(
    week.sessions.map(({ id, max, room, status }) => {
      const seats = room == null ? max : Math.min(max, roomSeats.get(room) ?? 0);
      const runs = status === 'fixed' || opened.includes(id);
      return [id, runs ? seats - (taken.get(id) ?? 0) : 0];
    }),
  );
}

/** A week with one newcomer and the seats that are left. */
export async function prospectWeek(size: Size, seed: number): Promise<Week> {
  const { week, seats } = await seatsLeft(size, seed);
  const newcomers = sampleWeek({ ...size, people: 20, seed: seed + 100 }).people;
  const newcomer = newcomers.find(({ busy }) => busy.some(({ soft }) => soft === undefined)) ?? newcomers[0]!;
  return {
    ...week,
    sessions: week.sessions.flatMap((session) => {
      const left = seats.get(session.id) ?? 0;
      return left > 0 ? [{ ...session, status: 'fixed' as const, openCost: 0, min: 0, max: left }] : [];
    }),
    people: [{ ...newcomer, needs: { ...newcomer.needs, visits: [] } }],
    apart: [],
  };
}

/** The preview itself, asked by many newcomers one after another. */
export async function measurePreview(size: Size, seed: number): Promise<Figure> {
  const { week, seats } = await seatsLeft(size, seed);
  const open = {
    settings: week.settings,
    sessions: week.sessions.map(({ id, activity, start, end, site, requires }) => ({
      ...{ id, activity, start, end, site, requires },
      seatsLeft: seats.get(id) ?? 0,
    })),
  };
  const newcomers = sampleWeek({ ...size, people: ASKED, seed: seed + 100 }).people;
  const spent = newcomers.map(({ tags, sites, video, busy, needs }) => {
    const hard = busy.map(({ start, end, travel, soft }) => ({
      ...{ start, end },
      ...(travel === undefined ? {} : { travel }),
      ...(soft === undefined ? {} : { soft }),
    }));
    const begun = performance.now();
    previewWeek(open, { tags, sites, video, busy: hard, prefer: [], needs });
    return performance.now() - begun;
  });
  return {
    what: 'preview: 95th percentile',
    value: percentile(spent, 0.95),
    unit: 'ms',
    atMost: MS_MAX,
    how: `${ASKED} newcomers, ${open.sessions.length} sessions, the first of them with cold code`,
  };
}
