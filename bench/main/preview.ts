import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OpenSession, type Prospect, previewWeek } from '../../src/schedule/engine/person/preview.ts';
import { type Figure, percentile } from '../figure.ts';
import { startProgram } from './running.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ASKED = 200;
const SERVER_MS_MAX = 50;
const HOUR = 60;
const DAY = 24 * HOUR;

const daily = (days: readonly number[], from: number, to: number) =>
  days.map((day) => ({ start: day * DAY + from * HOUR, end: day * DAY + to * HOUR }));
const WORKDAYS = [0, 1, 2, 3, 4];

/** Lives of the kinds of people the program is for: the hours taken. */
const LIVES: Readonly<Record<string, readonly { readonly start: number; readonly end: number }[]>> = {
  'works nine to five': daily(WORKDAYS, 9, 17),
  'works nights': [...daily(WORKDAYS, 8, 15), ...daily(WORKDAYS, 22, 24)],
  'brings children to school': [...daily(WORKDAYS, 7, 9), ...daily(WORKDAYS, 14, 21)],
  studies: [...daily([0, 2], 10, 16), ...daily([1, 3], 12, 18)],
  'has no free hour': daily([0, 1, 2, 3, 4, 5, 6], 0, 24),
};

/** What the browser asks of a session it may count on, as the public answer names it. */
interface Seats {
  readonly settings: { readonly travel: number; readonly tick: number; readonly maxConsecutive: number };
  readonly sessions: readonly (Omit<OpenSession, 'seatsLeft'> & {
    readonly seats: 'open' | 'few' | 'waitlist';
  })[];
  readonly dose: { readonly iop: Prospect['needs'] };
}

/** The open seats of the demo program from the running server, and finding a week with them. */
export async function* measurePreview(): AsyncIterable<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'daybridge-preview-'));
  const program = await startProgram(root, join(folder, 'data'));
  try {
    const asked: number[] = [];
    let seats: Seats | undefined;
    for (let turn = 0; turn < ASKED; turn++) {
      const begun = performance.now();
      const answer = await fetch(`${program.url}/api/public/seats`);
      if (!answer.ok) throw new Error(`/api/public/seats answered ${answer.status}: ${await answer.text()}`);
      seats = await answer.json();
      asked.push(performance.now() - begun);
    }
    yield {
      what: 'fit preview: the server’s part, 95th percentile',
      value: percentile(asked, 0.95),
      unit: 'ms',
      atMost: SERVER_MS_MAX,
      how: `GET /api/public/seats, ${ASKED} times, one after another`,
    };
    if (seats !== undefined) yield findingAWeek(seats);
  } finally {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const SEATS_LEFT = { open: 3, few: 1, waitlist: 0 };

function findingAWeek({ settings, sessions, dose }: Seats): Figure {
  const open = {
    settings,
    sessions: sessions.map((session) => ({ ...session, seatsLeft: SEATS_LEFT[session.seats] })),
  };
  const sites = [...new Set(sessions.flatMap(({ site }) => (site ? [site] : [])))];
  const spent = Object.values(LIVES).flatMap((taken) =>
    Array.from({ length: 20 }, () => {
      const begun = performance.now();
      previewWeek(open, {
        tags: ['iop', 'en'],
        sites,
        video: true,
        busy: taken,
        prefer: [],
        needs: dose.iop,
      });
      return performance.now() - begun;
    }),
  );
  return {
    what: 'fit preview: the browser’s part, 95th percentile',
    value: percentile(spent, 0.95),
    unit: 'ms',
    how: `${sessions.length} sessions, ${Object.keys(LIVES).length} kinds of life, on this machine’s Node`,
  };
}
