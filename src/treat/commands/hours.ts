import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemActor } from '../../guard/actors.ts';
import { noteSeen } from '../../guard/endpoint.ts';
import { participantSeen } from '../../guard/seen.ts';
import { type Door, openDatabase } from '../../platform/db/index.ts';
import { settingsFrom } from '../../platform/settings.ts';
import { mondayOf } from '../../schedule/index.ts';
import { weekLedger } from '../hours/ledger.ts';
import { billedInWeek, weekHours } from '../hours/week-hours.store.ts';

const HELP = `Hours of a week, of everybody in care.

  daybridge hours --week DATE [--json]
      Delivered and prescribed hours by record code, in the week that DATE lies in (it begins on Monday).
      With --json: minutes prescribed, scheduled, delivered, countable and billable, and why each is less.
      e.g. npx daybridge hours --week 2026-11-30

Settings are those of "daybridge serve". An embedded database is read while the program is stopped.
Exit: 0 done, 1 could not be read, 2 bad input.
`;

const EXIT = { done: 0, badInput: 2 } as const;
const date = z.iso.date();
const seen = z.array(z.object({ participant: participantSeen('record', 'attendance', 'plan', 'money') }));

export async function runHoursCommand(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words[0] === 'help' || words.includes('--help')) {
    process.stdout.write(HELP);
    return EXIT.done;
  }
  let asked: { readonly week?: string | undefined; readonly json: boolean };
  try {
    asked = parseArgs({
      args: [...words],
      options: { week: { type: 'string' }, json: { type: 'boolean', default: false } },
    }).values;
  } catch (fault) {
    return badInput((fault as Error).message);
  }
  if (asked.week === undefined) return badInput('Say which week: --week 2026-11-30');
  if (!date.safeParse(asked.week).success) {
    return badInput(`"${asked.week}" is no date. Write it as year, month and day: --week 2026-11-30`);
  }
  const monday = mondayOf(asked.week);
  return withDoor(async (door) => {
    const programs = await hoursOfPrograms(door, monday, new Date());
    process.stdout.write(
      asked.json ? `${JSON.stringify({ week: monday, programs })}\n` : inWords(monday, programs),
    );
    return EXIT.done;
  });
}

function badInput(words: string): number {
  process.stderr.write(`${words}\n`);
  return EXIT.badInput;
}

/** One organisation's week, by record code. */
interface ProgramHours {
  readonly org: string;
  readonly people: readonly {
    readonly recordCode: string;
    readonly prescribed: number;
    readonly scheduled: number;
    readonly delivered: number;
    readonly countable: number;
    readonly billable: number;
    readonly because: ReturnType<typeof weekLedger>['because'];
  }[];
}

/** Everybody with a dose or a session in the week of a Monday. Each is written down as looked at. */
export async function hoursOfPrograms(
  door: Door,
  monday: string,
  now: Date,
): Promise<readonly ProgramHours[]> {
  const orgs = await door.asActor(systemActor('system:start'), 'setup', (db) =>
    db.selectFrom('guard.org').select('org_id').orderBy('org_id').execute(),
  );
  const programs: ProgramHours[] = [];
  for (const { org_id: org } of orgs) {
    const actor = systemActor('system:hours', org);
    const people = await door.asActor(actor, 'operations', async (db) => {
      const hours = await weekHours(db, monday, now);
      const billed = await billedInWeek(db, actor, monday, now);
      const codes = new Map(
        (await db.selectFrom('guard.participant').select(['participant_id', 'record_code']).execute()).map(
          (row) => [row.participant_id, row.record_code],
        ),
      );
      await noteSeen(
        db,
        actor,
        'operations',
        seen,
        hours.people.map((participant) => ({ participant })),
      );
      return hours.people
        .map((participant) => {
          const { prescribed, scheduled, delivered, countable, billable, because } = weekLedger(
            hours.givenOf(participant, billed.get(participant) ?? []),
          );
          return {
            recordCode: codes.get(participant) ?? '',
            prescribed,
            scheduled,
            delivered,
            countable,
            billable: billable ?? 0,
            because,
          };
        })
        .sort((a, b) => (a.recordCode < b.recordCode ? -1 : 1));
    });
    programs.push({ org, people });
  }
  return programs;
}

const hoursOf = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

function inWords(monday: string, programs: readonly ProgramHours[]): string {
  const rows = programs.flatMap(({ people }) => people);
  if (rows.length === 0) return `Nobody is in care in the week of ${monday}.\n`;
  const lines = rows.map(
    ({ recordCode, delivered, prescribed }) =>
      `  ${recordCode.padEnd(12)} ${hoursOf(delivered).padStart(9)} ${hoursOf(prescribed).padStart(10)}${
        delivered < prescribed ? `   ${hoursOf(prescribed - delivered)} short` : ''
      }`,
  );
  return [
    `Week of ${monday}`,
    `  ${'record'.padEnd(12)} ${'delivered'.padStart(9)} ${'prescribed'.padStart(10)}`,
    ...lines,
    '',
  ].join('\n');
}

async function withDoor<T>(work: (door: Door) => Promise<T>): Promise<T> {
  const settings = settingsFrom(process.env);
  const door = await openDatabase({
    folder: settings.dataFolder,
    ...(settings.databaseUrl === undefined ? {} : { url: settings.databaseUrl }),
    ...(settings.databaseOwnerUrl === undefined ? {} : { ownerUrl: settings.databaseOwnerUrl }),
  });
  try {
    return await work(door);
  } finally {
    await door.close();
  }
}
